"""What goes into a pack and what does not, as a table: each text and file, its sensitivity, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.level_wording import capitalised, size_words
from anchor_app.domain.personal_data import words_of
from anchor_app.ui.widgets.text import one_line

if TYPE_CHECKING:
    from anchor_app.domain.sharing import Shared
    from anchor_app.services.hidden_data import Inside

WHERE, WHAT, WHO = range(3)
HEADINGS = ("Where", "What", "Sensitivity")
_CELL = 200

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Part(Enum):
    """Which rows are looked at."""

    GOES = "Goes"
    WARNED = "Look at"
    STAYS = "Left out"


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One text, file, or thing that is left out; `note` says what to look at, or why it is left out."""

    part: Part
    where: str
    text: str
    sensitivity: str = ""
    note: str = ""


def rows_of(pack: Shared, inside: Mapping[str, Inside]) -> tuple[SharedRow, ...]:
    """Every row of a preview; `inside` is what documents carry unseen, by digest."""
    return tuple(_rows(pack, inside))


def _rows(pack: Shared, inside: Mapping[str, Inside]) -> Iterator[SharedRow]:
    for file in pack.files:
        found = inside.get(file.digest)
        yield SharedRow(Part.GOES, ", ".join(file.references), f"{file.file_name} ({size_words(file.size)})",
                        file.sensitivity.words, found.sentence(file.file_name) if found else "")
    for text in pack.texts:
        seen = words_of(text.sights)
        quoted = ", ".join(f"“{text.text[one.start:one.end]}”" for one in text.sights[:3])
        note = f"It looks as if it held {seen}: {quoted}." if seen else ""
        yield SharedRow(Part.GOES, text.where, text.text, text.sensitivity.words if text.sensitivity else "", note)
    for left in pack.left_out:
        yield SharedRow(Part.STAYS, left.where, capitalised(left.why.words), "", left.why.words)


class SharedModel(QAbstractTableModel):
    """The rows of one part of a preview."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: tuple[SharedRow, ...] = ()
        self._rows: tuple[SharedRow, ...] = ()
        self.part = Part.GOES

    def show_rows(self, rows: tuple[SharedRow, ...]) -> None:
        """Show another preview, the same part of it."""
        self._every = rows
        self.show_part(self.part)

    def show_part(self, part: Part) -> None:
        """Show another part."""
        self.beginResetModel()
        self.part = part
        self._rows = tuple(one for one in self._every if _is_in(one, part))
        self.endResetModel()

    def count(self, part: Part) -> int:
        """How many rows a part has."""
        return sum(_is_in(one, part) for one in self._every)

    def row(self, at: int) -> SharedRow | None:
        """The row at a place."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return "Why" if section == WHAT and self.part is Part.STAYS else HEADINGS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (one_line(row.where, _CELL), one_line(row.text, _CELL), row.sensitivity)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = ", ".join(filter(None, (row.where, one_line(row.text, _CELL), row.sensitivity, row.note)))
            return words if index.column() == WHERE else None
        return None


def _is_in(row: SharedRow, part: Part) -> bool:
    if part is Part.WARNED:
        return row.part is Part.GOES and bool(row.note)
    return row.part is part
