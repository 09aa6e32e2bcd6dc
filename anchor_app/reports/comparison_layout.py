"""How the comparison is laid out: A4 landscape, the answers first, then the board, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, Final

from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak

from anchor_app.design import share_tone
from anchor_app.domain.board_order import Group
from anchor_app.domain.charter import Domain
from anchor_app.domain.comparison import BoardRow
from anchor_app.domain.level_wording import day_words
from anchor_app.reports import fonts
from anchor_app.reports.charts import level_part, levels_chart
from anchor_app.reports.comparison_content import BoardPart, ComparisonReport
from anchor_app.reports.comparison_sections import (
    coverage_section,
    help_section,
    lacked_section,
    method_section,
    returns_section,
    trend_section,
)
from anchor_app.reports.flowables import Badge, Figure, Rule, bullets
from anchor_app.reports.marks import Shield
from anchor_app.reports.page import Built, Setup, build_pdf
from anchor_app.reports.paragraph import Heading, Text
from anchor_app.reports.stack import SideBySide
from anchor_app.reports.styles import STYLES
from anchor_app.reports.table import Cell, Column, Table, TableLook
from anchor_app.reports.text import Span
from anchor_app.reports.tinted import Tinted, beside

_AT_ONCE = 9
"""Domains on one board; a charter with more of them has further tables below."""
_LOOK = TableLook(padding_x=4, padding_y=3)
_CENTRED: Final = replace(STYLES.body, align="centre")
_NAME: Final = replace(STYLES.strong, after=0)
_BELOW_NAME: Final = replace(STYLES.soft, after=0)


def write_comparison(report: ComparisonReport, output: BinaryIO, on_page: Callable[[int], None] | None = None) -> Built:
    """Write the comparison as a tagged PDF; `on_page` hears each finished page and may raise to cancel."""
    what = "Public view" if report.is_public else "For the collaborative"
    setup = Setup(
        title=f"{report.collaborative}: comparison of organisations, {report.period}",
        author=report.collaborative,
        subject=f"{report.wanted.reading.words} levels",
        header=f"{report.collaborative} · comparison {report.period} · {report.wanted.reading.words}",
        footer=f"{report.collaborative} · comparison {report.period} · {report.wanted.reading.words} · {what}",
        orientation="landscape")
    return build_pdf(comparison_story(report), setup, output, on_page)


def comparison_story(report: ComparisonReport) -> list[Flowable]:
    """The flowables, from the title to the method."""
    story = _front(report)
    for part in report.boards:
        story += [PageBreak(), *_board(part)]
    for part in report.boards:
        if part.coverage:
            story += [PageBreak(), *coverage_section(part)]
    story += trend_section(report)
    story += help_section(report)
    story += returns_section(report)
    return [*story, *method_section(report)]


def _front(report: ComparisonReport) -> list[Flowable]:
    story: list[Flowable] = [
        Text("Comparison of organisations", "soft"), Heading(report.collaborative, 1),
        Text(f"{report.period} · {report.wanted.reading.words}", "strong"),
        Text(_circumstances(report), "soft"), Rule()]
    story += [Text(one, "strong") for one in report.notes]
    if not report.boards and not report.notes:
        story.append(Text("No organisation has an assessment that fits.", "strong"))
    if report.summary:
        story += [Heading("In brief", 2), *bullets(report.summary)]
    for part in report.boards:
        story += [CondPageBreak(200), Heading(f"How the levels are spread{part.suffix}", 2), _levels(part)]
        story += lacked_section(part)
    return story


def _circumstances(report: ComparisonReport) -> str:
    """The day, for whom it is, and what it is narrowed to."""
    whom = "Public view" if report.is_public else "For the collaborative"
    parts = [f"As on {day_words(report.on)}", whom]
    if report.narrowed:
        parts.append(f"Narrowed to {report.narrowed}")
    return " · ".join(parts)


def _levels(part: BoardPart) -> Flowable:
    """The chart of the levels, and the table behind it beside it."""
    of, every = len(part.board.charter.levels), len(part.board.rows)
    alt = "Bars, one for each level: " + ", ".join(f"{name} {count:,}" for name, _, count in part.spread)
    chart = levels_chart([(level_part(name, rank, of), count) for name, rank, count in part.spread], 360)
    columns = (Column("Level"), Column("Organisations", width=84, align="right"),
               Column("Share", width=60, align="right"))
    rows = [(Cell(Badge(Shield(rank - 1, of), name), header=True), beside(f"{count:,}", STYLES.number),
             beside(f"{100 * count / every:.0f} %" if every else "", STYLES.number))
            for name, rank, count in part.spread]
    return SideBySide([Figure(chart, f"{alt}. The table beside it has the same numbers.")],
                      [Table(columns, rows, TableLook(padding_y=2))], share=0.5, gap=24)


def _board(part: BoardPart) -> list[Flowable]:
    domains = part.board.charter.domains
    chunks = [domains[at:at + _AT_ONCE] for at in range(0, len(domains), _AT_ONCE)]
    story: list[Flowable] = []
    for chunk in chunks:
        which = f", domains {chunk[0].number} to {chunk[-1].number}" if len(chunks) > 1 else ""
        story += [Heading(f"Board{part.suffix}{which}", 2), Text(_how_to_read(part), "soft")]
        for group in part.groups:
            story += _group(part, group, chunk)
    return story


def _how_to_read(part: BoardPart) -> str:
    return (f"{part.board.title}. Components that count in each domain, out of how many; a darker field has a larger "
            "share. Change is since the last assessment of an earlier period, To next is how many more components the "
            "next level takes.")


def _group(part: BoardPart, group: Group, domains: Sequence[Domain]) -> list[Flowable]:
    heading: list[Flowable] = []
    if group.label:
        levels = ", ".join(f"{name} {count:,}" for name, count in reversed(group.levels) if count)
        heading = [Heading(Span(group.label), 3), Text(levels, "soft")]
    return [*heading, Table(_columns(domains), [_row(row, domains) for row in group.rows], _LOOK)]


def _columns(domains: Sequence[Domain]) -> tuple[Column, ...]:
    """A domain's column has room for the longest word of its short title, where there is room at all."""
    return (Column("Organisation"), Column("Level", width=110),
            *(Column(one.short_title, width=_room_for(one.short_title), align="centre") for one in domains),
            Column("Fulfilled", width=56, align="centre"), Column("Change", width=52, align="centre"),
            Column("To next", width=46, align="centre"))


