"""What is collected for comparing is the same from the store and from what is open, and follows every edit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.board_rows import rows_of
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import AddOpportunity, Command, SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, AmendOrganisation, StartAssessment
from anchor_app.domain.comparison import Wanted
from anchor_app.domain.counting import Reading
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.helping import note_all
from anchor_app.domain.introducing import AmendCollaborative
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.moment import Moment
from anchor_app.domain.organisation import Kind
from anchor_app.services.comparing import Collected, beside, collect, refreshed, wanted
from anchor_app.services.looking_back import workspace_at
from anchor_app.services.settings import Settings
from anchor_app.services.starting import open_workspace
from anchor_app.services.workspace import Workspace
from anchor_app.storage import unread_parts
from tests.services.conftest import CLOCK, TODAY, Desk


def fill(workspace: Workspace, first: str) -> None:
    """Two more organisations and an earlier period."""
    charter = next(iter(workspace.holdings.charters))
    own = workspace.assessment(first).organisation
    wishes: list[Command] = [
        AddOrganisation({"name": "Fellside University", "kind": Kind.UNIVERSITY, "place": "Fells"}, id="fell"),
        AddOrganisation({"name": "Away Council", "kind": Kind.COUNCIL, "place": "Fells"}, id="away"),
        StartAssessment(own, charter, "2025/26", id="past"), StartAssessment("fell", charter, "2026/27", id="fells"),
        SetStatus(first, "1.1", Status.FULFILLED), SetStatus(first, "2.1", Status.FULFILLED),
        SetStatus("past", "1.1", Status.FULFILLED), SetStatus("fells", "1.2", Status.FULFILLED),
        AddEvidence(first, {"title": "T", "kind": "account", "text": "x", "review_by": TODAY}, ("2.1",)),
        WriteAnswer("fells", "2.1", "focus", True), AddOpportunity("fells", "1.1", "Learn"),
        Moderate("past", "1.1", Decision.AGREED, "", "Alex", TODAY)]
    for wish in wishes:
        workspace.do(wish)


def everything(collected: Collected) -> list[object]:
    """All that it is asked for, for this year."""
    return [*(collected.comparison(Wanted("2026/27", reading)) for reading in Reading), collected.matches("2026/27"),
            collected.coverage(Wanted("2026/27")), collected.returns("2026/27"), collected.periods, collected.rounds]


def test_a_large_workspace_is_compared_from_the_store_and_says_the_same(
        desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk.workspace, desk.key)
    here = collect(desk.workspace)
    folder = desk.opened.folder
    desk.opened.close()
    monkeypatch.setattr(unread_parts, "FEW_ASSESSMENTS", 0)
    with open_workspace(folder, settings=Settings(who="Robin"), clock=CLOCK) as opened:
        assert opened.workspace.holdings.is_unread
        with monkeypatch.context() as patched:
            patched.delattr(unread_parts.PartsReader, "read")
            there, narrow = collect(opened.workspace), collect(opened.workspace, period="2026/27")
        assert there.rows == here.rows and everything(there) == everything(here)
        assert everything(narrow) == everything(here) and there.trend() == here.trend()


def test_a_board_of_one_period_leaves_out_what_it_does_not_need(desk: Desk) -> None:
    fill(desk.workspace, desk.key)
    past = collect(desk.workspace, period="2025/26")
    assert [one.assessment for one in past.rows] == ["past"]
    assert past.comparison(Wanted("2025/26")) == collect(desk.workspace).comparison(Wanted("2025/26"))
    assert past.periods == ("2026/27", "2025/26") and past.rounds == ("Year end",)


@pytest.mark.parametrize("period", ["", "2026/27"])
def test_after_every_edit_what_was_collected_is_refreshed_or_has_to_be_collected_anew(
        desk: Desk, period: str) -> None:
    fill(desk.workspace, desk.key)
    workspace = desk.workspace
    own, charter = desk.assessment.organisation, next(iter(workspace.holdings.charters))
    wishes: list[tuple[Command, bool]] = [
        (SetStatus(desk.key, "3.1", Status.FULFILLED), True),
        (AddEvidence(desk.key, {"title": "T", "kind": "account", "text": "x"}, ("1.1",)), True),
        (WriteAnswer("fells", "3.1", "focus", True), True),
        (Moderate("fells", "1.2", Decision.AGREED, "", "A", TODAY), True),
        (SetStatus("past", "1.2", Status.FULFILLED), True), (AmendOrganisation(own, {"place": "Fells"}), True),
        (AmendCollaborative({"smallest_group": 2}), True),
        (AddOrganisation({"name": "Millbrook", "kind": Kind.EMPLOYER}, id="mill"), True),
        (StartAssessment("away", charter, "2026/27", id="new"), False)]
    for wish, can_refresh in wishes:
        before = collect(workspace, period=period)
        after = refreshed(before, workspace, workspace.do(wish))
        assert (after is not None) == can_refresh
        assert after in (None, collect(workspace, period=period)) and after != before


def test_matches_are_noted_as_introductions_at_once_and_then_say_so(desk: Desk) -> None:
    fill(desk.workspace, desk.key)
    found = collect(desk.workspace).matches("2026/27")
    assert [(one.giver.name, one.taker.name, one.component.id) for one in found] == [
        ("Example Bay Hospitals", "Fellside University", "2.1")]
    assert collect(desk.workspace, TODAY + timedelta(days=1)).matches("2026/27") == ()
    desk.workspace.do(note_all(found, "2026/27", TODAY))
    [noted] = collect(desk.workspace).matches("2026/27")
    assert noted.introduction is not None and noted.introduction.noted_on == TODAY
    assert note_all([noted], "2026/27", TODAY).commands == ()


def test_the_public_sees_no_board_and_no_trend_of_too_few(desk: Desk) -> None:
    fill(desk.workspace, desk.key)
    collected = collect(desk.workspace)
    year = Wanted("2026/27")
    assert collected.comparison(year, Audience.PUBLIC).boards == ()
    assert collected.coverage(year, Audience.PUBLIC) == collected.trend(audience=Audience.PUBLIC) == ()
    desk.workspace.do(AmendCollaborative({"smallest_group": 2}))
    collected = collect(desk.workspace)
    [board] = collected.comparison(year, Audience.PUBLIC).boards
    assert [row.member.name for row in board.rows] == ["Example Bay Hospitals", "Fellside University"]
    assert collected.coverage(year, Audience.PUBLIC) == collected.coverage(year)
    [(_, points)] = collected.trend(audience=Audience.PUBLIC)
    assert [(one.period, one.of) for one in points] == [("2026/27", 2)]
    assert [(one.period, one.of) for _, held in collected.trend() for one in held] == [("2025/26", 1), ("2026/27", 2)]


def test_two_periods_or_organisations_stand_side_by_side(desk: Desk) -> None:
    fill(desk.workspace, desk.key)
    periods = beside(desk.workspace, "past", desk.key)
    assert [(one.component.id, one.left.status, one.right.status) for one in periods.differences] == [
        ("2.1", Status.NOT_STARTED, Status.FULFILLED)]
    two = beside(desk.workspace, desk.key, "fells", Reading.EVIDENCED)
    assert [one.component.id for one in two.differences] == ["1.1", "1.2", "2.1"]
    assert two.left is not None and two.right is not None and (two.left.counted, two.right.counted) == (1, 0)
    tomorrow = beside(desk.workspace, desk.key, "fells", Reading.EVIDENCED, TODAY + timedelta(days=1))
    assert tomorrow.left is not None and tomorrow.left.counted == 0
    assert beside(desk.workspace, "past", "past").differences == ()
    for left, right in (("gone", "past"), ("past", "gone")):
        with pytest.raises(UnknownItem):
            beside(desk.workspace, left, right)


def test_the_past_is_compared_as_it_was(desk: Desk) -> None:
    fill(desk.workspace, desk.key)
    then = workspace_at(desk.workspace, Moment.parse(TODAY.isoformat()))
    assert collect(then).rows == collect(desk.workspace).rows
    before = then.holdings
    desk.workspace.do(SetStatus(desk.key, "3.1", Status.FULFILLED))
    assert collect(then).rows == rows_of(before, TODAY) != collect(desk.workspace).rows


def test_a_reminder_names_the_collaborative(desk: Desk) -> None:
    fill(desk.workspace, desk.key)
    desk.workspace.do(AmendCollaborative({"name": "Bay and Fells"}))
    collected = collect(desk.workspace)
    found = collected.returns("2026/27")
    assert [one.member.name for one in found.missing] == ["Away Council"]
    assert "the steering group of Bay and Fells" in collected.reminder(found, date(2027, 4, 30))


def test_what_is_wanted_is_written_as_it_is_kept() -> None:
    assert wanted("2026-27", Reading.SELF, "year END") == Wanted("2026/27", Reading.SELF, "Year end")
    with pytest.raises(WrongValue):
        wanted("soon")
    with pytest.raises(WrongValue):
        wanted("2026/27", round_name="tea")
