"""The dialog that asks for the day to look back to."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.moment import Moment
from anchor_app.ui import theme
from anchor_app.ui.days import day_entered, day_shown
from anchor_app.ui.widgets.date_field import DateField
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.text import PlainLabel

_HINT = ("The whole window then shows the assessment, its level, its evidence and its reporting sheet as they were at "
         "the end of that day. Nothing is changed by it, and “Back to now” leads back.")

_WIDTH, _EDGE = 520, 24


class PastDialog(QDialog):
    """`moment_requested(Moment)`; it stays open until `accept`, and `show_fault` says why a day will not do.

    `days` are offered by their words, such as those on which something was signed.
    """

    moment_requested = Signal(object)

    def __init__(self, today: date, days: dict[str, date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Look at an earlier day")
        self.day_field = DateField("Day", self)
        self.day_field.offer({"Yesterday": today - timedelta(days=1), "A week ago": today - timedelta(days=7),
                              "The end of last month": today.replace(day=1) - timedelta(days=1), **days})
        self.day_field.line.setText(day_shown(today - timedelta(days=1)))
        self.day_field.line.selectAll()
        self.fault = FaultLine(self)
        self.show_button = QPushButton("Show it", self)
        self.show_button.setProperty("kind", "primary")
        self.show_button.setDefault(True)
        self.cancel_button = QPushButton("Cancel", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel("Look at the assessment as it was on", "card", self))
        column.addWidget(self.day_field)
        column.addWidget(PlainLabel(_HINT, "hint", self))
        column.addWidget(self.fault)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.show_button)
        column.addLayout(buttons)
        self.show_button.clicked.connect(self._on_show)
        self.cancel_button.clicked.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """As high as the words need at their size; no wider than the window it belongs to."""
        parent, column = self.parentWidget(), self.layout()
        room = parent.window().width() - 2 * _EDGE if parent is not None else theme.look().px(_WIDTH)
        width = max(min(theme.look().px(_WIDTH), room), self.minimumSizeHint().width())
        if column is not None:
            column.activate()
            self.resize(width, max(column.totalHeightForWidth(width), column.totalSizeHint().height()))

    def show_fault(self, sentence: str) -> None:
        """Say why the day will not do."""
        self.fault.say(sentence)
        if self.isVisible():
            self._fit()

    def _on_show(self) -> None:
        try:
            day = day_entered(self.day_field.line.text())
            if day is None:
                raise WrongValue("Say which day. Write it as in 3 March 2026.")
            moment = Moment.end_of(day)
        except WrongValue as wrong:
            self.show_fault(str(wrong))
            return
        self.moment_requested.emit(moment)
