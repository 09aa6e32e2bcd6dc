"""The other pages of a steering group: returns with a reminder, coverage, who can help whom, and the trend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.ui.widgets.editor import LineEditor
from tests.helpers.app_window import TODAY, Person, kept_in, person_at
from tests.helpers.steering import steering


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    steering(tmp_path / "workspace", name="")
    return tmp_path / "workspace"


def page_of(person: Person, place: str) -> Any:
    person.clicks(person.window.side_bar.entry(place))
    person.waits(lambda: person.window.place == place and person.page.is_settled)  # type: ignore[attr-defined]
    return person.page


def clicks_line(person: Person, one: Any, row: int) -> None:
    person.clicks(one.viewport(), one.visualRect(one.model_.index(row)).center())


def lines(one: Any) -> list[str]:
    return [line.spoken for line in one.model_.lines]


def test_the_returns_say_who_is_missing_and_the_reminder_is_copied(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = page_of(person, "returns")
        assert page.list_card.title_label.text() == "7 of 8 here"
        assert person.window.side_bar.entry("returns").count == "7/8"
        person.clicks(page.which.button("missing"))
        assert lines(page.list) == ["Whinmoor Housing. Employer · Moor. Missing"]
        name = person.finds(LineEditor, "collaborative_name")
        person.types("Bay and Fells", name)
        qtbot.keyClick(name, Qt.Key.Key_Return)
        person.waits(lambda: "Bay and Fells" in page.text.toPlainText())
        person.types("1 December 2026", page.due)
        qtbot.keyClick(page.due, Qt.Key.Key_Return)
        person.clicks(page.copy_button)
        copied = QGuiApplication.clipboard().text()
        assert "by 1 December 2026" in copied and "steering group of Bay and Fells" in copied
        assert page.copied_label.text() == "Copied"
    assert kept_in(folder).collaborative.name == "Bay and Fells"


def test_a_member_is_added_and_given_an_alias_and_a_second_of_the_name_is_refused(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = page_of(person, "returns")
        person.clicks(person.finds(QPushButton, "add_member"))
        dialog = page.dialog
        person.types("Whinmoor Housing", dialog.name)
        person.chooses(dialog.kind, "Employer")
        person.clicks(dialog.save_button)
        person.waits(lambda: dialog.fault.isVisible())
        dialog.name.clear()
        person.types("Sandside Housing", dialog.name)
        person.types("Organisation S", dialog.alias)
        person.clicks(dialog.save_button)
        person.waits(lambda: page.dialog is None and any("Sandside" in one for one in lines(page.list)))
        person.sees_saved()
        assert person.window.side_bar.entry("returns").count == "7/9"
    added = next(one for one in kept_in(folder).organisations.values() if one.name == "Sandside Housing")
    assert added.alias == "Organisation S"


def test_a_smallest_group_that_is_no_number_is_refused_beside_its_field(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        card = page_of(person, "returns").collaborative_card
        card.smallest.selectAll()
        person.types("many", card.smallest)
        qtbot.keyClick(card.smallest, Qt.Key.Key_Return)
        person.waits(lambda: card.smallest_field.fault_sentence == "Write a whole number from 1 to 1,000.")
        card.smallest.selectAll()
        person.types("3", card.smallest)
        qtbot.keyClick(card.smallest, Qt.Key.Key_Return)
        person.sees_saved()
        assert not card.smallest_field.fault_sentence
    assert kept_in(folder).collaborative.smallest_group == 3


def test_the_coverage_counts_each_component_and_names_who_lacks_it(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = page_of(person, "coverage")
        assert len(page.list.model_.lines) == 16
        first = page.lack_list.model_.lines[0]
        assert (first.key, first.right) == ("3.4", "6 of 7 not yet")
        clicks_line(person, page.lack_list, 0)
        person.waits(lambda: page.who_card.title_label.text().startswith("3.4"))
        assert "Fulfilled (1): Example Coast Council." in page.who_label.accessibleName()
        assert "Lacking (4)" in page.who_label.accessibleName()


def test_matches_are_saved_as_introductions_made_and_undone(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = page_of(person, "helping")
        assert not page.save_button.isEnabled()
        person.types("northmoor", page.find_line)
        person.waits(lambda: all("Northmoor" in one for one in lines(page.match_list)))
        clicks_line(person, page.match_list, 0)
        chosen = page.match_list.chosen[0].title
        person.clicks(person.finds(QPushButton, "save_introduction"))
        person.waits(lambda: [one.title for one in page.noted_list.model_.lines] == [chosen])
        clicks_line(person, page.noted_list, 0)
        person.clicks(page.made_button)
        person.waits(lambda: page.noted_list.model_.lines[0].right == "Made 2 November 2026")
        person.sees_saved()
    (kept,) = kept_in(folder).introductions.values()
    assert (kept.made_on, kept.noted_on, kept.period) == (TODAY, TODAY, "2026/27")


def test_several_matches_are_saved_at_once_by_keys(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = page_of(person, "helping")
        person.window.side_bar.entry("helping").setFocus()
        assert person.tabs_to("Matches") is page.match_list
        person.presses(Qt.Key.Key_Home)
        person.presses(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert page.save_button.text() == "Save 2 introductions"
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: len(page.noted_list.model_.lines) == 2)
        person.sees_saved()
    assert len(kept_in(folder).introductions) == 2


def test_the_trend_shows_levels_of_every_period_and_leads_back_to_the_board(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        board = page_of(person, "board")
        person.clicks(board.trend_button)
        person.waits(lambda: person.window.place == "collaborative-trend" and person.page.is_settled)  # type: ignore
        page: Any = person.page
        assert [row[0] for row in page.model.rows] == ["2025/26", "2026/27"]
        assert page.model.rows[1][1] == "7" and page.model.rows[0][-1] == "–"
        assert "2026/27: 1 Platinum" in page.bars.accessibleName()
        assert person.window.side_bar.entry("board").isChecked()
        person.clicks(page.back_button)
        assert person.window.place == "board"
