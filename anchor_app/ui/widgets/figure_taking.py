"""Taking a figure that was given as evidence for a reading: which one, or for which outcome, and on which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.errors import WrongValue
from anchor_app.ui.days import day_shown
from anchor_app.ui.widgets.form import Choice, DayEdit, Field, side_by_side
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.reveal import focus_on, reveal
from anchor_app.ui.widgets.text import PlainLabel, one_line

_ROOMY = 90
"""Average characters of width from which the day stands beside the choice, whose words are long."""


class FigureTaking(QFrame):
    """Hidden until `offer`, and brought into view once it has its room.

    `taken(key, day)` is a wish, `left` says that it was given up.
    """

    taken = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "message")
        self.words_label = PlainLabel("", "text", self)
        self.choice = Choice({})
        self.choice.setObjectName("figure_choice")
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(16)
        self.choice_field = Field("", self.choice)
        self.day = DayEdit(self)
        self.day.setObjectName("figure_day")
        self.day_field = Field("Measured on", self.day)
        self.fault_label = PlainLabel("", "hint", self)
        self.fault_label.set_tone("warning")
        self.take_button = QPushButton("Use as a reading", self)
        self.take_button.setProperty("kind", "primary")
        self.cancel_button = QPushButton("Cancel", self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.addWidget(self.words_label)
        self._fields = side_by_side(self.choice_field, self.day_field, narrowest=_ROOMY)
        self._column.addWidget(self._fields)
        buttons = Flow(spacing=8)
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.cancel_button)
        self._column.addWidget(self.fault_label)
        self._column.addLayout(buttons)
        self.take_button.clicked.connect(self._on_take)
        self.day.returnPressed.connect(self._on_take)
        self.day.textEdited.connect(lambda _: self.day_field.set_fault(""))
        self.cancel_button.clicked.connect(self.dismiss)
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._seen.timeout.connect(lambda: reveal(self))
        self.hide()

    def offer(self, caption: str, choices: Mapping[str, str], words: str, day: date | None = None) -> None:
        """Ask which of `choices` it is, with a sentence; without any, the sentence says why there is none."""
        self.words_label.setText(words)
        self.words_label.setVisible(bool(words))
        self._fields.setVisible(bool(choices))
        if choices:
            self.choice.offer({key: one_line(text, 120) for key, text in choices.items()})
            self.choice_field.caption.setText(caption)
            self.choice.setAccessibleName(caption)
            self.day.setText(day_shown(day))
            self.day_field.set_fault("")
        self.take_button.setVisible(bool(choices))
        self.cancel_button.setText("Cancel" if choices else "Close")
        self.say("")
        self.show()
        focus_on(self.choice if choices else self.cancel_button)
        self._seen.start()

    def say(self, sentence: str) -> None:
        """Say why it was refused; "" for nothing."""
        self.fault_label.setText(sentence)
        self.fault_label.setVisible(bool(sentence))
        self.take_button.setAccessibleDescription(sentence)

    def dismiss(self) -> None:
        """Give it up."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _on_take(self) -> None:
        try:
            day = self.day.day()
            if day is None:
                raise WrongValue("Write the day it was measured on.")
        except WrongValue as fault:
            self.day_field.set_fault(str(fault))
            focus_on(self.day)
            return
        self.taken.emit(str(self.choice.value), day)
