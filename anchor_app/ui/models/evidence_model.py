"""The register of evidence as a table: rows and their order here, every value from the workspace."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.edit import Edit
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.register import (
    Column,
    Register,
    Review,
    Selection,
    review_of,
    searched_text,
    supports_by_evidence,
)
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.headed_model import HeadedModel

COLUMNS = tuple(Column)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class EvidenceModel(HeadedModel):
    """The evidence of the chosen assessment's organisation that a selection leaves, in the order asked for.

    `damaged` maps ids of evidence to what is wrong with their content.
    """

    headings = tuple(one.value for one in COLUMNS)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.selection = Selection()
        self.column, self.is_descending = Column.REFERENCE, False
        self.damaged: dict[str, str] = {}
        self.total = 0
        self._ids: list[str] = []
        self._supports: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, tuple[Evidence, str]] = {}

    def refresh(self) -> None:
        """Look again at what there is, and tell views as little as that takes."""
        ids = [one.id for one in self._wanted()]
        if ids == self._ids:
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()

    def take(self, edit: Edit) -> None:
        """Follow an edit, if it touches evidence or its links."""
        if edit.touches("evidence") or edit.touches("support"):
            self.refresh()

    def select(self, selection: Selection) -> None:
        """Narrow the register."""
        self.selection = selection
        self.refresh()

    def set_damaged(self, damaged: dict[str, str]) -> None:
        """Say which content is not as it was attached."""
        self.damaged = damaged
        self.refresh()

    def order_by(self, column: Column, is_descending: bool) -> None:
        """Put the rows in another order."""
        self.column, self.is_descending = column, is_descending
        self.refresh()

    def piece(self, row: int) -> Evidence | None:
        """The evidence in a row; None when it is gone."""
        return self._hub.workspace.holdings.evidence.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def row_of(self, evidence_id: str) -> int:
        """The row of a piece of evidence; -1 when the selection leaves it out."""
        return self._ids.index(evidence_id) if evidence_id in self._ids else -1

    def supported(self, evidence_id: str) -> tuple[str, ...]:
        """The components that a piece supports in this assessment."""
        return self._supports.get(evidence_id, ())

    def review(self, piece: Evidence) -> Review:
        """How a piece's review date stands today."""
        return review_of(piece, self._hub.workspace.clock.today())

    def _wanted(self) -> list[Evidence]:
        workspace, key = self._hub.workspace, self._hub.assessment_id
        assessment = workspace.holdings.assessments.get(key) if key else None
        if assessment is None:
            self.total, self._supports = 0, {}
            return []
        charter = workspace.holdings.charter_of(assessment)
        pieces = workspace.holdings.evidence_of(assessment.organisation)
        self.total = len(pieces)
        self._supports = supports_by_evidence(assessment, charter)
        damaged: Collection[str] = self.damaged
        register = Register(pieces, self._supports, charter, workspace.clock.today(), damaged, self._text_of)
        return register.sorted(register.found(self.selection), self.column, self.is_descending)

    def _text_of(self, piece: Evidence) -> str:
        known = self._texts.get(piece.id)
        if known is None or known[0] is not piece:
            known = self._texts[piece.id] = (piece, searched_text(piece))
        return known[1]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        piece = self.piece(index.row()) if index.isValid() else None
        if piece is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(piece, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            damage = "damaged or missing, " if piece.id in self.damaged else ""
            return f"{damage}{COLUMNS[index.column()].value}: {self.text(piece, COLUMNS[index.column()]) or 'none'}"
        return piece if role == Qt.ItemDataRole.UserRole else None

    def text(self, piece: Evidence, column: Column) -> str:
        """What a cell says; line breaks that somebody typed become spaces."""
        match column:
            case Column.KIND:
                return piece.kind.words
            case Column.SENSITIVITY:
                return piece.sensitivity.words
            case Column.SUPPORTS:
                return ", ".join(self.supported(piece.id)) or "nothing yet"
            case Column.REVIEW:
                return self._review_words(piece)
        return " ".join(str(getattr(piece, column.name.lower())).split())

    def _review_words(self, piece: Evidence) -> str:
        if piece.review_by is None:
            return ""
        day, review = day_words(piece.review_by), self.review(piece)
        return {Review.PAST: f"past: {day}", Review.DUE: f"due {day}"}.get(review, day)
