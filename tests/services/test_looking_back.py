"""A workspace as at a moment: what was true then, scored for then, and nothing in it can be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, AmendEvidence
from anchor_app.domain.errors import Refusal, UnknownItem, WrongValue
from anchor_app.domain.moment import Moment
from anchor_app.domain.signing import Reopen, SignOff
from anchor_app.services.looking_back import changes_since_signed, signed_holdings, workspace_at
from anchor_app.services.publishing import sheet, sheet_content_of
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.storage.errors import ReadOnlyWorkspace
from tests.services.conftest import TODAY, Desk

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


def later(desk: Desk, days: int) -> Workspace:
    """The same workspace, so many days later."""
    clock = Clock(lambda: NOW + timedelta(days=days), lambda: TODAY + timedelta(days=days))
    return Workspace(desk.opened.store, desk.workspace.holdings, who="Robin", clock=clock, about=desk.workspace.about)


def signed(desk: Desk) -> Workspace:
    workspace = later(desk, 1)
    workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    workspace.do(AddEvidence(desk.key, {"title": "Report", "kind": "account", "text": "x",
                                        "review_by": TODAY + timedelta(days=3)}, ("1.1",), id="one"))
    workspace.do(SignOff(desk.key, "Robin Sample", "Chief Executive", TODAY, NOW))
    return workspace


def test_a_day_shows_everything_up_to_its_end_and_nothing_later(desk: Desk) -> None:
    for days in (1, 2, 5):
        workspace = later(desk, days)
        workspace._holdings = desk.workspace.holdings
        workspace.do(WriteAnswer(desk.key, "1.1", "summary", f"day {days}"))
        desk.workspace._holdings = workspace.holdings
    for days, expected in ((0, ""), (1, "day 1"), (2, "day 2"), (4, "day 2"), (5, "day 5"), (7, "day 5")):
        then = workspace_at(later(desk, 9), Moment.end_of(TODAY + timedelta(days=days)))
        assert then.assessment(desk.key).component("1.1").summary == expected
    assert workspace_at(later(desk, 5), Moment.end_of(TODAY + timedelta(days=5))).holdings == desk.workspace.holdings


def test_levels_are_those_of_the_day_looked_back_to(desk: Desk) -> None:
    workspace = signed(desk)
    workspace.do(Reopen(desk.key))
    desk.workspace._holdings = workspace.holdings
    for days, evidenced in ((2, 1), (3, 1), (4, 0)):
        then = workspace_at(later(desk, 9), Moment.end_of(TODAY + timedelta(days=days)))
        assert then.score(desk.key).on == TODAY + timedelta(days=days)
        assert then.score(desk.key).evidenced.counted == evidenced
        assert then.score(desk.key).self_assessed.counted == 1


def test_nothing_in_the_past_can_be_changed(desk: Desk) -> None:
    then = workspace_at(desk.workspace, Moment.end_of(TODAY))
    before = list(desk.opened.store.entries())
    assert then.read_only.startswith(f"As at {then.as_at}") and then.as_at == "22 November 2026"
    with pytest.raises(ReadOnlyWorkspace, match="As at 22 November 2026"):
        then.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    charter = next(iter(then.holdings.charters.values()))
    with pytest.raises(ReadOnlyWorkspace):
        then.keep_charter(replace(charter, digest="another"))
    assert list(desk.opened.store.entries()) == before


@pytest.mark.parametrize(("day", "words"), [(date(2020, 1, 1), "was started on"), (date(2027, 1, 1), "still to come")])
def test_before_the_beginning_and_after_today_is_refused(desk: Desk, day: date, words: str) -> None:
    with pytest.raises(WrongValue, match=words):
        workspace_at(desk.workspace, Moment.end_of(day))


def test_today_shows_everything_even_when_the_clock_was_years_ahead(desk: Desk) -> None:
    ahead = later(desk, 3650)
    ahead.do(WriteAnswer(desk.key, "1.1", "summary", "written by a wrong clock"))
    today = Workspace(desk.opened.store, ahead.holdings, who="", clock=desk.workspace.clock)
    assert workspace_at(today, Moment.end_of(TODAY)).holdings == ahead.holdings


def test_the_signed_values_are_those_that_were_signed_whatever_was_changed_since(desk: Desk) -> None:
    workspace = signed(desk)
    then = workspace.holdings
    workspace.do(AmendEvidence("one", {"title": "Renamed"}))
    assert signed_holdings(workspace, desk.key) == then != workspace.holdings
    workspace.do(Reopen(desk.key))
    assert signed_holdings(workspace, desk.key, "1") == then
    with pytest.raises(UnknownItem, match="Revision 2"):
        signed_holdings(workspace, desk.key)


def test_what_changed_since_the_signature_is_said_once_for_each_field(desk: Desk) -> None:
    with pytest.raises(UnknownItem, match="not signed off yet"):
        changes_since_signed(desk.workspace, desk.key)
    workspace = signed(desk)
    assert changes_since_signed(workspace, desk.key) == ()
    workspace.do(Reopen(desk.key))
    for text in ("a", "b"):
        workspace.do(WriteAnswer(desk.key, "1.1", "summary", text))
    workspace.do(WriteAnswer(desk.key, "1.2", "lead", "Sam"))
    workspace.do(WriteAnswer(desk.key, "1.2", "lead", ""))
    assert [(one.component, one.field, one.old, one.new) for one in changes_since_signed(workspace, desk.key)] == [
        ("1.1", "Summary", "", "b")]


def test_the_sheet_of_a_signed_assessment_never_changes(desk: Desk) -> None:
    workspace = signed(desk)
    first = sheet(workspace, desk.key)
    much_later = later(desk, 400)
    much_later._holdings = workspace.holdings
    much_later.do(AmendEvidence("one", {"title": "Renamed"}))
    assert sheet(much_later, desk.key) == first
    content = sheet_content_of(much_later, desk.key)
    assert content.signed == "" and content.state == "Signed off, with details that were changed since"
    content = sheet_content_of(much_later, desk.key, signed=signed_holdings(much_later, desk.key))
    assert content.signed.startswith("Signed off by Robin Sample, Chief Executive, 22 November 2026 · revision 1")


def test_a_sheet_of_the_past_is_marked_as_such(desk: Desk) -> None:
    then = workspace_at(desk.workspace, Moment.end_of(TODAY))
    assert sheet_content_of(then, desk.key).as_at == "22 November 2026"
    assert sheet(then, desk.key) != sheet(desk.workspace, desk.key)


def test_a_past_that_is_not_asked_for_costs_nothing(desk: Desk) -> None:
    with pytest.raises(Refusal):
        workspace_at(desk.workspace, Moment.end_of(TODAY + timedelta(days=1)))
