"""One choice among those that narrow a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from anchor_app.ui.widgets.calm_combo import CalmCombo


class FilterBox(CalmCombo):
    """Choices by what they stand for, the first of which narrows nothing; `name` is what it is about."""

    def __init__(self, name: str, choices: Mapping[Any, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
        self.offer(choices)

    def offer(self, choices: Mapping[Any, str]) -> None:
        """Offer other choices, keeping the one that is chosen where it is among them, without a word to anybody."""
        held = self.currentData()
        if [self.itemData(at) for at in range(self.count())] == list(choices):
            return
        self.blockSignals(True)
        self.clear()
        for key, words in choices.items():
            self.addItem(words, key)
        self.setCurrentIndex(max(0, self.findData(held)))
        self.blockSignals(False)
