"""An outcome over time: its readings, where it began and where it should be, and the level of its domain below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from reportlab.graphics.shapes import Drawing

from anchor_app.domain.figures import figure_words
from anchor_app.reports.chart_axes import Scale, day_span, day_steps, number, step_words, value_steps
from anchor_app.reports.chart_labels import Plot, Point, write_label
from anchor_app.reports.chart_pen import PAPER, SIZE, Dot, Pen
from anchor_app.reports.document import ChartPoint, OutcomeChart, Sign
from anchor_app.reports.marks import Shield

_PLOT: Final = 150.0
_LINE: Final = 16.0
_GAP: Final = 6.0
_FEW: Final = 40
"""Readings that each have a mark of their own; of more, only the line is drawn."""
_LABELLED: Final = 16


def _at(plot: Plot, point: ChartPoint) -> Point:
    return plot.across.at(point.on.toordinal()), plot.up.at(number(point.value))


def outcome_chart(chart: OutcomeChart, width: float, pen: Pen = PAPER) -> Drawing:
    """The chart, `width` points wide, as high as it needs to be.

    Shapes and words tell the kinds of values apart. Of many readings the values of the first, last, least and
    greatest are written; a label that has no room beside the others is left out, because the table has it.
    """
    points = _points(chart)
    if not points:
        return _empty(chart, width, pen)
    below = _LINE + (_LINE + 6 if chart.levels else 0)
    above = (max(line for _words, _dot, _left, line in _key_places(chart, width, pen)) + 1) * _LINE + _GAP
    drawing = Drawing(width, above + _PLOT + below)
    values = [point.value for point in points if not point.value.is_nan()] or [Decimal(0)]
    steps = value_steps([number(min(values)), number(max(values))])
    words = [pen.cut(one, 80) for one in step_words(steps)]
    left = max([pen.width(one) for one in words] + [pen.width("Level") if chart.levels else 0.0]) + _GAP
    first, last = day_span([point.on for point in points] + [day for day, _sign in chart.levels])
    plot = Plot(pen, drawing, Scale(first, last, left + 10, width - 14),
                 Scale(steps[0], steps[-1], below, below + _PLOT))
    _key(chart, plot, width)
    _values(plot, steps, words, left, width)
    _days(plot, first, last, below)
    _draw(chart, plot)
    if chart.levels:
        _levels(chart.levels, plot, width)
    return drawing


def _points(chart: OutcomeChart) -> list[ChartPoint]:
    return [*chart.readings, *(point for point in (chart.baseline, chart.target) if point)]


def _empty(chart: OutcomeChart, width: float, pen: Pen) -> Drawing:
    """A field that says that there is nothing to draw yet."""
    drawing = Drawing(width, 60)
    pen.rect(drawing, (0.5, 0.5, width - 1, 59), pen.palette.ground, pen.palette.line)
    words = pen.cut("No reading, baseline or target is recorded yet.", width - 12)
    pen.words(drawing, width / 2, 26, words, colour=pen.palette.soft_ink, anchor="middle")
    return drawing


# -- what the shapes mean

def _entries(chart: OutcomeChart) -> Iterator[tuple[str, Dot | None]]:
    """The kinds of values that the chart has, in words; the path has a line in place of a shape."""
    if chart.readings:
        count = len(chart.readings)
        yield (f"{count:,} readings" if count > _FEW else "Reading"), "round"
    if chart.baseline:
        yield "Baseline", "square"
    if chart.target:
        yield "Target", "diamond"
    if chart.baseline and chart.target:
        yield "Path to the target", None


def _unit_words(chart: OutcomeChart) -> str:
    way = "lower is better" if chart.is_lower_better else "higher is better"
    return f"{chart.unit}, {way}" if chart.unit.strip() else way.capitalize()


def _key_places(chart: OutcomeChart, width: float, pen: Pen) -> list[tuple[str, Dot | None, float, int]]:
    """Each kind with how far from the left and on which line it stands: beside the unit, or below it in lines."""
    wides = [34 + pen.width(words) for words, _dot in _entries(chart)]
    is_beside = pen.width(_unit_words(chart)) + sum(wides) <= width - 20
    left, line = (width - sum(wides) + 14, 0) if is_beside else (0.0, 1)
    made: list[tuple[str, Dot | None, float, int]] = []
    for (words, dot), wide in zip(_entries(chart), wides, strict=True):
        if not is_beside and left and left + wide - 14 > width:
            left, line = 0.0, line + 1
        made.append((words, dot, left, line))
        left += wide
    return made


def _key(chart: OutcomeChart, plot: Plot, width: float) -> None:
    pen, drawing = plot.pen, plot.drawing
    top = drawing.height - 11
    places = _key_places(chart, width, pen)
    room = min([left - 8 for _words, _dot, left, line in places if not line], default=width)
    pen.words(drawing, 0, top, pen.cut(_unit_words(chart), room), colour=pen.palette.soft_ink)
    for words, dot, x, line in places:
        y = top - line * _LINE
        middle = y + 0.36 * SIZE
        if dot:
            _mark(plot, (x + 7, middle), dot)
        else:
            pen.line(drawing, (x - 2, middle), (x + 14, middle), pen.palette.soft_ink, 1.1, (3, 2.5))
        pen.words(drawing, x + 18, y, words)


def _mark(plot: Plot, at: Point, dot: Dot) -> None:
    """A reading is a filled circle, the baseline an empty square, the target a filled diamond."""
    palette = plot.pen.palette
    colour = palette.accent.ink if dot == "round" else palette.ink
    plot.pen.dot(plot.drawing, at, dot, colour, palette.card if dot == "square" else colour)


# -- the axes

def _values(plot: Plot, steps: Sequence[float], words: Sequence[str], left: float, width: float) -> None:
    for value, text in zip(steps, words, strict=True):
        y = plot.up.at(value)
        is_nought = abs(value) < abs(steps[1] - steps[0]) / 2
        plot.pen.line(plot.drawing, (left, y), (width, y),
                      plot.pen.palette.soft_ink if is_nought or value == steps[0] else plot.pen.palette.line)
        plot.pen.words(plot.drawing, left - 5, y - 0.36 * SIZE, text, colour=plot.pen.palette.soft_ink, anchor="end")


def _days(plot: Plot, first: int, last: int, floor: float) -> None:
    """Days below the axis, as many as have room."""
    pen, room = plot.pen, plot.across.end - plot.across.start
    for wide in (pen.width("Mmm 2000") + 14, pen.width("28 Mmm 2026") + 14):
        found = day_steps(first, last, max(int(room / wide), 1))
        if all(pen.width(words) + 8 <= wide for _day, words in found):
            break
    for day, words in found:
        x, half = plot.across.at(day), pen.width(words) / 2
        pen.line(plot.drawing, (x, floor), (x, floor - 3), pen.palette.soft_ink)
        x = min(max(x, half), plot.drawing.width - half)
        pen.words(plot.drawing, x, floor - 13, words, colour=pen.palette.soft_ink, anchor="middle")


# -- the values

def _draw(chart: OutcomeChart, plot: Plot) -> None:
    """Lines first, then labels where neither lines nor one another are in the way, then marks above all."""
    readings = sorted(chart.readings, key=lambda point: point.on)
    placed = [_at(plot, point) for point in readings]
    pen, is_few = plot.pen, len(readings) <= _FEW
    if chart.baseline and chart.target:
        start, end = sorted((_at(plot, chart.baseline), _at(plot, chart.target)))
        plot.lines.append((start, end))
        pen.line(plot.drawing, start, end, pen.palette.soft_ink, 1.1, (3, 2.5))
    line = placed if is_few else _thinned(placed)
    pen.polyline(plot.drawing, line, pen.palette.accent.ink, 1.6 if is_few else 1.0)
    plot.lines += zip(line, line[1:], strict=False)
    marks: list[tuple[Point, Dot]] = [(at, "round") for at in (placed if is_few else placed[-1:])]
    marks += [(_at(plot, point), dot) for point, dot in _ends(chart)]
    plot.taken += [(x - 4, y - 4, x + 4, y + 4) for (x, y), _dot in marks]
    for point, words, is_needed in _labels(chart, readings):
        write_label(plot, _at(plot, point), words, is_needed)
    for at, dot in marks:
        _mark(plot, at, dot)


def _ends(chart: OutcomeChart) -> Iterator[tuple[ChartPoint, Dot]]:
    if chart.baseline:
        yield chart.baseline, "square"
    if chart.target:
        yield chart.target, "diamond"


def _thinned(placed: Sequence[Point]) -> list[Point]:
    """No more points than can be told apart: of each point across the first, least, greatest and last."""
    columns: dict[int, list[Point]] = {}
    for point in placed:
        columns.setdefault(int(point[0]), []).append(point)
    made: list[Point] = []
    for column in columns.values():
        least, most = min(column, key=lambda point: point[1]), max(column, key=lambda point: point[1])
        made += dict.fromkeys([column[0], least, most, column[-1]])
    return made


def _labels(chart: OutcomeChart, readings: Sequence[ChartPoint]) -> Iterator[tuple[ChartPoint, str, bool]]:
    """What is written at values, the most important first; the baseline and the target always are."""
    unit = chart.unit if len(chart.unit) <= 3 else ""
    for point, name in ((chart.target, "Target"), (chart.baseline, "Baseline")):
        if point:
            yield point, f"{name} {figure_words(point.value, unit)}", True
    if not readings:
        return
    telling = [readings[-1], readings[0], max(readings, key=lambda one: one.value),
               min(readings, key=lambda one: one.value)]
    others = readings if len(readings) <= _LABELLED else ()
    for point in dict.fromkeys([*telling, *others]):
        yield point, figure_words(point.value, unit), point is readings[-1]


# -- the level of the domain

def _levels(levels: Iterable[tuple[date, Sign]], plot: Plot, width: float) -> None:
    """Shields below the days, each with its name where there is room before the next."""
    pen, drawing, size = plot.pen, plot.drawing, 11.0
    pen.words(drawing, 0, 3, "Level", colour=pen.palette.soft_ink)
    every = sorted(levels, key=lambda one: one[0])
    taken = 0.0
    for place, (day, sign) in enumerate(every):
        shield = Shield(min(sign.rank, sign.of) - 1, max(sign.of, 1), size, pen.palette)
        wide = size + 4 + pen.width(sign.words)
        is_last = place == len(every) - 1
        x = plot.across.at(day.toordinal()) - size / 2
        if is_last:
            x = max(min(x, width - wide), taken)
        end = width if is_last else plot.across.at(every[place + 1][0].toordinal()) - size / 2 - 6
        if x < taken or x + size > width:
            continue
        pen.shield(drawing, shield, x, 1)
        taken = x + size + 3
        if x + wide <= end:
            pen.words(drawing, x + size + 4, 3, sign.words, colour=shield.tone.ink)
            taken = x + wide + 6
