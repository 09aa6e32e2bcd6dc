"""Updates, minutes and lists of actions on paper: what they say, in which order, and what they leave to others."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.acting import RemoveAction
from anchor_app.domain.action import Action, ActionStatus, Sought
from anchor_app.domain.errors import UnknownItem
from anchor_app.domain.month import Month
from anchor_app.domain.updating import WriteUpdate
from anchor_app.domain.what_changed import ChangedLine
from anchor_app.reports.actions_content import actions_content, due_words, sought_words
from anchor_app.reports.document import Facts, Grid, Heading, Turn
from anchor_app.reports.document_pdf import write_pdf
from anchor_app.reports.minutes_content import log_content, minutes_content
from anchor_app.reports.update_content import MOST_DRAFTED, update_content
from tests.reports.papers import NOVEMBER, ON, words_of, year_desk

LINES = (ChangedLine("1.1 moved on.", ("work",)), ChangedLine("A garden grew.", ("environment",)),
         ChangedLine("E-001 was added."))


def headings(document):
    return [one.words for one in document.blocks if isinstance(one, Heading)]


def test_an_update_says_what_was_written_in_general_then_by_domain_and_by_whom():
    made = update_content(year_desk().holdings, "org", NOVEMBER)
    assert headings(made) == ["Update for November 2026", "By domain"]
    [facts] = [one for one in made.blocks if isinstance(one, Facts)]
    assert facts.rows == (("What we did", "Met all wards.\nAsked R&D <early>."),
                          ("What we ask of others", "Who buys locally?"))
    [grid] = [one for one in made.blocks if isinstance(one, Grid)]
    assert [one.title for one in grid.columns] == ["Domain", "What we did", "What changed", "A story worth sharing"]
    [(domain, *said)] = grid.rows
    assert domain.words == "4 Reducing environmental impact" and said == ["Opened a garden.", "It is open.", "=1+1"]
    assert "Written by Robin Sample on 22 November 2026 and by Kim Sample on 20 November 2026" in words_of(made)
    assert made.made_on == ON


def test_what_nobody_wrote_comes_from_the_history_but_for_domains_that_did():
    assert drafted_in(update_content(year_desk().holdings, "org", NOVEMBER, LINES)) == ["1.1 moved on.",
                                                                                        "E-001 was added."]


def drafted_in(document):
    """The lines that the history drafted."""
    [told] = [words for one in document.blocks if isinstance(one, Facts) for name, words in one.rows
              if name == "What changed"]
    return told.removeprefix("From the history of the month:\n").splitlines()


def test_what_the_champion_wrote_takes_the_place_of_the_history():
    desk = year_desk()
    desk.do(WriteUpdate("org", NOVEMBER, {"changed": "Much."}))
    assert drafted_in(update_content(desk.holdings, "org", NOVEMBER, LINES)) == ["Much."]


def test_a_busy_month_names_the_first_changes_and_counts_the_rest():
    many = [ChangedLine(f"Change {number}.") for number in range(MOST_DRAFTED + 3)]
    lines = drafted_in(update_content(year_desk().holdings, "org", NOVEMBER, many))
    assert len(lines) == MOST_DRAFTED + 1 and lines[-1] == "and 3 more"


def test_a_usual_update_fits_on_one_page():
    desk = year_desk()
    words = "some words that a champion would write about the month " * 4
    desk.do(WriteUpdate("org", NOVEMBER, dict.fromkeys(("did", "changed", "asks", "story"), words)))
    for domain in next(iter(desk.holdings.charters.values())).domains[:4]:
        desk.do(WriteUpdate("org", NOVEMBER, {"did": words[:120], "changed": words[:120]}, domain.id))
    assert write_pdf(update_content(desk.holdings, "org", NOVEMBER), BytesIO()).pages == 1


def test_a_month_of_which_nothing_was_said_says_so():
    assert "Nothing was written for May 2026." in words_of(update_content(year_desk().holdings, "org", Month(2026, 5)))


def test_minutes_say_who_was_there_each_item_and_how_its_action_stands():
    made = minutes_content(year_desk().holdings, "/m", ON)
    words = words_of(made)
    assert headings(made) == ["Autumn meeting", "Notes", "Items", "Decisions and actions", "Next steps"]
    for said in ("Meeting: 2026-11-03", "Date: 3 November 2026", "Place: Room <4>", "Present: Robin Sample\nKim Sample",
                 "Apologies: Sam Example", "Cold room.", "2026-11-03/2\nTenders\nDecision\nAsk for social value.",
                 "Overdue by one day", "Sam Example: Find a nursery, by 21 November 2026",
                 "Next meeting: 1 December 2026, Fellside"):
        assert said in words
    assert headings(minutes_content(year_desk().holdings, "/m", ON, with_log=True))[-1] == "Log of all meetings"


def test_minutes_stay_true_where_the_action_was_removed():
    desk = year_desk()
    desk.do(RemoveAction("/nursery"))
    words = words_of(minutes_content(desk.holdings, "/m", ON))
    assert "The action was removed" in words and "Overdue" not in words


def test_minutes_of_a_meeting_that_is_not_there_are_refused():
    with pytest.raises(UnknownItem, match="not there any more"):
        minutes_content(year_desk().holdings, "/gone", ON)


def test_a_meeting_with_nothing_in_it_says_so_twice():
    words = words_of(minutes_content(year_desk().holdings, "/next", ON))
    assert "No item was written down." in words and "Nothing was decided, and no action agreed." in words


def test_the_log_holds_all_meetings_and_who_speaks_for_whom():
    words = words_of(log_content(year_desk().holdings, ON))
    assert "Two entries, the newest meeting first" in words
    for said in ("1 September 2026", "Champion", "Robin Sample\nHead of place\nrobin@bay.example", "After a gap"):
        assert said in words
    assert "After a gap" not in words_of(log_content(year_desk().holdings, ON, with_people=False))
    assert "There is no such decision or action." in words_of(log_content(year_desk().holdings, ON, search="zebra"))


def test_actions_are_listed_by_owner_with_notes_and_what_is_overdue_in_words():
    held = year_desk().holdings
    made = actions_content(held, list(held.actions.values()), ON)
    words = words_of(made)
    assert isinstance(made.blocks[0], Turn) and headings(made) == [
        "Actions", "The collaborative", "Example Bay Hospitals"]
    for said in ("Three actions: 2 overdue and 1 complete.", "10 November 2026\nOverdue by 12 days",
                 "10 June 2026, Kim Sample: Half have answered", "Complete on 22 November 2026", "High",
                 "1.1 and 2.2\n2026/27\nMade by itself, 1 May 2026\nInternal"):
        assert said in words


def test_a_list_of_no_actions_says_so_and_what_was_looked_for():
    held = year_desk().holdings
    sought = Sought("Robin Sample", ON, frozenset(one.id for one in next(iter(held.charters.values())).domains[0]
                                                  .components), only_open=True, words=" trees ")
    words = sought_words(held, sought)
    assert words.startswith("Open actions of Robin Sample about ")
    assert words.endswith("that are overdue on 22 November 2026 with the words “trees”")
    made = actions_content(held, (), ON, narrowed=words)
    assert "There is no such action." in words_of(made) and words in words_of(made)
    assert not any(isinstance(one, Grid) for one in made.blocks) and sought_words(held, Sought()) == ""


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-400, 400), st.sampled_from(ActionStatus))
def test_an_action_says_it_is_overdue_only_when_it_is(due, days, status):
    one, on = Action("a", "org", due=due, status=status), due + timedelta(days)
    assert ("Overdue" in due_words(one, on)) == one.is_overdue(on)


def test_every_field_of_an_action_that_a_person_fills_in_is_on_paper():
    one = Action("a", "org", title="T1tle", components="1.1", period="2026/27", owner_name="0wner",
                 due=date(2027, 2, 3), status=ActionStatus.OFF_TRACK, created_on=date(2026, 4, 5),
                 completed_on=date(2026, 6, 7))
    held = replace(year_desk().holdings, actions={"org/a": one})
    words = words_of(actions_content(held, [one], ON))
    for said in ("T1tle", "1.1", "2026/27", "0wner", "3 February 2027", "Off track", "5 April 2026", "7 June 2026",
                 "Made by itself", "Internal"):
        assert said in words
    assert {one.name for one in fields(Action)} - {"id", "organisation"} == {
        "title", "components", "assessment", "period", "source", "source_item", "owner_name", "due", "status",
        "priority", "created_on", "completed_on", "sensitivity"}, "a new field needs its place on paper"
