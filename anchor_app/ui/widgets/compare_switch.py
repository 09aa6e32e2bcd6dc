"""The switch that sets last time's answers beside this time's, or puts them away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.text import plain_tooltip


class CompareSwitch(QCheckBox):
    """Says which assessment the answers are compared with; gone where there is none. `wished(bool)` is a wish."""

    wished = Signal(bool)

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self.clicked.connect(self.wished)

    def show_last(self) -> None:
        """Follow the assessment and the choice."""
        last = self._answers.last
        self.setVisible(last is not None)
        self.setChecked(self._answers.compares)
        if last is not None:
            self.setText(f"Compare with {last.when}".replace("&", "&&"))
            self.setAccessibleName(f"Compare with {last.title}")
            plain_tooltip(self, f"Shows beside each answer what was answered in {last.title}")
