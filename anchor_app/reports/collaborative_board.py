"""All members beside each other in the collaborative's annual report: the trend, the board, and domain by domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from anchor_app.domain.charter import Domain
from anchor_app.domain.comparison import BoardRow
from anchor_app.domain.coverage import Cover, Coverage
from anchor_app.domain.figures import figure_words
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measures import Measure, Track
from anchor_app.domain.scoring import BELOW
from anchor_app.domain.wording import listed
from anchor_app.reports.annual_parts import moved_cell, standing_sign
from anchor_app.reports.collaborative import CollaborativeYear
from anchor_app.reports.comparison_content import BoardPart, TrendPart
from anchor_app.reports.comparison_words import mean_words, steady_words
from anchor_app.reports.document import (
    Block,
    Bullets,
    Callout,
    CountsChart,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Paragraph,
    Picture,
    Sign,
)
from anchor_app.reports.outcome_words import track_sign

_COVERS = (Cover.FULFILLED, Cover.PLANNED, Cover.LACKING, Cover.NOT_APPLICABLE)
_COVER_KEYS: Final[Mapping[Cover, str]] = {
    Cover.FULFILLED: "fulfilled", Cover.PLANNED: "working-towards", Cover.LACKING: "not-started",
    Cover.NOT_APPLICABLE: "not-applicable"}


def trend_blocks(year: CollaborativeYear) -> list[Block]:
    """How many members stand at each level from period to period; nothing without a period."""
    blocks: list[Block] = []
    for part in year.compared.trend:
        if len(year.compared.trend) > 1:
            blocks.append(Heading(f"{part.charter.title}, {part.charter.edition}", 3))
        blocks += [_trend_picture(part), _trend_grid(part)]
    return blocks


def _trend_picture(part: TrendPart) -> Picture:
    names = (BELOW.format(part.charter.levels[0].name), *(one.name for one in part.charter.levels))
    parts = tuple(Sign("level", name, "", rank, len(part.charter.levels)) for rank, name in enumerate(names))
    bars = tuple((f"{point.period} ({point.of})", tuple(count for _, count in point.levels)) for point in part.points)
    told = "; ".join(f"{point.period}: {listed([f'{name} {count}' for name, count in point.levels if count])}"
                     for point in part.points)
    return Picture(CountsChart(parts, bars), f"Members at each level. {told}.", "Members at each level, self-assessed")


def _trend_grid(part: TrendPart) -> Grid:
    columns = (GridColumn("Period", 1.2), GridColumn("Members", 1, "right"), GridColumn("Mean fulfilled", 1.2, "right"),
               GridColumn("Median fulfilled", 1.2, "right"), GridColumn("Change of those that stayed", 1.8, "right"))
    rows = tuple((GridCell(one.period, is_header=True), f"{one.of:,}", mean_words(one.mean), mean_words(one.median),
                  steady_words(one)) for one in part.points)
    return Grid(columns, rows, "Fulfilled components from period to period")


def board_blocks(year: CollaborativeYear) -> list[Block]:
    """The board on a lying page; where a public view withholds it, why."""
    blocks: list[Block] = [Callout(one) for one in year.compared.notes]
    for part in year.boards:
        if part.suffix:
            blocks.append(Heading(part.board.title, 3))
        blocks.append(_board(part))
    missing = year.compared.returns.missing if year.compared.returns else ()
    if missing:
        blocks.append(Paragraph(f"{listed([one.member.name for one in missing])}.", label="No assessment yet"))
    if year.compared.unscored:
        names = listed([one.name for one in year.compared.unscored])
        blocks.append(Paragraph(f"{names}.", label="Answered under a charter that is not here"))
    return blocks


def _board(part: BoardPart) -> Grid:
    charter = part.board.charter
    columns = (GridColumn("Organisation", 2.4), GridColumn("Level", 1.4),
               *(GridColumn(one.short_title, 0.95, "right") for one in charter.domains),
               GridColumn("Fulfilled", 0.9, "right"), GridColumn("Change", 0.8, "right"),
               GridColumn("To next", 0.7, "right"))
    return Grid(columns, tuple(_row(part, row) for row in part.board.rows),
                "Fulfilled components of each domain, and how many more the next level takes over all of them")


def _row(part: BoardPart, row: BoardRow) -> tuple[GridCell | str, ...]:
    held = row.standing
    cells = [one.words for one in row.cells] or ["–"] * len(part.board.charter.domains)
    change = GridCell("new") if row.is_new else moved_cell(row.change)
    return (GridCell(row.member.name, is_header=True),
            GridCell(sign=standing_sign(held)) if held else row.level_name, *cells,
            f"{held.counted}/{held.of}" if held else "–", change, "–" if row.distance is None else str(row.distance))


def domains_blocks(year: CollaborativeYear) -> list[Block]:
    """Each domain over all members: how many fulfil, plan or lack its components, and their outcomes side by side."""
    blocks: list[Block] = []
    for part in year.boards:
        for domain in part.board.charter.domains:
            covered = tuple(one for one in part.coverage if one.domain.id == domain.id)
            inside = [*_coverage(covered), *_outcomes(year, part, domain)]
            if inside:
                blocks += [Heading(f"{domain.number} {domain.title}{part.suffix}", 3), *inside]
    return blocks


def _coverage(covered: tuple[Coverage, ...]) -> Iterator[Block]:
    if not covered or not covered[0].of:
        return
    parts = tuple(Sign("status", one.words, _COVER_KEYS[one]) for one in _COVERS)
    bars = tuple((f"{one.component.id}", (one.fulfilled + one.unproven, one.planned, one.lacking, one.not_applicable))
                 for one in covered)
    told = "; ".join(f"{one.component.id} {one.component.title}: {one.fulfilled + one.unproven} fulfilled, "
                     f"{one.planned} planned, {one.lacking} lacking" for one in covered)
    yield Picture(CountsChart(parts, bars), f"Of {covered[0].of} members: {told}.",
                  f"How many of {covered[0].of} members fulfil, plan or lack each component")
    yield Bullets(tuple(f"{one.component.id} {one.component.title}" for one in covered))


def _outcomes(year: CollaborativeYear, part: BoardPart, domain: Domain) -> Iterator[Block]:
    """The charter's outcome of a domain, member by member; nothing where nobody has a reading."""
    found: list[tuple[str, Measure]] = []
    for row in part.board.rows:
        held = year.measures.get(row.member.organisation, ())
        found += [(row.member.name, one) for one in held
                  if one.domain == domain.id and one.is_charters and one.point_on(year.on) is not None]
    if not found:
        return
    columns = (GridColumn("Organisation", 2.2), GridColumn("Baseline", 1.2, "right"),
               GridColumn("Newest reading", 1.2, "right"), GridColumn("On", 1.3), GridColumn("Target", 1.2, "right"),
               GridColumn("Stands", 1.6))
    yield Grid(columns, tuple(_outcome_row(name, one, year) for name, one in found), found[0][1].title)


def _outcome_row(name: str, one: Measure, year: CollaborativeYear) -> tuple[GridCell | str, ...]:
    newest, track = one.point_on(year.on), one.track(year.on)
    read = (figure_words(newest.value, one.unit), day_words(newest.on)) if newest else ("–", "")
    return (GridCell(name, is_header=True), figure_words(one.baseline, one.unit) if one.baseline is not None else "–",
            *read, figure_words(one.target, one.unit) if one.target is not None else "–",
            GridCell(sign=track_sign(track)) if track is not Track.NO_PATH else "No path")
