"""The trend as a table: a column for each period and round, with its level and what each domain had fulfilled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.charter import Domain
from anchor_app.domain.scoring import Standing

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Point:
    """One assessment of the trend: its title, and the self-assessed standing."""

    key: str
    title: str
    standing: Standing

    def counted(self, domain_id: str) -> str:
        """How many of how many in a domain; "" where its charter has no such domain."""
        return next((f"{one.counted} of {one.of}" for one in self.standing.domains if one.domain.id == domain_id), "")


class TrendModel(QAbstractTableModel):
    """Columns are points, the oldest first; rows are the level, all that is fulfilled, and the domains."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[Point, ...] = ()
        self.domains: tuple[Domain, ...] = ()

    def show_points(self, points: tuple[Point, ...]) -> None:
        """Show a trend, with the domains of its latest charter and those that only earlier ones had."""
        self.beginResetModel()
        self.points = points
        known = {one.domain.id: one.domain for point in points for one in point.standing.domains}
        latest = {one.domain.id: one.domain for one in points[-1].standing.domains} if points else {}
        self.domains = tuple({**latest, **{key: one for key, one in known.items() if key not in latest}}.values())
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 2 + len(self.domains)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(self.points)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.points[section - 1].title if section else ""

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._text(index.row(), index.column())
            if not index.column():
                return words
            title = self.points[index.column() - 1].title
            return f"{title}, {self._text(index.row(), 0)}: {words or 'not in that charter'}"
        return None

    def _text(self, row: int, column: int) -> str:
        if not column:
            return ("Level", "Fulfilled", *(f"{one.number} {one.short_title}" for one in self.domains))[row]
        point = self.points[column - 1]
        if row < 2:
            return (point.standing.level_name, f"{point.standing.counted} of {point.standing.of}")[row]
        return point.counted(self.domains[row - 2].id)
