"""The button that undoes or redoes, and says in its own words what that would be."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from anchor_app.ui import icons
from anchor_app.ui.widgets.text import one_line, plain_tooltip


class StepButton(QPushButton):
    """An icon alone; its name and tooltip say which change is meant, or why there is none."""

    def __init__(self, verb: str, icon: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verb, self._keys = verb, keys
        self.setProperty("kind", "quiet")
        icons.dress(self, icon, "accent", 20)
        self.show_step("", "")

    def show_step(self, label: str, why_not: str) -> None:
        """Show the label of the change that would be taken back; or, disabled, why there is none."""
        words = f"{self._verb}: {one_line(label)}" if label else self._verb
        self.setEnabled(bool(label))
        self.setAccessibleName(words)
        self.setAccessibleDescription(why_not)
        plain_tooltip(self, f"{words} ({self._keys})" if label else why_not or self._verb)
