"""Another period: begun from the last one or empty, its statuses confirmed one by one, and all of them as a trend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Assessment, Status
from tests.helpers.app_window import Person, example_in, person_at

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return example_in(tmp_path / "example")


def held(person: Person) -> Assessment:
    hub = person.window.hub
    assert hub is not None and hub.assessment_id is not None
    return hub.workspace.assessment(hub.assessment_id)


def starts(person: Person, *, is_empty: bool = False) -> Assessment:
    last = held(person)
    person.window.header.period_wanted.emit()
    dialog = person.parts.begin()._dialog
    assert dialog is not None
    assert dialog.from_last.text() == f"Start from {last.title}" and dialog.from_last.isChecked()
    person.chooses(person.finds(QComboBox, "period", dialog), "2027/28")
    if is_empty:
        person.clicks(dialog.start_empty, QPoint(12, dialog.start_empty.height() // 2))
        assert dialog.start_empty.isChecked()
    person.clicks(person.finds(QPushButton, "Start", dialog))
    person.waits(lambda: held(person).period == "2027/28")
    return last


def test_what_carries_over_comes_along_and_statuses_start_again(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        last = starts(person)
        now = held(person)
        assert now.supports == last.supports and now.supports
        assert all(one.status is Status.NOT_STARTED for one in now.components.values())
        assert not now.practices


def test_started_empty_nothing_comes_along(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        starts(person, is_empty=True)
        assert not held(person).supports and not held(person).components


def test_an_unchanged_status_is_confirmed_by_a_click_or_by_keys(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        last = starts(person)
        one, other = [key for key, answer in last.components.items() if answer.status is Status.FULFILLED][:2]
        person.window.show_item("assessment", one)
        page: Any = person.page.component_page  # type: ignore[attr-defined]
        assert page.status.earlier.accessibleName().endswith("Fulfilled")
        person.clicks(page.status.confirm_earlier)
        person.waits(lambda: held(person).component(one).status is Status.FULFILLED)
        assert not page.status.confirm_earlier.isVisible()
        person.window.show_item("assessment", other)
        page.focus_first()
        person.presses(Qt.Key.Key_Return, CTRL)
        person.waits(lambda: held(person).component(other).status is Status.FULFILLED)
        person.waits(lambda: "Confirm" in person.window.header.undo_button.accessibleName())


def test_the_trend_shows_every_period_in_words_and_picture(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        person.clicks(person.finds(QPushButton, "See the trend"))
        page: Any = person.page
        assert person.window.place == "trend"
        titles = [page.model.headerData(at, Qt.Orientation.Horizontal) for at in range(1, page.model.columnCount())]
        assert titles == ["2025/26 · Year end", "2026/27 · Year end"]
        levels = [page.model.index(0, at).data() for at in range(1, page.model.columnCount())]
        assert levels == ["Bronze", "Silver"]
        assert "12 of 16" in page.chart.accessibleDescription()
        assert not page.lone_label.isVisible()
