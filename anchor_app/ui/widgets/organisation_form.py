"""The fields of an organisation, and of its period: for the start, for another one, and for the settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.organisation import Kind, Organisation
from anchor_app.domain.period import Period, Round
from anchor_app.ui.widgets.editor import LineEditor
from anchor_app.ui.widgets.form import Choice, DayEdit, Field, side_by_side
from anchor_app.ui.widgets.text import PlainLabel

_PEOPLE = (("champion", "Champion"), ("lead", "Executive lead"))
_PERSON_PARTS = (("name", "Name", ""), ("role", "Role", ""), ("contact", "Contact", "E-mail or telephone"))


class OrganisationForm(QWidget):
    """All that is kept of an organisation; `values` gives it, `show_organisation` fills it in.

    `changed(name, value)` comes when a person has finished with a field, for a form that saves at once.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None, *, with_people: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.fields: dict[str, Field] = {}
        self._is_showing = False
        self._follows_kind = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._build_names()
        if with_people:
            self._build_people()
        self._connect()

    def _line(self, name: str, caption: str, hint: str = "", placeholder: str = "") -> Field:
        field = Field(caption, LineEditor(placeholder=placeholder), hint)
        field.control.setObjectName(name)
        self.fields[name] = field
        return field

    def _build_names(self) -> None:
        self._column.addWidget(side_by_side(
            self._line("name", "Organisation", "Its full name"),
            self._line("short_name", "Short name", "As it stands in lists; may be left out")))
        kinds: dict[object, str] = {None: "Choose one"} | {kind: kind.words for kind in Kind}
        self.kind = Choice(kinds)
        self.kind.setObjectName("kind")
        self.fields["kind"] = Field("Kind", self.kind)
        self.nhs_box = QCheckBox("This is an NHS body")
        self.nhs_box.setObjectName("nhs_box")
        self.nhs_box.setAccessibleDescription("Decides which titles of the charter are shown")
        self._column.addWidget(side_by_side(
            self.fields["kind"], self._line("place", "Place", "Town, district or area")))
        self._column.addWidget(self.nhs_box, 0, Qt.AlignmentFlag.AlignLeft)
        self.signed_up = DayEdit()
        self.signed_up.setObjectName("signed_up")
        self.fields["signed_up"] = Field("Signed up to the charter on", self.signed_up, "May be left out")
        self._column.addWidget(side_by_side(self.fields["signed_up"], QWidget()))

    def _build_people(self) -> None:
        for prefix, title in _PEOPLE:
            self._column.addWidget(PlainLabel(title, "strong"))
            self._column.addWidget(side_by_side(*(
                self._named(f"{prefix}_{part}", caption, f"{title}: {caption.lower()}", hint)
                for part, caption, hint in _PERSON_PARTS)))

    def _named(self, name: str, caption: str, spoken: str, placeholder: str) -> Field:
        field = self._line(name, caption, placeholder=placeholder)
        field.control.setAccessibleName(spoken)
        return field

    def _connect(self) -> None:
        for name, field in self.fields.items():
            if isinstance(field.control, LineEditor):
                field.control.committed.connect(lambda text, name=name: self._tell(name, text))
        self.kind.activated.connect(self._on_kind_chosen)
        self.nhs_box.clicked.connect(self._on_nhs_clicked)
        self.signed_up.committed.connect(lambda day: self._tell("signed_up", day))
        for field in self.fields.values():
            if isinstance(field.control, QLineEdit):
                field.control.textEdited.connect(lambda _, field=field: field.set_fault(""))

    def values(self) -> dict[str, Any]:
        """What is entered, by field; raises WrongValue after saying beside each field what is wrong."""
        values: dict[str, Any] = {name: field.control.text().strip() for name, field in self.fields.items()
                                  if isinstance(field.control, LineEditor)}
        faults = self._faults(values)
        for name, field in self.fields.items():
            field.set_fault(faults.get(name, ""))
        if faults:
            first = next(name for name in self.fields if name in faults)
            self.fields[first].control.setFocus()
            raise WrongValue(faults[first])
        return values | {"kind": self.kind.value, "beyond_nhs": not self.nhs_box.isChecked(),
                         "signed_up": self.signed_up.day()}

    def _faults(self, values: Mapping[str, str]) -> dict[str, str]:
        faults = {}
        if not values["name"]:
            faults["name"] = "The organisation needs a name. Write it here."
        if self.kind.value is None:
            faults["kind"] = "Say what kind of organisation it is. Choose one from the list."
        try:
            self.signed_up.day()
        except WrongValue as wrong:
            faults["signed_up"] = str(wrong)
        return faults

    def show_organisation(self, organisation: Organisation) -> None:
        """Show what is held, leaving alone what is being typed."""
        self._is_showing = True
        for name, field in self.fields.items():
            if isinstance(field.control, LineEditor):
                field.control.show_text(getattr(organisation, name), (organisation.id, name))
        self.kind.show_value(organisation.kind)
        self.nhs_box.setChecked(not organisation.beyond_nhs)
        self.signed_up.show_day(organisation.signed_up)
        self._follows_kind = organisation.kind is None
        self._is_showing = False

    def set_enabled(self, is_enabled: bool) -> None:
        """Let it be changed, or only be read."""
        for field in self.fields.values():
            if isinstance(field.control, QLineEdit):
                field.control.setReadOnly(not is_enabled)
            else:
                field.control.setEnabled(is_enabled)
        self.nhs_box.setEnabled(is_enabled)

    def _on_kind_chosen(self) -> None:
        kind = self.kind.value
        self.fields["kind"].set_fault("")
        if not isinstance(kind, Kind):
            return
        self._tell("kind", kind)
        if self._follows_kind:
            self.nhs_box.setChecked(kind.is_nhs)
            self._tell("beyond_nhs", not kind.is_nhs)

    def _on_nhs_clicked(self, is_nhs: bool) -> None:
        self._follows_kind = False
        self._tell("beyond_nhs", not is_nhs)

    def _tell(self, name: str, value: object) -> None:
        if not self._is_showing:
            self.changed.emit(name, value)


class PeriodForm(QWidget):
    """The period and round of an assessment to start."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        now = Period.containing(today)
        years = [Period(now.year + step) for step in (1, 0, -1, -2, -3)]
        self.period = Choice({str(one): self._words(one, now) for one in years})
        self.period.setObjectName("period")
        self.period.show_value(str(now))
        self.round = Choice({one.value: one.value for one in Round})
        self.round.setObjectName("round")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.period_field = Field("Period", self.period, "The financial year that the answers are about")
        column.addWidget(side_by_side(
            self.period_field, Field("Round", self.round, "Baseline for the first time; you can add more later")))

    def suggest_after(self, period: str, round_name: str) -> None:
        """Begin with the round that follows another one, in the next period where that was the last."""
        rounds = [one.value for one in Round]
        at = rounds.index(round_name) + 1 if round_name in rounds else len(rounds)
        is_last = at >= len(rounds)
        self.period.show_value(str(Period.parse(period).next) if is_last else period)
        self.round.show_value(rounds[-1] if is_last else rounds[at])

    @staticmethod
    def _words(period: Period, now: Period) -> str:
        return f"{period} (this year)" if period == now else str(period)

    @property
    def chosen(self) -> tuple[str, str]:
        """The period and the round that are chosen."""
        return str(self.period.value), str(self.round.value)
