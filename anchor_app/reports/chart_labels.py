"""Labels of values in a chart, written where they cover neither lines, nor marks, nor one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from reportlab.graphics.shapes import Drawing

from anchor_app.reports.chart_axes import Scale
from anchor_app.reports.chart_pen import SIZE, Pen

_WIDEST: Final = 90.0

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass
class Plot:
    """The field of one chart: its scales, what is taken in it, and the lines in it, each from left to right."""

    pen: Pen
    drawing: Drawing
    across: Scale
    up: Scale
    taken: list[Box] = field(default_factory=list)
    lines: list[tuple[Point, Point]] = field(default_factory=list)


def write_label(plot: Plot, at: Point, words: str, is_needed: bool) -> None:
    """Writes a label where it covers nothing; one that is needed stands above its value in any case."""
    text = plot.pen.cut(words, _WIDEST)
    wide = plot.pen.width(text)
    boxes = [_inside(plot, box) for box in _around(at, wide)]
    free = [box for box in boxes if not any(_overlap(box, other) for other in plot.taken)]
    reach = wide + 30
    near = [line for line in plot.lines if line[0][0] < at[0] + reach and line[1][0] > at[0] - reach]
    clear = (box for box in free if not any(_crosses(line, box) for line in near))
    others = (free or boxes)[:1] if is_needed else []
    for box in [*islice(clear, 1), *others][:1]:
        plot.taken.append(box)
        plot.pen.words(plot.drawing, box[0], box[1] + 2, text)


def _around(at: Point, wide: float) -> Iterator[Box]:
    """Places for a label: above, below, beside and aslant, near and a little further off."""
    x, y = at
    for far in (6.0, 13.0, 22.0):
        for left, low in ((-wide / 2, far), (-wide / 2, -far - SIZE), (far, far - 4), (-wide - far, far - 4),
                          (far, -far - SIZE + 4), (-wide - far, -far - SIZE + 4), (far, -SIZE / 2),
                          (-wide - far, -SIZE / 2)):
            yield x + left, y + low, x + left + wide, y + low + SIZE


def _inside(plot: Plot, box: Box) -> Box:
    """The box moved so that it lies within the chart."""
    left, low, right, high = box
    across = max(0.0, plot.across.start - 8 - left) - max(0.0, right - plot.drawing.width)
    up = max(0.0, plot.up.start + 1 - low) - max(0.0, high - plot.up.end - 6)
    return left + across, low + up, right + across, high + up


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a line goes through a box; it is looked at in short steps."""
    (x, y), (to_x, to_y) = line
    if max(x, to_x) < box[0] or min(x, to_x) > box[2] or max(y, to_y) < box[1] or min(y, to_y) > box[3]:
        return False
    steps = int(max(abs(to_x - x), abs(to_y - y)) / 2) + 1
    return any(box[0] <= x + (to_x - x) * step / steps <= box[2] and box[1] <= y + (to_y - y) * step / steps <= box[3]
               for step in range(steps + 1))
