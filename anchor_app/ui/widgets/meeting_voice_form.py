"""Noting that somebody speaks for an organisation since a day, or that it signed up or left then."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.meeting import Representation
from anchor_app.domain.minuting import NoteRepresentative
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.record import LONGEST_TEXT
from anchor_app.ui import icons
from anchor_app.ui.days import day_shown
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.choice_bar import Chooser
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.form import Choice, DayEdit, Field
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel, one_line

_NO_DAY = "Write the day since when, such as 1 April 2026."
_NOBODY = "There is no organisation here yet. Add the members of the collaborative on the page Returns."
_HINT = "The newest champion and executive lead become the organisation's own details too."
_WITHOUT_NAME = (Representation.SIGNED_UP, Representation.LEFT)


class VoiceForm(QWidget):
    """Stays with what was entered until it is held; `noted(key)` names the entry then. Why it was refused stands here.

    `dismissed`: a person gave it up.
    """

    noted = Signal(str)
    dismissed = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._made: tuple[str, str] | None = None
        self.setProperty("role", "bare")
        self.organisation = Chooser("Organisation", self)
        self.what = Choice({one: one.words for one in Representation}, self)
        self.what.show_value(Representation.CHAMPION)
        self.day = DayEdit(self)
        self.name, self.role, self.contact, self.note = (QLineEdit(self) for _ in range(4))
        for name in ("organisation", "what", "day", "name", "role", "contact", "note"):
            getattr(self, name).setObjectName(f"voice_{name}")
        for line in (self.name, self.role, self.contact, self.note):
            line.setMaxLength(LONGEST_TEXT)
        self.fault = FaultLine(self)
        self.save_button = QPushButton("Note the change", self)
        self.save_button.setObjectName("note_the_change")
        self.save_button.setProperty("kind", "primary")
        icons.dress(self.save_button, "tick", "card")
        self.cancel_button = QPushButton("Cancel", self)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(PlainLabel("Note a change", "card", self))
        column.addWidget(PlainLabel(_HINT, "hint", self))
        self.day_field = Field("Since", self.day)
        self.name_fields = [Field("Name", self.name), Field("Role", self.role), Field("Contact", self.contact)]
        for part in (Field("Organisation", self.organisation), Field("What changed", self.what), self.day_field,
                     *self.name_fields, Field("Note", self.note), self.fault):
            column.addWidget(part)
        buttons = QWidget(self)
        buttons.setProperty("role", "bare")
        flow = Flow(buttons)
        flow.addWidget(self.save_button)
        flow.addWidget(self.cancel_button)
        column.addWidget(buttons)
        column.addStretch(1)

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._on_what)
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button.clicked.connect(self.dismissed)
        for line in (self.day, self.name, self.role, self.contact, self.note):
            line.returnPressed.connect(self._on_save)
        self._hub.edited.connect(self._on_edited)
        self._hub.failed.connect(self._on_failed)

    def refresh(self) -> None:
        """Offer the organisations that there are; what is chosen among them stays."""
        every = sorted(self._hub.workspace.holdings.organisations.values(), key=lambda one: one.name.casefold())
        chosen = self.organisation.value
        self.organisation.offer({one.id: one_line(one.shown_name, 60) for one in every}, chosen)
        self.save_button.setEnabled(bool(every) and not self._hub.workspace.read_only)
        if not every:
            self.fault.say(_NOBODY)
        elif self.fault.text() == _NOBODY:
            self.fault.say("")

    def ask(self, organisation: str = "") -> None:
        """Begin anew, with an organisation where one was chosen."""
        self.refresh()
        self.fault.say("" if self.organisation.count() else _NOBODY)
        self.day_field.set_fault("")
        for line in (self.name, self.role, self.contact, self.note):
            line.clear()
        self.day.setText(day_shown(self._hub.workspace.clock.today()))
        if organisation:
            self.organisation.show_value(organisation)
        self.organisation.setFocus()

    def _on_what(self) -> None:
        for field in self.name_fields:
            field.setVisible(self.what.value not in _WITHOUT_NAME)

    def _on_save(self) -> None:
        self.fault.say("")
        self.day_field.set_fault("")
        try:
            day = self.day.day()
        except WrongValue as wrong:
            self._fault_in_day(str(wrong))
            return
        if day is None:
            self._fault_in_day(_NO_DAY)
            return
        what, owner = self.what.value, str(self.organisation.value or "")
        assert isinstance(what, Representation)
        has_name = what not in _WITHOUT_NAME
        wish = NoteRepresentative(owner, what, day, self.name.text() if has_name else "",
                                  self.role.text() if has_name else "", self.contact.text() if has_name else "",
                                  self.note.text().strip())
        self._made = (owner, wish.id)
        self._hub.do(wish)

    def _fault_in_day(self, sentence: str) -> None:
        self.day_field.set_fault(sentence)
        self.day.setFocus()

    def _on_edited(self, edit: Edit) -> None:
        if self._made and edit.touches("representative", self._made[1]):
            key, self._made = owned_key(*self._made), None
            self.noted.emit(key)

    def _on_failed(self, sentence: str) -> None:
        if self._made:
            self._made = None
            self.fault.say(sentence)
