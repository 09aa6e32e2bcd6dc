"""What a test of the window leaves behind: windows, timers that still run, and threads of ours."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_PATIENCE_MS = 3_000
_OURS = ("store", "job")
"""How the names of the app's own threads begin."""


def kept_clean() -> Iterator[None]:
    """Around a test: fails when a window, a running timer or a thread is left that was not there before.

    What was asked to go (`deleteLater`, a thread told to end) is given a moment to do so. A widget that only Python
    still names counts as left too, unless collecting garbage frees it.
    """
    widgets, timers = set(map(id, _widgets())), set(map(id, _timers()))
    yield

    def left() -> list[str]:
        return [
            *(f"window {_words(one)}" for one in _widgets() if id(one) not in widgets),
            *(f"timer of {_words(one.parent())}, every {one.interval()} ms" for one in _timers()
              if id(one) not in timers),
            *(f"thread {one.name}" for one in threading.enumerate() if one.name.startswith(_OURS))]

    if found := _wait_for_none(left):
        pytest.fail("the test leaves behind: " + "; ".join(found))


def _wait_for_none(left: Callable[[], list[str]]) -> list[str]:
    clock = QElapsedTimer()
    clock.start()
    while True:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if not (found := left()) or clock.elapsed() > _PATIENCE_MS:
            return found
        gc.collect()
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def _widgets() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if shiboken6.isValid(one)]


def _timers() -> list[QTimer]:
    app = QApplication.instance()
    owners = [*_widgets(), *([app] if app is not None else [])]
    return [timer for owner in owners for timer in owner.findChildren(QTimer) if timer.isActive()]


def _words(one: object) -> str:
    name = one.objectName() if hasattr(one, "objectName") else ""
    return f"{type(one).__name__} {name}".strip()
