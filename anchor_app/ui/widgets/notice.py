"""A sentence on a page about what was done or what to know, with one thing that can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from anchor_app.ui.widgets.text import PlainLabel, restyle


class Notice(QFrame):
    """Hidden while it has nothing to say."""

    def __init__(self, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "message")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._tone = tone
        self._action: Callable[[], object] | None = None
        self.label = PlainLabel("", "text", self)
        self.button = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._on_pressed)
        self.hide()

    def say(self, sentence: str, action_words: str = "", action: Callable[[], object] | None = None,
            tone: str | None = None) -> None:
        """Show a sentence, with a button where there is an action; "" hides the notice."""
        self.label.setText(sentence)
        self._action = action
        self.button.setText(action_words.replace("&", "&&"))
        self.button.setVisible(action is not None)
        self.setProperty("tone", self._tone if tone is None else tone)
        restyle(self)
        self.setVisible(bool(sentence))

    def _on_pressed(self) -> None:
        if self._action is not None:
            self._action()
