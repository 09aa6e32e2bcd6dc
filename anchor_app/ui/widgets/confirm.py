"""A question that is asked where it arises, instead of in a box over the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.reveal import reveal
from anchor_app.ui.widgets.text import PlainLabel


class Confirm(QFrame):
    """Asks before something that is not easily taken back; hidden until `ask`. "Cancel" has the focus.

    Once it has its room, it is brought into view.
    """

    confirmed = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "message")
        self.setProperty("tone", "warning")
        self.question = PlainLabel("", "text", self)
        self.yes_button = QPushButton(self)
        self.yes_button.setProperty("kind", "primary")
        self.no_button = QPushButton("Cancel", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self.question)
        buttons = Flow()
        buttons.addWidget(self.yes_button)
        buttons.addWidget(self.no_button)
        column.addLayout(buttons)
        self.yes_button.clicked.connect(self._on_yes)
        self.no_button.clicked.connect(self.dismiss)
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._seen.timeout.connect(lambda: reveal(self))
        self.hide()

    def ask(self, question: str, yes: str) -> None:
        """Show the question, with words for the button that says yes."""
        self.question.setText(question)
        self.yes_button.setText(yes)
        self.yes_button.setAccessibleDescription(question)
        self.no_button.setAccessibleDescription(question)
        self.show()
        self.no_button.setFocus()
        self._seen.start()

    def dismiss(self) -> None:
        """Take the question back."""
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _on_yes(self) -> None:
        self.hide()
        self.confirmed.emit()
