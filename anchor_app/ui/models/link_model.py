"""The components that a piece of evidence supports: every component, ticked or not."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.commands_keeping import LinkEvidence
from anchor_app.domain.edit import Edit
from anchor_app.domain.register import folded
from anchor_app.ui.hub import Hub

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LinkModel(QAbstractListModel):
    """The chosen assessment's components that a search leaves; a tick links the piece, no tick unlinks it."""

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._evidence = ""
        self._search = ""
        self._ids: list[str] = []

    def show_piece(self, evidence_id: str) -> None:
        """Show the links of another piece."""
        self._evidence = evidence_id
        self._reset()

    def search(self, text: str) -> None:
        """Leave the components that have every word in their number, title or domain."""
        self._search = text
        self._reset()

    def take(self, edit: Edit) -> None:
        """Follow an edit, if it touches links."""
        if self._ids and edit.touches("support"):
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def component(self, row: int) -> str:
        """The id of the component in a row."""
        return self._ids[row]

    def _reset(self) -> None:
        self.beginResetModel()
        self._ids = []
        key = self._hub.assessment_id
        assessment = self._hub.workspace.holdings.assessments.get(key) if key else None
        if assessment is not None and self._evidence:
            charter = self._hub.workspace.holdings.charter_of(assessment)
            words = folded(self._search).split()
            self._ids = [one.id for one in charter
                         if all(word in folded(f"{self._title(one.id)} {charter.domain_of[one.id].title}")
                                for word in words)]
        self.endResetModel()

    def _title(self, component_id: str) -> str:
        workspace = self._hub.workspace
        assessment = workspace.assessment(self._hub.assessment_id or "")
        organisation = workspace.holdings.organisation_of(assessment)
        component = workspace.holdings.charter_of(assessment).component(component_id)
        return f"{component.id} {component.title_for(organisation.beyond_nhs)}"

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A row can be ticked, and while nothing may be changed only read."""
        assessment = self._hub.workspace.holdings.assessments.get(self._hub.assessment_id or "")
        if self._hub.workspace.read_only or assessment is None or assessment.is_frozen:
            return Qt.ItemFlag.ItemIsSelectable
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        component = self._ids[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(component)
        if role == Qt.ItemDataRole.CheckStateRole:
            assessment = self._hub.workspace.assessment(self._hub.assessment_id or "")
            is_linked = (self._evidence, component) in assessment.supports
            return Qt.CheckState.Checked if is_linked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the link or for its end; the view is told when it is saved."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        linked = Qt.CheckState(value) == Qt.CheckState.Checked
        self._hub.do(LinkEvidence(self._hub.assessment_id or "", self._evidence, self._ids[index.row()], linked))
        return True
