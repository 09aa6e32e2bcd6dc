"""The proof behind a level on the board: what counts in each domain, which components, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.board_rows import AssessmentRow
from anchor_app.domain.charter import Charter
from anchor_app.domain.comparison import BoardRow
from anchor_app.domain.counting import Reading
from anchor_app.domain.scoring import Standing
from anchor_app.domain.side_by_side import CellProof, cell_proof
from anchor_app.ui import icons
from anchor_app.ui.dialogs.framing import add_foot, add_scroll, fit_screen
from anchor_app.ui.models.board_model import about, distance_words
from anchor_app.ui.widgets.badge import LevelBadge
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.proof_table import ProofTable
from anchor_app.ui.widgets.row_button import RowButton
from anchor_app.ui.widgets.status import StatusShape
from anchor_app.ui.widgets.text import PlainLabel

_NO_ANSWERS = "The public view shows no answers behind a level."


class ProofDialog(QDialog):
    """`answers_requested(assessment, component)`, "" for no component in particular; `side_requested(organisation)`.

    A press on a domain shows its components, a press on a component leads to its answer.
    """

    answers_requested = Signal(str, str)
    side_requested = Signal(str)

    def __init__(self, charter: Charter, row: BoardRow, reading: Reading, domain_id: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._charter, self._row, self._reading = charter, row, reading
        self.rows: list[RowButton] = []
        name = row.member.name
        self.setWindowTitle("The proof")
        self.setAccessibleName(f"The proof of {name}")
        self.name_label = PlainLabel(name, "page", self)
        self.badge = LevelBadge(self)
        self.table = ProofTable(self)
        self.parts_label = PlainLabel("", "card", self)
        self.parts = QVBoxLayout()
        self.answers_button = QPushButton("Open the assessment", self)
        self.side_button = QPushButton("Side by side…", self)
        self.close_button = QPushButton("Close", self)
        self.close_button.setDefault(True)
        icons.dress(self.answers_button, "open")
        self._build()
        self._connect()
        if row.standing is not None:
            self.show_domain(domain_id or row.standing.domains[0].domain.id)
        fit_screen(self, 720, 660)

    def _build(self) -> None:
        column = add_scroll(self)
        column.setSpacing(12)
        column.addWidget(self.name_label)
        column.addWidget(self._summary())
        standing = self._row.standing
        self.table.setVisible(standing is not None)
        if standing is not None:
            self.table.show_standing(standing)
        column.addWidget(self.table)
        column.addWidget(self.parts_label)
        self.parts.setSpacing(0)
        column.addLayout(self.parts)
        for button in (self.answers_button, self.side_button):
            button.setVisible(self._row.answers is not None)
        add_foot(self, (self.answers_button, self.side_button), (self.close_button,))

    def _summary(self) -> QWidget:
        holder = QWidget(self)
        holder.setProperty("role", "bare")
        flow = Flow(holder, spacing=10, is_centred=True)
        row, standing = self._row, self._row.standing
        if standing is not None:
            self.badge.set_level(standing.level_name, standing.rank, len(self._charter.levels))
            flow.addWidget(self.badge)
        self.badge.setVisible(standing is not None)
        title = row.answers.title if row.answers else ""
        for words in (self._reading.words if standing else row.level_name, title, _summary_words(row, standing),
                      about(row), "" if row.answers else _NO_ANSWERS):
            if words:
                flow.addWidget(PlainLabel(words, "soft", holder))
        return holder

    def _connect(self) -> None:
        self.table.domain_requested.connect(self.show_domain)
        self.close_button.clicked.connect(self.accept)
        self.answers_button.clicked.connect(lambda: self._leave(""))
        self.side_button.clicked.connect(self._on_side)

    def show_domain(self, domain_id: str) -> None:
        """Show the components of a domain."""
        answers = self._row.answers
        proof = cell_proof(self._charter, answers, self._reading, domain_id) if answers else None
        self.parts_label.setVisible(proof is not None)
        for row in self.rows:
            row.deleteLater()
        self.rows.clear()
        if proof is None or answers is None:
            return
        domain = proof.count.domain
        self.parts_label.setText(f"{domain.number}  {domain.short_title}: {proof.count.counted} of {proof.count.of} "
                                 "count")
        self._show_parts(proof, answers)

    def _show_parts(self, proof: CellProof, answers: AssessmentRow) -> None:
        for component, side in proof.components:
            row = RowButton(self)
            line = QHBoxLayout(row)
            line.setContentsMargins(10, 8, 10, 8)
            line.setSpacing(10)
            counts, why = side.counts(self._reading), side.why(self._reading)
            said = f"{'Counts' if counts else 'Does not count'}: {why[:1].lower() + why[1:]}"
            line.addWidget(StatusShape(side.status, row), 0, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(PlainLabel(f"{component.id}  {component.title}", "text", row), 1)
            line.addWidget(PlainLabel(said, "hint", row), 1)
            row.setAccessibleName(f"{component.id} {component.title}. {said}. Open the answer.")
            row.clicked.connect(lambda _=False, key=component.id: self._leave(key))
            self.parts.addWidget(row)
            self.rows.append(row)

    def _leave(self, component: str) -> None:
        answers = self._row.answers
        self.accept()
        if answers is not None:
            self.answers_requested.emit(answers.assessment, component)

    def _on_side(self) -> None:
        self.accept()
        self.side_requested.emit(self._row.member.organisation)


def _summary_words(row: BoardRow, standing: Standing | None) -> str:
    if standing is None:
        return ""
    words = [f"{standing.counted} of {standing.of} components count", distance_words(row)]
    if row.change is not None:
        words.append(f"{row.change_words} since {row.since}")
    return ", ".join(one for one in words if one)
