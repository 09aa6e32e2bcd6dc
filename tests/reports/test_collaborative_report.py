"""The collaborative's report stands every member beside the others, and tells the public no name that is withheld."""

from __future__ import annotations

from datetime import date

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import AddOpportunity, SetStatus
from anchor_app.domain.commands_keeping import AddOrganisation, RecordReading, StartAssessment
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.introducing import MarkIntroductionMade, NoteIntroduction
from anchor_app.domain.meeting import ItemKind
from anchor_app.domain.minuting import AddMeeting, AddMeetingItem
from anchor_app.domain.month import Month
from anchor_app.domain.organisation import Kind
from anchor_app.domain.telling import AddStory, NoteTakenUp
from anchor_app.domain.updating import WriteUpdate
from anchor_app.reports.document import Grid, Heading
from anchor_app.services.publishing_collaborative import collaborative_document
from tests.helpers.values import Desk, shipped_charter
from tests.reports.test_annual_report import all_words, headings, on

ON = date(2026, 11, 22)
PERIOD = "2026/27"
BIRDS = ("Dipper", "Plover", "Curlew", "Wren", "Heron")


def group(aliases: int = 0, members: int = 6) -> Desk:
    """So many members, as many of whom have the name of a bird; the first has done most."""
    charter = shipped_charter()
    desk = Desk(Holdings({charter.digest: charter}))
    for number in range(members):
        key = f"o{number}"
        alias = BIRDS[number] if number < aliases else ""
        desk.do(AddOrganisation({"name": f"Secretname {number} Trust", "alias": alias, "kind": Kind.COUNCIL}, key))
        desk.do(StartAssessment(key, charter.digest, PERIOD, id=f"a{number}"))
        for component in list(charter.components)[:16 - number]:
            desk.do(SetStatus(f"a{number}", component, Status.FULFILLED))
        desk.do(AddOpportunity(f"a{number}", "6.3", f"Chance {number}"))
        desk.do(RecordReading(key, "work", str(60 + number), date(2026, 9, 30)))
    desk.do(AddStory("o0", {"title": "Bread", "what": "Bought nearby.", "shareable": True}, id="s"))
    desk.do(AddStory("o1", {"title": "Kept", "what": "Within.", "shareable": False}, id="k"))
    desk.do(NoteTakenUp("o0/s", "Secretname 1 Trust", ON))
    desk.do(NoteIntroduction("o0", "o2", "6.3", PERIOD, ON, "It is near", id="i"))
    desk.do(MarkIntroductionMade("i", ON))
    desk.do(WriteUpdate("o0", Month(2026, 10), {"did": "Much"}))
    desk.do(AddMeeting(date(2026, 11, 3), {}, id="m"))
    desk.do(AddMeetingItem("/m", {"agenda": "Tenders", "kind": ItemKind.DECISION, "text": "Ask for more."}, id="d"))
    return desk


def report(desk: Desk, audience: Audience = Audience.COLLABORATIVE):
    return collaborative_document(on(desk.holdings, ON), PERIOD, audience=audience)


def test_every_member_stands_on_the_board_and_has_a_short_section():
    document = report(group())
    board = next(one for one in document.blocks if isinstance(one, Grid) and one.columns[0].title == "Organisation")
    names = [f"Secretname {number} Trust" for number in range(6)]
    assert [row[0].words for row in board.rows] == names
    at = [one.words for one in document.blocks if isinstance(one, Heading)].index("Member by member")
    following = [one.words for one in document.blocks if isinstance(one, Heading) and one.level == 3]
    assert [one for one in following if one in names] == names and at > 0


def test_the_years_help_stories_meetings_and_missing_updates_are_told():
    words = all_words(report(group()))
    for said in ("It is near", "Made on 22 November 2026", "Secretname 1 Trust took up “Bread” of Secretname 0 Trust",
                 "2026-11-03/1: Ask for more.", "1 of 6", "Chance 1", "61 %", "Bought nearby."):
        assert said in words
    assert "Within." not in words


@pytest.mark.parametrize("aliases", [1, 5])
def test_the_public_reads_no_name_that_has_an_alias(aliases: int):
    words = all_words(report(group(aliases), Audience.PUBLIC))
    assert not any(f"Secretname {number} Trust" in words for number in range(aliases))
    assert (BIRDS[0] in words) == (aliases >= 1)


def test_the_public_reads_nothing_of_meetings_introductions_outcomes_and_updates():
    words = all_words(report(group(), Audience.PUBLIC))
    for hidden in ("Ask for more.", "It is near", "61 %", "Much", "Chance 1"):
        assert hidden not in words
    assert "Whole sections that are not for the public" in words


def test_a_public_group_that_is_too_small_is_not_shown():
    words = all_words(report(group(members=3), Audience.PUBLIC))
    assert "Groups of fewer than five organisations are not shown" in words
    assert not any(isinstance(one, Grid) and one.columns[0].title == "Organisation"
                   for one in report(group(members=3), Audience.PUBLIC).blocks)


def test_a_report_on_an_earlier_period_knows_nothing_of_later_ones():
    desk = group()
    desk.do(StartAssessment("o0", shipped_charter().digest, "2027/28", id="later"))
    trend = next(one for one in report(desk).blocks if isinstance(one, Grid) and one.columns[0].title == "Period")
    assert [row[0].words for row in trend.rows] == [PERIOD]
    assert "2027/28" not in all_words(report(desk))


def test_headings_follow_the_chosen_order():
    document = collaborative_document(on(group().holdings, ON), PERIOD, sections="members board")
    assert [one for one in headings(document) if one != "Contents"] == [
        "Member by member", "Where everybody stands", "How this report was made"]
