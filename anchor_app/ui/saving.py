"""The truth about saving: whether everything a person did is durable, and since when."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

SAVED, SAVING, FAILED, READ_ONLY = "saved", "saving", "failed", "read-only"


class SaveState(QObject):
    """Says "saved" only when no wish is pending and no typed text waits to become one.

    `saved_at` is the time of the last save that returned, None before the first.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, read_only: bool = False) -> None:
        super().__init__(parent)
        self.saved_at: datetime | None = None
        self._read_only = read_only
        self._is_busy = self._has_failed = False
        self._drafts: set[int] = set()
        self._shown: tuple[str, datetime | None] = (self.state, None)

    @property
    def state(self) -> str:
        """One of "saved", "saving", "failed", "read-only"."""
        if self._has_failed:
            return FAILED
        if self._is_busy or self._drafts:
            return SAVING
        return READ_ONLY if self._read_only else SAVED

    @property
    def has_drafts(self) -> bool:
        """Whether text was typed that has not become a wish yet."""
        return bool(self._drafts)

    def begin(self) -> None:
        """A wish is on its way."""
        self._is_busy, self._has_failed = True, False
        self._tell()

    def settle(self, saved_at: datetime | None = None) -> None:
        """No wish is on its way any more; `saved_at` is when a save last returned, if one did."""
        self._is_busy = self._has_failed = False
        self.saved_at = saved_at or self.saved_at
        self._tell()

    def fail(self) -> None:
        """A save did not succeed, and what was wished is still not durable."""
        self._has_failed = True
        self._tell()

    def set_draft(self, key: int, is_pending: bool) -> None:
        """An editor, known by any number of its own, has text that is not wished yet, or has no more."""
        (self._drafts.add if is_pending else self._drafts.discard)(key)
        self._tell()

    def _tell(self) -> None:
        now = (self.state, self.saved_at)
        if now != self._shown:
            self._shown = now
            self.changed.emit()
