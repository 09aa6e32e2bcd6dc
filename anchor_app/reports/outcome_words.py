"""An outcome as a chart, with the words for those who do not see it, and the table of the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from anchor_app.domain.figures import figure_or_none, figure_words, rounded
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measures import Measure, Point, Track
from anchor_app.domain.outcome import Direction
from anchor_app.domain.outcome_beside_level import DomainLevel
from anchor_app.domain.wording import listed
from anchor_app.reports.document import ChartPoint, Grid, GridCell, GridColumn, OutcomeChart, Picture, Sign

MOST_POINTS = 400
"""More readings than this cannot be told apart in a picture; the lowest and highest of neighbours stand for them."""
MOST_ROWS = 24
"""The newest readings that a table on paper has."""
_MOST_LEVELS = 5


def outcome_chart(measure: Measure, levels: Sequence[DomainLevel] = ()) -> OutcomeChart:
    """The chart of an outcome, beside the levels of its domain, the oldest first."""
    return OutcomeChart(
        measure.unit, tuple(ChartPoint(*one) for one in thinned(measure.points)),
        _chart_point(measure.outcome.baseline_on, measure.baseline),
        _chart_point(measure.outcome.target_on, measure.target),
        measure.heading is Direction.DOWN, tuple((one.on, level_sign(one)) for one in levels))


def outcome_alt(measure: Measure, on: date, levels: Sequence[DomainLevel] = ()) -> str:
    """What the chart shows, in sentences, as it stands on a day."""
    parts = [f"{measure.title or 'Outcome'}{f', in {measure.unit}' if measure.unit else ''}."]
    if measure.heading is not None:
        parts.append(f"{measure.heading.words}.")
    if measure.baseline is not None:
        parts.append(f"Baseline {value_words(measure.baseline, measure.unit, measure.outcome.baseline_on)}.")
    if measure.target is not None:
        parts.append(f"Target {value_words(measure.target, measure.unit, measure.outcome.target_on, 'by')}.")
    count = len(measure.points)
    if count > 1:
        first, newest = measure.points[0], measure.points[-1]
        low, high = (pick(one.value for one in measure.points) for pick in (min, max))
        parts.append(f"{count:,} readings, from {value_words(first.value, measure.unit, first.on)} to "
                     f"{value_words(newest.value, measure.unit, newest.on)}; the lowest is "
                     f"{figure_words(low, measure.unit)}, the highest {figure_words(high, measure.unit)}.")
    elif count:
        parts.append(f"One reading: {value_words(measure.points[0].value, measure.unit, measure.points[0].on)}.")
    parts.append(f"{track_words(measure, on)}.")
    if levels:
        told = [f"{one.name} in {one.when}" for one in levels[-_MOST_LEVELS:]]
        parts.append(f"The level of its domain: {listed(told)}.")
    return " ".join(parts)


def outcome_grid(measure: Measure, most: int = MOST_ROWS) -> Grid:
    """The numbers of the chart: baseline, target, and readings with the value on the path and the source."""
    rows: list[tuple[GridCell | str, ...]] = []
    if measure.baseline is not None:
        rows.append(_row(measure, "Baseline", measure.outcome.baseline_on, measure.baseline))
    points = measure.points[-most:]
    left = len(measure.points) - len(points)
    if left:
        rows.append((GridCell("Earlier readings", is_header=True), f"{left:,}", "", ""))
    sources = _sources(measure, points[0].on if points else date.max)
    for one in points:
        expected = measure.expected(one.on)
        rows.append((GridCell(day_words(one.on), is_header=True), figure_words(one.value, measure.unit),
                     figure_words(rounded(expected), measure.unit) if expected is not None else "",
                     sources.get((one.on, one.value), "")))
    if measure.target is not None:
        rows.append(_row(measure, "Target", measure.outcome.target_on, measure.target))
    columns = (GridColumn("Day", 2), GridColumn("Value", 1.2, "right"), GridColumn("On the path", 1.2, "right"),
               GridColumn("Source", 3))
    return Grid(columns, tuple(rows), f"Readings of {measure.title}" if measure.title else "Readings")


def outcome_picture(measure: Measure, on: date, levels: Sequence[DomainLevel] = ()) -> Picture:
    """The chart with its words, and the table of the same numbers."""
    return Picture(outcome_chart(measure, levels), outcome_alt(measure, on, levels), measure.title,
                   outcome_grid(measure))


def track_words(measure: Measure, on: date) -> str:
    """How an outcome stands on a day, with what the path expects where it is behind."""
    track, newest = measure.track(on), measure.point_on(on)
    expected = measure.expected(newest.on) if newest is not None else None
    if track is Track.BEHIND and expected is not None:
        return f"{track.words}: {figure_words(rounded(expected), measure.unit)} expected"
    return track.words


def track_sign(track: Track) -> Sign:
    """The sign of a track, in the order of the tracks."""
    every = list(Track)
    return Sign("track", track.words, track.name.lower().replace("_", "-"), every.index(track), len(every))


def level_sign(level: DomainLevel) -> Sign:
    """The sign of a level."""
    return Sign("level", level.name, "", level.rank, level.of)


def value_words(value: Decimal, unit: str, on: date | None, when: str = "on") -> str:
    """A value with its unit and its day."""
    return f"{figure_words(value, unit)}{f' {when} {day_words(on)}' if on else ''}"


def thinned(points: Sequence[Point], most: int = MOST_POINTS) -> tuple[Point, ...]:
    """No more points than that: of each group of neighbours the lowest and the highest, and always first and last."""
    if len(points) <= most:
        return tuple(points)
    groups = (most - 2) // 2
    kept = [points[0]]
    inner = points[1:-1]
    for at in range(groups):
        group = inner[at * len(inner) // groups:(at + 1) * len(inner) // groups]
        ends = {min(group, key=lambda one: one.value), max(group, key=lambda one: one.value)}
        kept += sorted(ends)
    return (*kept, points[-1])


def _chart_point(on: date | None, value: Decimal | None) -> ChartPoint | None:
    return ChartPoint(on, value) if on is not None and value is not None else None


def _row(measure: Measure, name: str, on: date | None, value: Decimal) -> tuple[GridCell | str, ...]:
    day = f", {day_words(on)}" if on else ""
    return GridCell(f"{name}{day}", is_header=True), figure_words(value, measure.unit), "", ""


def _sources(measure: Measure, since: date) -> dict[tuple[date, Decimal], str]:
    """The sources of readings by day and value; none where stories are counted."""
    found = {}
    for one in measure.readings:
        value = figure_or_none(one.value, measure.unit) if one.on is not None and one.on >= since else None
        if one.on is not None and value is not None and measure.outcome.follows is None:
            found[one.on, value] = one.source
    return found
