"""Publishing the comparison: the board and what stands behind it as a PDF, an Excel workbook or CSV."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from anchor_app.domain.board_order import By, Column, ordered
from anchor_app.domain.collaborative import Audience, Collaborative
from anchor_app.domain.comparison import Comparison, Wanted
from anchor_app.domain.errors import WrongValue
from anchor_app.services.comparing import Collected
from anchor_app.services.file_names import safe_name
from anchor_app.services.publishing import Published, about_unprintable, write_file

if TYPE_CHECKING:
    from anchor_app.reports.comparison_content import ComparisonReport
    from anchor_app.reports.tables_of import TableOf

Progress = Callable[[int], None]
"""Is told how many pages, or rows of a workbook, are done, and may raise to stop."""

BOARD = "board"
"""The table that a CSV file holds unless another is asked for."""


class Format(StrEnum):
    """What a comparison is written as; the value is the ending of the file's name."""

    PDF = "pdf"
    EXCEL = "xlsx"
    CSV = "csv"

    @property
    def words(self) -> str:
        """The format as people call it."""
        return {Format.PDF: "PDF", Format.EXCEL: "Excel", Format.CSV: "CSV"}[self]


def format_of(path: Path) -> Format:
    """The format that the ending of a file's name asks for; raises WrongValue."""
    ending = path.suffix.removeprefix(".").lower()
    if ending not in list(Format):
        raise WrongValue(f"A comparison is written as PDF, Excel or CSV, and {path.name} is none of them. Give the "
                         "file a name that ends in .pdf, .xlsx or .csv.")
    return Format(ending)


def report_of(collected: Collected, compared: Comparison, audience: Audience = Audience.COLLABORATIVE,
              by: By | None = None) -> ComparisonReport:
    """What the report of a comparison says, its rows in the order they are in; it may be made in any thread.

    `compared` is `collected.comparison(…, audience)`, sorted or not. What was collected for one period alone has no
    trend.
    """
    from anchor_app.reports.comparison_content import Found, comparison_content

    wanted = compared.wanted
    coverage = {charter.digest: held for charter, held in collected.coverage(wanted, audience)}
    trend = () if collected.period else collected.trend(wanted.reading, audience)
    found = Found(compared, coverage, trend)
    if audience is not Audience.PUBLIC:
        found = Found(compared, coverage, trend, collected.matches(wanted.period),
                      collected.returns(wanted.period, wanted.round))
    return comparison_content(found, collected.collaborative, collected.on, audience, by)


def laid_out_comparison(report: ComparisonReport, kind: Format, progress: Progress | None = None, *,
                        table: str = BOARD) -> Published:
    """The report in a format: the same bytes for the same content; `table` is the one that a CSV file holds.

    Raises WrongValue for a table that there is none of, and whatever `progress` raises.
    """
    output = BytesIO()
    if kind is Format.PDF:
        from anchor_app.reports.comparison_layout import write_comparison as lay_out

        built = lay_out(report, output, progress)
        return Published(output.getvalue(), built.pages, about_unprintable(built.unprintable))
    from anchor_app.reports.comparison_tables import comparison_tables

    tables = comparison_tables(report)
    if kind is Format.CSV:
        from anchor_app.reports.csv_tables import table_csv

        return Published(table_csv(_chosen(tables, table)), 0, "")
    from anchor_app.reports.spreadsheet import write_workbook

    write_workbook(tables, f"{report.collaborative}: comparison of organisations, {report.period}", output, progress)
    return Published(output.getvalue(), 0, "")


def write_comparison(report: ComparisonReport, path: Path, progress: Progress | None = None, *,
                     table: str = BOARD) -> Published:
    """Write the report to a file, whole or not at all, in the format that the file's name asks for.

    Raises WrongValue, DiskFull, DiskTrouble, and whatever `progress` raises.
    """
    published = laid_out_comparison(report, format_of(path), progress, table=table)
    write_file(path, published.data)
    return published


def sorted_comparison(collected: Collected, wanted: Wanted, audience: Audience, column: str = Column.NAME, *,
                      is_descending: bool = False) -> Comparison:
    """The comparison with its boards by a column; a board without that column stays by name."""
    found = collected.comparison(wanted, audience)
    boards = []
    for board in found.boards:
        known = {*Column, *(f"domain:{one.id}" for one in board.charter.domains)}
        boards.append(ordered(board, column if column in known else Column.NAME, is_descending=is_descending))
    return replace(found, boards=tuple(boards))


def expected_steps(report: ComparisonReport, kind: Format) -> int:
    """About how many pages, or exactly how many rows, `progress` will hear of."""
    if kind is Format.PDF:
        rows = sum(len(part.board.rows) for part in report.boards)
        returns = len(report.returns.every) if report.returns else 0
        return 5 + rows // 11 + returns // 22 + len(report.matches) // 14
    from anchor_app.reports.comparison_tables import comparison_tables

    return max(1, sum(len(one.rows) for one in comparison_tables(report)))


def comparison_name(collaborative: Collaborative, wanted: Wanted, kind: Format,
                    audience: Audience = Audience.COLLABORATIVE) -> str:
    """The file name to suggest."""
    public = "public " if audience is Audience.PUBLIC else ""
    words = f"{collaborative.name[:60]} {public}comparison {wanted.period} {wanted.round} {wanted.reading.words}"
    name = safe_name(re.sub(r"[/\\]", "-", " ".join(words.split())))
    return f"{name}.{kind.value}"


def _chosen(tables: tuple[TableOf, ...], key: str) -> TableOf:
    for one in tables:
        if one.key == key:
            return one
    there = ", ".join(one.key for one in tables)
    raise WrongValue(f"This comparison has no table {key}. Its tables are {there}.")
