"""The organisation's evidence that a component does not have yet, narrowed by a search."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.evidence import Evidence
from anchor_app.domain.register import folded, searched_text
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.text import one_line

KEY_ROLE = Qt.ItemDataRole.UserRole


class EvidenceChoiceModel(QAbstractListModel):
    """Keeps ids only; what a row says is asked of the workspace. `look` finds them anew."""

    def __init__(self, answers: Answers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self._keys: list[str] = []
        self._texts: dict[str, tuple[Evidence, str]] = {}

    def look(self, component_id: str, search: str = "") -> None:
        """Find the pieces that do not support the component, with every word of the search in them."""
        linked = self._answers.assessment.evidence_of(component_id)
        words = folded(search).split()
        pieces = self._answers.holdings.evidence_of(self._answers.assessment.organisation)
        keys = [one.id for one in pieces
                if one.id not in linked and all(word in self._searched(one) for word in words)]
        if keys != self._keys:
            self.beginResetModel()
            self._keys = keys
            self.endResetModel()

    def key(self, index: QModelIndex) -> str:
        """The evidence of a row."""
        return self._keys[index.row()]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == KEY_ROLE:
            return self._keys[index.row()]
        piece = self._answers.holdings.evidence.get(self._keys[index.row()])
        if piece is not None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{piece.reference}  {one_line(piece.title)}  · {piece.kind.words}"
        return None

    def _searched(self, piece: Evidence) -> str:
        """The piece's searched text, made once for as long as the piece stays as it is."""
        known = self._texts.get(piece.id)
        if known is None or known[0] is not piece:
            known = self._texts[piece.id] = (piece, searched_text(piece))
        return known[1]
