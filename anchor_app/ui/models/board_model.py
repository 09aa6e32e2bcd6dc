"""The board as rows of organisations under columns of domains, in groups if that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.board_order import Column, Group
from anchor_app.domain.charter import Charter, Domain
from anchor_app.domain.comparison import BoardRow, Cell
from anchor_app.domain.members import NOT_TOLD
from anchor_app.domain.scoring import Standing
from anchor_app.ui.widgets.text import one_line

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
NAME, LEVEL = 0, 1
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what sorts by it, its words, how they are spoken, and the domain it is of."""

    key: str
    words: str
    spoken: str
    domain: Domain | None = None


class BoardModel(QAbstractTableModel):
    """Shows what `show` was given last; `cell` and `row` say what stands where."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[Heading, ...] = _headings(None)
        self._rows: Sequence[BoardRow | Group] = ()
        self._cells: dict[int, tuple[Cell, ...]] = {}

    def show(self, charter: Charter | None, rows: Sequence[BoardRow | Group]) -> None:
        """Show rows, with a group before those that are in it."""
        self.beginResetModel()
        self.headings = _headings(charter)
        self._rows = rows
        self._cells = {}
        self.endResetModel()

    def row(self, row: int) -> BoardRow | None:
        """The organisation of a row; None for a heading, and outside."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, BoardRow) else None

    def group(self, row: int) -> Group | None:
        """The group that a row is the heading of."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Group) else None

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands in a domain's column; None elsewhere, and where the reading has nothing."""
        domain, found = self.headings[column].domain, self.row(row)
        if domain is None or found is None:
            return None
        if row not in self._cells:
            self._cells[row] = found.cells
        cells = self._cells[row]
        return cells[column - 2] if cells else None

    def row_of(self, organisation: str) -> int:
        """Where an organisation stands; -1 when it is not there."""
        return next((at for at, one in enumerate(self._rows)
                     if isinstance(one, BoardRow) and one.member.organisation == organisation), -1)

    def column_of(self, key: str) -> int:
        """Where the column of that key is; -1 when there is none."""
        return next((at for at, one in enumerate(self.headings) if one.key == key), -1)

    @property
    def count(self) -> int:
        """How many organisations are shown."""
        return sum(isinstance(one, BoardRow) for one in self._rows)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section].words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.headings[section].spoken
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading is read, and passed over by the keys."""
        if self.row(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column()) if row else self.group_words(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE if index.column() > LEVEL else None
        if role == Qt.ItemDataRole.AccessibleTextRole and row is not None:
            return self.spoken(index.row(), index.column())
        return None

    def text(self, row: int, column: int) -> str:
        """What a cell says, on one line."""
        found = self.row(row)
        if found is None:
            return ""
        match self.headings[column].key:
            case Column.NAME:
                return one_line(found.member.name)
            case Column.LEVEL:
                return found.level_name
            case Column.CHANGE:
                return found.change_words
            case Column.DISTANCE:
                return "–" if found.distance is None else str(found.distance)
        cell = self.cell(row, column)
        return cell.words if cell else "–"

    def spoken(self, row: int, column: int) -> str:
        """A cell as it is read out and as its tooltip says it."""
        found = self.row(row)
        if found is None:
            return ""
        name = one_line(found.member.name)
        match self.headings[column].key:
            case Column.NAME:
                return ", ".join((name, about(found)))
            case Column.LEVEL:
                return f"{name}: {found.level_name}. {distance_words(found)}".rstrip(". ")
            case Column.CHANGE:
                return f"{name}: {_change_spoken(found)}"
            case Column.DISTANCE:
                return f"{name}: {distance_words(found) or 'no next level'}"
        cell = self.cell(row, column)
        return f"{name}, {_cell_spoken(cell, found)}" if cell else f"{name}: {found.level_name}"

    def group_words(self, row: int, column: int = NAME) -> str:
        """A group with how many it has, and how many stand at each level."""
        group = self.group(row)
        if group is None or column != NAME:
            return ""
        count = len(group.rows)
        levels = ", ".join(f"{number} {name}" for name, number in reversed(group.levels) if number)
        mean = "" if group.mean is None else f" · {group.mean:.1f} components on average"
        return f"{group.label} · {count} {'organisation' if count == 1 else 'organisations'} · {levels}{mean}"


def about(row: BoardRow) -> str:
    """Kind and place of an organisation, and nothing where neither was told."""
    words = (row.member.kind_words, one_line(row.member.place_words))
    return " · ".join(one for one in words if one != NOT_TOLD)


def distance_words(row: BoardRow) -> str:
    """How far the next level is, as in "3 more to Gold"."""
    if row.standing is None or row.standing.next is None:
        return ""
    return f"{row.standing.distance} more to {row.standing.next.name}"


def about_standing(standing: Standing | None) -> str:
    """How many components count, and how far the next level is; that there is no such reading."""
    if standing is None:
        return "Not yet moderated"
    more = f", {standing.distance} more to {standing.next.name}" if standing.next else ""
    return f"{standing.counted} of {standing.of} components count{more}"


def _change_spoken(row: BoardRow) -> str:
    if row.is_new:
        return "new, no earlier period"
    if row.change is None:
        return f"nothing to compare with in {row.since}" if row.since else "no change known"
    return f"{row.change_words} components since {row.since}"


def _cell_spoken(cell: Cell, row: BoardRow) -> str:
    level = f", {cell.level.name} here alone" if cell.level else ""
    more = f", {cell.more} more for the next level" if cell.more else ""
    change = f", {cell.change:+d} since {row.since}" if cell.change else ""
    return f"{cell.domain.short_title}: {cell.counted} of {cell.of}{level}{more}{change}"


def _headings(charter: Charter | None) -> tuple[Heading, ...]:
    domains = charter.domains if charter else ()
    return (Heading(Column.NAME, "Organisation", "Organisation"), Heading(Column.LEVEL, "Level", "Level"),
            *(Heading(f"domain:{one.id}", one.short_title, f"Domain {one.number}: {one.title}", one)
              for one in domains),
            Heading(Column.CHANGE, "Change", "Change in components since the last period"),
            Heading(Column.DISTANCE, "To next", "Components to the next level"))
