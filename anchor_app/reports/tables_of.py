"""Plain tables, whatever they hold: written as sheets of a workbook, or as CSV, with numbers and days as such."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Value = str | int | float | date | None
"""What a cell holds: words, a number, a day, a moment in universal time, or nothing."""

Look = Literal["", "number", "level", "count"]
"""What a column shows besides words: numbers or days, a level, or a count out of a whole, each in its tone."""


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """A column's heading, its width in characters, its look, and the whole that a count is out of."""

    heading: str
    width: int = 13
    look: Look = ""
    of: int = 0


@dataclass(frozen=True, slots=True)
class TableOf:
    """One table: its key, its title, its columns and rows, and the names of levels from the lowest."""

    key: str
    title: str
    columns: tuple[ColumnOf, ...]
    rows: tuple[tuple[Value, ...], ...]
    levels: tuple[str, ...] = ()
