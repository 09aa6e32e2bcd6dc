"""The whole window as it was on an earlier day: plainly marked, nothing to change, and one click back."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.organisation import Kind
from anchor_app.services import starting
from anchor_app.services.settings import Settings
from anchor_app.services.workspace import Clock
from tests.helpers.app_window import Person, kept_in, person_at

CTRL = Qt.KeyboardModifier.ControlModifier


def on(day: int, month: int = 10) -> Clock:
    return Clock(now=lambda: datetime(2026, month, day, 12, 0, tzinfo=UTC), today=lambda: date(2026, month, day))


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A workspace begun on 5 October, with 1.1 fulfilled on the 10th and 1.2 on the 20th."""
    folder = tmp_path / "grown"
    with starting.create_workspace(folder, settings=Settings(), clock=on(5)) as opened:
        digest = next(iter(opened.workspace.holdings.charters))
        opened.workspace.do(AddOrganisation({"name": "Fellside University", "kind": Kind.UNIVERSITY,
                                             "charter": digest}, "org"))
        opened.workspace.do(StartAssessment("org", digest, "2026/27", started_on=date(2026, 10, 5), id="now"))
    for day, component in ((10, "1.1"), (20, "1.2")):
        with starting.open_workspace(folder, settings=Settings(), clock=on(day)) as opened:
            opened.workspace.do(SetStatus("now", component, Status.FULFILLED))
    return folder


def looks_back_to(person: Person, day: str) -> None:
    person.window.header.past_requested.emit()
    dialog = person.parts.begin().looking_back._dialog
    assert dialog is not None
    dialog.day_field.line.selectAll()
    person.types(day, dialog.day_field.line)
    person.clicks(dialog.show_button)


def count(person: Person) -> Any:
    return person.window.side_bar.entry("assessment").accessibleName()


def test_the_window_shows_an_earlier_day_and_comes_back(qtbot: QtBot, grown: Path) -> None:
    with person_at(qtbot, grown) as person:
        assert "2 of 16" in count(person)
        looks_back_to(person, "15 October 2026")
        person.waits(lambda: person.window.banner.isVisible())
        assert person.window.banner.accessibleName() == "As it was on 15 October 2026, for reading only"
        assert "1 of 16" in count(person)
        assert person.window.header.save_state.words.text() == "Read only"
        person.clicks(person.window.banner.button)
        person.waits(lambda: "2 of 16" in count(person))
        assert not person.window.banner.isVisible()
        assert person.window.header.undo_button.isEnabled()


def test_nothing_can_be_changed_while_looking_back(qtbot: QtBot, grown: Path) -> None:
    before = kept_in(grown)
    with person_at(qtbot, grown) as person:
        looks_back_to(person, "15 October 2026")
        person.waits(lambda: person.window.banner.isVisible())
        person.window.show_item("assessment", "1.2")
        page: Any = person.page
        assert not page.component_page.status.chooser.button(Status.FULFILLED).isEnabled()
        assert "cannot be changed" in page.lock_line.accessibleName()
        assert not person.window.header.undo_button.isEnabled()
        person.waits(person.window.isActiveWindow)
        person.presses(Qt.Key.Key_Z, CTRL)
        assert "cannot be changed" in person.window.message_bar.sentence
        actions = person.window.header.period_button.menu().actions()
        locked = [one.text() for one in actions if not one.isSeparator() and not one.isEnabled()]
        assert any("not while looking back" in words for words in locked)
    assert kept_in(grown) == before


def test_the_sheet_of_an_earlier_day_says_so(qtbot: QtBot, grown: Path) -> None:
    with person_at(qtbot, grown) as person:
        looks_back_to(person, "15 October 2026")
        person.waits(lambda: person.window.banner.isVisible())
        person.window.go("sheet")
        page: Any = person.page
        person.waits(lambda: bool(page.pdf))
        assert page.state_label.accessibleName().startswith("As the answers were on 15 October 2026")


def test_a_day_before_the_beginning_is_refused_in_the_dialog(qtbot: QtBot, grown: Path) -> None:
    with person_at(qtbot, grown) as person:
        looks_back_to(person, "1 January 2020")
        dialog = person.parts.begin().looking_back._dialog
        assert dialog is not None
        person.waits(dialog.fault.isVisible)
        assert dialog.fault.accessibleName()
        person.clicks(person.finds(QPushButton, "Cancel", dialog))
        assert not person.window.banner.isVisible()


def test_a_line_of_the_history_leads_to_how_it_was_then(qtbot: QtBot, grown: Path) -> None:
    with person_at(qtbot, grown) as person:
        person.window.show_item("history", "1.1")
        page: Any = person.page
        person.waits(lambda: page.detail.line is not None and page.detail.line.component == "1.1")
        person.clicks(page.detail.then_button)
        person.waits(lambda: "As it was on 10 October 2026" in person.window.banner.accessibleName())
        assert person.window.place == "history"
        assert "1 of 16" in count(person)
        then: Any = person.page
        person.waits(lambda: then.detail.line is not None and then.detail.isVisible())
        assert not then.detail.then_button.isVisible()


def test_closing_while_looking_back_closes_the_workspace(qtbot: QtBot, grown: Path, tmp_path: Path) -> None:
    with person_at(qtbot, grown) as person:
        looks_back_to(person, "15 October 2026")
        person.waits(lambda: person.window.banner.isVisible())
    with starting.open_workspace(grown, settings=Settings(), clock=on(2, 11)) as opened:
        assert not opened.workspace.read_only
    shutil.rmtree(grown)
