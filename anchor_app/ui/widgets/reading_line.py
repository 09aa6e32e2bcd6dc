"""A line that says that something is being read, or why it could not be."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from anchor_app.ui.widgets.text import PlainLabel


class ReadingLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.words = PlainLabel("", "soft", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Reading")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        self.hide()

    def say_busy(self, sentence: str) -> None:
        """Say what is under way."""
        self._say(sentence, "", is_busy=True)

    def say_fault(self, sentence: str) -> None:
        """Say why there is nothing."""
        self._say(sentence, "warning", is_busy=False)

    def put_away(self) -> None:
        """It is done."""
        self.hide()

    def _say(self, sentence: str, tone: str, *, is_busy: bool) -> None:
        self.words.setText(sentence)
        self.words.set_tone(tone)
        self.bar.setVisible(is_busy)
        self.show()
