"""One assessment after the other: how many components are fulfilled, and the level that is held with them."""

from __future__ import annotations

from typing import Final

from reportlab.graphics.shapes import Drawing

from anchor_app.design import Tone
from anchor_app.reports.chart_pen import PAPER, Pen
from anchor_app.reports.charts import Part, filled
from anchor_app.reports.document import LevelChart, Sign
from anchor_app.reports.marks import Shield

_COLUMNS: Final = 118.0
_BELOW: Final = 38.0
_SHIELD: Final = 12.0


def level_chart(chart: LevelChart, width: float, pen: Pen = PAPER) -> Drawing:
    """Columns from the left, the oldest first; each is a whole of which the fulfilled components are filled."""
    drawing = Drawing(width, _COLUMNS + _BELOW + 14)
    whole = max((of for _words, _level, _count, of in chart.points), default=0)
    step = min(width / max(len(chart.points), 1), 130.0)
    wide = min(step - 10, 70.0)
    for place, (words, level, count, of) in enumerate(chart.points):
        middle = (place + 0.5) * step
        high = _COLUMNS / whole if whole else 0.0
        box = (middle - wide / 2, _BELOW, wide)
        if of:
            filled(pen, drawing, Part("", Tone(pen.palette.soft_ink, pen.palette.card), "empty"),
                   *box[:2], wide, of * high)
        if count:
            filled(pen, drawing, Part("", pen.palette.accent, "full"), *box[:2], wide, min(count, of) * high)
        pen.words(drawing, middle, _BELOW + of * high + 4, f"{count:,} of {of:,}", "semibold", anchor="middle")
        _level(pen, drawing, level, middle, step)
        pen.words(drawing, middle, 3, pen.cut(words, step - 4), colour=pen.palette.soft_ink, anchor="middle")
    pen.line(drawing, (0, _BELOW), (step * len(chart.points), _BELOW), pen.palette.soft_ink)
    return drawing


def _level(pen: Pen, drawing: Drawing, level: Sign, middle: float, step: float) -> None:
    """The shield with its name, both in the middle below a column."""
    shield = Shield(min(level.rank, level.of) - 1, max(level.of, 1), _SHIELD, pen.palette)
    name = pen.cut(level.words, step - _SHIELD - 8, "semibold")
    left = middle - (_SHIELD + 4 + pen.width(name, "semibold")) / 2
    pen.shield(drawing, shield, left, _BELOW - 18)
    pen.words(drawing, left + _SHIELD + 4, _BELOW - 15.5, name, "semibold", shield.tone.ink)
