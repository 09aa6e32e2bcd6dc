"""A figure among the evidence as a reading: which outcomes it is a reading of, and a way to make it one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal
from anchor_app.domain.evidence import Evidence, EvidenceKind
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measures import Measure
from anchor_app.domain.measuring import ReadFromEvidence
from anchor_app.domain.owned_record import owned_key
from anchor_app.ui import icons
from anchor_app.ui.days import day_said
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.followed import Followed
from anchor_app.ui.widgets.figure_taking import FigureTaking
from anchor_app.ui.widgets.text import PlainLabel


class FigureReading(QWidget):
    """Hidden for evidence that is no figure. `outcome_requested(key)`: the outcome that it is a reading of."""

    outcome_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._followed = Followed(hub)
        self._piece: Evidence | None = None
        self._used_for = ""
        self.setProperty("role", "bare")
        self.used_label = PlainLabel("", "hint", self)
        self.see_button = QPushButton("See the outcome", self)
        self.see_button.setProperty("kind", "link")
        self.use_button = QPushButton("Use as a reading…", self)
        self.use_button.setObjectName("use_as_reading")
        icons.dress(self.use_button, "outcomes", size=16)
        self.taking = FigureTaking(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        for part in (self.use_button, self.used_label, self.see_button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.taking)
        self.use_button.clicked.connect(self._on_use)
        self.see_button.clicked.connect(self._on_see)
        self.taking.taken.connect(self._on_taken)
        self.taking.left.connect(self.use_button.setFocus)
        hub.edited.connect(self._on_edited)
        self.hide()

    def show_piece(self, piece: Evidence | None) -> None:
        """Show what a piece of evidence is a reading of."""
        is_figure = piece is not None and piece.kind is EvidenceKind.FIGURE
        if piece is None or self._piece is None or piece.id != self._piece.id:
            self.taking.hide()
        self._piece = piece if is_figure else None
        self.setVisible(is_figure)
        if self._piece is None:
            return
        self.use_button.setEnabled(not self._hub.workspace.read_only)
        uses = [one for one in self._hub.workspace.holdings.owned("readings", self._piece.organisation)
                if one.evidence == self._piece.id]
        self._used_for = owned_key(uses[-1].organisation, uses[-1].outcome or uses[-1].domain) if uses else ""
        days = ", ".join(day_words(one.on) for one in uses if one.on)
        self.used_label.setText(f"Used as a reading of an outcome, for {days}." if uses else "")
        self.used_label.setVisible(bool(uses))
        self.see_button.setVisible(bool(uses))

    def _fitting(self, piece: Evidence) -> list[Measure]:
        self._followed.refresh()
        unit = " ".join(piece.unit.split()).casefold()
        return [one for one in self._followed.measures
                if " ".join(one.unit.split()).casefold() == unit and one.outcome.follows is None]

    def _called(self, measure: Measure) -> str:
        """Its title, with its domain where another has the same."""
        domain = self._followed.domain(measure)
        is_alone = sum(one.title == measure.title for one in self._followed.measures) == 1
        return measure.title if is_alone or domain is None else f"{measure.title} ({domain.short_title})"

    def _on_use(self) -> None:
        piece = self._piece
        if piece is None:
            return
        fit = self._fitting(piece)
        choices = {one.id: self._called(one) for one in fit}
        named = piece.unit or "no unit"
        words = (f"{piece.reference} says {piece.figure_words}. Of which outcome, and on which day?" if fit else
                 f"No outcome is measured in {named}. Add one on the Outcomes page, or record the reading there by "
                 "hand in the outcome's unit.")
        self.taking.offer("Outcome", choices, words, day_said(piece.describes))

    def _on_taken(self, outcome: str, day: date) -> None:
        if self._piece is None:
            return
        wish = ReadFromEvidence(self._piece.id, outcome, day)
        try:
            self._hub.workspace.edit_for(wish)
        except Refusal as refusal:
            self.taking.say(str(refusal))
            return
        self._hub.do(wish)

    def _on_see(self) -> None:
        self.outcome_requested.emit(self._used_for)

    def _on_edited(self, edit: Edit) -> None:
        if self._piece is None or not edit.touches("reading"):
            return
        if any(change.what.field == "evidence" and self._piece.id in (change.new, change.old)
               for change in edit.changes):
            self.taking.hide()
            self.show_piece(self._piece)
            if self.isVisible():
                (self.see_button if self.see_button.isVisibleTo(self) else self.use_button).setFocus()

