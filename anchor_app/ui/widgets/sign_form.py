"""The signature: whose name, which role, which day, what it means, and the question whether it is meant."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.organisation import Organisation
from anchor_app.ui import icons
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.form import DayEdit, Field, side_by_side
from anchor_app.ui.widgets.text import PlainLabel

_MEANS = ("The answers freeze, with a checksum that is printed on the reporting sheet beside the name and the day. "
          "Reopening later makes the next revision; what was signed is kept. A backup is made first.")


class SignForm(Card):
    """`sign_requested(name, role, day)` once the fields are filled in and the question was answered with yes."""

    sign_requested = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Sign off", "by the executive who answers for it", parent)
        self._key = ""
        self._title = ""
        self.name_line, self.role_line, self.day_edit = QLineEdit(self), QLineEdit(self), DayEdit(self)
        self.name_field = Field("Name", self.name_line)
        self.role_field = Field("Role", self.role_line)
        self.day_field = Field("Date of signature", self.day_edit)
        self.sign_button = QPushButton("Sign off…", self)
        self.sign_button.setProperty("kind", "primary")
        icons.dress(self.sign_button, "sign", "card")
        self.confirm = Confirm(self)
        self.fault = FaultLine(self)
        self.body.addWidget(self.name_field)
        self.body.addWidget(self.role_field)
        self.body.addWidget(side_by_side(self.day_field, QWidget(self), narrowest=50))
        self.body.addWidget(PlainLabel(_MEANS, "hint", self))
        self.body.addWidget(self.sign_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.confirm)
        self.body.addWidget(self.fault)
        self.body.addStretch(1)
        self.sign_button.clicked.connect(self._on_sign)
        self.confirm.confirmed.connect(self._on_confirmed)
        self.confirm.dismissed.connect(self._on_dismissed)
        for line, field in ((self.name_line, self.name_field), (self.role_line, self.role_field),
                            (self.day_edit, self.day_field)):
            line.textEdited.connect(lambda _, field=field: field.set_fault(""))

    def show_assessment(self, assessment: Assessment, organisation: Organisation, today: date, lock: str) -> None:
        """Begin with the organisation's lead and today, for another assessment; what is entered stays."""
        self._title = assessment.title
        if assessment.id != self._key:
            self._key = assessment.id
            self.name_line.setText(organisation.lead_name)
            self.role_line.setText(organisation.lead_role)
            self.day_edit.show_day(today)
        for line in (self.name_line, self.role_line, self.day_edit):
            line.setReadOnly(bool(lock))
        self.sign_button.setEnabled(not lock)
        if lock:
            self.show_fault(lock)

    def show_fault(self, sentence: str) -> None:
        """Say why it was not signed; "" says nothing."""
        self.fault.say(sentence)

    def set_busy(self, is_busy: bool) -> None:
        """Take no second wish while one is on its way."""
        self.sign_button.setEnabled(not is_busy)
        self.sign_button.setText("Signing…" if is_busy else "Sign off…")

    def _values(self) -> tuple[str, str, date] | None:
        name, role, day = self.name_line.text().strip(), self.role_line.text().strip(), None
        self.name_field.set_fault("" if name else "Enter the name of the person who signs.")
        self.role_field.set_fault("" if role else "Enter the role of the person who signs.")
        try:
            day = self.day_edit.day()
            self.day_field.set_fault("" if day else "Enter the day of the signature.")
        except WrongValue as wrong:
            self.day_field.set_fault(str(wrong))
        if name and role and day:
            return name, role, day
        for field in (self.name_field, self.role_field, self.day_field):
            if field.fault_sentence:
                field.control.setFocus()
                break
        return None

    def _on_sign(self) -> None:
        self.show_fault("")
        values = self._values()
        if values is not None:
            self.sign_button.hide()
            self.confirm.ask(f"{values[0]}, {values[1]}, signs off {self._title}. From then on the answers cannot be "
                             "changed, only reopened as another revision.", "Sign off")

    def _on_confirmed(self) -> None:
        self.sign_button.show()
        values = self._values()
        if values is not None:
            self.sign_requested.emit(*values)

    def _on_dismissed(self) -> None:
        self.sign_button.show()
        self.sign_button.setFocus()
