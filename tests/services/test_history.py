"""Undo over restarts, wishes that wait in line, and a history that is read a page at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter_file import read_charter
from anchor_app.domain.commands import SetStatus, WriteAnswer, mark_practice
from anchor_app.domain.commands_keeping import AddOrganisation, AmendOrganisation, StartAssessment
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Conflict, Refusal, WrongValue
from anchor_app.domain.history import Looked, on_assessment
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.organisation import Kind
from anchor_app.domain.undoing import Steps, TakeBack
from anchor_app.services.history import (
    RedoNext,
    UndoNext,
    find_undo,
    owners_of,
    read_steps,
    redo,
    undo,
)
from anchor_app.services.reading_history import history
from anchor_app.services.starting import open_workspace
from anchor_app.services.workspace import Workspace
from anchor_app.storage.past import ANY
from anchor_app.storage.store import Store
from tests.services.conftest import CLOCK, Desk

MARKS = (Mark.IN_PLACE, Mark.PARTLY)


def status(desk: Desk, component: str = "1.1") -> Status:
    return desk.assessment.component(component).status


def test_undo_and_redo_work_after_a_restart_and_outlast_the_next(desk: Desk) -> None:
    desk.workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    desk.opened.close()
    with open_workspace(desk.opened.folder, clock=CLOCK) as again:
        assert undo(again.workspace).label == "Set 1.1 to Fulfilled"
        assert again.workspace.assessment(desk.key).component("1.1").status is Status.NOT_STARTED
    with open_workspace(desk.opened.folder, clock=CLOCK) as once_more:
        assert once_more.workspace.assessment(desk.key).component("1.1").status is Status.NOT_STARTED
        assert redo(once_more.workspace).label == "Set 1.1 to Fulfilled"
        assert once_more.workspace.assessment(desk.key).component("1.1").status is Status.FULFILLED
        with pytest.raises(WrongValue, match="nothing to redo"):
            redo(once_more.workspace)


def told(steps: Steps | None) -> list[list[tuple[tuple[int, ...], Edit]]]:
    assert steps is not None
    return [[(step.ids, step.edit) for step in stack] for stack in (steps.undo, steps.redo)]


def test_opening_reads_no_history_and_steps_are_kept_up_to_date_once_read(desk: Desk) -> None:
    assert desk.workspace.steps is None and desk.workspace.next_undo() is None
    desk.workspace.steps = read_steps(desk.opened.store.past)
    for value in (Status.FULFILLED, Status.NOT_APPLICABLE, Status.NOT_STARTED):
        desk.workspace.do(SetStatus(desk.key, "1.1", value, "why"))
        undo(desk.workspace)
        redo(desk.workspace)
        assert told(desk.workspace.steps) == told(read_steps(desk.opened.store.past))
    desk.workspace.accept(Edit("nothing", ()))
    assert desk.workspace.steps is None


def test_steps_that_were_read_before_a_later_save_are_not_believed(desk: Desk) -> None:
    early = read_steps(desk.opened.store.past)
    desk.workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    desk.workspace.steps = early
    assert desk.workspace.steps is None


@pytest.mark.parametrize(("count", "most"), [(3, 10_000), (500, 1), (2, 1)])
def test_everything_can_be_undone_however_little_is_read_at_first(
        desk: Desk, monkeypatch: pytest.MonkeyPatch, count: int, most: int) -> None:
    monkeypatch.setattr("anchor_app.services.history.MOST_AT_FIRST", most)
    workspace, past = desk.workspace, desk.opened.store.past
    empty = Holdings(workspace.holdings.charters)
    for number in range(30):
        workspace.do(mark_practice(desk.key, f"1.1.{1 + number % 3}", MARKS[number // 3 % 2]))
    labels = []
    while True:
        step, _ = find_undo(past, workspace.holdings, known=read_steps(past, count, most))
        if step is None:
            break
        labels.append(workspace.do(TakeBack(step)).label)
    assert len(labels) == 32 and labels[-1] == "Add Example Bay Hospitals"
    assert workspace.holdings == empty


def test_very_much_that_was_done_since_ends_what_can_be_undone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a history of very many packs is never held in memory at once."""
    workspace, past = desk.workspace, desk.opened.store.past
    workspace.do(AddOrganisation({"name": "Another", "kind": Kind.COUNCIL}, "other"))
    workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    monkeypatch.setattr("anchor_app.services.history.MOST_AT_FIRST", 1)
    monkeypatch.setattr("anchor_app.services.history.FURTHEST", 1)
    step, steps = find_undo(past, workspace.holdings, {"other"}, read_steps(past, 500, 1))
    assert step is None and len(steps.undo) == 1
    monkeypatch.setattr("anchor_app.services.history.FURTHEST", 10_000)
    step, _ = find_undo(past, workspace.holdings, {"other"}, read_steps(past, 500, 1))
    assert step is not None and step.edit.label == "Add Another"


def test_a_later_answer_is_never_overwritten(desk: Desk) -> None:
    workspace = desk.workspace
    workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    step, _ = find_undo(workspace.store.past, workspace.holdings)
    workspace.do(SetStatus(desk.key, "1.1", Status.WORKING_TOWARDS))
    assert step is not None
    with pytest.raises(Conflict, match="was kept"):
        workspace.do(TakeBack(step))
    with pytest.raises(Conflict):  # nor by a window that has not seen it
        workspace.store.save(step.edit.reversed(), who="", at=CLOCK.now(), reverses=step.ids)
    assert status(desk) is Status.WORKING_TOWARDS