def _room_for(title: str) -> float:
    longest = max((fonts.width("semibold", word) for word in title.split()), default=0.0)
    return min(max(longest * STYLES.column.size / 1000 + 9.0, 46.0), 78.0)


def _row(row: BoardRow, domains: Sequence[Domain]) -> tuple[Cell | list[Flowable] | Flowable, ...]:
    held = row.standing
    level = Badge(Shield(held.rank - 1 if held else -1, len(held.charter.levels) if held else 1), row.level_name)
    counts = {cell.domain.id: Tinted(cell.words, share_tone(cell.counted, cell.of)) for cell in row.cells}
    return (Cell(list(_who(row)), header=True), level,
            *(counts.get(one.id) or beside("–", _CENTRED) for one in domains),
            beside(f"{held.counted} of {held.of}" if held else "–", _CENTRED), beside(row.change_words, _CENTRED),
            beside("–" if row.distance is None else f"{row.distance}", _CENTRED))


def _who(row: BoardRow) -> Iterator[Flowable]:
    """The name with kind and place below it, as far as they are told."""
    yield from beside(row.member.name, _NAME)
    told = [row.member.kind.words if row.member.kind else "", row.member.place]
    words = " · ".join(part for part in told if part)
    if words:
        yield Text(words, _BELOW_NAME)
