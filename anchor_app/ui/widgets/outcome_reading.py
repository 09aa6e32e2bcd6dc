"""The outcome of a domain with its readings, and a short form to record one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Domain
from anchor_app.domain.charter import Outcome as CharterOutcome
from anchor_app.domain.commands_keeping import RecordReading, RemoveReading
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal, WrongValue
from anchor_app.domain.evidence import OutcomeReading
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measures import readings_of
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.wording import outcome_words, reading_words
from anchor_app.ui import icons
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card, rule
from anchor_app.ui.widgets.form import DayEdit, Field, side_by_side
from anchor_app.ui.widgets.reveal import focus_on
from anchor_app.ui.widgets.text import PlainLabel, one_line

_MOST_SHOWN = 6


class ReadingRow(QWidget):
    """One reading: value, day and source, and a way to remove it."""

    remove_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.value = PlainLabel("", "strong")
        self.details = PlainLabel("", "hint")
        self.remove = QPushButton("Remove")
        self.remove.setProperty("kind", "link")
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.value)
        words.addWidget(self.details)
        row.addLayout(words, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_reading(self, reading: OutcomeReading, words: str, is_latest: bool) -> None:
        """Show a reading; `words` are its value with its unit."""
        self.key = reading.id
        self.value.setText(words)
        parts = ["Latest" if is_latest else "", day_words(reading.on) if reading.on else "no date", reading.source]
        self.details.setText(" · ".join(part for part in parts if part.strip()))
        self.remove.setAccessibleName(f"Remove the reading {one_line(words, 60)}")


@dataclass(slots=True)
class _Form:
    """What was typed for a domain and not recorded yet."""

    value: str = ""
    source: str = ""
    on: str = ""


class OutcomeReadings(Card):
    """The card of a domain's outcome. What is typed stays with its domain until it is recorded.

    `outcome_requested(key)`: all that is followed there, with its path and its chart.
    """

    outcome_requested = Signal(str)

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__("Outcome", parent=parent)
        self._answers = answers
        self._domain: Domain | None = None
        self._forms: dict[tuple[str, str], _Form] = {}
        self._asked = ""
        self._is_locked = False
        self.name = PlainLabel("", "strong")
        self.measure = PlainLabel("", "hint")
        self.none = PlainLabel("No reading yet.", "soft")
        self.all_button = QPushButton("Chart and target")
        self.all_button.setProperty("kind", "link")
        self.all_button.setAccessibleName("Chart, target and all readings of the outcome")
        icons.dress(self.all_button, "outcomes", size=16)
        self.all_button.clicked.connect(self._on_all)
        self.head.addWidget(self.all_button)
        self.body.addWidget(self.name)
        self.body.addWidget(self.measure)
        self.body.addWidget(self.none)
        self.rows = [ReadingRow() for _ in range(_MOST_SHOWN)]
        for row in self.rows:
            row.remove_requested.connect(self._on_remove)
            self.body.addWidget(row)
        self.older = PlainLabel("", "hint")
        self.body.addWidget(self.older)
        self.form = QWidget()
        self.form.setProperty("role", "bare")
        self._build_form()
        self.body.addWidget(self.form)

    def _build_form(self) -> None:
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(rule())
        self.value = QLineEdit()
        self.value.setMaxLength(200)
        self.day = DayEdit()
        self.source = QLineEdit()
        self.source.setMaxLength(2000)
        self.record = QPushButton("Record")
        self.record.setAccessibleName("Record the reading")
        self.value_field = Field("New reading", self.value)
        self.day_field = Field("On", self.day)
        column.addWidget(side_by_side(self.value_field, self.day_field, Field("Source", self.source), narrowest=56))
        column.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        self.record.clicked.connect(self._on_record)
        self.value.textEdited.connect(lambda _: self.value_field.set_fault(""))
        self.day.textEdited.connect(lambda _: self.day_field.set_fault(""))
        for line in (self.value, self.day, self.source):
            line.returnPressed.connect(self._on_record)

    def show_domain(self, domain: Domain) -> None:
        """Show the outcome of a domain."""
        self._keep_form()
        self._domain = domain
        self.setVisible(domain.outcome is not None)
        self._show_outcome()
        self._show_readings()
        form = self._forms.get((self._answers.id, domain.id), _Form())
        self.value.setText(form.value)
        self.source.setText(form.source)
        self.day.setText(form.on or day_words(self._answers.hub.workspace.clock.today()))
        for field in (self.value_field, self.day_field):
            field.set_fault("")

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if edit.touches("outcome"):
            self._show_outcome()
            self._show_readings()
        if not edit.touches("reading"):
            return
        if self._asked and edit.touches("reading", self._asked):
            self._asked = ""
            self.value.clear()
            self.source.clear()
        self._show_readings()

    def set_locked(self, is_locked: bool) -> None:
        """Keep readings from being recorded or removed."""
        self._is_locked = is_locked
        for field in (self.value, self.day, self.source, self.record, *(row.remove for row in self.rows)):
            field.setEnabled(not is_locked)

    def forget_asked(self) -> None:
        """Let a reading that could not be recorded be asked for again."""
        self._asked = ""

    @property
    def _outcome(self) -> CharterOutcome | None:
        """The charter's outcome of the domain, with the title, unit and direction that the organisation gave it."""
        given = self._domain.outcome if self._domain else None
        if given is None or self._domain is None:
            return None
        kept = self._answers.holdings.outcomes.get(self._key)
        if kept is None:
            return given
        return replace(given, title=kept.title or given.title, unit=kept.unit or given.unit,
                       direction=kept.direction.value if kept.direction else given.direction)

    @property
    def _key(self) -> str:
        return owned_key(self._answers.assessment.organisation, self._domain.id if self._domain else "")

    def _show_outcome(self) -> None:
        outcome = self._outcome
        if outcome is None:
            return
        kept = self._answers.holdings.outcomes.get(self._key)
        counts = kept.follows if kept else None
        self.name.setText(outcome.title)
        self.measure.setText(f"{counts.words}, counted: nobody has to record them" if counts
                             else outcome_words(outcome))
        self.value.setPlaceholderText(f"Number in {outcome.unit}" if outcome.unit else "Number")
        self.form.setVisible(counts is None)

    def _show_readings(self) -> None:
        domain = self._domain
        if domain is None:
            return
        organisation, outcome = self._answers.assessment.organisation, self._outcome
        readings = readings_of(self._answers.holdings, organisation, domain.id)[::-1]
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(readings))
            if at < len(readings):
                row.show_reading(readings[at], reading_words(outcome, readings[at]), at == 0)
        rest = len(readings) - len(self.rows)
        self.older.setText(f"and {rest:,} older" if rest > 0 else "")
        self.older.setVisible(rest > 0)
        self.none.setVisible(not readings)

    def _keep_form(self) -> None:
        if self._domain is not None:
            self._forms[self._answers.id, self._domain.id] = _Form(
                self.value.text(), self.source.text(), self.day.text())

    def _on_record(self) -> None:
        if self._domain is None or self._asked:
            return
        try:
            day = self.day.day()
        except WrongValue as fault:
            self.day_field.set_fault(str(fault))
            focus_on(self.day)
            return
        wish = RecordReading(self._answers.assessment.organisation, self._domain.id, self.value.text(),
                             day or self._answers.hub.workspace.clock.today(), self.source.text())
        try:
            self._answers.hub.workspace.edit_for(wish)
        except Refusal as refusal:
            self.value_field.set_fault(str(refusal))
            focus_on(self.value)
            return
        self._asked = wish.id
        self._answers.hub.do(wish)

    def _on_all(self) -> None:
        self.outcome_requested.emit(self._key)

    def _on_remove(self, key: str) -> None:
        focus_on(self.value)
        self._answers.hub.do(RemoveReading(key))
