"""Taking changes back and bringing them back: by button and by key, in a field, and after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Mark, Status
from tests.helpers.app_window import Person, example_in, kept_in, person_at

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return example_in(tmp_path / "example")


def opens(person: Person, component: str) -> None:
    person.window.show_item("assessment", component)


def status(person: Person, component: str) -> Status:
    hub = person.window.hub
    assert hub is not None and hub.assessment_id is not None
    return hub.workspace.assessment(hub.assessment_id).component(component).status


def sets(person: Person, wanted: Status) -> None:
    page = person.page.component_page  # type: ignore[attr-defined]
    person.clicks(page.status.chooser.button(wanted))
    person.waits(lambda: status(person, page.component_id) is wanted)


def another(held: Status) -> Status:
    return Status.WORKING_TOWARDS if held is not Status.WORKING_TOWARDS else Status.FULFILLED


def test_a_status_is_taken_back_and_brought_back_with_its_own_words(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        header = person.window.header
        opens(person, "1.1")
        before = status(person, "1.1")
        wanted = another(before)
        sets(person, wanted)
        person.waits(lambda: header.undo_button.accessibleName() == f"Undo: Set 1.1 to {wanted.words}")
        person.window.go("overview")
        person.clicks(header.undo_button)
        person.waits(lambda: status(person, "1.1") is before)
        assert person.window.place == "assessment"
        assert person.page.component_id == "1.1"  # type: ignore[attr-defined]
        assert person.window.message_bar.sentence == f"Undone: Set 1.1 to {wanted.words}"
        person.waits(lambda: header.redo_button.accessibleName() == f"Redo: Set 1.1 to {wanted.words}")
        person.presses(Qt.Key.Key_Y, CTRL)
        person.waits(lambda: status(person, "1.1") is wanted)
        assert person.window.message_bar.sentence.startswith("Redone: ")
        assert not header.redo_button.isEnabled()
        assert header.redo_button.accessibleDescription() == "There is nothing to redo here."


def test_undo_works_after_a_restart(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        opens(person, "1.1")
        before = status(person, "1.1")
        wanted = another(before)
        sets(person, wanted)
        person.sees_saved()
    with person_at(qtbot, example) as person:
        person.waits(lambda: person.window.header.undo_button.accessibleName() == f"Undo: Set 1.1 to {wanted.words}")
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: status(person, "1.1") is before)
        person.sees_saved()
    with person_at(qtbot, example) as person:
        person.waits(person.window.header.redo_button.isEnabled)
        person.presses(Qt.Key.Key_Z, CTRL | SHIFT)
        person.waits(lambda: status(person, "1.1") is wanted)
        person.sees_saved()
    (now,) = [one for one in kept_in(example).assessments.values() if one.period == "2026/27"]
    assert now.component("1.1").status is wanted


def test_a_key_that_comes_before_the_history_is_read_is_not_lost(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        opens(person, "1.1")
        before = status(person, "1.1")
        sets(person, another(before))
        person.sees_saved()
    with person_at(qtbot, example) as person:
        assert person.window.hub is not None and person.window.hub.workspace.steps is None
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: status(person, "1.1") is before)


def test_in_a_field_typing_goes_first_and_then_what_was_saved(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        opens(person, "1.1")
        before = status(person, "1.1")
        sets(person, another(before))
        summary = person.page.component_page.summary  # type: ignore[attr-defined]
        held = summary.text()
        summary.setFocus()
        person.presses(Qt.Key.Key_End, CTRL)
        person.types(" and more", summary)
        person.presses(Qt.Key.Key_Z, CTRL)
        assert summary.text() == held
        assert status(person, "1.1") is another(before)
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: status(person, "1.1") is before)
        assert summary.text() == held


def test_saved_typing_is_one_step_however_many_pauses_it_had(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        opens(person, "1.1")
        summary = person.page.component_page.summary  # type: ignore[attr-defined]
        held = summary.text()
        summary.setFocus()
        person.presses(Qt.Key.Key_End, CTRL)
        for words in (" one", " two"):
            person.types(words, summary)
            summary.flush()
            person.sees_saved()
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: summary.text() == held)
        person.sees_saved()
        person.presses(Qt.Key.Key_Z, CTRL | SHIFT)
        person.waits(lambda: summary.text() == f"{held} one two")


def test_by_keys_alone_a_mark_is_set_undone_and_redone(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        opens(person, "1.1")
        page = person.page.component_page  # type: ignore[attr-defined]
        row = page.practices.list.rows[0]
        held = next((one for one in row.marks if one.isChecked()), row.marks[0])
        other = next(one for one in row.marks if one.mark is not held.mark)
        held.setFocus()
        while person.focused is not other:
            person.presses(Qt.Key.Key_Right)
        if not other.isChecked():
            person.presses(Qt.Key.Key_Space)
        hub = person.window.hub
        assert hub is not None and hub.assessment_id is not None

        def mark() -> Mark | None:
            return hub.workspace.assessment(hub.assessment_id or "").practice(row.key).mark

        person.waits(lambda: mark() is other.mark)
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: mark() is not other.mark)
        person.presses(Qt.Key.Key_Z, CTRL | SHIFT)
        person.waits(lambda: mark() is other.mark)


def test_where_nothing_was_done_there_is_nothing_to_undo_and_the_window_says_so(
        qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        button = person.window.header.redo_button
        person.waits(lambda: button.accessibleDescription() == "There is nothing to redo here.")
        person.presses(Qt.Key.Key_Y, CTRL)
        person.waits(lambda: person.window.message_bar.sentence == "There is nothing to redo here.")
