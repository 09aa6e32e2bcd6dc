"""The whole window for tests: composed as the app composes it, on a workspace of the test's own."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from anchor_app.app import Window, compose
from anchor_app.domain.holdings import Holdings
from anchor_app.services import starting
from anchor_app.services.settings import Settings
from anchor_app.services.workspace import Clock
from anchor_app.ui.main_window import MainWindow

TODAY = date(2026, 11, 2)
CLOCK = Clock(now=lambda: datetime(2026, 11, 2, 14, 2, tzinfo=UTC), today=lambda: TODAY)

Some = TypeVar("Some", bound=QWidget)


@dataclass
class Person:
    """A person at the window: sees what is shown, and uses mouse and keys."""

    qtbot: QtBot
    parts: Window

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self.parts.window

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self.window.stack.currentWidget()

    def waits(self, condition: object) -> None:
        """Wait until a condition holds that a person could see."""
        self.qtbot.waitUntil(condition, timeout=20_000)  # type: ignore[arg-type]

    def sees_saved(self) -> None:
        """Wait until the header says that everything is saved."""
        self.waits(lambda: self.window.header.save_state.words.text().startswith("Saved"))

    def finds(self, kind: type[Some], name: str, within: QWidget | None = None) -> Some:
        """The visible control of that kind with this object name or these words."""
        for one in (within or self.page).findChildren(kind):
            words = one.text() if isinstance(one, (QAbstractButton, QPushButton)) else ""
            if one.isVisible() and name in (one.objectName(), words):
                return one
        raise AssertionError(f"no {kind.__name__} called {name} is shown")

    def clicks(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press the left button on the middle of a control."""
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    def types(self, text: str, into: QWidget | None = None) -> None:
        """Type letters where the focus is."""
        QTest.keyClicks(into or self.focused, text)

    def presses(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focused, key, keys)

    def chooses(self, box: QComboBox, words: str) -> None:
        """Choose from a list by its words, with the keys."""
        box.setFocus()
        target = box.findText(words)
        assert target >= 0, f"{words} is not among the choices"
        while box.currentIndex() != target:
            QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < target else Qt.Key.Key_Up)

    @property
    def focused(self) -> QWidget:
        """The control that has the focus."""
        return self.window.focusWidget() or self.window

    def tabs_to(self, name: str, most: int = 80) -> QWidget:
        """Press Tab until the control with that object name or accessible name has the focus."""
        for _ in range(most):
            if name in (self.focused.objectName(), self.focused.accessibleName()):
                return self.focused
            self.presses(Qt.Key.Key_Tab)
        raise AssertionError(f"{name} is not reached by Tab")


@contextmanager
def person_at(qtbot: QtBot, folder: Path, settings: Settings | None = None, size: tuple[int, int] = (1280, 800),
              *, is_begun: bool = True, clock: Clock = CLOCK) -> Iterator[Person]:
    """A window on the workspace in a folder, shown; closed again at the end, with its threads."""
    parts = compose(folder, settings=settings or Settings(), clock=clock)
    person = Person(qtbot, parts)
    parts.window.resize(*size)
    parts.window.show()
    parts.window.activateWindow()
    try:
        if is_begun:
            with qtbot.waitSignal(parts.window.usable, timeout=20_000):
                parts.begin()
        yield person
    finally:
        parts.window.close_now()
        parts.window.deleteLater()
        # Now, so that no later change of the look is taken on by a window that is gone.
        QCoreApplication.sendPostedEvents(parts.window, QEvent.Type.DeferredDelete.value)
        qtbot.waitUntil(lambda: not [one for one in threading.enumerate() if one.name.startswith(("store", "job"))])


@cache
def _example() -> Path:
    from anchor_app.services.example import make_example

    folder = Path(tempfile.mkdtemp(prefix="anchor-example-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_example(folder / "example").close()
    return folder / "example"


def example_in(folder: Path) -> Path:
    """The example workspace in a folder; made once, and copied for each test."""
    return Path(shutil.copytree(_example(), folder))


def kept_in(folder: Path) -> Holdings:
    """What is stored in a workspace, read again from the disk."""
    with starting.open_workspace(folder, read_only=True, settings=Settings()) as opened:
        return opened.workspace.holdings
