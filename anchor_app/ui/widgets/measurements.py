"""What was measured for an outcome: its readings as a table, recorded, changed, removed, pasted, or from evidence."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.commands_keeping import RemoveReading
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.measures import Measure
from anchor_app.domain.measuring import ReadFromEvidence
from anchor_app.ui import icons
from anchor_app.ui.days import day_said
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.readings_model import ReadingsModel
from anchor_app.ui.widgets.figure_taking import FigureTaking
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.reading_form import ReadingForm
from anchor_app.ui.widgets.reading_table import ReadingTable
from anchor_app.ui.widgets.text import PlainLabel, plain_tooltip

_NONE = ("No reading yet. Record the first one above, paste a column from a spreadsheet, or take a figure from the "
         "evidence.")
_NONE_COUNTED = "Nothing to count yet. It counts as soon as a story is shareable and has its day."


class Measurements(QWidget):
    """`paste_requested(text)`: readings are to be pasted; `evidence_requested(id)`: where a reading was taken from."""

    paste_requested = Signal(str)
    evidence_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._measure: Measure | None = None
        self._asked = ""
        self._lock = ""
        self.setProperty("role", "bare")
        self.model = ReadingsModel(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.title_label = PlainLabel("Readings", "card", self, wraps=False)
        self.count_label = PlainLabel("", "hint", self)
        self.form = ReadingForm(self._hub, self)
        self.paste_button = QPushButton("Paste readings…", self)
        self.evidence_button = QPushButton("Take from evidence…", self)
        self.table = ReadingTable(self.model, self)
        self.none_label = PlainLabel("", "soft", self)
        self.change_button, self.remove_button, self.source_button = (
            QPushButton("Change", self), QPushButton("Remove", self), QPushButton("See the evidence", self))
        for button, icon in ((self.paste_button, "add"), (self.evidence_button, "evidence"),
                             (self.change_button, "edit"), (self.remove_button, "remove"),
                             (self.source_button, "open")):
            icons.dress(button, icon, size=16)
        self.taking = FigureTaking(self)
        head = Flow(spacing=10, is_centred=True)
        head.addWidget(self.title_label)
        head.addWidget(self.count_label)
        self.form.buttons.addWidget(self.paste_button)
        self.form.buttons.addWidget(self.evidence_button)
        self.row_buttons = QWidget(self)
        self.row_buttons.setProperty("role", "bare")
        row = Flow(self.row_buttons, spacing=8)
        for button in (self.change_button, self.remove_button, self.source_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        for part in (self.form, self.taking, self.none_label, self.table, self.row_buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        self.paste_button.clicked.connect(lambda: self.paste_requested.emit(""))
        self.evidence_button.clicked.connect(self._on_evidence_pressed)
        self.taking.taken.connect(self._on_taken)
        self.taking.left.connect(self.evidence_button.setFocus)
        self.table.shown.connect(lambda _: self._enable())
        self.table.opened.connect(lambda _: self._on_change())
        self.table.removal_requested.connect(self._on_remove)
        self.change_button.clicked.connect(self._on_change)
        self.remove_button.clicked.connect(self._on_remove)
        self.source_button.clicked.connect(self._on_source)
        self.form.left.connect(self.table.setFocus)

    def show_measure(self, measure: Measure, lock: str) -> None:
        """Show an outcome's readings; `lock` says why nothing can be changed."""
        held = self._measure
        if held is None or (held.organisation, held.id) != (measure.organisation, measure.id):
            self.taking.hide()
        current = self.table.current
        self._measure, self._lock = measure, lock
        self.model.show_measure(measure)
        if current is not None:
            self.table.choose(current.id)
        self.form.show_measure(measure)
        counts = measure.outcome.follows
        self.form.setVisible(counts is None)
        rows = self.model.rowCount()
        self.count_label.setText(_counted_words(measure) if counts else f"{rows:,}, the newest first" if rows else "")
        self.count_label.setVisible(bool(self.count_label.text()))
        self.none_label.setText(_NONE_COUNTED if counts else _NONE if not lock else "No reading yet.")
        self.none_label.setVisible(not rows)
        self.table.setVisible(rows > 0)
        self.row_buttons.setVisible(rows > 0 and counts is None)
        self._enable()

    def take(self, edit: Edit) -> None:
        """Follow an edit of readings."""
        self.form.take(edit)
        if self._asked and edit.touches("reading", self._asked):
            asked, self._asked = self._asked, ""
            self.taking.hide()
            self.table.choose(asked)

    def paste(self) -> None:
        """Paste what was copied, where readings can be recorded."""
        if self.paste_button.isEnabled() and not self.form.isHidden():
            self.paste_requested.emit(QGuiApplication.clipboard().text())

    def forget_asked(self) -> None:
        """Let what could not be saved be asked for again."""
        self._asked = ""
        self.form.forget_asked()

    def _enable(self) -> None:
        self.form.set_locked(bool(self._lock))
        held = self.table.current
        for button in (self.paste_button, self.evidence_button):
            button.setEnabled(not self._lock)
            plain_tooltip(button, self._lock)
        for button in (self.change_button, self.remove_button):
            button.setEnabled(held is not None and not self._lock)
            plain_tooltip(button, self._lock or ("" if held else "Choose a reading in the table first."))
        self.source_button.setVisible(held is not None and held.evidence in self._hub.workspace.holdings.evidence)

    def _on_change(self) -> None:
        held = self.table.current
        if held is not None and not self._lock:
            self.form.amend(held)

    def _on_remove(self) -> None:
        held = self.table.current
        if held is not None and not self._lock:
            self._hub.do(RemoveReading(held.id))

    def _on_source(self) -> None:
        held = self.table.current
        if held is not None:
            self.evidence_requested.emit(held.evidence)

    def _on_evidence_pressed(self) -> None:
        if self._measure is None:
            return
        unit = " ".join(self._measure.unit.split()).casefold()
        figures = [one for one in self._hub.workspace.holdings.evidence_of(self._measure.organisation)
                   if one.kind is EvidenceKind.FIGURE]
        fit = [one for one in figures if " ".join(one.unit.split()).casefold() == unit]
        used = {one.evidence for one in self._measure.readings if one.evidence}
        choices = {one.id: f"{one.reference} {one.figure_words}: {one.title}"
                           f"{' (taken already)' if one.id in used else ''}" for one in fit}
        named = self._measure.unit or "no unit"
        left = len(figures) - len(fit)
        words = (f"No figure among the evidence is in {named}. Add one on the Evidence page, with that unit."
                 if not fit else f"Figures in {named}." if not left
                 else f"Figures in {named}; {left:,} in other units cannot be readings of this outcome.")
        self.taking.offer("Figure", choices, words, day_said(fit[0].describes) if fit else None)

    def _on_taken(self, evidence: str, day: date) -> None:
        if self._measure is None:
            return
        wish = ReadFromEvidence(evidence, self._measure.id, day)
        try:
            self._hub.workspace.edit_for(wish)
        except Refusal as refusal:
            self.taking.say(str(refusal))
            return
        self._asked = wish.id
        self._hub.do(wish)


def _counted_words(measure: Measure) -> str:
    counts, kept = measure.outcome.follows, len(measure.readings)
    words = f"Counted from {counts.words.lower()}; nobody has to record them." if counts else ""
    are = "reading that was recorded is" if kept == 1 else "readings that were recorded are"
    return f"{words} {kept:,} {are} kept, and not counted." if kept else words

