"""The drawing of each chart of a document, for paper, for Word and for the screen."""

from __future__ import annotations

from typing import Final

from reportlab.graphics.shapes import Drawing

from anchor_app.design import LIGHT, PAPER_TEXT, Palette, Tone
from anchor_app.reports.chart_pen import SIZE, Pen
from anchor_app.reports.charts import Bar, Part, Pattern, level_part, stacked_bars
from anchor_app.reports.document import CountsChart, LevelChart, OutcomeChart, Sign
from anchor_app.reports.level_chart import level_chart
from anchor_app.reports.outcome_chart import outcome_chart

Chart = OutcomeChart | CountsChart | LevelChart

PAPER_WIDTH: Final = 520.0
"""Points: as wide as the text of an upright page."""
_MOST_BARS: Final = 24
_MOST_COLUMNS: Final = 12
_FULL: Final = frozenset({"fulfilled", "in-place", "complete", "yes", "agreed"})
_HATCHED: Final = frozenset({"working-towards", "partly", "minor-delay", "more-evidence"})
_STRUCK: Final = frozenset({"not-applicable", "not-agreed"})


def chart_drawing(chart: Chart, width: float, palette: Palette = LIGHT) -> Drawing:
    """The chart, `width` points wide and as high as it needs to be, its letters as large as on paper."""
    pen = Pen(palette)
    if isinstance(chart, OutcomeChart):
        return outcome_chart(chart, width, pen)
    if isinstance(chart, LevelChart):
        return level_chart(chart, width, pen)
    parts = [part_of(sign, palette) for sign in chart.parts]
    longest = max((pen.width(label[:80]) for label, _counts in chart.bars), default=0.0)
    labels = min(longest + 12, width * 0.42)
    return stacked_bars(parts, [Bar(label, counts) for label, counts in chart.bars], width, labels, pen)


def chart_svg(chart: Chart, width: float, palette: Palette = LIGHT, size: float = PAPER_TEXT.size) -> bytes:
    """The chart as an SVG picture for the screen, `width` wide, its letters `size` high, both in pixels.

    All text is in the families "Noto Sans" and "DejaVu Sans", which the app brings along; nothing is clipped, linked or
    loaded. `QSvgRenderer(QByteArray(chart_svg(…)))` draws it; its `defaultSize()` is the size in pixels. The picture
    has no alternative text: the words of the `Picture` belong into the widget's accessible description.
    """
    from anchor_app.reports.svg import svg_of

    return svg_of(chart_drawing(chart, max(width * SIZE / size, 160.0), palette), width)


def charts_in_parts(chart: Chart) -> list[Chart]:
    """The chart as as many charts as it takes for each to have room on one page."""
    if isinstance(chart, CountsChart) and len(chart.bars) > _MOST_BARS:
        return [CountsChart(chart.parts, chart.bars[at:at + _MOST_BARS])
                for at in range(0, len(chart.bars), _MOST_BARS)]
    if isinstance(chart, LevelChart) and len(chart.points) > _MOST_COLUMNS:
        return [LevelChart(chart.points[at:at + _MOST_COLUMNS])
                for at in range(0, len(chart.points), _MOST_COLUMNS)]
    return [chart]


def part_of(sign: Sign, palette: Palette = LIGHT) -> Part:
    """How a sign looks as a part of a bar: by its pattern it is told from others without its colour."""
    if sign.kind == "level":
        return level_part(sign.words, sign.rank, sign.of, palette)
    if sign.key == "off-track":
        return Part(sign.words, palette.warning, "full")
    if sign.key == "on-track":
        return Part(sign.words, palette.accent, "plain")
    if sign.key in _FULL:
        return Part(sign.words, palette.good, "full")
    if sign.key in _HATCHED:
        return Part(sign.words, palette.warning if sign.key == "minor-delay" else palette.accent, "hatched")
    pattern: Pattern = "struck" if sign.key in _STRUCK else "empty"
    return Part(sign.words, Tone(palette.soft_ink, palette.ground if pattern == "struck" else palette.card), pattern)
