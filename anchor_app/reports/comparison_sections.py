"""The sections of a comparison behind its board: coverage, trend, who can help whom, returns and the method."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak

from anchor_app.design import LIGHT, Tone
from anchor_app.domain.coverage import Cover, Coverage
from anchor_app.domain.helping import Match
from anchor_app.domain.level_wording import capitalised
from anchor_app.domain.returns import Arrival, Return
from anchor_app.reports.charts import Bar, Part, level_part, stacked_bars, stacked_columns
from anchor_app.reports.comparison_content import BoardPart, ComparisonReport, TrendPart
from anchor_app.reports.comparison_method import COVERAGE, MethodPart
from anchor_app.reports.comparison_words import introduction_words, mean_words, received_words, steady_words
from anchor_app.reports.flowables import Figure, Labelled, bullets
from anchor_app.reports.marks import Circle
from anchor_app.reports.paragraph import Heading, Text
from anchor_app.reports.stack import SideBySide
from anchor_app.reports.table import Cell, Column, Table, TableLook
from anchor_app.reports.text import Span

_WIDE = 769.0
"""The width of an A4 landscape page within its margins, in points."""
_HIGH = 430.0
"""What is left of its height below a heading."""
_ONE_CHART = 20
"""Bars that a chart has room for on one page."""
_CLOSE: Final = TableLook(padding_y=3)
_COVERS: Final = (
    Part(Cover.FULFILLED.words, LIGHT.good, "full"), Part(Cover.UNPROVEN.words, LIGHT.good, "hatched"),
    Part(Cover.PLANNED.words, LIGHT.accent, "plain"),
    Part(Cover.LACKING.words, Tone(LIGHT.soft_ink, LIGHT.card), "empty"),
    Part(Cover.NOT_APPLICABLE.words, Tone(LIGHT.soft_ink, LIGHT.ground), "struck"))


def coverage_section(part: BoardPart) -> list[Flowable]:
    """Coverage of every component as a chart and a table."""
    story: list[Flowable] = [
        Heading(f"Coverage{part.suffix}", 2),
        Text(f"How many of {part.coverage[0].of:,} organisations fulfil each component, plan it, or lack it.", "soft")]
    for start in range(0, len(part.coverage), _ONE_CHART):
        story.append(_coverage_chart(part.coverage[start:start + _ONE_CHART]))
    return [*story, PageBreak(), Heading(f"Coverage in numbers{part.suffix}", 3), _coverage_table(part.coverage)]


def lacked_section(part: BoardPart) -> list[Flowable]:
    """What most lack; nothing where a public view withholds the coverage."""
    if not part.coverage:
        return []
    heading = Heading(f"What most lack{part.suffix}", 2)
    if not part.lacked:
        return [heading, Text("No component is lacked by more than half of those to whom it applies.", "soft")]
    return [heading, _lacked_table(part.lacked)]


def _coverage_chart(covered: tuple[Coverage, ...]) -> Figure:
    bars = [Bar(f"{one.component.id}  {one.component.title}", _counts(one)) for one in covered]
    words = "; ".join(f"{one.component.id} {one.fulfilled:,} of {one.of:,}" for one in covered)
    alt = f"Stacked bars, one for each component. Fulfilled: {words}. The table that follows has all numbers."
    return Figure(stacked_bars(_COVERS, bars, _WIDE, 250), alt)


def _counts(one: Coverage) -> tuple[int, ...]:
    return one.fulfilled, one.unproven, one.planned, one.lacking, one.not_applicable


def _coverage_table(covered: tuple[Coverage, ...]) -> Table:
    columns = (Column("Component"), *(Column(one.words, width=78, align="right") for one in Cover),
               Column("Not yet", width=120))
    return Table(columns, [(Cell(Text(f"{one.component.id} {one.component.title}", "strong"), header=True),
                            *(f"{count:,}" for count in _counts(one)), one.words) for one in covered], _CLOSE)


def _lacked_table(lacked: tuple[Coverage, ...]) -> Table:
    columns = (Column("Component", 0.5), Column("Domain", 0.3), Column("Not yet", width=120),
               Column("Planned", width=70, align="right"), Column("Lacking", width=70, align="right"))
    return Table(columns, [
        (Cell(Text(f"{one.component.id} {one.component.title}", "strong"), header=True), one.domain.title, one.words,
         f"{one.planned:,}", f"{one.lacking:,}") for one in lacked], _CLOSE)


def trend_section(report: ComparisonReport) -> list[Flowable]:
    """How the whole collaborative moved over the periods, one chart and table for each charter."""
    story: list[Flowable] = []
    for part in report.trend:
        whole = "All organisations" if report.narrowed else "Organisations"
        story += [PageBreak() if not story else CondPageBreak(300), Heading(f"Trend{part.suffix}", 2),
                  Text(f"{whole} by level in each period, {report.wanted.reading.words.lower()}.", "soft"),
                  _trend_chart(part), _trend_table(part)]
    return story


def _trend_chart(part: TrendPart) -> Figure:
    names = [name for name, _ in part.points[0].levels]
    parts = [level_part(name, rank, len(names) - 1) for rank, name in enumerate(names)]
    bars = [Bar(one.period, tuple(count for _, count in one.levels)) for one in part.points]
    words = "; ".join(f"{one.period}: " + ", ".join(f"{name} {count:,}" for name, count in one.levels if count)
                      for one in part.points)
    return Figure(stacked_columns(parts, bars, _WIDE),
                  f"Columns, one for each period, by level. {words}. The table below has the same numbers.")


def _trend_table(part: TrendPart) -> Table:
    names = [name for name, _ in part.points[0].levels]
    columns = (Column("Period", width=60), Column("Organisations", width=86, align="right"),
               *(Column(name, align="right") for name in names), Column("Mean fulfilled", align="right"),
               Column("Median", align="right"), Column("Change of those that stayed", 1.6, align="right"))
    return Table(columns, [
        (Cell(Text(one.period, "strong"), header=True), f"{one.of:,}", *(f"{count:,}" for _, count in one.levels),
         mean_words(one.mean), mean_words(one.median), steady_words(one)) for one in part.points], _CLOSE)


def help_section(report: ComparisonReport) -> list[Flowable]:
    """Who can help whom; a public view has no such section."""
    if report.is_public:
        return []
    story: list[Flowable] = [PageBreak(), Heading("Who can help whom", 2)]
    if not report.matches:
        return [*story, Text("Nobody here has as a focus or an opportunity what another has fulfilled and proven in "
                             "this period.", "soft")]
    columns = (Column("Can help", 0.22), Column("Whom", 0.22), Column("Component", 0.26), Column("Because", 0.3),
               Column("Introduction", width=92))
    return [*story, Text("By those who are helped; whoever is of the same place comes first.", "soft"),
            Table(columns, [_match(one) for one in report.matches], _CLOSE)]


def _match(one: Match) -> tuple[Cell, str, str, str, str]:
    return (Cell(Text(one.giver.name, "strong"), header=True), one.taker.name,
            f"{one.component.id} {one.component.title}", capitalised(one.reason), introduction_words(one))


def returns_section(report: ComparisonReport) -> list[Flowable]:
    """Who has sent, when and which revision, and who is missing; a public view has no such section."""
    if report.returns is None:
        return []
    story: list[Flowable] = [PageBreak(), Heading("Returns", 2), Text(report.returns.words, "soft")]
    if not report.returns.every:
        return story
    columns = (Column("Organisation", 1.6), Column("Return", width=164), Column("When", width=152),
               Column("Round", width=66), Column("Revision", width=62, align="right"), Column("State", width=90))
    story.append(Table(columns, [_return(one) for one in report.returns.every], _CLOSE))
    if report.unscored:
        names = [Span(one.name) for one in report.unscored]
        story += [Heading("Answered under a charter that is not here", 3), *bullets(names)]
    return story


def _return(one: Return) -> tuple[Cell, Flowable, str, str, str, str]:
    answers = one.answers
    face = Circle("empty" if one.arrival is Arrival.MISSING else "ticked")
    return (Cell(Text(one.member.name, "strong"), header=True), Labelled(face, one.arrival.words, "body"),
            received_words(one), answers.round if answers else "", f"{answers.revision}" if answers else "",
            answers.state.words if answers else "")


def method_section(report: ComparisonReport) -> list[Flowable]:
    """How everything was counted."""
    half = next((place for place, part in enumerate(report.method) if part.title == COVERAGE), 0)
    left, right = _parts(report.method[:half]), _parts(report.method[half:])
    beside = SideBySide(left, right, gap=28)
    is_short = beside.wrap(_WIDE, _HIGH)[1] <= _HIGH
    page = PageBreak() if report.boards or report.trend else CondPageBreak(300)
    return [page, Heading("Method", 2), *([beside] if is_short else [*left, *right])]


def _parts(parts: Iterable[MethodPart]) -> list[Flowable]:
    return [piece for part in parts for piece in (Heading(part.title, 3), *map(Text, part.sentences))]
