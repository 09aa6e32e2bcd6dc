"""The history as a person reads it: what changed, narrowed and searched, with the words that differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.commands import WriteAnswer
from anchor_app.services import reading_history
from anchor_app.services.settings import Settings
from tests.helpers.app_window import Person, example_in, person_at


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return example_in(tmp_path / "example")


def writes(person: Person, text: str) -> None:
    hub = person.window.hub
    assert hub is not None and hub.assessment_id is not None
    hub.do(WriteAnswer(hub.assessment_id, "1.1", "summary", text))
    person.sees_saved()


def page_of(person: Person) -> Any:
    person.presses(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    person.waits(lambda: person.page.model.count > 0 and not person.page.model.is_reading)  # type: ignore[attr-defined]
    return person.page


def shaped(page: Any, *, struck: bool) -> str:
    """The words that are struck through, or else underlined."""
    text = page.detail.difference.text
    cursor, found = QTextCursor(text.document()), ""
    for at in range(len(text.toPlainText())):
        cursor.setPosition(at + 1)
        look = cursor.charFormat()
        if look.fontStrikeOut() if struck else look.fontUnderline():
            found += text.toPlainText()[at]
    return found


def test_the_latest_change_comes_first_with_the_words_that_differ(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        writes(person, "We plant twelve trees.")
        writes(person, "We plant thirty trees.")
        page = page_of(person)
        assert page.model.heading(0) == "2 November 2026"
        assert page.detail.line.new == "We plant thirty trees."
        assert shaped(page, struck=True) == "twelve"
        assert shaped(page, struck=False) == "thirty"
        assert "Removed: twelve. Added: thirty." in page.detail.difference.text.accessibleDescription()


def test_the_keys_pass_over_the_headings_of_days(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        writes(person, "One")
        page = page_of(person)
        page.table.setFocus()
        seen = set()
        for _ in range(min(40, page.model.rowCount())):
            seen.add(page.table.currentIndex().row())
            person.presses(Qt.Key.Key_Down)
        headings = {row for row in range(page.model.rowCount()) if page.model.heading(row)}
        assert len(seen) > 5 and not seen & headings


def test_a_search_that_finds_nothing_says_so_and_can_be_cleared(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        page = page_of(person)
        page.filters.search_line.setFocus()
        person.types("zzzz nowhere", page.filters.search_line)
        person.waits(lambda: page.empty_label.isVisible() and "No change fits" in page.empty_label.accessibleName())
        person.clicks(person.finds(QPushButton, "Clear filters"))
        person.waits(lambda: page.model.count > 0 and page.table.isVisible())


def test_the_history_of_a_component_is_one_click_from_it_and_leads_back(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        writes(person, "Only here")
        person.window.show_item("assessment", "1.1")
        person.clicks(person.page.component_page.history_button)  # type: ignore[attr-defined]
        page: Any = person.page
        person.waits(lambda: page.model.count > 0 and not page.model.is_reading)
        lines = [page.model.line(row) for row in range(page.model.rowCount())]
        assert {line.component for line in lines if line} == {"1.1"}
        person.window.go("overview")
        person.presses(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
        person.clicks(person.finds(QPushButton, "Show this component"))
        assert person.window.place == "assessment"
        assert person.page.component_id == "1.1"  # type: ignore[attr-defined]


def test_a_change_that_is_made_meanwhile_appears_without_losing_the_place(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        writes(person, "First")
        page = page_of(person)
        held = page.detail.line
        writes(person, "Second")
        person.waits(lambda: page.model.line(1) is not None and page.model.line(1).new == "Second")
        assert (page.detail.line.entry, page.detail.line.what) == (held.entry, held.what)


def test_the_history_is_narrowed_to_one_person_by_keys(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        writes(person, "One")
        page = page_of(person)
        mine = page.detail.line.who
        box = person.tabs_to("Person")
        person.waits(lambda: box.count() > 2)  # type: ignore[attr-defined]
        person.chooses(box, "Robin Example")  # type: ignore[arg-type]
        person.waits(lambda: page.model.count > 1 and page.detail.line.who == "Robin Example")
        assert mine != "Robin Example"
        assert {line.who for row in range(page.model.rowCount()) if (line := page.model.line(row))} == {"Robin Example"}
        person.clicks(page.filters.clear_button)
        person.waits(lambda: page.detail.line.who == "Robin Example" and page.model.line(1).who == mine)


def test_an_undo_and_a_redo_are_named_in_the_list_and_beside_it(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        writes(person, "One")
        hub = person.window.hub
        assert hub is not None
        for wish, word in ((hub.undo, "undone"), (hub.redo, "redone")):
            wish()
            person.sees_saved()
            page = page_of(person)
            person.waits(lambda page=page, word=word: f", {word}" in page.model.index(1, 2).data())
            page.table.setCurrentIndex(page.model.index(1, 2))
            assert page.detail.title_label.text().startswith("Undo:" if word == "undone" else "Redo:")


def test_a_long_search_shows_how_far_it_is_and_can_be_stopped_and_taken_up(
        qtbot: QtBot, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_history, "PATIENCE", 0.0)  # one entry at a time
    with person_at(qtbot, example) as person:
        page = page_of(person)
        whole = page.model.has_more
        page.progress._slow.setInterval(0)
        person.types("zzzz nowhere", page.filters.search_line)
        person.waits(lambda: "so far, back to" in page.progress.count_label.accessibleName())
        assert page.progress.stop_button.isVisible() and page.progress.share_bar.isVisible()
        page.progress.stop_button.click()
        person.waits(page.progress.further_button.isVisible)
        assert not page.model.is_reading and 0 < page.model.share < 1
        assert "as far back" in page.empty_label.accessibleName()
        person.clicks(page.progress.further_button)
        person.waits(lambda: "No change fits what you look for. Clear" in page.empty_label.accessibleName())
        assert whole and not page.progress.stop_button.isVisible()


def test_where_there_is_little_room_the_filters_stand_behind_a_button(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example, Settings(text_scale=200), (1024, 700)) as person:
        page = page_of(person)
        assert not page.filters.person_box.isVisible() and page.table.isVisible()
        person.clicks(page.filters.fold_button)
        assert not page.table.isVisible()
        boxes = [page.filters.component_box, page.filters.field_box, page.filters.person_box, page.filters.since_box]
        person.waits(lambda: all(box.isVisible() and not box.visibleRegion().isEmpty() for box in boxes))
        person.chooses(page.filters.since_box, "Last 12 months")
        person.clicks(page.filters.fold_button)
        assert page.filters.fold_button.text() == "Filters (1)"
        person.waits(page.table.isVisible)
