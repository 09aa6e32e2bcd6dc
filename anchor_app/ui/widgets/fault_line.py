"""Why something was refused, below what was filled in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from anchor_app.ui.widgets.text import PlainLabel


class FaultLine(PlainLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "text", parent)
        self.set_tone("warning")
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; "" shows none."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
