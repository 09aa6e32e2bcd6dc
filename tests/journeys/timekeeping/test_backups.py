"""Backups in the window: made on wish and at the end, restored and taken back, and offered when all is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.commands import WriteAnswer
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.organisation import Kind
from anchor_app.services import starting
from anchor_app.services.backups import back_up, list_backups
from anchor_app.services.settings import Settings
from anchor_app.ui.pages.trouble_page import TroublePage
from tests.helpers.app_window import CLOCK, TODAY, Person, kept_in, person_at


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A person's own workspace, with one assessment."""
    folder = tmp_path / "own"
    with starting.create_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        digest = next(iter(opened.workspace.holdings.charters))
        opened.workspace.do(AddOrganisation({"name": "Fellside University", "kind": Kind.UNIVERSITY,
                                             "charter": digest}, "org"))
        opened.workspace.do(StartAssessment("org", digest, "2026/27", started_on=TODAY, id="now"))
    return folder


def writes(person: Person, text: str) -> None:
    hub = person.window.hub
    assert hub is not None
    hub.do(WriteAnswer("now", "1.1", "summary", text))
    person.waits(lambda: summary(person) == text)


def summary(person: Person) -> str:
    hub = person.window.hub
    return hub.workspace.assessment("now").component("1.1").summary if hub else ""


def backups_page(person: Person) -> Any:
    person.window.go("settings")
    person.clicks(person.finds(QPushButton, "backups_button"))
    assert person.window.place == "backups"
    return person.page


def test_a_backup_is_made_on_wish_restored_and_the_restore_is_undone(qtbot: QtBot, own: Path) -> None:
    with person_at(qtbot, own) as person:
        writes(person, "Before")
        page = backups_page(person)
        person.waits(lambda: "no backup yet" in page.last_label.accessibleName())
        person.clicks(page.make_button)
        person.waits(lambda: len(page.rows) == 1)
        assert "checked and whole" in page.last_label.accessibleName()
        assert "1 assessment" in page.rows[0].holds_label.accessibleName()
        writes(person, "After")
        person.clicks(page.rows[0].restore_button)
        assert "can be undone" in page.rows[0].confirm.question.accessibleName()
        person.clicks(page.rows[0].confirm.yes_button)
        person.waits(lambda: summary(person) == "Before" and "Restored" in person.window.message_bar.sentence)
        person.clicks(person.window.message_bar.answer("Undo the restore"))
        person.waits(lambda: summary(person) == "After")
        person.waits(lambda: "restore is undone" in person.window.message_bar.sentence)
        assert person.window.isEnabled()
    assert kept_in(own).assessments["now"].component("1.1").summary == "After"


def test_no_is_an_answer_to_a_restore(qtbot: QtBot, own: Path) -> None:
    back_up(own)
    with person_at(qtbot, own) as person:
        writes(person, "After")
        page = backups_page(person)
        person.waits(lambda: len(page.rows) == 1)
        person.clicks(page.rows[0].restore_button)
        person.clicks(page.rows[0].confirm.no_button)
        assert summary(person) == "After" and page.rows[0].restore_button.hasFocus()


def test_a_window_that_changed_something_leaves_a_backup_when_it_closes_and_else_none(
        qtbot: QtBot, own: Path) -> None:
    with person_at(qtbot, own):
        pass
    assert list_backups(own) == []
    with person_at(qtbot, own) as person:
        writes(person, "Worth keeping")
    (backup,) = list_backups(own)
    assert (backup.reason, backup.trouble) == ("while working", "")


def test_while_somebody_works_a_backup_is_made_when_it_is_due(
        qtbot: QtBot, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from anchor_app.services import backups

    with person_at(qtbot, own) as person:
        safekeeping = person.parts.begin().safekeeping
        writes(person, "One")
        safekeeping.look()
        assert list_backups(own) == []
        monkeypatch.setattr(backups, "is_due", lambda *_, **__: True)
        with qtbot.waitSignal(safekeeping.made, timeout=20_000):
            safekeeping.look()
        assert [one.reason for one in list_backups(own)] == ["while working"]


def test_the_windows_own_process_is_left_to_whoever_types_in_it(
        qtbot: QtBot, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("the backup was made in the window's process")

    with person_at(qtbot, own) as person:
        safekeeping = person.parts.begin().safekeeping
        with monkeypatch.context() as here:
            here.setattr("anchor_app.storage.backup.make", refuse)
            with qtbot.waitSignal(safekeeping.made, timeout=20_000):
                safekeeping.make_now()
        assert [(one.reason, one.at, one.trouble) for one in list_backups(own)] == [("manual", CLOCK.now(), "")]


def test_a_backup_that_the_closing_window_stops_is_made_all_the_same(qtbot: QtBot, own: Path) -> None:
    with person_at(qtbot, own) as person:
        writes(person, "Worth keeping")
        person.parts.begin().safekeeping.make_now()
    assert [one.trouble for one in list_backups(own)] in ([""], ["", ""])


def test_a_damaged_backup_says_so_and_cannot_be_restored(qtbot: QtBot, own: Path) -> None:
    backup = back_up(own)
    data = bytearray(backup.path.read_bytes())
    data[len(data) // 2] ^= 1
    backup.path.write_bytes(data)
    with person_at(qtbot, own) as person:
        page = backups_page(person)
        person.waits(lambda: len(page.rows) == 1)
        assert "damaged" in page.rows[0].holds_label.accessibleName()
        assert not page.rows[0].restore_button.isVisible()
        person.clicks(page.rows[0].aside_button)
        person.clicks(page.rows[0].confirm.yes_button)
        person.waits(lambda: page.rows == [] and "Set aside" in page.state_label.accessibleName())
    assert (backup.path.parent / "set-aside" / backup.path.name).read_bytes() == data


def test_a_damaged_workspace_is_put_back_from_the_newest_backup(qtbot: QtBot, own: Path) -> None:
    with person_at(qtbot, own) as person:
        writes(person, "Still here")
    database = own / "anchor.db"
    database.write_bytes(b"SQLite format 3\0" + b"damaged" * 2000)
    with person_at(qtbot, own) as person:
        page = person.page
        assert isinstance(page, TroublePage)
        person.waits(page.backup_card.isVisible)
        assert "2 November 2026" in page.backup_label.accessibleName()
        person.clicks(page.restore_button)
        person.waits(lambda: person.window.hub is not None and summary(person) == "Still here")


def test_the_check_says_what_it_looked_at(qtbot: QtBot, own: Path) -> None:
    with person_at(qtbot, own) as person:
        person.window.go("settings")
        person.clicks(person.finds(QPushButton, "check_button"))
        page: Any = person.page
        person.waits(page.looked.isVisible)
        assert "the database and its history" in page.looked.accessibleName()
        assert "1 assessment" in page.looked.accessibleName()
