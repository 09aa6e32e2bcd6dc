"""The line in which a new action is named; hidden until somebody wants one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from anchor_app.domain.record import LONGEST_TEXT


class NewAction(QFrame):
    """`named(title)` is the wish; the words stay until `done`. Escape or "Cancel" puts the line away."""

    named = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "message")
        self.line = QLineEdit(self)
        self.line.setMaxLength(2 * LONGEST_TEXT)  # longer ones are refused with a sentence, not cut
        self.line.setPlaceholderText("What is to be done?")
        self.line.setAccessibleName("What is to be done")
        self.add_button = QPushButton("Add", self)
        self.add_button.setAccessibleName("Add the action")
        self.cancel_button = QPushButton("Cancel", self)
        self.cancel_button.setAccessibleName("Cancel adding an action")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.line, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.cancel_button)
        self.line.returnPressed.connect(self._on_named)
        self.add_button.clicked.connect(self._on_named)
        self.cancel_button.clicked.connect(self._dismiss)
        self.hide()

    def open(self, whose: str = "") -> None:
        """Show the line, with what was typed before; `whose` says whose action it becomes, where that is a question."""
        self.line.setPlaceholderText(f"What is to be done? An action of {whose}" if whose else "What is to be done?")
        self.line.setAccessibleDescription(f"An action of {whose}" if whose else "")
        self.show()
        self.line.setFocus()

    def done(self) -> None:
        """What was named is there."""
        self.line.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
        else:
            super().keyPressEvent(event)

    def _on_named(self) -> None:
        if self.line.text().strip():
            self.named.emit(self.line.text().replace("\0", ""))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
