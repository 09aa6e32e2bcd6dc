"""The lines that were drafted of a month, ticked where they stand in what the champion says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from anchor_app.domain.what_changed import has_line

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class DraftModel(QAbstractListModel):
    """Holds lines and the text that they may stand in. `ticked(line, is_wanted)` is a wish."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[str, ...] = ()
        self._text = ""

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show other lines."""
        if tuple(lines) != self.lines:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def show_text(self, text: str) -> None:
        """Tick what stands in a text."""
        if text != self._text:
            self._text = text
            if self.lines:
                self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    @property
    def left(self) -> tuple[str, ...]:
        """The lines that are not in the text yet."""
        return tuple(one for one in self.lines if not has_line(self._text, one))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line
        is_in = has_line(self._text, line)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line} {'Taken over' if is_in else 'Not taken over'}"
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the line to be in the text, or out of it."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.ticked.emit(self.lines[index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True
