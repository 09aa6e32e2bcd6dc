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
    person.waits(lambda: person.page.model.count > 0)  # type: ignore[attr-defined]
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
