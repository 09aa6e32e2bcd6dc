"""The sections of a report as a list to tick and to put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section: its id, its heading, whether it is in the report, and whether it has to be, where it stands."""

    id: str
    title: str
    is_on: bool = True
    is_fixed: bool = False


class SectionModel(QAbstractListModel):
    """`changed` comes when a person ticks or moves a section; `chosen` are then the ids in order.

    What is left out keeps its place for as long as the same sections are chosen, so that nothing jumps.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[SectionRow] = []
        self.is_locked = False
        self._wishes: list[tuple[str, ...]] = []
        """What was chosen, wish by wish, and is not held yet."""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the sections that are in the report, in order."""
        return tuple(one.id for one in self.rows if one.is_on)

    def show(self, rows: Sequence[SectionRow], *, is_locked: bool) -> None:
        """Show the sections that are held; what is on its way, or what stands there already, changes nothing."""
        held = tuple(one.id for one in rows if one.is_on)
        if held in self._wishes[:-1]:
            self._wishes.remove(held)
            return
        self._wishes.clear()
        is_same = held == self.chosen and {one.id for one in rows} == {one.id for one in self.rows}
        if is_same and is_locked == self.is_locked:
            return
        self.beginResetModel()
        self.rows, self.is_locked = list(rows), is_locked
        self.endResetModel()

    def can_move(self, row: int, by: int) -> bool:
        """Whether a section can go up (by -1) or down (by 1): the fixed ones stay where they are."""
        there = row + by
        return (not self.is_locked and 0 <= row < len(self.rows) and 0 <= there < len(self.rows)
                and not self.rows[row].is_fixed and not self.rows[there].is_fixed)

    def move(self, row: int, by: int) -> bool:
        """Move a section by one place; returns whether it moved."""
        if not self.can_move(row, by):
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), row + by + (by > 0))
        self.rows.insert(row + by, self.rows.pop(row))
        self.endMoveRows()
        self._wish()
        return True

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and not self.is_locked and not self.rows[index.row()].is_fixed:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{one.title} (always there)" if one.is_fixed else one.title
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if one.is_on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "always in the report" if one.is_fixed else "in the report" if one.is_on else "left out"
            return f"{one.title}, {state}, {index.row() + 1} of {len(self.rows)}"
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.is_locked or self.rows[index.row()].is_fixed:
            return False
        is_on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.rows[index.row()] = replace(self.rows[index.row()], is_on=is_on)
        self.dataChanged.emit(index, index, [role])
        self._wish()
        return True

    def _wish(self) -> None:
        self._wishes.append(self.chosen)
        self.changed.emit()