def test_an_undo_stands_in_the_history_with_what_it_takes_back(desk: Desk) -> None:
    desk.workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    made = list(desk.opened.store.entries())[-1]
    undo(desk.workspace)
    taken = list(desk.opened.store.entries())[-1]
    assert taken.reverses == (made.id,) and taken.edit.changes == made.edit.reversed().changes


def test_wishes_that_wait_in_line_take_back_one_step_each(desk: Desk) -> None:
    workspace = desk.workspace
    owners = owners_of(workspace, desk.key)
    waiting = [UndoNext(workspace, owners), UndoNext(workspace, owners), RedoNext(workspace, owners)]
    with pytest.raises(Refusal, match="still being read"):
        workspace.do(waiting[0])
    workspace.steps = read_steps(workspace.store.past)
    for component in ("1.1", "1.2"):
        workspace.do(SetStatus(desk.key, component, Status.FULFILLED))
    assert [workspace.do(wish).label for wish in waiting] == [
        "Set 1.2 to Fulfilled", "Set 1.1 to Fulfilled", "Set 1.1 to Fulfilled"]
    assert (status(desk), status(desk, "1.2")) == (Status.FULFILLED, Status.NOT_STARTED)


def test_undo_of_one_assessment_leaves_another_alone(desk: Desk) -> None:
    workspace = desk.workspace
    other = StartAssessment(desk.assessment.organisation, desk.assessment.charter, "2025/26")
    workspace.do(other)
    workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    workspace.do(SetStatus(other.id, "1.1", Status.FULFILLED))
    assert undo(workspace, {desk.key}).owners == {desk.key}
    assert workspace.assessment(other.id).component("1.1").status is Status.FULFILLED
    with pytest.raises(WrongValue, match="nothing to undo"):
        undo(workspace, {desk.key})


def test_undo_goes_on_after_the_organisation_follows_another_edition(desk: Desk) -> None:
    workspace = desk.workspace
    workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    charter = workspace.holdings.charter_of(desk.assessment)
    newer = read_charter(charter.source.replace(f'edition = "{charter.edition}"', 'edition = "2099-01"'))
    assert newer.digest != charter.digest
    workspace.keep_charter(newer)
    workspace.do(AmendOrganisation(desk.assessment.organisation, {"charter": newer.digest}))
    assert undo(workspace, {desk.key}).label == "Set 1.1 to Fulfilled"
    assert status(desk) is Status.NOT_STARTED
    assert workspace.holdings.organisation_of(desk.assessment).charter == newer.digest


def test_the_history_of_an_assessment_is_its_own_and_its_organisations(desk: Desk) -> None:
    workspace, past = desk.workspace, desk.opened.store.past
    other = StartAssessment(desk.assessment.organisation, desk.assessment.charter, "2025/26")
    workspace.do(other)
    workspace.do(SetStatus(other.id, "1.2", Status.FULFILLED))
    workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    workspace.do(WriteAnswer(desk.key, "1.1", "summary", "R&D <b>"))
    lines = list(history(past, workspace.holdings, on_assessment(desk.assessment)))
    assert [(line.field, line.new) for line in lines[:2]] == [("Summary", "R&D <b>"), ("Status", "Fulfilled")]
    assert {line.what.item for line in lines if line.what.kind == "assessment"} == {desk.key}
    assert {line.what.owner for line in lines} == owners_of(workspace, desk.key)
    assert len(list(history(past, workspace.holdings))) > len(lines)
    found = history(past, workspace.holdings, Looked(search="r&d"))
    assert [line.field for line in found] == ["Summary"]


def test_the_first_lines_of_a_long_history_need_only_its_last_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    past = desk.opened.store.past
    for number in range(30):
        desk.workspace.do(mark_practice(desk.key, "1.1.1", MARKS[number % 2]))
    asked: list[int | None] = []
    page = type(past).page

    def counted(self, *, before=None, count=1_000, sought=ANY):
        asked.append(before)
        return page(self, before=before, count=min(count, 5), sought=sought)

    monkeypatch.setattr(type(past), "page", counted)
    assert len(list(islice(history(past, desk.workspace.holdings), 5))) == 5
    assert len(asked) == 1


def test_a_clock_that_jumps_leaves_undo_in_the_order_of_the_saves(desk: Desk) -> None:
    jumps = iter([0, 3650, -3650, 0])
    clock = replace(CLOCK, now=lambda: CLOCK.now() + timedelta(days=next(jumps)))
    workspace = Workspace(desk.opened.store, desk.workspace.holdings, who="Robin", clock=clock)
    for component in ("1.1", "1.2", "1.3"):
        workspace.do(WriteAnswer(desk.key, component, "lead", "Sam"))
    assert undo(workspace).label == "Change the lead of 1.3"
    assert isinstance(workspace.steps, Steps)
    assert [step.edit.label for step in workspace.steps.undo][-2:] == [
        "Change the lead of 1.1", "Change the lead of 1.2"]


def test_undo_in_a_workspace_that_is_open_for_reading_changes_nothing(desk: Desk) -> None:
    desk.workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    desk.opened.close()
    with open_workspace(desk.opened.folder, read_only=True) as opened:
        with pytest.raises(Refusal, match="reading only"):
            undo(opened.workspace)
        assert opened.workspace.assessment(desk.key).component("1.1").status is Status.FULFILLED


def test_a_store_in_memory_has_a_past_too() -> None:
    with Store.in_memory() as store:
        assert read_steps(store.past).upto == 1
