"""The look of a workbook's cells: headings, levels and counts in their tones, numbers and days as such, the paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from anchor_app.design import LIGHT, Tone, level_tone, share_tone
from anchor_app.reports.tables_of import ColumnOf

_LINE, _HIGHEST = 15.0, 405.0
"""Points: a line of text, and about the most that a row can be high."""


class Looks:
    """Makes each look once; a workbook knows its cells' looks by number, and cells share them."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, bool], Any] = {}
        self._fills: dict[str, Any] = {}

    def set_up(self, sheet: Any, widths: Sequence[int]) -> None:
        """Widths of the columns, and a sheet of paper that is as wide as the table."""
        from openpyxl.utils import get_column_letter

        for place, wide in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = wide
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = self._fit
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Page &P of &N"

    def heading(self, cell: Any, column: ColumnOf) -> Any:
        """The heading of a column."""
        cell.font = self._font(LIGHT.ink, is_bold=True)
        cell.fill, cell.border = self._fill(LIGHT.accent.tint), self._below
        cell.alignment = self._centred if column.look in ("number", "count") else self._wrapped
        return cell

    def value(self, cell: Any, column: ColumnOf, levels: tuple[str, ...]) -> Any:
        """A value in its column."""
        value = cell.value
        tone = self._tone(value, column, levels)
        if tone is not None:
            cell.font, cell.fill = self._font(tone.ink, is_bold=True), self._fill(tone.tint)
        cell.border = self._below
        if isinstance(value, datetime):
            cell.number_format = "d mmm yyyy hh:mm"
        elif isinstance(value, date):
            cell.number_format = "d mmm yyyy"
        elif isinstance(value, float):
            cell.number_format = "0.0"
        cell.alignment = self._wrapped if isinstance(value, str) or column.look == "" else self._centred
        return cell

    def set_height(self, sheet: Any, row: int, values: Sequence[object], columns: Sequence[ColumnOf]) -> None:
        """Room for words that take more than one line, about; not every program sees to it when it opens a file."""
        lines = max((_lines(value, column.width) for value, column in zip(values, columns, strict=True)
                     if isinstance(value, str)), default=1)
        if lines > 1:
            sheet.row_dimensions[row].height = min(_LINE * lines, _HIGHEST)

    def _tone(self, value: object, column: ColumnOf, levels: tuple[str, ...]) -> Tone | None:
        if column.look == "level" and value in levels:
            return level_tone(levels.index(str(value)), len(levels))
        if column.look == "count" and isinstance(value, int):
            return share_tone(value, column.of)
        return None

    def _font(self, colour: str, *, is_bold: bool) -> Any:
        from openpyxl.styles import Font

        key = (colour, is_bold)
        if key not in self._fonts:
            self._fonts[key] = Font(name="Calibri", size=11, bold=is_bold, color=colour.removeprefix("#"))
        return self._fonts[key]

    def _fill(self, colour: str) -> Any:
        from openpyxl.styles import PatternFill

        if colour not in self._fills:
            self._fills[colour] = PatternFill("solid", fgColor=colour.removeprefix("#"))
        return self._fills[colour]

    @cached_property
    def _below(self) -> Any:
        from openpyxl.styles import Border, Side

        return Border(bottom=Side(style="thin", color=LIGHT.line.removeprefix("#")))

    @cached_property
    def _wrapped(self) -> Any:
        return _alignment(horizontal="left", indent=1, wrap_text=True, vertical="top")

    @cached_property
    def _centred(self) -> Any:
        return _alignment(horizontal="center", wrap_text=True, vertical="top")

    @cached_property
    def _fit(self) -> Any:
        from openpyxl.worksheet.properties import PageSetupProperties

        return PageSetupProperties(fitToPage=True)


def _lines(words: str, width: int) -> int:
    """How many lines words take in a column of so many characters, about."""
    return sum(max(1, -(-len(one) * 95 // ((width - 1) * 100))) for one in words[:4000].split("\n"))


def _alignment(**wishes: Any) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(**wishes)
