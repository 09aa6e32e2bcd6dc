"""Who wrote which month: the members of a collaborative as rows, the months of a period as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.month import MONTHS, Month
from anchor_app.domain.month_state import MonthStanding, MonthState
from anchor_app.ui.widgets.shapes import CROSSED, DASHED, EMPTY, HALF, TICKED
from anchor_app.ui.widgets.text import one_line

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
NAME = 0

SHAPES: Mapping[MonthState, str] = MappingProxyType({
    MonthState.WRITTEN: TICKED, MonthState.MISSING: CROSSED, MonthState.BEGUN: HALF, MonthState.OPEN: EMPTY,
    MonthState.BEFORE: DASHED})
"""The shape of each state, so that no colour has to say it."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """An organisation, and how its months stand, oldest first."""

    organisation: str
    name: str
    standings: tuple[MonthStanding, ...]

    @property
    def missing(self) -> int:
        """How many months have nothing."""
        return sum(one.state is MonthState.MISSING for one in self.standings)


class UpdatesGridModel(QAbstractTableModel):
    """Name, a column for each month that has begun, and how many are missing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[MemberRow] = ()
        self.months: tuple[Month, ...] = ()

    def show_rows(self, rows: Sequence[MemberRow]) -> None:
        """Show other rows, all of the same months."""
        months = tuple(one.month for one in rows[0].standings) if rows else ()
        if (months, [one.organisation for one in rows]) == (self.months, [one.organisation for one in self.rows]):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.last))
            return
        self.beginResetModel()
        self.rows, self.months = rows, months
        self.endResetModel()

    @property
    def last(self) -> int:
        """The column that counts what is missing."""
        return len(self.months) + 1

    def standing(self, index: _Index) -> MonthStanding | None:
        """The month of a cell; None for a name or a count."""
        if not index.isValid() or index.column() in (NAME, self.last):
            return None
        return self.rows[index.row()].standings[index.column() - 1]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.months) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section != NAME:
            return Qt.AlignmentFlag.AlignCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == NAME:
            return "Organisation"
        return "Missing" if section == self.last else MONTHS[self.months[section - 1].number - 1][:3]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, standing = self.rows[index.row()], self.standing(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(row.name) if index.column() == NAME else "" if standing else f"{row.missing}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == self.last:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if standing is not None:
                return f"{row.name}, {standing.month.words}: {standing.state.words}"
            return row.name if index.column() == NAME else f"{row.name}: {row.missing} missing"
        return None
