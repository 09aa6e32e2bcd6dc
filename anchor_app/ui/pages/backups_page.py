"""Backups: when the last was made, making one now, and going back to one, which can itself be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.safekeeping import Safekeeping
from anchor_app.ui.widgets.backup_row import BackupRow, when_words
from anchor_app.ui.widgets.card import Card, rule
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.message_bar import announce
from anchor_app.ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from anchor_app.storage.backup import Backup

_ABOUT = ("A backup is made every half hour in which something changed, when the window closes, and before a sign-off, "
          "an import, an update or a restore. Each is opened and checked when it is made. Older ones are thinned: all "
          "of two days, then one a day, a week and a month.")
_ABOUT_EXAMPLE = ("The example is made up and can be made again, so nothing is backed up here unless you ask for it "
                  "or sign something off. Your own workspace is backed up by itself.")
_NONE_EXAMPLE = "There is no backup of the example."
_NONE = "There is no backup yet. The first is made half an hour after a change, or now."
_MOST = 40


@dataclass(frozen=True, slots=True)
class Vault:
    """What the page needs that is not in the workspace: its folder, who makes backups, and the last restore's way back.

    `undo` is the backup that takes the last restore back, None when there was none.
    """

    folder: Path
    safekeeping: Safekeeping
    undo: Callable[[], Path | None]


class BackupsPage(QWidget):
    """Lists the backups. `restore_requested(Path)` once the question was answered with yes."""

    title = "Backups"
    restore_requested = Signal(object)
    page_requested = Signal(str)

    def __init__(self, hub: Hub, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._vault = hub, vault
        self.setObjectName("page")
        self.rows: list[BackupRow] = []
        self._build()
        self.make_button.clicked.connect(self._on_make)
        self.undo_button.clicked.connect(self._on_undo)
        vault.safekeeping.made.connect(self._on_made)
        vault.safekeeping.failed.connect(self._on_failed)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self, widest=920)
        outer.addWidget(scroll)
        scroll.column.addWidget(PlainLabel(self.title, "page", self))
        self.last_card = Card("", "", self)
        self.last_card.set_tone("accent")
        self.last_label = PlainLabel("", "strong", self)
        self.state_label = PlainLabel("", "text", self)
        self.state_label.hide()
        self.make_button = QPushButton("Back up now", self)
        self.make_button.setProperty("kind", "primary")
        icons.dress(self.make_button, "backup", "card")
        self.undo_button = QPushButton("Undo the restore", self)
        icons.dress(self.undo_button, "undo")
        about = _ABOUT_EXAMPLE if self._hub.workspace.is_example else _ABOUT
        for widget in (self.last_label, PlainLabel(about, "hint", self), self.state_label):
            self.last_card.body.addWidget(widget)
        for button in (self.make_button, self.undo_button):
            self.last_card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.list_card = Card("All backups", "newest first", self)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.list_card.body.addLayout(self._list)
        scroll.column.addWidget(self.last_card)
        scroll.column.addWidget(self.list_card)
        scroll.column.addStretch(1)

    def refresh(self) -> None:
        """Read which backups there are, beside everything else."""
        folder = self._vault.folder
        self.undo_button.setVisible(self._vault.undo() is not None)
        self.make_button.setEnabled(not self._hub.workspace.read_only)

        def read(progress: object, is_cancelled: object) -> list[Backup]:
            from anchor_app.services.backups import list_backups

            return list_backups(folder)

        self._hub.tasks.run(read, self._on_listed, self._on_failed)

    def _on_listed(self, backups: list[Backup]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        good = next((one for one in backups if not one.trouble), None)
        self.last_label.setText(f"Last backup: {when_words(good)}, checked and whole" if good else
                                _NONE_EXAMPLE if self._hub.workspace.is_example else _NONE)
        self.list_card.setVisible(bool(backups))
        self.rows = [BackupRow(one, self._hub.workspace.read_only, self) for one in backups[:_MOST]]
        for at, row in enumerate(self.rows):
            if at:
                self._list.addWidget(rule(self))
            row.restore_requested.connect(self.restore_requested)
            row.aside_requested.connect(self._on_aside)
            self._list.addWidget(row)
        if len(backups) > _MOST:
            self._list.addWidget(PlainLabel(f"And {len(backups) - _MOST} older ones, in the folder "
                                            f"{self._vault.folder / 'backups'}.", "hint", self))

    def _on_make(self) -> None:
        self.make_button.setEnabled(False)
        self._say("Making a backup…", "")
        self._vault.safekeeping.make_now()

    def _on_aside(self, path: Path) -> None:
        def move(progress: object, is_cancelled: object) -> Path:
            from anchor_app.services.backups import set_aside

            return set_aside(path)

        self._hub.tasks.run(move, self._on_set_aside, self._on_failed)

    def _on_set_aside(self, where: Path) -> None:
        self._say(f"Set aside, as it was: {where}", "good")
        self.refresh()

    def _on_undo(self) -> None:
        kept = self._vault.undo()
        if kept is not None:
            self.restore_requested.emit(kept)

    def _on_made(self, backup: Backup) -> None:
        self._say(f"Backed up and checked: {when_words(backup)}.", "good")
        self.refresh()

    def _on_failed(self, sentence: object) -> None:
        self.make_button.setEnabled(not self._hub.workspace.read_only)
        self._say(str(sentence), "warning")

    def _say(self, sentence: str, tone: str) -> None:
        self.state_label.setText(sentence)
        self.state_label.set_tone(tone)
        self.state_label.show()
        announce(self, sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
