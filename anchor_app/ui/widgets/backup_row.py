"""One backup in a list: when, why, what it holds, and the question whether to go back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.level_wording import day_words
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from anchor_app.storage.backup import Backup


class BackupRow(QWidget):
    """`restore_requested(Path)` once the question was answered with yes.

    A damaged one says so, and offers to be set aside: `aside_requested(Path)`.
    """

    restore_requested = Signal(object)
    aside_requested = Signal(object)

    def __init__(self, backup: Backup, lock: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.backup = backup
        self.when_label = PlainLabel(when_words(backup), "strong", self)
        self.holds_label = PlainLabel(backup.trouble or holds_words(backup), "hint", self)
        if backup.trouble:
            self.holds_label.set_tone("warning")
        self.restore_button = QPushButton("Restore…", self)
        self.restore_button.setAccessibleName(f"Restore the backup of {when_words(backup)}")
        self.restore_button.setVisible(not backup.trouble)
        self.restore_button.setEnabled(not lock)
        self.aside_button = QPushButton("Set aside…", self)
        self.aside_button.setAccessibleName(f"Set aside the damaged backup of {when_words(backup)}")
        self.aside_button.setVisible(bool(backup.trouble) and not backup.is_unreadable)
        self.aside_button.setEnabled(not lock)
        self.confirm = Confirm(self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.when_label)
        words.addWidget(self.holds_label)
        line = QHBoxLayout()
        line.addLayout(words, 1)
        line.addWidget(self.restore_button)
        line.addWidget(self.aside_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.confirm)
        self.restore_button.clicked.connect(self._on_restore)
        self.aside_button.clicked.connect(self._on_aside)
        self.confirm.confirmed.connect(self._on_confirmed)
        self.confirm.dismissed.connect((self.aside_button if backup.trouble else self.restore_button).setFocus)

    def _on_restore(self) -> None:
        self.confirm.ask(f"Everything is then as it was on {when_words(self.backup)}. What is there now is kept as a "
                         "backup first, so that the restore can be undone.", "Restore it")

    def _on_aside(self) -> None:
        self.confirm.ask("It cannot be restored. It is moved, as it is, into the folder set-aside among the backups, "
                         "and is not listed or checked any more.", "Set it aside")

    def _on_confirmed(self) -> None:
        (self.aside_requested if self.backup.trouble else self.restore_requested).emit(self.backup.path)


def when_words(backup: Backup) -> str:
    """When a backup was made and why, in the time of this computer's zone."""
    local = backup.at.astimezone()
    return f"{day_words(local.date())}, {local:%H:%M} ({backup.reason})"


def holds_words(backup: Backup) -> str:
    """What a backup holds."""
    held = backup.holds
    if held is None:
        return "What it holds could not be read."
    counts = ((held.organisations, "organisation"), (held.assessments, "assessment"), (held.answers, "answer"),
              (held.evidence, "piece"))
    parts = [f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s" for number, noun in counts]
    return f"{', '.join(parts)} of evidence"
