"""Tables as CSV that no spreadsheet program takes for formulas, and the reader that takes the guard away again.

The guard is OWASP's against CSV injection: every field in quotes, quotes within doubled, and an apostrophe before a
field that begins with one of `TRIGGERS`. So that a reader can take it away exactly, a field that begins with
apostrophes before a trigger gets one more.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from anchor_app.reports.tables_of import TableOf, Value
from anchor_app.reports.text import without_controls

TRIGGERS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
"""What a formula may begin with in some program: as typed, of full width, and what is skipped before it."""
BOM = "\ufeff"

_GUARDED = re.compile(f"'*[{re.escape(TRIGGERS)}]")


def table_csv(table: TableOf) -> bytes:
    """A table with its headings as UTF-8 with a byte order mark, so that Excel reads it as such."""
    head = [column.heading for column in table.columns]
    return (BOM + export([head, *([_words(value) for value in row] for row in table.rows)])).encode("utf-8")


def export(rows: Iterable[Sequence[str]]) -> str:
    """Rows of words as CSV, guarded."""
    output = io.StringIO()
    writer = csv.writer(output, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return output.getvalue()


def parse(text: str) -> list[list[str]]:
    """The rows that were exported, with the guard taken away; a byte order mark is passed over."""
    reader = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True)
    return [[bare(cell) for cell in row] for row in reader]


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before it where a program might run it."""
    return f"'{cell}" if _GUARDED.match(cell) else cell


def bare(cell: str) -> str:
    """The cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def _words(value: Value) -> str:
    """A value as words: numbers with a point, days as 2027-03-31, moments as 2027-03-31 14:02."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return without_controls(value) if isinstance(value, str) else str(value)
