"""The board as a steering group uses it: read, narrowed, sorted, proven, and led on from, by mouse and by keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.counting import Reading
from anchor_app.domain.introducing import AmendCollaborative
from anchor_app.services.settings import Settings
from tests.helpers.app_window import Person, example_in, person_at
from tests.helpers.steering import steering

opens_a_popup = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
"""The platform without a screen cannot give a popup the keyboard, and says so."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    steering(tmp_path / "workspace")
    return tmp_path / "workspace"


def settles(person: Person) -> Any:
    person.waits(lambda: person.page.is_settled)  # type: ignore[attr-defined]
    return person.page


def board_of(person: Person) -> Any:
    person.presses(Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    person.waits(lambda: person.window.place == "board")
    return settles(person)


def names(page: Any) -> list[str]:
    return [page.model.text(row, 0) for row in range(page.model.rowCount()) if page.model.row(row)]


def clicks_cell(person: Person, page: Any, organisation: str, column: str) -> None:
    index = page.model.index(page.model.row_of(organisation), page.model.column_of(column))
    area: QRect = page.table.visualRect(index)
    person.clicks(page.table.viewport(), area.center())


def clicks_heading(person: Person, page: Any, column: str) -> None:
    head, at = page.table.head, page.model.column_of(column)
    person.clicks(head.viewport(), QPoint(head.sectionViewportPosition(at) + head.sectionSize(at) // 2, 10))


def test_the_board_says_who_stands_where_and_what_moved(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        person.clicks(person.window.side_bar.entry("board"))
        page = settles(person)
        assert names(page) == sorted(names(page)) and len(names(page)) == 7
        row = page.model.row_of("bay")
        assert [page.model.text(row, at) for at in range(2, 9)] == ["2/3", "2/2", "2/4", "2/2", "2/2", "2/3", "+4"]
        assert page.model.text(row, 1) == "Silver"
        assert page.model.text(page.model.row_of("fellside"), page.model.column_of("change")) == "new"
        assert page.model.text(page.model.row_of("millbrook"), page.model.column_of("change")) == "\u22122"
        assert "Whinmoor Housing has no assessment for 2026/27" in page.note_label.accessibleName()
        assert "2 of 3" in page.model.spoken(row, 2) and "since 2025/26" in page.model.spoken(row, 2)


def test_a_click_on_a_cell_proves_it_and_leads_to_the_answer(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = board_of(person)
        clicks_cell(person, page, "millbrook", "domain:property")
        dialog = page.dialog
        assert "1 of 4 count" in dialog.parts_label.accessibleName()
        assert dialog.rows[0].accessibleName().startswith("3.1") and "Counts: fulfilled" in (
            dialog.rows[0].accessibleName())
        assert "Does not count: working towards" in dialog.rows[1].accessibleName()
        person.clicks(dialog.rows[1])
        person.waits(lambda: person.window.place == "assessment")
        assert person.window.hub is not None and person.window.hub.assessment_id == "millbrook 2026/27"
        assert person.window.header.organisation_button.accessibleName() == "Organisation: Millbrook Energy"


def test_filters_reading_and_groups_change_what_is_shown(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = board_of(person)
        person.chooses(person.finds(QComboBox, "place"), "Place: Fells")
        person.waits(lambda: names(page) == ["Ashbeck Community Trust", "Fellside University"])
        person.chooses(person.finds(QComboBox, "kind"), "College")
        person.waits(lambda: page.empty_label.isVisible())
        assert "No organisation" in page.empty_label.accessibleName()
        person.clicks(person.finds(QPushButton, "Show all organisations"))
        person.waits(lambda: len(names(page)) == 7)
        person.clicks(page.choices.reading.button(Reading.EVIDENCED))
        person.waits(lambda: page.model.text(page.model.row_of("port"), 1) == "Not yet Bronze")
        person.chooses(person.finds(QComboBox, "by"), "Group by place")
        person.waits(lambda: page.model.group(0) is not None)
        assert page.model.group_words(0).startswith("Bay · 3 organisations")
        person.clicks(page.choices.reading.button(Reading.MODERATED))
        person.waits(lambda: "Nothing was moderated" in page.note_label.accessibleName())


def test_at_large_text_the_filters_stand_behind_a_button_that_counts_them(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder, Settings(text_scale=200)) as person:
        page = board_of(person)
        assert page.fold_button.text() == "Filters"
        assert not page.choices.isVisible() and not page.when.public.isVisible()
        person.clicks(page.fold_button)
        person.clicks(page.choices.reading.button(Reading.EVIDENCED))
        person.chooses(person.finds(QComboBox, "place"), "Place: Fells")
        person.waits(lambda: page.fold_button.text() == "Filters (2)" and len(names(page)) == 2)
        person.clicks(page.fold_button)
        assert not page.choices.isVisible() and page.table.isVisible()


def test_the_public_view_names_nobody_it_should_not_and_hides_what_is_too_few(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = board_of(person)
        person.clicks(page.when.public, QPoint(12, page.when.public.height() // 2))
        person.waits(lambda: page.shown_now.board is not None and page.model.row(0).answers is None)
        person.waits(lambda: not page.cards.help_card.isVisible())
        assert not page.cards.returns_card.isVisible()
        hub = person.window.hub
        assert hub is not None
        hub.do(AmendCollaborative({"smallest_group": 8}))
        person.waits(lambda: page.empty_label.isVisible() and "fewer than eight" in page.empty_label.accessibleName())


def test_a_heading_sorts_and_turns_the_order_round(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = board_of(person)
        clicks_heading(person, page, "level")
        assert names(page)[0] == "Example Coast Council" and names(page)[-1] == "Fellside University"
        clicks_heading(person, page, "level")
        assert names(page)[0] == "Fellside University"
        clicks_heading(person, page, "change")
        assert names(page)[0] == "Example Bay Hospitals" and names(page)[-1] == "Fellside University"


def test_everything_is_reached_by_keyboard_alone(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = board_of(person)
        person.window.side_bar.entry("board").setFocus()
        head = person.tabs_to(page.table.head.accessibleName())
        assert head is page.table.head
        person.presses(Qt.Key.Key_Right)
        person.presses(Qt.Key.Key_Return)
        assert names(page)[0] == "Example Coast Council"
        person.presses(Qt.Key.Key_Down)
        assert page.table.hasFocus()
        person.presses(Qt.Key.Key_Down)
        person.presses(Qt.Key.Key_Right)
        person.presses(Qt.Key.Key_Right)
        assert page.model.headings[page.table.currentIndex().column()].domain is not None
        person.presses(Qt.Key.Key_Return)
        dialog = page.dialog
        dialog.answers_button.setFocus()
        qtbot.keyClick(dialog.answers_button, Qt.Key.Key_Space)
        person.waits(lambda: person.window.place == "assessment")


@opens_a_popup
def test_two_stand_side_by_side_with_what_differs_alone(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = board_of(person)
        clicks_cell(person, page, "bay", "level")
        person.clicks(page.dialog.side_button)
        person.waits(lambda: person.window.place == "side-by-side")
        side = person.page
        person.waits(lambda: side.pair is not None and side.is_settled)  # type: ignore[attr-defined]
        assert (side.left.assessment, side.right.assessment) == ("bay 2026/27", "bay 2025/26")  # type: ignore
        assert (side.left.badge.name, side.right.badge.name) == ("Silver", "Bronze")  # type: ignore[attr-defined]
        assert 0 < len(side.rows.rows) < 16  # type: ignore[attr-defined]
        person.clicks(side.all_box, QPoint(12, side.all_box.height() // 2))  # type: ignore[attr-defined]
        assert len(side.rows.rows) == 16  # type: ignore[attr-defined]
        person.clicks(side.right.who)  # type: ignore[attr-defined]
        popup = side.right.who.popup  # type: ignore[attr-defined]
        qtbot.keyClicks(popup.line, "coast")
        qtbot.keyClick(popup.line, Qt.Key.Key_Return)
        person.waits(lambda: side.right.assessment == "coast 2025/26"  # type: ignore[attr-defined]
                     and side.right.badge.name == "Platinum")  # type: ignore[attr-defined]


def test_one_organisation_is_not_bothered_and_finds_the_way_in_the_settings(qtbot: QtBot, tmp_path: Path) -> None:
    with person_at(qtbot, example_in(tmp_path / "example")) as person:
        assert not person.window.side_bar.entry("board").isVisible()
        person.window.go("settings")
        person.clicks(person.finds(QPushButton, "steering_button"))
        person.waits(lambda: person.window.place == "returns")
        assert person.window.side_bar.entry("board").isVisible()


@opens_a_popup
def test_many_organisations_are_searched_in_the_header(qtbot: QtBot, tmp_path: Path) -> None:
    steering(tmp_path / "many", more=60)
    with person_at(qtbot, tmp_path / "many", Settings()) as person:
        button = person.window.header.organisation_button
        person.clicks(button)
        qtbot.keyClicks(button.popup.line, "further organisation 041")
        qtbot.keyClick(button.popup.line, Qt.Key.Key_Return)
        person.waits(lambda: button.accessibleName() == "Organisation: Further organisation 041")
        person.clicks(button)
        qtbot.keyClicks(button.popup.line, "nobody like this")
        assert button.popup.none_label.isVisible()
        qtbot.keyClick(button.popup, Qt.Key.Key_Escape)
        person.waits(lambda: button.popup is None)
