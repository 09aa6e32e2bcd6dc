"""Goes through every page of the window on a workspace, pastes into every field, and prints what the pages say.

    python -m tests.faults.visiting FOLDER [--paste] [--evidence]

It is a program of its own, so that it can be watched from outside, or run in another country or place.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from anchor_app import app
from anchor_app.services.settings import Settings
from anchor_app.ui.application import has_come
from anchor_app.ui.places import ENTRIES, FOOT
from anchor_app.ui.widgets.preview_pages import PagesView
from tests.helpers.app_window import CLOCK

PLACES = tuple(entry.key for entry in (*ENTRIES, *FOOT))
RICH = ('<p style="color:red">pasted</p><img src="//server/share/anchor-canary.png">'
        '<img src="file:///anchor-canary/pasted.png"><link rel="stylesheet" href="http://192.0.2.1/x.css">')


class Visit:
    """One session at a window; `said` is what each page shows, without the words of programs for speaking."""

    def __init__(self, folder: Path) -> None:
        self.parts = app.compose(folder, settings=Settings(who="Robin Example"), clock=CLOCK)
        self.parts.faults.install()
        self.said: dict[str, list[str]] = {}
        self.rich: list[str] = []

    def go(self, *, is_pasting: bool, is_looking_at_evidence: bool) -> None:
        """From the first frame to the end of the session."""
        parts = self.parts
        parts.window.painted.connect(parts.begin)
        assert has_come(parts.window.usable, parts.window.show, 60_000), "the window does not come"
        for place in PLACES:
            self._look_at(place, is_pasting)
        if is_looking_at_evidence:
            self._look_at_evidence()
        parts.window.close_now()
        until(lambda: not parts.window.isVisible())

    def _look_at(self, place: str, is_pasting: bool) -> None:
        window = self.parts.window
        window.go(place)
        until(lambda: window.place == place)
        if place == "sheet":
            until(lambda: any(one.drawn_pages for one in window.findChildren(PagesView) if one.isVisible()))
        window.grab()
        self._rest()
        if place == "history":
            until(lambda: not window.page(place).model.is_reading)  # type: ignore[attr-defined]
        self.said[place] = [words for one in window.findChildren(QWidget) if (words := shown_by(one))]
        for one in window.findChildren(QWidget):
            if shiboken6.isValid(one) and one.toolTip() and one.isVisible():
                point = one.rect().center()
                QApplication.sendEvent(one, QHelpEvent(QEvent.Type.ToolTip, point, one.mapToGlobal(point)))
        if is_pasting:
            self._paste()

    def _rest(self) -> None:
        """Wait until everything that the page asked for in the background has come."""
        stored: list[object] = []
        self.parts.tasks.store(lambda: None, stored.append)
        until(lambda: bool(stored) and not self.parts.tasks._jobs)

    def _paste(self) -> None:
        window = self.parts.window
        self.rich += [type(one).__name__ for one in window.findChildren(QTextEdit) if one.acceptRichText()
                      and not one.isReadOnly()]
        data = QMimeData()
        data.setHtml(RICH)
        data.setText("pasted")
        for one in window.findChildren(QPlainTextEdit):
            if one.isVisible() and not one.isReadOnly() and one.canInsertFromMimeData(data):
                one.insertFromMimeData(data)
        QApplication.clipboard().setMimeData(data)
        for line in window.findChildren(QLineEdit):
            if line.isVisible() and line.isEnabled() and not line.isReadOnly():
                line.paste()
                line.undo()
        window.grab()
        QApplication.clipboard().clear()

    def _look_at_evidence(self) -> None:
        """Show every component and domain with hostile words, and every piece with its preview."""
        window = self.parts.window
        assert window.hub is not None
        held = window.hub.workspace
        charter = held.holdings.charter_of(held.assessment(window.hub.assessment_id or ""))
        for key in ("1.1", charter.domains[0].id):
            window.show_item("assessment", key)
            window.grab()
        window.go("evidence")
        page: Any = window.stack.currentWidget()
        for piece in held.holdings.evidence.values():
            page.show_item(piece.id)
            if piece.digest:
                until(page.form.preview.save_button.isVisible)
            window.grab()
            self.said["evidence"] += [words for one in page.findChildren(QWidget) if (words := shown_by(one))]


def shown_by(one: QWidget) -> str:
    """The words that a label, a button or a field shows now."""
    if not one.isVisible():
        return ""
    if isinstance(one, (QLabel, QAbstractButton, QLineEdit)) and not one.inherits("QTipLabel"):
        return one.text()
    return one.toPlainText() if isinstance(one, QPlainTextEdit) else ""


def until(is_so: Callable[[], bool], patience_ms: int = 60_000) -> None:
    """Let Qt work until something is so; raises AssertionError when it does not come to be."""
    loop, asks, patience = QEventLoop(), QTimer(interval=5), QTimer(singleShot=True, interval=patience_ms)
    asks.timeout.connect(lambda: is_so() and loop.exit(0))
    patience.timeout.connect(lambda: loop.exit(1))
    asks.start()
    patience.start()
    assert loop.exec() == 0, "what was waited for did not come"


def main() -> int:
    """Visit, and print as JSON what was shown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--paste", action="store_true")
    parser.add_argument("--evidence", action="store_true")
    args = parser.parse_args()
    visit = Visit(args.folder)
    visit.go(is_pasting=args.paste, is_looking_at_evidence=args.evidence)
    print(json.dumps({"said": visit.said, "rich": visit.rich}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
