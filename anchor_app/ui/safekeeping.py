"""Backups while somebody works: made when one is due and at the end, beside everything else, and never in the way."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from anchor_app.storage.backup import Backup

_log = logging.getLogger(__name__)

LOOKS_EVERY_MS = 60_000


class Safekeeping(QObject):
    """Watches a hub, and backs its folder up. `made(Backup)` and `failed(sentence)` tell how a backup went.

    The example, the past, and what is open for reading only need none, and get one only when somebody asks.
    """

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._hub: Hub | None = None
        self._folder: Path | None = None
        self._asked_of: Path | None = None
        self._last: datetime | None = None
        self._has_changed = self._is_busy = False
        self._timer = QTimer(self, interval=LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, hub: Hub, folder: Path) -> None:
        """Look after the workspace of a hub from now on."""
        self._hub, self._folder = hub, folder
        self._has_changed, self._last = False, hub.workspace.clock.now()
        hub.edited.connect(self._on_edited)
        if not (hub.workspace.is_example or hub.workspace.read_only):
            self._timer.start()

    def leave(self) -> Callable[[], None]:
        """Watch no more; returns what makes a last backup if one is due, for the store's thread before it closes.

        One that is still being made may be stopped by the closing, and is made again.
        """
        self._has_changed = self._has_changed or self._is_busy
        is_due, folder, now = self._is_due(is_closing=True), self._folder, self._now
        self._timer.stop()
        self._hub = self._folder = None
        self._has_changed = False

        def back_up_last() -> None:
            if is_due and folder is not None:
                from anchor_app.services.backups import Reason, back_up

                try:
                    back_up(folder, Reason.WHILE_WORKING, now)
                except Exception as error:  # closing goes on, whatever is wrong with the disk
                    _log.warning("no backup at the end: %s", type(error).__name__)

        return back_up_last

    def look(self) -> None:
        """Make a backup if one is due."""
        if self._is_due():
            self._make("while working")

    def make_now(self) -> None:
        """Make a backup because somebody asks for one."""
        self._make("manual")

    @property
    def _now(self) -> datetime | None:
        return self._hub.workspace.clock.now() if self._hub is not None else None

    def _is_due(self, *, is_closing: bool = False) -> bool:
        now = self._now
        if self._hub is None or now is None or self._last is None or not self._has_changed:
            return False
        if self._hub.workspace.is_example or self._hub.workspace.read_only:
            return False
        from anchor_app.services.backups import is_due

        return is_due(now, self._last, self._has_changed, is_closing=is_closing)

    def _make(self, reason: str) -> None:
        folder, now = self._folder, self._now
        if self._is_busy or folder is None or now is None:
            return
        self._is_busy, self._has_changed, self._asked_of = True, False, folder

        def work(progress: object, is_cancelled: Callable[[], bool]) -> Backup:
            from anchor_app.services.backup_process import back_up_apart
            from anchor_app.services.backups import Reason

            return back_up_apart(folder, Reason(reason), now, is_cancelled)

        self._tasks.run(work, self._on_made, self._on_failed)

    def _on_edited(self, edit: object) -> None:
        self._has_changed = True

    def _on_made(self, backup: Backup) -> None:
        self._is_busy = False
        if self._asked_of == self._folder:
            self._last = self._now or self._last
            self.made.emit(backup)

    def _on_failed(self, error: BaseException) -> None:
        """What could not be made is tried again at the next look."""
        self._is_busy = False
        self._has_changed = self._has_changed or self._asked_of == self._folder
        _log.warning("a backup failed: %s", type(error).__name__)
        self.failed.emit(str(error))
