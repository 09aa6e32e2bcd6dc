"""A member organisation of the collaborative: added without an assessment, or changed, and the alias it goes by."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from anchor_app.domain.commands_keeping import AddOrganisation, AmendOrganisation
from anchor_app.domain.edit import Edit
from anchor_app.domain.organisation import Kind, Organisation
from anchor_app.ui import icons
from anchor_app.ui.dialogs.framing import add_foot, add_scroll, fit_screen
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.form import Choice, Field, side_by_side
from anchor_app.ui.widgets.text import PlainLabel

_NEW = ("It is listed as missing until its pack is received. When the pack brings the same name, the two become one.")
_ALIAS = "Stands for the name where a comparison is shown to the public. Empty: the name itself."


class MemberDialog(QDialog):
    """Stays open until what was entered is saved; why it was refused stands in it.

    `answers_requested(assessment, component)`: the way to the answers, of the assessment `assessment_id`.
    """

    answers_requested = Signal(str, str)

    def __init__(self, hub: Hub, organisation: Organisation | None = None, assessment_id: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._organisation, self._assessment_id = hub, organisation, assessment_id
        self._is_waiting = False
        self.setWindowTitle("Member organisation")
        held = organisation or Organisation("")
        self.name, self.short_name, self.place, self.alias = (
            QLineEdit(words, self) for words in (held.name, held.short_name, held.place, held.alias))
        for name in ("name", "short_name", "place", "alias"):
            getattr(self, name).setObjectName(name)
        self.kind = Choice({None: "Choose", **{one: one.words for one in Kind}})
        self.kind.setObjectName("kind")
        self.kind.show_value(held.kind)
        self.fault = FaultLine(self)
        self.save_button = QPushButton("Save" if organisation else "Add", self)
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self.save_button.setEnabled(not hub.workspace.read_only)
        self.cancel_button = QPushButton("Cancel", self)
        self.answers_button = QPushButton("Open the assessment", self)
        icons.dress(self.answers_button, "open")
        self.answers_button.setVisible(bool(assessment_id))
        self._build()
        self._connect()

    def _build(self) -> None:
        column = add_scroll(self)
        column.addWidget(PlainLabel(self._organisation.name if self._organisation else "Add a member organisation",
                                    "card", self))
        if self._organisation is None:
            column.addWidget(PlainLabel(_NEW, "hint", self))
        column.addWidget(side_by_side(Field("Name", self.name), Field("Short name", self.short_name), narrowest=50))
        column.addWidget(side_by_side(Field("Kind", self.kind), Field("Place", self.place), narrowest=50))
        column.addWidget(Field("Alias", self.alias, _ALIAS))
        column.addWidget(self.fault)
        add_foot(self, (self.answers_button,), (self.cancel_button, self.save_button))
        fit_screen(self, 600, 450)

    def _connect(self) -> None:
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button.clicked.connect(self.reject)
        self.answers_button.clicked.connect(self._on_answers)
        self._hub.edited.connect(self._on_edited)
        self._hub.failed.connect(self._on_failed)

    def _on_save(self) -> None:
        values: dict[str, Any] = {"name": self.name.text().strip(), "short_name": self.short_name.text().strip(),
                                  "kind": self.kind.value, "place": self.place.text().strip()}
        alias, held = self.alias.text().strip(), self._organisation
        if held is None:
            wish: AddOrganisation | AmendOrganisation = AddOrganisation({**values, "alias": alias})
        else:
            changed = {name: value for name, value in {**values, "alias": alias}.items()
                       if value != getattr(held, name)}
            if not changed:
                self.accept()
                return
            wish = AmendOrganisation(held.id, changed)
        self._is_waiting = True
        self._hub.do(wish)

    def _on_answers(self) -> None:
        self.reject()
        self.answers_requested.emit(self._assessment_id, "")

    def _on_edited(self, edit: Edit) -> None:
        if self._is_waiting and edit.touches("organisation"):
            self._is_waiting = False
            self.accept()

    def _on_failed(self, sentence: str) -> None:
        if self._is_waiting:
            self._is_waiting = False
            self.fault.say(sentence)
