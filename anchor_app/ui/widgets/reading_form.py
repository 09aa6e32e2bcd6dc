"""A short form for a reading: recorded anew, or one that is there changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.commands_keeping import RecordReading
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal, WrongValue
from anchor_app.domain.evidence import OutcomeReading
from anchor_app.domain.measures import Measure
from anchor_app.domain.measuring import AmendReading
from anchor_app.domain.owned_record import owned_key
from anchor_app.ui.days import day_shown
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.form import DayEdit, Field, side_by_side
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.reveal import focus_on
from anchor_app.ui.widgets.text import one_line

_NO_DAY = "Write the day it was measured on."


class ReadingForm(QWidget):
    """What is typed stays with its outcome until it is recorded; what is refused says why beside its field.

    `left` comes when a change was asked for, or given up. `buttons` takes other ways to readings beside its own.
    """

    left = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._measure: Measure | None = None
        self._reading = ""
        self._asked = ""
        self._sent = ("", "", "", "")
        self._typed: dict[str, tuple[str, str, str]] = {}
        self.setProperty("role", "bare")
        self._build()
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button.clicked.connect(self._on_cancelled)
        for line in (self.value, self.day, self.source):
            line.returnPressed.connect(self._on_save)
        for field in (self.value_field, self.day_field):
            field.control.textEdited.connect(lambda _, field=field: field.set_fault(""))  # type: ignore[attr-defined]

    def _build(self) -> None:
        self.value, self.day, self.source = QLineEdit(self), DayEdit(self), QLineEdit(self)
        for name, longest in (("value", 200), ("day", 60), ("source", 2000)):
            getattr(self, name).setObjectName(f"reading_{name}")
            getattr(self, name).setMaxLength(longest)
        self.value_field = Field("New reading", self.value)
        self.day_field = Field("Measured on", self.day)
        self.source_field = Field("Source", self.source)
        self.source.setPlaceholderText("where it comes from")
        self.save_button = QPushButton("Record", self)
        self.save_button.setObjectName("record")
        self.cancel_button = QPushButton("Cancel", self)
        self.buttons = Flow(spacing=8)
        self.buttons.addWidget(self.save_button)
        self.buttons.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(side_by_side(self.value_field, self.day_field, self.source_field, narrowest=56))
        column.addLayout(self.buttons)

    @property
    def is_amending(self) -> bool:
        """Whether a reading that is there is being changed."""
        return bool(self._reading)

    def show_measure(self, measure: Measure) -> None:
        """Be there for new readings of an outcome; one that is being changed stays, while it is there."""
        is_other = _key(self._measure) != _key(measure)
        if is_other:
            self._keep()
        self._measure = measure
        self.value.setPlaceholderText(f"number in {measure.unit}" if measure.unit else "number")
        if is_other or self._reading and self._reading not in self._hub.workspace.holdings.readings:
            self._begin()

    def amend(self, reading: OutcomeReading) -> None:
        """Change a reading that is there."""
        if not self._reading:
            self._keep()
        self._reading = reading.id
        self._fill(reading.value, day_shown(reading.on), reading.source)
        self._dress()
        focus_on(self.value)
        self.value.selectAll()

    def take(self, edit: Edit) -> None:
        """What was asked for is in effect."""
        if self._asked and edit.touches("reading", self._asked):
            self._asked = ""

    def forget_asked(self) -> None:
        """Bring back what was asked for and refused; what only could not be saved yet is still on its way."""
        if not self._asked or self._hub.has_pending:
            return
        self._asked = ""
        if not self.value.text():
            self._reading = self._sent[0]
            self._fill(*self._sent[1:])
            self._dress()

    def set_locked(self, is_locked: bool) -> None:
        """Keep readings from being recorded."""
        for control in (self.value, self.day, self.source, self.save_button):
            control.setEnabled(not is_locked)

    def _keep(self) -> None:
        if self._measure is not None and not self._reading:
            self._typed[_key(self._measure)] = (self.value.text(), self.day.text(), self.source.text())

    def _begin(self) -> None:
        """Turn to a new reading, with what was typed for it."""
        self._reading = ""
        today = day_shown(self._hub.workspace.clock.today())
        value, day, source = self._typed.get(_key(self._measure), ("", today, ""))
        self._fill(value, day, source)
        self._dress()

    def _fill(self, value: str, day: str, source: str) -> None:
        for line, text in ((self.value, value), (self.day, day), (self.source, source)):
            line.setText(one_line(text, 2000))
        for field in (self.value_field, self.day_field):
            field.set_fault("")

    def _dress(self) -> None:
        self.value_field.caption.setText("Change the reading to" if self._reading else "New reading")
        self.value.setAccessibleName("Value of the reading" if self._reading else "New reading")
        self.save_button.setText("Save the change" if self._reading else "Record")
        self.save_button.setAccessibleName("Save the change of the reading" if self._reading else "Record the reading")
        self.cancel_button.setVisible(bool(self._reading))

    def _on_save(self) -> None:
        if self._measure is None or not self.save_button.isEnabled():
            return
        for field in (self.value_field, self.day_field):
            field.set_fault("")
        try:
            day = self.day.day()
            if day is None:
                raise WrongValue(_NO_DAY)
        except WrongValue as fault:
            self._refuse(self.day_field, str(fault))
            return
        one = self._measure
        wish: AmendReading | RecordReading
        if self._reading:
            wish = AmendReading(self._reading, {"value": self.value.text(), "on": day, "source": self.source.text()})
        elif one.is_charters:
            wish = RecordReading(one.organisation, one.id, self.value.text(), day, self.source.text())
        else:
            wish = RecordReading(one.organisation, "", self.value.text(), day, self.source.text(), outcome=one.id)
        try:
            edit = self._hub.workspace.edit_for(wish)
        except Refusal as fault:
            self._refuse(self.value_field, str(fault))
            return
        if edit.is_empty or all(change.old == change.new for change in edit.changes):
            self._on_cancelled()
            return
        self._send(wish)

    def _send(self, wish: AmendReading | RecordReading) -> None:
        """Ask for it, and be ready for the next one at once."""
        was_amending = isinstance(wish, AmendReading)
        self._asked = wish.reading if isinstance(wish, AmendReading) else wish.id
        self._sent = (self._reading, self.value.text(), self.day.text(), self.source.text())
        if self._measure is not None and not was_amending:
            self._typed.pop(_key(self._measure), None)
        self._begin()
        if was_amending:
            self.left.emit()
        else:
            self.value.setFocus()
        self._hub.do(wish)

    def _refuse(self, field: Field, sentence: str) -> None:
        field.set_fault(sentence)
        focus_on(field.control)

    def _on_cancelled(self) -> None:
        self._begin()
        self.left.emit()


def _key(measure: Measure | None) -> str:
    return owned_key(measure.organisation, measure.id) if measure else ""
