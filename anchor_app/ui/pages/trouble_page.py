"""The trouble page: why the workspace cannot be opened, and what can be done, changing nothing by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.ui import icons
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.form import Field
from anchor_app.ui.widgets.layouts import Flow, PageScroll
from anchor_app.ui.widgets.text import PlainLabel


class TroublePage(QWidget):
    """Says what is wrong in the words of the refusal. Each way on is a wish, and only those that help are shown."""

    title = "Your workspace could not be opened"
    retry_requested = Signal()
    read_only_requested = Signal()
    take_over_requested = Signal()
    example_requested = Signal()
    quit_requested = Signal()
    restore_requested = Signal(object)

    def __init__(self, sentence: str, folder: str, *, may_read: bool = False, may_take_over: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(widest=760)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(scroll)
        scroll.column.addWidget(PlainLabel(self.title, "page"))
        card = Card()
        card.set_tone("warning")
        self.sentence = PlainLabel(sentence, "text").make_selectable()
        card.body.addWidget(self.sentence)
        self.path = QLineEdit(folder)
        self.path.setReadOnly(True)
        card.body.addWidget(Field("The workspace's folder", self.path))
        scroll.column.addWidget(card)
        self._build_backup()
        scroll.column.addWidget(self.backup_card)
        self._flow = Flow(spacing=10)
        scroll.column.addLayout(self._flow)
        self._add("Try again", "saving", self.retry_requested, is_first=True)
        if may_read:
            self._add("Open it for reading only", "lock", self.read_only_requested)
        if may_take_over:
            self._add("The other computer has closed it: open it here", "open", self.take_over_requested)
        copy = self._add("Copy the folder's path", "copy", None)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(folder))
        self._add("Look at the example", "open", self.example_requested)
        self._add("Quit", "close", self.quit_requested)
        scroll.column.addStretch(1)

    def offer_backup(self, words: str, backup: Path) -> None:
        """Offer the newest backup that is whole, by when it was made and what it holds."""
        self.backup_label.setText(f"The newest backup that is whole: {words}. Restoring it keeps what is there now.")
        self.backup_card.show()
        self.restore_button.clicked.connect(lambda: self.restore_requested.emit(backup))

    def _build_backup(self) -> None:
        self.backup_card = Card("There is a backup")
        self.backup_card.set_tone("accent")
        self.backup_label = PlainLabel("", "text").make_selectable()
        self.restore_button = QPushButton("Restore this backup")
        self.restore_button.setProperty("kind", "primary")
        icons.dress(self.restore_button, "backup", "card")
        self.backup_card.body.addWidget(self.backup_label)
        self.backup_card.body.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.backup_card.hide()

    def _add(self, words: str, icon: str, signal: object, *, is_first: bool = False) -> QPushButton:
        button = QPushButton(words)
        if is_first:
            button.setProperty("kind", "primary")
        icons.dress(button, icon, "card" if is_first else "accent")
        if signal is not None:
            button.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        self._flow.addWidget(button)
        return button
