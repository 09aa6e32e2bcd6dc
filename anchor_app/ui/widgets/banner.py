"""The banner on top of the window: what has to be in sight all the time, such as that the data are fictional."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel


class Banner(QFrame):
    """One sentence that stays, with at most one thing to do about it; hidden without a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        flow = Flow(spacing=16, is_centred=True)
        self.words = PlainLabel("", "text")
        self.button = QPushButton(self)
        self.button.setProperty("kind", "link")
        flow.addWidget(self.words)
        flow.addWidget(self.button)
        row.addLayout(flow, 1)
        self._act: Callable[[], object] | None = None
        self.button.clicked.connect(self._on_clicked)
        self.hide()

    def show_sentence(self, sentence: str, words: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a sentence (none with "") and, with `words`, a button that does something about it."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.button.setText(words)
        self.button.setVisible(bool(words))
        self._act = act
        self.setVisible(bool(sentence))

    def _on_clicked(self) -> None:
        if self._act is not None:
            self._act()
