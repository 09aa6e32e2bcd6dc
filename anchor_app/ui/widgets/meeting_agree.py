"""Agreeing an action under an item of a meeting: what is to be done, by whom, by when, and whose action it is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.acting import title_from
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.meeting import MeetingItem
from anchor_app.domain.minuting import AgreeAction
from anchor_app.domain.record import LONGEST_TEXT
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.choice_bar import Chooser
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.form import DayEdit, Field, side_by_side
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel, one_line

_WHOSE = "An action of a member goes in that member's packs, and is done on its page of actions."
_LONGEST_NAME = 60


class AgreeForm(QWidget):
    """Hidden until `ask`. It stays with what was entered until the action is made; why it was refused stands in it.

    `agreed` and `dismissed` come when it is over.
    """

    agreed = Signal()
    dismissed = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._item = ""
        self._made = ""
        self.setProperty("role", "bare")
        self.title, self.owner = QLineEdit(self), QLineEdit(self)
        self.due = DayEdit(self)
        self.whose = Chooser("Whose action", self)
        for name in ("title", "owner", "due", "whose"):
            getattr(self, name).setObjectName(f"action_{name}")
        for line in (self.title, self.owner):
            line.setMaxLength(LONGEST_TEXT)
        self.fault = FaultLine(self)
        self.agree_button = QPushButton("Agree the action", self)
        self.agree_button.setObjectName("agree_button")
        self.agree_button.setProperty("kind", "primary")
        icons.dress(self.agree_button, "tick", "card")
        self.cancel_button = QPushButton("Not an action", self)
        self._build()
        self.agree_button.clicked.connect(self._on_agree)
        self.cancel_button.clicked.connect(self._on_cancel)
        for line in (self.title, self.owner, self.due):
            line.returnPressed.connect(self._on_agree)
        hub.edited.connect(self._on_edited)
        hub.failed.connect(self._on_failed)
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(PlainLabel("The action", "strong", self))
        column.addWidget(Field("What is to be done", self.title))
        self.due_field = Field("Due", self.due)
        column.addWidget(side_by_side(Field("Who does it", self.owner), self.due_field, narrowest=50))
        column.addWidget(Field("Whose action", self.whose, _WHOSE))
        column.addWidget(self.fault)
        row = QWidget(self)
        row.setProperty("role", "bare")
        flow = Flow(row, spacing=8)
        flow.addWidget(self.agree_button)
        flow.addWidget(self.cancel_button)
        column.addWidget(row)

    def ask(self, item: MeetingItem, text: str) -> None:
        """Ask for the action of an item, beginning with the words of it that stand on the screen."""
        is_new = item.key != self._item or self.isHidden()
        self._item = item.key
        self._offer()
        if is_new:
            self.fault.say("")
            self.due_field.set_fault("")
            self.title.setText(title_from(text or item.agenda))
            self.owner.setText(item.owner_name)
            self.due.clear()
            self.whose.setCurrentIndex(0)
            self.show()

    def put_away(self) -> None:
        """Ask no more."""
        self._item = self._made = ""
        self.hide()

    def _offer(self) -> None:
        """The members, and what is chosen among them stays."""
        every = sorted(self._hub.workspace.holdings.organisations.values(), key=lambda one: one.name.casefold())
        self.whose.offer({"": "The collaborative",
                          **{one.id: one_line(one.shown_name, _LONGEST_NAME) for one in every}}, self.whose.value or "")

    def _on_agree(self) -> None:
        self.fault.say("")
        self.due_field.set_fault("")
        due: date | None = None
        try:
            due = self.due.day()
        except WrongValue as wrong:
            self.due_field.set_fault(str(wrong))
            self.due.setFocus()
            return
        values = {"title": self.title.text(), "owner_name": self.owner.text()}
        wish = AgreeAction(self._item, {**values, **({"due": due} if due else {})}, str(self.whose.value))
        self._made = wish.id
        self._hub.do(wish)

    def _on_cancel(self) -> None:
        self.put_away()
        self.dismissed.emit()

    def _on_edited(self, edit: Edit) -> None:
        if self._made and edit.touches("action", self._made):
            self.put_away()
            self.agreed.emit()

    def _on_failed(self, sentence: str) -> None:
        if self._made:
            self._made = ""
            self.fault.say(sentence)
