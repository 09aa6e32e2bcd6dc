"""An annual report by keyboard alone: chosen, a section left out, the summary written, and saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from anchor_app.ui.pages.reports_page import ReportsPage
from tests.helpers.app_window import example_in, kept_in, person_at

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_a_report_is_chosen_written_and_saved_without_a_mouse(qtbot: QtBot, tmp_path: Path,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    folder = example_in(tmp_path / "example")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "year.pdf"), ""))
    with person_at(qtbot, folder) as person:
        person.presses(Qt.Key.Key_R, ALT)
        person.waits(lambda: isinstance(person.page, ReportsPage))
        page = person.page
        assert isinstance(page, ReportsPage)
        person.waits(lambda: bool(page.paper.pdf))
        person.tabs_to("sort_box")
        person.tabs_to("summary")
        person.presses(Qt.Key.Key_A, CTRL)
        person.types("Written by hand.")
        person.tabs_to("Sections of the report")
        person.presses(Qt.Key.Key_Home)
        for _ in range(2):
            person.presses(Qt.Key.Key_Down)
        person.presses(Qt.Key.Key_Space)
        person.presses(Qt.Key.Key_Down, ALT)
        person.tabs_to("foreword")
        person.types("Good year.")
        person.tabs_to("on_box")
        person.tabs_to("fill_button")
        person.sees_saved()
        person.waits(lambda: not page._rest.isActive() and bool(page.paper.pdf) and not page.paper.is_busy)
        person.tabs_to("pdf_button")
        person.presses(Qt.Key.Key_Space)
        person.waits(lambda: "Saved as year.pdf" in page.paper.result.label.accessibleName())
    words = "".join(one.extract_text() for one in PdfReader(tmp_path / "year.pdf").pages)
    assert "Written by hand." in words and "Good year." in words
    [plan] = kept_in(folder).report_plans.values()
    assert plan.summary == "Written by hand." and "level" not in plan.sections_tuple and plan.foreword == "Good year."
