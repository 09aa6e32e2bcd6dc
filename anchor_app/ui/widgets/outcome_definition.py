"""What an outcome is: its title, unit and direction, from which value to which, and by when."""

from __future__ import annotations

from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal, WrongField, WrongValue
from anchor_app.domain.measures import Measure
from anchor_app.domain.measuring import AddOutcome, AmendOutcome
from anchor_app.domain.outcome import Direction, Follows
from anchor_app.ui.days import day_entered, day_shown
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.form import Choice, Field, side_by_side
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.reveal import focus_on

_DAYS = ("baseline_on", "target_on")
_CAPTIONS = MappingProxyType({
    "title": "Title", "definition": "Definition: what exactly is measured", "unit": "Unit",
    "direction": "Direction", "baseline": "Baseline", "baseline_on": "Baseline measured on", "target": "Target",
    "target_on": "Target to be reached by", "domain": "Domain", "follows": "Readings come from"})
_TYPED = ("title", "definition", "unit", "baseline", "baseline_on", "target", "target_on")
_CHOSEN = ("direction", "domain", "follows")
NEW = ""
"""In place of an outcome's id, the one that is being added."""


class OutcomeDefinition(QWidget):
    """Each field of an outcome that is there is saved by itself; a new one is added whole.

    What is refused says why beside its field and stays as it was typed. `added(id)`: the wish for a new one was made.
    """

    added = Signal(str)
    cancelled = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._organisation, self._id = "", NEW
        self._new: dict[str, Any] = {}
        self._added = ""
        self._asked = ""
        self.fields: dict[str, Field] = {}
        self.setProperty("role", "bare")
        self._build()
        self._connect()

    def _build(self) -> None:
        directions: dict[object, str] = {None: "Not said", **{one: one.words for one in Direction}}
        follows: dict[object, str] = {None: "People record them", **{one: f"{one.words}, counted" for one in Follows}}
        controls: dict[str, QWidget] = {name: TextEditor(lines=2) if name == "definition" else LineEditor()
                                        for name in _TYPED}
        controls["direction"], controls["follows"] = Choice(directions), Choice(follows)
        controls["domain"] = Choice({"": "None"})
        for name, control in controls.items():
            control.setObjectName(f"outcome_{name}")
            self.fields[name] = Field(_CAPTIONS[name], control)
        self.fault_label = FaultLine(self)
        self.add_button = QPushButton("Add the outcome", self)
        self.add_button.setProperty("kind", "primary")
        self.cancel_button = QPushButton("Cancel", self)
        self._buttons = QWidget(self)
        self._buttons.setProperty("role", "bare")
        row = Flow(self._buttons, spacing=8)
        row.addWidget(self.add_button)
        row.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        of = self.fields
        self._pairs = [side_by_side(of[one], of[other], narrowest=44) for one, other in (
            ("unit", "direction"), ("baseline", "baseline_on"), ("target", "target_on"))]
        for part in (of["title"], of["domain"], of["definition"], *self._pairs, of["follows"], self.fault_label,
                     self._buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        for name in _TYPED:
            self._editor(name).committed.connect(partial(self._on_committed, name))
        for name in _CHOSEN:
            self._choice(name).activated.connect(partial(self._on_chosen, name))
        self.add_button.clicked.connect(self._on_add)
        self.cancel_button.clicked.connect(self._on_cancelled)
        self._hub.failed.connect(self._on_failed)
        self._hub.edited.connect(self._on_edited)

    def _editor(self, name: str) -> LineEditor | TextEditor:
        found = self.fields[name].control
        assert isinstance(found, (LineEditor, TextEditor))
        return found

    def _choice(self, name: str) -> Choice:
        found = self.fields[name].control
        assert isinstance(found, Choice)
        return found

    @property
    def is_new(self) -> bool:
        """Whether a new outcome is being typed."""
        return self._id == NEW

    def show_measure(self, measure: Measure, charter: Charter | None) -> None:
        """Show an outcome that is there; fields of a charter's outcome that are empty are the charter's."""
        self._turn_to(measure.organisation, measure.id, charter)
        kept, given = measure.outcome, measure.is_charters
        for name in _TYPED:
            value = getattr(kept, name)
            text = day_shown(value) if name in _DAYS else value
            if text == self._editor(name).text():
                self.fields[name].set_fault("")
            self._editor(name).show_text(text, (measure.organisation, measure.id, name))
        self._choice("direction").show_value(kept.direction)
        self._choice("follows").show_value(kept.follows)
        self._choice("domain").show_value(kept.domain)
        hints = {"title": measure.title, "unit": measure.unit} if given else {}
        for name in ("title", "unit"):
            self._editor(name).setPlaceholderText(hints.get(name, ""))
        self._choice("direction").setItemText(0, _as_given(measure) if given else "Not said")

    def show_new(self, organisation: str, charter: Charter | None, domain: str = "") -> None:
        """Begin a new outcome, with what was typed for one before."""
        if self.is_new and self._organisation == organisation:
            return
        self._turn_to(organisation, NEW, charter)
        for name in _TYPED:
            self._editor(name).show_text(self._new.get(name, ""), (organisation, NEW, name))
            self._editor(name).setPlaceholderText("")
        self._editor("unit").setPlaceholderText("such as %, people or tonnes")
        self._choice("direction").setItemText(0, "Not said")
        for name in _CHOSEN:
            self._choice(name).show_value(self._new.get(name, domain if name == "domain" else None))

    def set_locked(self, is_locked: bool) -> None:
        """Keep it from being changed, and readable."""
        for name in _TYPED:
            self._editor(name).setReadOnly(is_locked)
        for name in _CHOSEN:
            self._choice(name).setEnabled(not is_locked)
        self.add_button.setEnabled(not is_locked)

    def flush(self) -> None:
        """Commit what was typed."""
        for name in _TYPED:
            self._editor(name).flush()

    def forget(self) -> None:
        """Drop what was typed and not saved."""
        for name in _TYPED:
            self._editor(name).draft.forget()

    def _turn_to(self, organisation: str, key: str, charter: Charter | None) -> None:
        """Leave what was shown before; a new outcome that is not added yet is kept."""
        if (organisation, key) != (self._organisation, self._id):
            self.flush()
            if self.is_new and self._organisation:
                self._new = {} if key == self._added else self._as_typed()
            for field in self.fields.values():
                field.set_fault("")
            self.fault_label.say("")
        self._organisation, self._id = organisation, key
        every = charter.domains if charter else ()
        domains: dict[object, str] = {one.id: f"{one.number} {one.short_title}" for one in every}
        self._choice("domain").offer({"": "None: beyond the domains", **domains})
        is_charters = key in domains
        self.fields["domain"].setVisible(not is_charters)
        self._buttons.setVisible(key == NEW)

    def _as_typed(self) -> dict[str, Any]:
        return {**{name: self._editor(name).text() for name in _TYPED},
                **{name: self._choice(name).value for name in _CHOSEN}}

    def _value(self, name: str) -> str | date | None:
        """What a field says; raises WrongField."""
        text = self._editor(name).text()
        if name not in _DAYS:
            return text
        try:
            return day_entered(text)
        except WrongValue as fault:
            raise WrongField(name, str(fault)) from None

    def _on_committed(self, name: str, text: str) -> None:
        subject = self._editor(name).subject
        if not isinstance(subject, tuple) or subject[1] == NEW or not self._organisation:
            return
        if (subject[0], subject[1]) != (self._organisation, self._id):
            return
        self.fields[name].set_fault("")
        waiting = [one for one in _TYPED if one == name or self.fields[one].fault_sentence]
        for wanted in (waiting, [name]) if len(waiting) > 1 else (waiting,):
            try:
                values = {one: self._value(one) for one in wanted}
                wish = AmendOutcome(self._organisation, self._id, values)
                self._hub.workspace.edit_for(wish)
            except Refusal as refusal:
                fault = refusal
                continue
            for one in wanted:
                self.fields[one].set_fault("")
            self._asked = name
            self._hub.do(wish)
            return
        self._refuse(fault, name)

    def _on_chosen(self, name: str, place: int = 0) -> None:
        if self.is_new:
            return
        wish = AmendOutcome(self._organisation, self._id, {name: self._choice(name).value})
        try:
            self._hub.workspace.edit_for(wish)
        except Refusal as refusal:
            self.fields[name].set_fault(str(refusal))
            return
        self.fields[name].set_fault("")
        self._asked = name
        self._hub.do(wish)

    def _on_failed(self, sentence: str) -> None:
        """Say beside the field too what was refused when its turn came, behind a change that was on its way."""
        asked, self._asked = self._asked, ""
        if asked and not self.is_new and not self._hub.has_pending:
            self.fields[asked].set_fault(sentence)

    def _on_edited(self, edit: Edit) -> None:
        if edit.touches("outcome") and not self._hub.has_pending:
            self._asked = ""

    def _on_add(self) -> None:
        for field in self.fields.values():
            field.set_fault("")
        self.fault_label.say("")
        try:
            values: dict[str, Any] = {name: self._value(name) for name in _TYPED}
            values |= {name: self._choice(name).value for name in _CHOSEN}
            values = {name: value for name, value in values.items() if value not in ("", None)}
            wish = AddOutcome(self._organisation, values)
            self._hub.workspace.edit_for(wish)
        except Refusal as refusal:
            focus_on(self._refuse(refusal, ""))
            return
        self._added = wish.id
        self._hub.do(wish)
        self.added.emit(wish.id)

    def _on_cancelled(self) -> None:
        self.forget()
        self._new, self._organisation = {}, ""
        self.cancelled.emit()

    def _refuse(self, refusal: Refusal, name: str) -> QWidget:
        """Say why beside the field that it is about; returns that field's control."""
        named = refusal.field if isinstance(refusal, WrongField) else ""
        about = name or (named if named in self.fields else "")
        if not about:
            self.fault_label.say(str(refusal))
            return self.add_button
        self.fields[about].set_fault(str(refusal))
        return self.fields[about].control


def _as_given(measure: Measure) -> str:
    is_given = measure.direction is not None and measure.outcome.direction is None
    return f"{measure.direction.words} (charter)" if is_given and measure.direction else "As the charter has it"
