"""Actions, updates, meetings and stories: who does what by when, what was said, and that all of it can be undone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.acting import (
    AddAction,
    AmendAction,
    NoteAction,
    RemoveAction,
    RewordNote,
    SetActionStatus,
    from_flag,
    from_moderation,
    from_opportunity,
    notes_of,
    status_questions,
)
from anchor_app.domain.action import Action, ActionStatus, Priority, Sought, by_status, by_urgency, overdue
from anchor_app.domain.agenda import Topic, drafted_agenda, linked_action, log
from anchor_app.domain.asking import AddImplication
from anchor_app.domain.assessment import Status
from anchor_app.domain.calendar_file import calendar
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import AddOpportunity, SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, AmendOrganisation, RecordReading
from anchor_app.domain.errors import Conflict, Refusal, UnknownItem, WrongValue
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.front_sheet import Answer
from anchor_app.domain.fronting import AddFrontSheetLine, AnswerImplication, SetFrontSheet
from anchor_app.domain.history import history_lines
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.introducing import NoteIntroduction
from anchor_app.domain.measuring import AddOutcome
from anchor_app.domain.meeting import ItemKind, Representation
from anchor_app.domain.minuting import (
    AddMeeting,
    AddMeetingItem,
    AgreeAction,
    AmendMeeting,
    AmendMeetingItem,
    NoteRepresentative,
    RemoveMeeting,
    items_of,
    meetings_of,
)
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.month import Month, is_update_item, missing_months, months_of, update_item
from anchor_app.domain.organisation import Kind
from anchor_app.domain.period import Period
from anchor_app.domain.planning import AmendReportPlan, SetEmblem
from anchor_app.domain.telling import AddStory, AmendStory, NoteTakenUp, RemoveStory, library
from anchor_app.domain.undoing import TakeBack
from anchor_app.domain.update import Update
from anchor_app.domain.updating import RemoveUpdate, WriteUpdate, missing, months_written, update_of
from anchor_app.domain.what_changed import drafted, in_month, what_changed
from anchor_app.domain.year_tables import YEAR_ROUND
from tests.domain.test_undoing import Log
from tests.helpers.emblems import EMBLEM
from tests.helpers.values import TODAY, ready_desk

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
actions = st.builds(Action, st.uuids().map(lambda one: one.hex), st.just("org"), st.text(max_size=20),
                    status=st.sampled_from(ActionStatus), due=st.none() | days,
                    priority=st.none() | st.sampled_from(Priority), owner_name=st.sampled_from(["", "Robin", "Kim"]))


def acting_desk(**values):
    desk = ready_desk()
    desk.do(AddAction("org", {"title": "Ask the wards", "components": "1.1", "created_on": TODAY, **values}, id="ask"))
    return desk


def the(desk, key="org/ask"):
    return desk.holdings.actions[key]


@given(st.lists(actions, max_size=12), days)
def test_a_board_holds_every_action_once_and_only_open_ones_are_overdue(every, on):
    assert sorted(one.id for column in by_status(every).values() for one in column) == sorted(one.id for one in every)
    late = overdue(every, on)
    assert all(one.is_open and one.due < on for one in late)
    assert [one.due for one in late] == sorted(one.due for one in late)
    order = by_urgency(every)
    assert [one.is_open for one in order] == sorted((one.is_open for one in order), reverse=True)
    assert by_urgency(reversed(every)) == order


@given(actions, days)
def test_an_action_is_not_overdue_on_its_own_day(action, on):
    assert not Action("a", "org", due=on).is_overdue(on) and Action("a", "org", due=on).is_overdue(on + timedelta(1))
    assert action.is_off_track(on) >= action.is_overdue(on)


def test_actions_are_found_by_owner_domain_words_and_day():
    one = Action("a", "org", "Ask  the wards", "1.1 2.1", owner_name="Robin  Sample", due=TODAY)
    assert Sought(owner_name="robin sample").takes(one) and not Sought(owner_name="Robin").takes(one)
    assert Sought(components=frozenset({"2.1"})).takes(one) and not Sought(components=frozenset({"3.1"})).takes(one)
    assert Sought(words="WARDS robin").takes(one) and not Sought(words="wards kim").takes(one)
    assert Sought(overdue_on=TODAY + timedelta(1)).takes(one) and not Sought(overdue_on=TODAY).takes(one)


def test_completing_asks_about_the_component_and_changes_no_status():
    desk = acting_desk()
    assert status_questions(desk.holdings, the(desk)) == ()
    desk.do(SetActionStatus("org/ask", ActionStatus.COMPLETE, TODAY))
    assert the(desk).completed_on == TODAY and desk.answers.component("1.1").status is Status.NOT_STARTED
    [asked] = status_questions(desk.holdings, the(desk))
    assert (asked.assessment, asked.component, asked.status) == ("now", "1.1", Status.NOT_STARTED)
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    assert status_questions(desk.holdings, the(desk)) == ()
    desk.do(SetActionStatus("org/ask", ActionStatus.ON_TRACK, TODAY))
    assert the(desk).completed_on is None


@pytest.mark.parametrize(("values", "words"), [
    ({"title": "\n"}, "needs a title"), ({"components": "1.1 9.9"}, "no component|component 9.9"),
    ({"due": TODAY - timedelta(1)}, "before it was made"), ({"colour": "red"}, "no field colour"),
    ({"status": ActionStatus.COMPLETE}, "needs the day"),
    ({"status": ActionStatus.COMPLETE, "completed_on": TODAY - timedelta(1)}, "before it was made")])
def test_an_action_that_cannot_be_is_refused(values, words):
    with pytest.raises(Refusal, match=words):
        acting_desk(**values)


def test_a_name_of_500_characters_and_the_last_of_february_are_kept():
    desk = acting_desk(owner_name="N" * 500, due=date(2028, 2, 29))
    assert the(desk).owner_name == "N" * 500 and the(desk).due == date(2028, 2, 29)


def test_an_action_comes_once_from_what_calls_for_it():
    desk = ready_desk()
    desk.do(AddOpportunity("now", "1.2", "Offer more\napprenticeships " + "x" * 400, id="opp"))
    desk.do(WriteAnswer("now", "1.1", "look_again", True))
    desk.do(Moderate("now", "1.3", Decision.MORE_EVIDENCE, "Which wards?", "Kim", TODAY))
    for wish, title in ((from_opportunity(desk.holdings, "now", "opp", TODAY), "Offer more apprenticeships xx"),
                        (from_flag(desk.holdings, "now", "1.1", TODAY), "Look at 1.1 again"),
                        (from_moderation(desk.holdings, "now", "1.3", TODAY), "Which wards?")):
        desk.do(wish)
        made = the(desk, f"org/{wish.id}")
        assert made.title.startswith(title) and len(made.title) <= 300 and made.period == "2026/27"
        with pytest.raises(WrongValue, match="an action already"):
            AddAction("org", wish.values).edit(desk.holdings)
    for wrong in (lambda: from_flag(desk.holdings, "now", "1.2", TODAY),
                  lambda: from_moderation(desk.holdings, "now", "1.1", TODAY),
                  lambda: from_opportunity(desk.holdings, "now", "none", TODAY)):
        with pytest.raises(Refusal):
            wrong()


def test_notes_go_with_their_action_and_keep_it_from_being_undone_alone():
    history = Log()
    history.do(AddAction("org", {"title": "Ask"}, id="ask"))
    made = history.steps.undo[-1]
    history.do(NoteAction("org/ask", "Asked", TODAY, "Kim", id="n1"))
    assert [one.text for one in notes_of(history.desk.holdings, the(history.desk))] == ["Asked"]
    with pytest.raises(Conflict, match="later entries rest on"):
        TakeBack(made).edit(history.desk.holdings)
    history.do(RewordNote("org/n1", "Asked twice"))
    history.do(RemoveAction("org/ask"))
    assert not history.desk.holdings.actions and not history.desk.holdings.action_notes
    history.undo()
    assert history.desk.holdings.action_notes["org/n1"].text == "Asked twice"


def test_two_organisations_with_the_same_ids_keep_their_own():
    desk = acting_desk()
    desk.do(AddOrganisation({"name": "Fellside", "kind": Kind.COUNCIL}, id="fell"))
    desk.do(AddAction("fell", {"title": "Other"}, id="ask"))
    desk.do(AmendAction("fell/ask", {"title": "Changed"}))
    assert the(desk).title == "Ask the wards" and the(desk, "fell/ask").title == "Changed"


@given(st.lists(actions, max_size=6), st.text(max_size=200))
def test_a_calendar_keeps_to_its_form_whatever_the_words(every, words):
    every = [*every, Action("one", "org", words, owner_name=words, due=TODAY)]
    made = calendar(every, TODAY)
    assert made == calendar(reversed(every), TODAY)
    lines = made.split(b"\r\n")
    assert lines[-1] == b"" and all(len(one) <= 75 for one in lines) and all(b"\n" not in one for one in lines)
    assert all(one.decode("utf-8").isprintable() or "\ufffd" not in one.decode() for one in lines)
    logical = made.replace(b"\r\n ", b"").split(b"\r\n")
    dated = [one for one in every if one.is_open and one.due]
    assert logical.count(b"BEGIN:VEVENT") == logical.count(b"END:VEVENT") == len(dated)
    uids = [one for one in logical if one.startswith(b"UID:")]
    assert len(set(uids)) == len(uids) == len(dated)


def test_a_calendar_escapes_what_would_end_a_value():
    text = calendar([Action("a", "org", "One; two, three\\\nBEGIN:VEVENT", due=date(2028, 2, 29))], TODAY).decode()
    assert r"SUMMARY:One\; two\, three\\\nBEGIN:VEVENT" in text
    assert "DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301" in text


@given(days)
def test_a_month_holds_its_days_and_stands_before_the_next(day):
    month = Month.containing(day)
    assert day in month and month.start <= day < month.next.start and month < month.next
    assert Month.parse(str(month)) == month and is_update_item(update_item(month, "work"))


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-00", "2026-1", "0001-01", "November", "2026-11-01", ""])
def test_what_is_no_month_is_refused(text):
    assert not is_update_item(text)
    with pytest.raises(WrongValue, match="is not a month"):
        Month.parse(text)


@given(st.sets(st.integers(0, 11)), days, st.none() | days)
def test_a_month_is_missing_once_it_is_over_and_nothing_was_said(written, on, since):
    period = Period(2026)
    months = months_of(period)
    assert (months[0].start, months[-1].next.start) == (period.start, period.next.start)
    found = missing_months(period, {str(months[one]) for one in written}, on, since)
    assert set(found) == {one for place, one in enumerate(months) if place not in written and one.next.start <= on
                          and (since is None or one.next.start > since)}


def test_an_update_is_written_by_domain_and_keeps_who_wrote_it():
    desk = ready_desk()
    month = Month(2026, 10)
    desk.do(AmendOrganisation("org", {"signed_up": date(2026, 8, 15)}))
    desk.do(WriteUpdate("org", month, {"did": "Met"}, by="Kim", on=TODAY))
    desk.do(WriteUpdate("org", month, {"asks": "Help"}, "work"))
    assert (update_of(desk.holdings, "org", month).by, update_of(desk.holdings, "org", month, "work").asks) == (
        "Kim", "Help")
    assert months_written(desk.holdings, "org") == {"2026-10"}
    assert [str(one) for one in missing(desk.holdings, "org", Period(2026), TODAY)] == ["2026-08", "2026-09"]
    assert WriteUpdate("org", month, {"did": "Met"}, by="Sam", on=TODAY).edit(desk.holdings).is_empty
    for wrong, words in ((WriteUpdate("org", Month(2027, 1), {"did": "x"}, on=TODAY), "not begun"),
                         (WriteUpdate("org", month, {"did": "x"}, "nowhere"), "domain nowhere"),
                         (WriteUpdate("org", month, {"shout": "x"}), "no field shout")):
        with pytest.raises(Refusal, match=words):
            wrong.edit(desk.holdings)
    desk.do(RemoveUpdate("org", month))
    assert not desk.holdings.updates


def test_what_changed_is_drafted_from_the_net_of_the_month():
    history = Log()
    for command in (
            SetStatus("now", "1.1", Status.WORKING_TOWARDS), SetStatus("now", "1.1", Status.FULFILLED),
            SetStatus("now", "2.1", Status.FULFILLED), SetStatus("now", "2.1", Status.NOT_STARTED),
            AddEvidence("now", {"kind": EvidenceKind.ACCOUNT, "title": "A story", "text": "Well"}, ("1.1", "1.2")),
            AddAction("org", {"title": "Ask", "components": "2.1", "due": date(2026, 12, 1)}, id="ask"),
            RecordReading("org", "work", "62 %", date(2026, 10, 31))):
        history.do(command)
    lines = what_changed(in_month(history.entries, Month(2026, 11)), history.desk.holdings, "org")
    assert drafted(lines).split("\n") == [
        "1.1 Widening workforce participation: from Not started to Fulfilled.",
        "E-001 A story was added for 1.1 and 1.2.", "Action “Ask” was begun, due 1 December 2026.",
        "Staff paid above the living wage: 62 % on 31 October 2026."]
    assert drafted(lines, "purchasing") == "Action “Ask” was begun, due 1 December 2026."
    assert what_changed(in_month(history.entries, Month(2026, 10)), history.desk.holdings, "org") == ()


def test_a_meeting_numbers_its_items_and_keeps_its_actions():
    desk = ready_desk()
    desk.do(AddMeeting(date(2028, 2, 29), {"present": "A\n\n B "}, ("Returns", " ", "Helping"), id="m"))
    desk.do(AddMeeting(date(2028, 2, 29), id="m2"))
    meeting = desk.holdings.meetings["/m"]
    assert meeting.names_present == ("A", "B") and [one.code for one in meetings_of(desk.holdings)] == [
        "2028-02-29b", "2028-02-29"]
    first, second = items_of(desk.holdings, meeting)
    desk.do(AmendMeetingItem(second.key, {"kind": ItemKind.DECISION, "text": "We help"}))
    desk.do(AddMeetingItem("/m", {"kind": ItemKind.NOTE, "text": "Late"}, id="late"))
    desk.do(AgreeAction(first.key, {"owner_name": "Kim", "due": date(2028, 3, 31)}, id="do"))
    assert [one.code(meeting) for one in items_of(desk.holdings, meeting)] == [f"2028-02-29/{one}" for one in (1, 2, 3)]
    assert [(one.code, one.item.kind.value, one.action and one.action.title) for one in log(desk.holdings)] == [
        ("2028-02-29/1", "action", "Returns"), ("2028-02-29/2", "decision", None)]
    assert linked_action(desk.holdings, desk.holdings.meeting_items[first.key]).owner_name == "Kim"
    for wish, words in ((AgreeAction(first.key, {}), "an action already"), (AddMeetingItem("/m", {}), "a few words"),
                        (AddMeetingItem("/m", {"agenda": "x", "kind": ItemKind.DECISION}), "what was decided"),
                        (AmendMeeting("/m", {"on": None}), "needs its day"), (RemoveMeeting("/none"), "not there")):
        with pytest.raises(Refusal, match=words):
            wish.edit(desk.holdings)
    desk.do(AmendMeeting("/m2", {"on": date(2028, 3, 1)}))
    assert desk.holdings.meetings["/m2"].code == "2028-03-01"
    desk.do(RemoveAction("/do"))
    assert desk.holdings.meeting_items[first.key].action == "" and log(desk.holdings)[0].action is None
    desk.do(RemoveMeeting("/m"))
    assert not desk.holdings.meeting_items


def test_an_agenda_is_made_of_what_is_open_and_of_nothing_else():
    desk = ready_desk()
    assert drafted_agenda(desk.holdings, TODAY) == ()
    desk.do(AddOrganisation({"name": "Fellside", "kind": Kind.COUNCIL}, id="fell"))
    desk.do(AddMeeting(TODAY - timedelta(30)))
    desk.do(NoteIntroduction("org", "fell", "1.1", "2026/27", TODAY))
    desk.do(AddAction("", {"title": "Remind", "owner_name": "Kim", "due": TODAY - timedelta(1)}))
    desk.do(AddAction("org", {"title": "In time", "due": TODAY}))
    desk.do(WriteUpdate("fell", Month(2026, 10), {"did": "Met"}))
    found = drafted_agenda(desk.holdings, TODAY, conflicts=("Bay 2026/27",))
    assert [one.topic for one in found] == [Topic.LAST_MEETING, Topic.CONFLICTS, Topic.INTRODUCTIONS, Topic.ACTIONS,
                                            Topic.UPDATES]
    assert [one.words for one in found[2:]] == [
        "Introductions still to make: Bay to Fellside (1.1)",
        "Actions that are overdue, delayed or off track: Remind (Kim)", "One update received: Fellside"]


def test_the_newest_champion_is_the_organisations_own_detail():
    desk = ready_desk()
    for name, on in (("Second", date(2026, 5, 1)), ("First", date(2025, 5, 1))):
        desk.do(NoteRepresentative("org", Representation.CHAMPION, on, name))
    desk.do(NoteRepresentative("org", Representation.SIGNED_UP, date(2024, 1, 1)))
    held = desk.holdings.organisations["org"]
    assert (held.champion_name, held.signed_up, len(desk.holdings.representatives)) == ("Second", date(2024, 1, 1), 3)


def test_a_library_holds_what_may_be_shared():
    desk = ready_desk()
    desk.do(AddStory("org", {"title": "Bees", "what": "Hives", "component": "4.1", "shareable": True, "on": TODAY},
                     id="bees"))
    desk.do(AddStory("org", {"title": "Wasps", "what": "Nests"}, id="wasps"))
    desk.do(NoteTakenUp("org/bees", "Fellside", TODAY))
    assert [one.story.title for one in library(desk.holdings, "hives bay")] == ["Bees"]
    assert library(desk.holdings, component="1.1") == [] and library(desk.holdings)[0].taken_up[0].by == "Fellside"
    with pytest.raises(WrongValue, match="before it was told"):
        desk.do(NoteTakenUp("org/bees", "Other", TODAY - timedelta(1)))
    desk.do(AmendStory("org/wasps", {"shareable": True}))
    assert len(library(desk.holdings)) == 2
    desk.do(RemoveStory("org/bees"))
    assert not desk.holdings.taken_up


REPORT = "annual/2026/27"


def filled():
    """A history with every kind of the year round in it."""
    history = Log()
    for command in (
            AddAction("org", {"title": "Ask", "components": "1.1", "priority": Priority.HIGH, "due": TODAY}, id="a"),
            NoteAction("org/a", "Asked", TODAY, id="n"), AddOutcome("org", {"title": "Trees", "unit": "t"}, id="o"),
            WriteUpdate("org", Month(2026, 11), {"did": "Met"}),
            WriteUpdate("org", Month(2026, 11), {"did": "W"}, "work"),
            AddStory("org", {"title": "Bees", "what": "Hives"}, id="s"), NoteTakenUp("org/s", "Fell", TODAY, id="t"),
            NoteRepresentative("org", Representation.MEMBER, TODAY, "Kim", id="r"),
            AddMeeting(TODAY, {"title": "First"}, id="m"), AddMeetingItem("/m", {"text": "Note"}, id="i"),
            AmendReportPlan("org", REPORT, {"title": "Our year", "audience": Audience.INTERNAL,
                                            "sections": ["summary", "level"]}),
            SetFrontSheet("org", REPORT, {"purpose": "To note"}),
            AddFrontSheetLine("org", REPORT, "Finance", TODAY, id="l"), AddImplication("Net zero", id="z"),
            AnswerImplication("org", REPORT, "risks", Answer.NOT_APPLICABLE, "None"), SetEmblem("org", EMBLEM)):
        history.do(command)
    return history


def test_every_kind_is_read_back_from_its_facts_and_undone_to_nothing():
    history = filled()
    held = history.desk.holdings
    assert all(getattr(held, table) for table, _ in YEAR_ROUND.values())
    assert Holdings.from_facts(held.charters, held.all_facts()) == held
    assert all(held.fact(what) == text for what, text in held.all_facts())
    while history.undo():
        pass
    assert not any(getattr(history.desk.holdings, table) for table, _ in YEAR_ROUND.values())
    while history.redo():
        pass
    assert history.desk.holdings == held


def test_an_organisation_with_anything_of_the_year_is_not_undone_alone():
    history = Log()
    history.do(AddOrganisation({"name": "Fellside", "kind": Kind.COUNCIL}, id="fell"))
    step = history.steps.undo[-1]
    history.do(AddAction("fell", {"title": "Ask"}, id="a"))
    with pytest.raises(Conflict):
        TakeBack(step).edit(history.desk.holdings)


def test_the_history_says_each_in_the_words_of_people():
    history = filled()
    lines = history_lines(history.entries, history.desk.holdings)
    said = {(one.about, one.field, one.new) for one in lines}
    assert {("Action: Ask", "Priority", "High"), ("Action: Ask", "Due", "2 November 2026"),
            ("Note on the action: Ask", "Text", "Asked"), ("Outcome: Trees", "Unit", "t"),
            ("Update of November 2026", "What we did", "Met"),
            ("Update of November 2026 · Quality work", "What we did", "W"),
            ("Story: Bees", "What", "Hives"), ("Story taken up: Bees", "By", "Fell"),
            ("Representatives of Bay", "What", "Steering group member"), ("Meeting 2026-11-02", "Title", "First"),
            ("Meeting 2026-11-02/1", "Text", "Note"), ("Annual report 2026/27", "Audience", "Internal"),
            ("Annual report 2026/27", "Sections", "Summary, The level and its proof"),
            ("Front sheet of the annual report 2026/27", "Purpose", "To note"),
            ("Front sheet of the annual report 2026/27 · Finance", "On", "2 November 2026"),
            ("Front sheet of the annual report 2026/27 · Associated risks", "Answer", "Not applicable"),
            ("Implication: Net zero", "Words", "Net zero"),
            ("Emblem of Bay", "Emblem", f"A picture of {len(EMBLEM)} bytes")} <= said
    assert [one.about for one in history_lines(history.entries, history.desk.holdings) if one.component == "1.1"]


def test_what_is_gone_is_named_by_its_kind():
    history = filled()
    bare = ready_desk().holdings
    said = {one.about for one in history_lines(history.entries, bare)}
    assert {"Action", "Note on the action", "Outcome", "Story", "Story taken up", "Meeting", "Line of a front sheet",
            "Front sheet of the annual report 2026/27", "Line that a front sheet asks about"} <= said


def test_an_update_that_only_names_who_began_it_says_nothing():
    assert not Update("2026-11", "org", by="Kim").says_something and Update("2026-11", "org", asks="x").says_something
    with pytest.raises(UnknownItem):
        RemoveUpdate("org", Month(2026, 11)).edit(ready_desk().holdings)
