"""The comparison as plain tables, for spreadsheets and CSV: the same values as on paper, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from anchor_app.domain.comparison import BoardRow
from anchor_app.domain.coverage import Cover
from anchor_app.domain.helping import Match
from anchor_app.domain.members import Member
from anchor_app.domain.returns import Return
from anchor_app.reports.comparison_content import BoardPart, ComparisonReport, TrendPart
from anchor_app.reports.comparison_words import received_at
from anchor_app.reports.tables_of import ColumnOf, TableOf, Value

KEYS: Final = ("board", "components", "coverage", "returns", "help", "trend", "method")
"""The keys of the tables; where there are several charters, further ones of a key are board-2, board-3 …"""


def _number(heading: str, width: int = 11) -> ColumnOf:
    return ColumnOf(heading, width, "number")


_WHO: Final = (ColumnOf("Organisation", 36), ColumnOf("Short name", 18), ColumnOf("Kind", 20), ColumnOf("Place", 16),
               ColumnOf("Level", 18, "level"))
_OVERALL: Final = (
    _number("Fulfilled", 11), _number("Components", 12), _number("Change", 10), ColumnOf("Compared with", 19),
    _number("Levels gained", 10), _number("To next level", 10), ColumnOf("Round", 12), _number("Revision", 10),
    ColumnOf("State", 12), ColumnOf("Charter", 34))
_NO_BOARD: Final = TableOf("board", "Board", (*_WHO, *_OVERALL), ())


def comparison_tables(report: ComparisonReport) -> tuple[TableOf, ...]:
    """Every table of a comparison; what a public view withholds has none."""
    found = [*_numbered("board", "Board", map(_board, report.boards))] or [_NO_BOARD]
    if not report.is_public:
        found += _numbered("components", "Components", map(_components, report.boards))
    found += _numbered("coverage", "Coverage", (_coverage(one) for one in report.boards if one.coverage))
    if report.returns is not None:
        found.append(_returns(report.returns.every))
    if not report.is_public:
        found.append(_help(report.matches))
    found += _numbered("trend", "Trend", map(_trend, report.trend))
    return (*found, _method(report))


def _numbered(key: str, title: str, tables: Iterable[TableOf]) -> Iterator[TableOf]:
    """Tables of one kind: the first under its own name, further ones numbered from 2."""
    for place, one in enumerate(tables, start=1):
        yield replace(one, key=f"{key}-{place}", title=f"{title} {place}") if place > 1 else one


def _board(part: BoardPart) -> TableOf:
    charter = part.board.charter
    columns = (
        *_WHO,
        *(ColumnOf(f"{one.number} {one.short_title} (of {len(one.components)})", 14, "count", len(one.components))
          for one in charter.domains),
        *_OVERALL)
    return TableOf("board", "Board", columns, tuple(_board_row(row, part) for row in part.board.rows),
                   tuple(one.name for one in charter.levels))


def _board_row(row: BoardRow, part: BoardPart) -> tuple[Value, ...]:
    held, answers, member = row.standing, row.answers, row.member
    counts = {one.domain.id: one.counted for one in row.cells}
    return (member.name, _short(member), member.kind.words if member.kind else None, member.place or None,
            row.level_name, *(counts.get(one.id) for one in part.board.charter.domains),
            held.counted if held else None, held.of if held else None, row.change,
            "new" if row.is_new else row.since or None, row.levels_gained, row.distance,
            answers.round if answers else None, answers.revision if answers else None,
            answers.state.words if answers else None, part.board.title)


def _short(member: Member) -> str | None:
    """The short name where there is one."""
    return member.short_name if member.short_name != member.name else None


def _components(part: BoardPart) -> TableOf:
    columns = (ColumnOf("Organisation", 36), *(ColumnOf(f"{one.id} {one.title}", 18) for one in part.board.charter))
    rows = tuple((row.member.name, *(one.words if one else None for one in covers))
                 for row, covers in zip(part.board.rows, part.covers, strict=True))
    return TableOf("components", "Components", columns, rows)


def _coverage(part: BoardPart) -> TableOf:
    columns = (ColumnOf("Component", 12), ColumnOf("Title", 52), ColumnOf("Domain", 44), _number("Organisations", 14),
               *(_number(one.words, 13) for one in Cover), _number("Not yet", 10), ColumnOf("Lacked by most", 10))
    return TableOf("coverage", "Coverage", columns, tuple(
        (one.component.id, one.component.title, one.domain.title, one.of, one.fulfilled, one.unproven, one.planned,
         one.lacking, one.not_applicable, one.not_yet, "yes" if one in part.lacked else "no")
        for one in part.coverage))


def _returns(every: Iterable[Return]) -> TableOf:
    columns = (ColumnOf("Organisation", 36), ColumnOf("Short name", 18), ColumnOf("Return", 24),
               _number("Received (UTC)", 20), ColumnOf("Period", 12), ColumnOf("Round", 12),
               _number("Revision", 10), ColumnOf("State", 14))
    return TableOf("returns", "Returns", columns, tuple(
        (one.member.name, _short(one.member), one.arrival.words, received_at(one),
         *((one.answers.period, one.answers.round, one.answers.revision, one.answers.state.words)
           if one.answers else (None, None, None, None))) for one in every))


def _help(matches: Iterable[Match]) -> TableOf:
    columns = (ColumnOf("Can help", 36), ColumnOf("Whom", 36), ColumnOf("Component", 12), ColumnOf("Title", 48),
               ColumnOf("Because", 52), _number("Introduction noted", 14), _number("Introduction made", 14))
    return TableOf("help", "Help", columns, tuple(
        (one.giver.name, one.taker.name, one.component.id, one.component.title, one.reason,
         one.introduction.noted_on if one.introduction else None,
         one.introduction.made_on if one.introduction else None) for one in matches))


def _trend(part: TrendPart) -> TableOf:
    names = [name for name, _ in part.points[0].levels]
    columns = (ColumnOf("Period", 12), _number("Organisations", 14), *(_number(name, 12) for name in names),
               _number("Mean fulfilled", 11), _number("Median fulfilled", 11),
               _number("Mean change of those that stayed", 17), _number("Stayed", 10), ColumnOf("Charter", 44))
    return TableOf("trend", "Trend", columns, tuple(
        (one.period, one.of, *(count for _, count in one.levels), one.mean, one.median, one.steady,
         one.steady_of if one.steady is not None else None, f"{part.charter.title}, {part.charter.edition}")
        for one in part.points))


def _method(report: ComparisonReport) -> TableOf:
    """What the comparison is about, and how everything was counted."""
    about: list[tuple[Value, ...]] = [
        ("Comparison", "Collaborative", report.collaborative), ("", "Period", report.period),
        ("", "Reading", report.wanted.reading.words), ("", "As on", report.on), ("", "For", _whom(report))]
    if report.narrowed:
        about.append(("", "Narrowed to", report.narrowed))
    about += [("", "Note", one) for one in report.notes]
    about += [("", "In brief", one) for one in report.summary]
    about += [("", "Answered under a charter that is not here", one.name) for one in report.unscored]
    told = [(part.title if not place else "", "", one)
            for part in report.method for place, one in enumerate(part.sentences)]
    return TableOf("method", "Method", (ColumnOf("Part", 30), ColumnOf("About", 16), ColumnOf("What is said", 110)),
                   (*about, *told))


def _whom(report: ComparisonReport) -> str:
    return "the public: names may be withheld" if report.is_public else "the collaborative"
