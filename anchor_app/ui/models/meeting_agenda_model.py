"""The lines of a drafted agenda, to be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TICKED = Qt.CheckState.Checked


class MeetingAgendaModel(QAbstractListModel):
    """Every line is ticked to begin with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[str] = ()
        self._left_out: set[int] = set()

    def show(self, lines: Sequence[str]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines, self._left_out = lines, set()
        self.endResetModel()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The lines that are ticked, in their order."""
        return tuple(line for at, line in enumerate(self.lines) if at not in self._left_out)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_ticked = index.row() not in self._left_out
        if role == Qt.ItemDataRole.DisplayRole:
            return self.lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return _TICKED if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.lines[index.row()]}: {'ticked' if is_ticked else 'not ticked'}"
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        (self._left_out.discard if Qt.CheckState(value) == _TICKED else self._left_out.add)(index.row())
        self.dataChanged.emit(index, index)
        return True
