"""The board is written to a file from the window: a PDF, a workbook or CSV, for the collaborative or the public."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.introducing import AmendCollaborative
from anchor_app.domain.organisation import Kind
from anchor_app.reports.csv_tables import parse
from anchor_app.services import publishing_comparison, starting
from anchor_app.services.settings import Settings
from anchor_app.storage.errors import DiskTrouble
from anchor_app.ui import places
from anchor_app.ui.dialogs.export_dialog import ExportDialog
from tests.helpers.app_window import CLOCK, TODAY, Person, person_at
from tests.reports.test_sheet import text_of

NAMES = ("Example Bay Hospitals", "Northmoor Council", "Fellside University")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Three organisations, two of them with answers."""
    with starting.create_workspace(tmp_path / "w", settings=Settings(), clock=CLOCK) as opened:
        held = opened.workspace
        charter = next(iter(held.holdings.charters))
        held.do(AmendCollaborative({"name": "Bay and Fells"}))
        for number, name in enumerate(NAMES):
            held.do(AddOrganisation({"name": name, "kind": Kind.COUNCIL}, id=f"o{number}"))
        for number in (0, 1):
            held.do(StartAssessment(f"o{number}", charter, "2026/27", "Year end", TODAY, f"a{number}"))
            held.do(SetStatus(f"a{number}", "1.1", Status.FULFILLED))
    return tmp_path / "w"


def saves_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    suggested: list[str] = []

    def answer(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        suggested.append(name)
        return str(path), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return suggested


def opens_export(person: Person) -> Any:
    person.window.go(places.BOARD)
    page: Any = person.page
    person.waits(lambda: page.is_settled and page.export_button.isVisible())
    person.clicks(page.export_button)
    dialog = person.window.findChild(ExportDialog)
    assert dialog is not None and dialog.isVisible()
    return dialog


def told(dialog: Any) -> str:
    return str(dialog.notice.label.text())


def test_the_board_is_saved_as_a_pdf_a_workbook_and_csv(qtbot: QtBot, workspace: Path, tmp_path: Path,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    suggested = saves_to(monkeypatch, tmp_path / "out")
    with person_at(qtbot, workspace) as person:
        dialog = opens_export(person)
        assert dialog.what_label.text() == "2026/27 · Self-assessed" and not dialog.table.isVisible()
        person.clicks(dialog.save_button)
        person.waits(lambda: told(dialog).startswith("Saved as out.pdf in "))
        assert suggested == ["Bay and Fells comparison 2026-27 Self-assessed.pdf"]
        text = text_of((tmp_path / "out.pdf").read_bytes())
        assert all(name in text for name in NAMES) and "Missing" in text
        person.chooses(dialog.format, "Excel, all tables")
        person.clicks(dialog.save_button)
        person.waits(lambda: told(dialog).startswith("Saved as out.xlsx in "))
        assert len(openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames) == 7
        person.chooses(dialog.format, "CSV, one table")
        assert dialog.table.isVisible()
        person.chooses(dialog.table, "Returns")
        person.clicks(dialog.save_button)
        person.waits(lambda: told(dialog).startswith("Saved as out.csv in "))
        assert len(parse((tmp_path / "out.csv").read_text("utf-8"))) == 4


def test_a_public_file_is_chosen_by_the_keys_and_tells_on_nobody(qtbot: QtBot, workspace: Path, tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    saves_to(monkeypatch, tmp_path / "public.pdf")
    with person_at(qtbot, workspace) as person:
        dialog = opens_export(person)
        dialog.public_box.setFocus()
        QTest.keyClick(dialog.public_box, Qt.Key.Key_Space)
        assert dialog.public_box.isChecked()
        QTest.keyClick(dialog.public_box, Qt.Key.Key_Return)
        person.waits(lambda: told(dialog).startswith("Saved as public.pdf"))
        text = text_of((tmp_path / "public.pdf").read_bytes())
        assert "Groups of fewer than five" in text and not any(name in text for name in NAMES)


def test_a_file_that_cannot_be_written_says_why_and_offers_another_name(
        qtbot: QtBot, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise DiskTrouble("out.pdf could not be written.")

    monkeypatch.setattr(publishing_comparison, "write_file", refuse)
    saves_to(monkeypatch, tmp_path / "out.pdf")
    with person_at(qtbot, workspace) as person:
        dialog = opens_export(person)
        person.clicks(dialog.save_button)
        person.waits(lambda: told(dialog).startswith("out.pdf could not be written."))
        assert dialog.notice.button.text() == "Save as out 2.pdf…" and dialog.save_button.isEnabled()
        assert not (tmp_path / "out.pdf").exists()


def test_an_export_that_is_cancelled_leaves_no_file(qtbot: QtBot, workspace: Path, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    begun, held, ended = Event(), Event(), Event()
    real = publishing_comparison.laid_out_comparison

    def slow(report: Any, kind: Any, progress: Any, **options: Any) -> Any:
        begun.set()
        held.wait(20)
        try:
            return real(report, kind, progress, **options)
        finally:
            ended.set()

    monkeypatch.setattr(publishing_comparison, "laid_out_comparison", slow)
    saves_to(monkeypatch, tmp_path / "out.pdf")
    with person_at(qtbot, workspace) as person:
        dialog = opens_export(person)
        person.clicks(dialog.save_button)
        person.waits(begun.is_set)
        assert dialog.work.isVisible() and not dialog.save_button.isEnabled()
        person.clicks(dialog.work.cancel_button)
        held.set()
        person.waits(ended.is_set)
        assert told(dialog) == "Stopped. Nothing was written." and dialog.save_button.isEnabled()
        assert not (tmp_path / "out.pdf").exists()
