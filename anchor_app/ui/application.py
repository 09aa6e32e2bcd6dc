"""The Qt application, and how the system asks it to end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from socket import socketpair

from PySide6.QtCore import QEventLoop, QObject, QSocketNotifier, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QApplication

from anchor_app import __version__

NO_SCREEN = ("Anchor needs a screen for its window, and found none here. Start it from the desktop, "
             "or use a command: anchor-app --help names them.")


def has_screen() -> bool:
    """Whether a window can be shown; without this question Qt ends the process with words for programmers."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


Application = QApplication
"""What the composition root calls the application, without knowing Qt."""


def has_come(signal: SignalInstance, begin: Callable[[], object], patience_ms: int) -> bool:
    """Begin something and wait for a signal of it; whether it came in time."""
    loop, patience = QEventLoop(), QTimer(singleShot=True, interval=patience_ms)
    signal.connect(loop.quit)
    patience.timeout.connect(lambda: loop.exit(1))
    begin()
    patience.start()
    return loop.exec() == 0


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application under its name; the one that is there already, if any."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    app = QApplication(["anchor-app", *arguments])
    app.setApplicationName("Anchor")
    app.setApplicationDisplayName("Anchor")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("anchor-app")
    return app


class Ending(QObject):
    """Calls `end` when the system asks the app to end: SIGTERM, SIGINT, or the session being closed.

    Python runs its signal handlers only when it gets a turn; the wake-up socket gives it one while Qt waits.
    """

    def __init__(self, app: QApplication, end: Callable[[], object]) -> None:
        super().__init__(app)
        self._end = end
        self._near, self._far = socketpair()
        for one in (self._near, self._far):
            one.setblocking(False)
        self._before_fd = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, lambda *_: None)
                        for number in (signal.SIGTERM, signal.SIGINT)}
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        app.commitDataRequest.connect(self._on_session_end)

    def stop(self) -> None:
        """Leave the signals as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._near.close()
        self._far.close()

    def _on_signal(self) -> None:
        numbers = self._near.recv(64)
        if any(number in numbers for number in (signal.SIGTERM, signal.SIGINT)):
            self._end()

    def _on_session_end(self, session: QSessionManager) -> None:
        session.setRestartHint(QSessionManager.RestartHint.RestartNever)
        self._end()


def is_offscreen() -> bool:
    """Whether nothing is shown to anybody."""
    return QGuiApplication.platformName() in ("offscreen", "minimal")
