"""Faults of the app itself: into a log without anybody's words, and to the person as one honest sentence."""

from __future__ import annotations

import re
import sys
import threading
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

SENTENCE = ("Something went wrong in the app itself. Your saved answers are safe; what you see may be out of date. "
            "If it happens again, close the app and open it again.")
OPENING = ("Something went wrong in the app itself while it opened the workspace. Nothing was changed. "
           "Try again, and report it if it stays so.")
LOG_NAME = "window.log"
_LARGEST_LOG = 500_000
_KEPT_LOGS = 3
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|(?:file:|/|[A-Za-z]:\\)\S+")
_KINDS: Mapping[QtMsgType, str] = {
    QtMsgType.QtWarningMsg: "warning", QtMsgType.QtCriticalMsg: "critical", QtMsgType.QtFatalMsg: "fatal"}


class FaultLog:
    """Writes what happened and where in the code, never what a person wrote; old logs make room for new ones."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOG_NAME
        self._lock = threading.Lock()

    def write(self, text: str) -> None:
        """Write an entry with the time; a log that cannot be written is no reason to stop."""
        stamp = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                if self._path.exists() and self._path.stat().st_size > _LARGEST_LOG:
                    self._rotate()
                with self._path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                    file.write(f"{stamp} {text}\n")
            except OSError:
                return

    def _rotate(self) -> None:
        for number in range(_KEPT_LOGS, 0, -1):
            older = self._path.with_suffix(f".{number}.log")
            newer = self._path.with_suffix(f".{number - 1}.log") if number > 1 else self._path
            if newer.exists():
                newer.replace(older)


def described(kind: type[BaseException], trace: TracebackType | None) -> str:
    """A fault by its kind and the places in the code; its message may hold a person's words and is left out."""
    frames = traceback.extract_tb(trace)
    places = "".join(f"\n  {Path(one.filename).name}:{one.lineno} {one.name}" for one in frames)
    return f"{kind.__name__}{places}"


class Faults(QObject):
    """Catches what nobody caught, on every thread and in Qt. `happened()` comes on the UI thread, once at a time."""

    happened = Signal()
    _noticed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = FaultLog(folder)
        self._noticed.connect(self.happened, Qt.ConnectionType.QueuedConnection)
        self._before: tuple[object, object] | None = None

    def install(self) -> None:
        """Catch from now on."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_fault
        threading.excepthook = lambda args: self._on_fault(args.exc_type, args.exc_value, args.exc_traceback)
        qInstallMessageHandler(self._on_message)

    def remove(self) -> None:
        """Catch no more."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before  # type: ignore[assignment]
            qInstallMessageHandler(None)
            self._before = None

    def note(self, error: BaseException) -> None:
        """Write down a fault that was caught elsewhere."""
        self.log.write(described(type(error), error.__traceback__))

    def _on_fault(self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        self.log.write(described(kind, trace))
        if sys.stderr is not None:
            print(f"anchor-app: {described(kind, trace)}", file=sys.stderr)
        self._noticed.emit()

    def _on_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind in _KINDS:
            self.log.write(f"Qt {_KINDS[kind]}: {without_words(message)}")


def without_words(message: str) -> str:
    """A message of the toolkit without what stands in quotes and without paths."""
    return _QUOTED.sub("…", message)[:400]
