"""Dialogs that begin something: another organisation, or another period or round."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPushButton, QRadioButton, QVBoxLayout, QWidget

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.organisation import Organisation
from anchor_app.ui.dialogs.framing import add_foot, add_scroll
from anchor_app.ui.pages.start_page import StartWish
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.organisation_form import OrganisationForm, PeriodForm
from anchor_app.ui.widgets.text import PlainLabel


class BeginDialog(QDialog):
    """Asks for a period, and for an organisation first unless there is one. `begin_requested(StartWish)`.

    It stays open until `accept` is called, so that what was refused can be mended; `show_fault` says why.
    `last` is the title of the assessment that another can be started from, "" for none.
    """

    begin_requested = Signal(object)

    def __init__(self, today: date, organisation: Organisation | None = None, parent: QWidget | None = None,
                 last: str = "") -> None:
        super().__init__(parent)
        self._organisation = organisation
        name = organisation.shown_name if organisation else ""
        title = f"Another period or round for {name}" if organisation else "Add an organisation"
        self.setWindowTitle("Start another period or round" if organisation else "Add an organisation")
        self.organisation_form = None if organisation else OrganisationForm()
        self.period_form = PeriodForm(today)
        self.from_last = QRadioButton(f"Start from {last}")
        self.from_last.setChecked(bool(last))
        self.start_empty = QRadioButton("Start empty")
        self.start_empty.setChecked(not last)
        self._has_last = bool(last)
        self.fault = FaultLine()
        self.begin_button = QPushButton("Start" if organisation else "Add and start")
        self.begin_button.setProperty("kind", "primary")
        self.begin_button.setDefault(True)
        self.cancel_button = QPushButton("Cancel")
        self._build(title)
        self.begin_button.clicked.connect(self._on_begin)
        self.cancel_button.clicked.connect(self.reject)
        self.resize(720, 420 if organisation else 640)

    def _build(self, title: str) -> None:
        column = add_scroll(self)
        column.addWidget(PlainLabel(title, "card"))
        if self.organisation_form is not None:
            column.addWidget(self.organisation_form)
        column.addWidget(self.period_form)
        if self._has_last:
            column.addWidget(self._beginnings())
        column.addWidget(self.fault)
        add_foot(self, (), (self.cancel_button, self.begin_button))

    def _beginnings(self) -> QWidget:
        holder = QWidget()
        holder.setProperty("role", "bare")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for button, words in (
                (self.from_last, "Links to evidence, leads and opportunities come along. Statuses start again, each "
                                 "beside the one it had, which one click confirms. Marks, notes and summaries are "
                                 "empty, and what they were can be seen."),
                (self.start_empty, "The evidence stays in the register, and is linked to nothing yet.")):
            hint = PlainLabel(words, "hint")
            hint.setContentsMargins(30, 0, 0, 6)
            button.setAccessibleDescription(words)
            column.addWidget(button)
            column.addWidget(hint)
        return holder

    def show_fault(self, sentence: str) -> None:
        """Say why it was refused."""
        self.fault.say(sentence)

    def _on_begin(self) -> None:
        try:
            values = self.organisation_form.values() if self.organisation_form else {}
        except WrongValue as wrong:
            self.show_fault(str(wrong))
            return
        key = self._organisation.id if self._organisation else ""
        self.begin_requested.emit(StartWish(values, *self.period_form.chosen, key,
                                            self._has_last and self.from_last.isChecked()))
