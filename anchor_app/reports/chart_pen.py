"""What every chart is drawn with: words in typefaces that have them, lines and shapes, in one palette."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, Path, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import HexColor

from anchor_app.design import HAIRLINE, LIGHT, PAPER_TEXT, Palette
from anchor_app.reports import fonts
from anchor_app.reports.fonts import Weight
from anchor_app.reports.marks import Shield, shield_bars, shield_outline
from anchor_app.reports.text import Run, runs

Anchor = Literal["start", "middle", "end"]
Dot = Literal["round", "square", "diamond"]
SIZE: Final = PAPER_TEXT.size
"""Points, of all letters in a chart."""
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Pen:
    """A palette; lengths are in points on paper, where nothing is smaller than its text."""

    palette: Palette = LIGHT

    def width(self, words: str, weight: Weight = "regular") -> float:
        """The width of words on one line."""
        return float(sum(self._run_width(run) for run in _runs(words, weight)))

    def cut(self, words: str, room: float, weight: Weight = "regular") -> str:
        """The words, or as many of them as there is room for; they stand whole in the table behind the chart."""
        text = " ".join(words.split())[:_LONGEST]
        if self.width(text, weight) <= room:
            return text
        fitting = bisect_right(range(1, len(text)), room, key=lambda end: self.width(f"{text[:end]}\u2026", weight))
        return f"{text[:fitting].rstrip()}\u2026"

    def words(self, drawing: Drawing, x: float, y: float, words: str, weight: Weight = "regular", colour: str = "",
              anchor: Anchor = "start") -> None:
        """Words on one line, each character in a typeface that has it."""
        made = _runs(words, weight)
        wide = sum(self._run_width(run) for run in made)
        x -= wide if anchor == "end" else wide / 2 if anchor == "middle" else 0
        for run in made:
            drawing.add(String(x, y, run.text, fontName=fonts.font(run.face).fontName, fontSize=SIZE,
                               fillColor=HexColor(colour or self.palette.ink)))
            x += self._run_width(run)

    def line(self, drawing: Drawing, start: tuple[float, float], end: tuple[float, float], colour: str = "",
             weight: float = HAIRLINE, dash: tuple[float, ...] = ()) -> None:
        """A straight line from a point to another."""
        drawing.add(Line(*start, *end, strokeColor=HexColor(colour or self.palette.soft_ink), strokeWidth=weight,
                         strokeDashArray=list(dash) or None))

    def polyline(self, drawing: Drawing, points: list[tuple[float, float]], colour: str, weight: float) -> None:
        """Points joined in their order."""
        if len(points) > 1:
            drawing.add(PolyLine([each for point in points for each in point], strokeColor=HexColor(colour),
                                 strokeWidth=weight, strokeLineJoin=1, strokeLineCap=1))

    def rect(self, drawing: Drawing, box: tuple[float, float, float, float], fill: str, line: str = "") -> None:
        """A rectangle by its left and lower edge, its width and its height."""
        drawing.add(Rect(*box, fillColor=HexColor(fill), strokeColor=HexColor(line) if line else None,
                         strokeWidth=0.75 if line else 0))

    def dot(self, drawing: Drawing, at: tuple[float, float], dot: Dot, colour: str, fill: str) -> None:
        """A mark of a value, told from others by its shape."""
        x, y, far = *at, 3.0
        looks = {"fillColor": HexColor(fill), "strokeColor": HexColor(colour), "strokeWidth": 1.2}
        if dot == "round":
            drawing.add(Circle(x, y, far * 0.9, **looks))
        elif dot == "square":
            drawing.add(Rect(x - far, y - far, 2 * far, 2 * far, **looks))
        else:
            far *= 1.4
            drawing.add(Polygon([x - far, y, x, y + far, x + far, y, x, y - far], **looks))

    def shield(self, drawing: Drawing, shield: Shield, x: float, y: float) -> None:
        """A level's shield with its lower left corner at x, y."""
        ink = HexColor(shield.tone.ink)
        outline = Path(fillColor=None, strokeColor=ink, strokeWidth=shield.size / 12)
        shield_outline(outline, x, y, shield.size)
        outline.closePath()
        drawing.add(outline)
        for left, right, height, weight in shield_bars(shield.index, shield.count, x, y, shield.size):
            drawing.add(Line(left, height, right, height, strokeColor=ink, strokeWidth=weight, strokeLineCap=1))

    def _run_width(self, run: Run) -> float:
        return fonts.width(run.face, run.text) * SIZE / 1000


PAPER: Final = Pen()
"""What charts on paper are drawn with."""


def _runs(words: str, weight: Weight) -> list[Run]:
    return runs(" ".join(words.split()), weight, "")[0]
