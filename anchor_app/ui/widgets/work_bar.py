"""How far a longer piece of work has come, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.ui.widgets.text import PlainLabel


class WorkBar(QWidget):
    """Hidden until `begin`; `cancelled` is a wish."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.words_label = PlainLabel("", "text", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.cancel_button = QPushButton("Cancel", self)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words_label)
        column.addLayout(row)
        self.cancel_button.clicked.connect(self.cancelled)
        self.hide()

    def begin(self, words: str, *, can_cancel: bool = True) -> None:
        """Say what is being done."""
        self.words_label.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self.cancel_button.setVisible(can_cancel)
        self.cancel_button.setEnabled(can_cancel)
        self.show()

    def show_share(self, share: float) -> None:
        """Show the share done, from 0 to 1."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(share * 1000))

    def end(self) -> None:
        """It is over."""
        self.hide()
