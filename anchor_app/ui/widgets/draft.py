"""Drafts: text that is being typed, from the first key to the wish it becomes."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

PAUSE_MS = 700
"""A pause this long in typing makes a draft a wish."""

LONGEST_MS = 1_500
"""And so does typing for this long without a pause: no more than that can be lost, whatever happens."""

DRAFT_CHANGED = QEvent.Type(QEvent.registerEventType())


class DraftChanged(QEvent):
    """Tells the window that an editor has typed text which is not wished for yet, or has none any more."""

    def __init__(self, editor: QWidget, is_pending: bool) -> None:
        super().__init__(DRAFT_CHANGED)
        self.editor = editor
        self.is_pending = is_pending


class Draft(QObject):
    """What stands between a text field and the wishes it makes.

    Typing makes it pending; a pause, much typing without one, leaving the field, or `flush` commits it. `accepts` says
    whether a text that comes back from the workspace may replace what is on the screen.
    """

    committed = Signal(str)

    def __init__(self, editor: QWidget, read: Callable[[], str]) -> None:
        super().__init__(editor)
        self._editor, self._read = editor, read
        self.subject: Hashable = None
        self.is_pending = False
        self._sent: str | None = None
        self._shown = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._longest.timeout.connect(self.flush)

    def touch(self) -> None:
        """Something was typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        self._set_pending(True)

    def flush(self) -> None:
        """Commit what was typed, if anything was."""
        self._stop()
        if not self.is_pending:
            return
        text = self._read()
        was_waiting = self._sent if self._sent is not None else self._shown
        self._sent = text if self.subject is not None else None
        if text != was_waiting:
            self._shown = text if self.subject is None else self._shown
            self.committed.emit(text)
        else:
            self._sent = None
        self._set_pending(False)

    def accepts(self, text: str, subject: Hashable) -> bool:
        """Whether to show a text: always for another subject, never over a draft or what was refused of it."""
        if subject != self.subject:
            self.flush()
            self.subject, self._sent, self._shown = subject, None, text
            return True
        if self.is_pending:
            return False
        if self._sent is not None and text != self._sent:
            return False
        self._sent, self._shown = None, text
        return True

    def forget(self) -> None:
        """Drop what was typed; the next text is shown whatever stands there."""
        self._stop()
        self._sent = None
        self._set_pending(False)

    def _stop(self) -> None:
        self._pause.stop()
        self._longest.stop()

    def _set_pending(self, is_pending: bool) -> None:
        if is_pending != self.is_pending:
            self.is_pending = is_pending
            QCoreApplication.sendEvent(self._editor.window(), DraftChanged(self._editor, is_pending))
