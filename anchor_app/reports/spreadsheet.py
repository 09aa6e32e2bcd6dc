"""The comparison as an Excel workbook: texts stay texts, nothing is cut, and the same data are the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from anchor_app.reports.office_zip import FIRST_DAY, dated_alike
from anchor_app.reports.spreadsheet_looks import Looks
from anchor_app.reports.tables_of import TableOf, Value
from anchor_app.reports.text import without_controls

if TYPE_CHECKING:
    from openpyxl import Workbook

LONGEST = 32_767
"""Characters that a cell holds, in units of UTF-16 as Excel counts them; what is longer goes on in the row below."""
ON = " [continues in the row below]"
FROM = "[continued] "
FORMULA = ("=", "+", "-", "@", "\t", "\n", "'")
"""What a text is marked for as one, so that it stays a text when somebody edits the cell."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = "_x005F_"


def write_workbook(tables: Sequence[TableOf], title: str, output: BinaryIO,
                   on_row: Callable[[int], None] | None = None) -> None:
    """Write one sheet for each table; `on_row` hears how many rows are done and may raise to cancel.

    The file says its title, and no author, program user, place or moment.
    """
    from openpyxl import Workbook

    book, rows = Workbook(write_only=True), _Rows(on_row)
    book.properties.creator = None
    book.properties.title = without_controls(title)
    book.properties.created = book.properties.modified = datetime(*FIRST_DAY)
    looks = Looks()
    try:
        for table in tables:
            _add_sheet(book, table, looks, rows)
    except BaseException:
        for sheet in book.worksheets:  # else a half-written sheet complains when it is thrown away
            sheet.close()
        raise
    _save(book, output)


class _Rows:
    """Counts the rows that are written, over all sheets."""

    def __init__(self, on_row: Callable[[int], None] | None) -> None:
        self._on_row, self._count = on_row, 0

    def done(self) -> None:
        """One more."""
        self._count += 1
        if self._on_row is not None:
            self._on_row(self._count)


def _add_sheet(book: Workbook, table: TableOf, looks: Looks, rows: _Rows) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(table.title)
    looks.set_up(sheet, [column.width for column in table.columns])
    heads = list(_continued([column.heading for column in table.columns]))
    sheet.freeze_panes = f"{'B' if len(table.columns) > 3 else 'A'}{len(heads) + 1}"  # before the first row is written
    for place, head in enumerate(heads, start=1):
        looks.set_height(sheet, place, head, table.columns)
        sheet.append([looks.heading(_cell(sheet, value), column)
                      for value, column in zip(head, table.columns, strict=True)])
    sheet.print_title_rows = f"1:{len(heads)}"
    count = len(heads)
    for row in table.rows:
        for part in _continued(row):
            count += 1
            looks.set_height(sheet, count, part, table.columns)
            sheet.append([looks.value(_cell(sheet, value), column, table.levels)
                          for value, column in zip(part, table.columns, strict=True)])
        rows.done()
    sheet.auto_filter.ref = f"A{len(heads)}:{get_column_letter(len(table.columns))}{count}"


def _cell(sheet: Any, value: Value) -> Any:
    """A cell; a text is one whatever it looks like."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet)
    cell._value = _ESCAPE.sub(_ESCAPED, value)  # by its setter a text could become a formula, an error or a cut text
    cell.data_type = "s"
    if value.startswith(FORMULA):
        cell.quotePrefix = True
    return cell


def _continued(row: Sequence[Value]) -> Iterator[list[Value]]:
    """The row as one row or, where a text is longer than a cell, as many as it takes, each with its parts."""
    parts = [list(_pieces(without_controls(value))) if isinstance(value, str) else [value] for value in row]
    for place in range(max((len(one) for one in parts), default=1)):
        yield [one[place] if place < len(one) else None for one in parts]


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that fit into cells, each but the last saying that it goes on, each but the first from where."""
    start = ""
    while _length(start + text) > LONGEST:
        kept = _fitting(text, LONGEST - len(start) - len(ON))
        yield start + text[:kept] + ON
        text, start = text[kept:], FROM
    yield start + text


def _fitting(text: str, room: int) -> int:
    """How many characters of a text fit into so many units, as they are written."""
    low, high = 1, min(len(text), room)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _length(text[:middle]) <= room else (low, middle - 1)
    return low


def _length(text: str) -> int:
    """The length in units of UTF-16, with what is escaped counted as it is written."""
    return len(text.encode("utf-16-le")) // 2 + 6 * len(_ESCAPE.findall(text))


def _save(book: Workbook, output: BinaryIO) -> None:
    """The workbook with its entries in their order, dated alike, so that no clock is in the file."""
    from openpyxl.writer.excel import ExcelWriter

    made = io.BytesIO()
    ExcelWriter(book, ZipFile(made, "w", ZIP_DEFLATED)).save()
    dated_alike(made.getvalue(), output)
