"""Restoring a backup in a window: the workspace is closed, put back, opened again, and the way back is offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from anchor_app.domain.errors import Refusal
from anchor_app.ui import errors
from anchor_app.ui.widgets.message_bar import INFO, REFUSED, Answer

if TYPE_CHECKING:
    from anchor_app.storage.restore import Restored
    from anchor_app.ui.main_window import MainWindow
    from anchor_app.ui.tasks import Tasks


class Restoring(QObject):
    """`close()` hands in the closing of what is open, `open_again(then)` opens the folder anew and goes on."""

    def __init__(self, window: MainWindow, tasks: Tasks, close: Callable[[], None],
                 open_again: Callable[[Callable[[], None]], None], now: Callable[[], datetime]) -> None:
        super().__init__(window)
        self._window, self._tasks, self._close, self._open_again = window, tasks, close, open_again
        self._now = now
        self._kept: dict[Path, Path] = {}

    def kept_in(self, folder: Path) -> Path | None:
        """The backup by which the last restore in a folder is undone."""
        return self._kept.get(folder)

    def restore(self, folder: Path, backup: Path) -> None:
        """Put a backup in the place of what is in a folder."""
        if not self._window.flush():
            self._window.message_bar.say("The last changes could not be saved, so nothing was restored.", REFUSED)
            return
        self._window.setEnabled(False)
        self._close()
        now = self._now()

        def work() -> Restored:
            from anchor_app.services.backups import restore

            return restore(folder, backup, now)

        self._tasks.store(work, lambda done: self._on_restored(folder, done), self._on_not_restored)

    def offer_newest(self, folder: Path, offer: Callable[[str, Path], None]) -> None:
        """Look for the newest backup that is whole, and offer it by its words, if there is one."""
        def work(progress: object, is_cancelled: object) -> tuple[str, Path] | None:
            from anchor_app.services.backups import in_words
            from anchor_app.storage.backup import newest_good

            found = newest_good(folder)
            return (in_words(found), found.path) if found is not None else None

        self._tasks.run(work, lambda found: offer(*found) if found else None, lambda _: None)

    def _on_restored(self, folder: Path, restored: Restored) -> None:
        is_way_back = self._kept.pop(folder, None) == restored.backup.path
        if restored.kept is not None and not is_way_back:
            self._kept[folder] = restored.kept.path
        self._open_again(lambda: self._tell(folder, restored, is_way_back))
        self._window.setEnabled(True)

    def _tell(self, folder: Path, restored: Restored, is_way_back: bool) -> None:
        from anchor_app.ui.widgets.backup_row import when_words

        words = f"Restored: {when_words(restored.backup)}."
        if is_way_back:
            words = "The restore is undone: everything is as it was before it."
        if restored.set_aside is not None:
            words += f" The damaged file is kept as {restored.set_aside.name} in the folder backups."
        if restored.missing:
            words += (f" {len(restored.missing)} of its documents are not in the workspace's folder any more; the "
                      "register of evidence names them.")
        kept, answers = self._kept.get(folder), list[Answer]()
        if kept is not None:
            answers.append(("Undo the restore", lambda: self.restore(folder, kept)))
            words += " What was there before is kept."
        self._window.message_bar.say(words, INFO, *answers)

    def _on_not_restored(self, error: BaseException) -> None:
        sentence = str(error) if isinstance(error, Refusal) else errors.SENTENCE
        self._open_again(lambda: self._window.message_bar.say(f"Nothing was restored. {sentence}", REFUSED))
        self._window.setEnabled(True)
