"""Calling a meeting: its day, title and place, with what the last one had to begin with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.minuting import AddMeeting, meetings_of
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.record import LONGEST_TEXT
from anchor_app.ui import icons
from anchor_app.ui.days import day_shown
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.form import DayEdit, Field, side_by_side
from anchor_app.ui.widgets.layouts import Flow

_TITLE = "Steering group"
_NO_DAY = "Write the day of the meeting, such as 1 April 2026."


class CallCard(Card):
    """Hidden until `ask`. It stays until the meeting is held in the workspace; `called(key)` names it."""

    called = Signal(str)
    dismissed = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__("Call a meeting", "", parent)
        self._hub = hub
        self._made = ""
        self.day = DayEdit(self)
        self.name, self.place = QLineEdit(self), QLineEdit(self)
        for part, called in ((self.day, "call_day"), (self.name, "call_title"), (self.place, "call_place")):
            part.setObjectName(called)
        for line in (self.name, self.place):
            line.setMaxLength(LONGEST_TEXT)
        self.fault = FaultLine(self)
        self.call_button = QPushButton("Call the meeting", self)
        self.call_button.setObjectName("call_the_meeting")
        self.call_button.setProperty("kind", "primary")
        icons.dress(self.call_button, "tick", "card")
        self.cancel_button = QPushButton("Cancel", self)
        self.day_field = Field("Day", self.day)
        self.body.addWidget(side_by_side(self.day_field, Field("Title", self.name), Field("Place", self.place)))
        self.body.addWidget(self.fault)
        row = QWidget(self)
        row.setProperty("role", "bare")
        flow = Flow(row)
        flow.addWidget(self.call_button)
        flow.addWidget(self.cancel_button)
        self.body.addWidget(row)
        self.call_button.clicked.connect(self._on_call)
        self.cancel_button.clicked.connect(self._on_cancel)
        for line in (self.day, self.name, self.place):
            line.returnPressed.connect(self._on_call)
        hub.edited.connect(self._on_edited)
        hub.failed.connect(self._on_failed)
        self.hide()

    def ask(self) -> None:
        """Ask for the day, and offer the last meeting's title and place."""
        if self.isHidden():
            last = next(iter(meetings_of(self._hub.workspace.holdings)), None)
            self.day.setText(day_shown(self._hub.workspace.clock.today()))
            self.name.setText(last.title if last else _TITLE)
            self.place.setText(last.place if last else "")
            self.fault.say("")
            self.day_field.set_fault("")
            self.show()
        self.day.setFocus()
        self.day.selectAll()

    def _on_call(self) -> None:
        self.fault.say("")
        self.day_field.set_fault("")
        try:
            day = self.day.day()
        except WrongValue as wrong:
            self.day_field.set_fault(str(wrong))
            self.day.setFocus()
            return
        if day is None:
            self.day_field.set_fault(_NO_DAY)
            self.day.setFocus()
            return
        if self._made:
            return
        wish = AddMeeting(day, {"title": self.name.text().strip(), "place": self.place.text().strip()})
        self._made = wish.id
        self._hub.do(wish)

    def _on_cancel(self) -> None:
        self._made = ""
        self.hide()
        self.dismissed.emit()

    def _on_edited(self, edit: Edit) -> None:
        if self._made and edit.touches("meeting", self._made):
            key, self._made = owned_key("", self._made), ""
            self.hide()
            self.called.emit(key)

    def _on_failed(self, sentence: str) -> None:
        if self._made:
            self._made = ""
            self.fault.say(sentence)
