"""The drawn vocabulary on paper: circles for marks and statuses, boxes to tick, shields for levels.

Each shape differs from the others without its colour, and its word stands beside it or is its alternative text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from anchor_app.design import LIGHT, Palette, Tone, level_tone
from anchor_app.reports.canvas import TaggedCanvas

Face = Literal["empty", "half", "ticked", "struck", "dotted"]


class Symbol(Protocol):
    """Something small to paint; `size` is its width and height in points."""

    @property
    def size(self) -> float: ...

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Paints the symbol with its lower left corner at x, y."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A status or a practice's mark.

    empty: Not started, Not yet; half: Working towards, Partly; ticked: Fulfilled, In place; struck: Not
    applicable; dotted: unanswered.
    """

    face: Face
    size: float = 9.0
    palette: Palette = LIGHT

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Paints the circle in its square."""
        canvas.saveState()
        line = self.size / 10
        middle_x, middle_y, radius = x + self.size / 2, y + self.size / 2, self.size / 2 - line / 2
        canvas.stroke(self._colour(), line)
        canvas.fill(self._colour())
        if self.face == "dotted":
            canvas.setDash(line, line * 1.6)
        canvas.circle(middle_x, middle_y, radius, stroke=1, fill=int(self.face == "ticked"))
        if self.face == "half":
            half = canvas.beginPath()
            half.moveTo(middle_x, middle_y - radius)
            half.arcTo(middle_x - radius, middle_y - radius, middle_x + radius, middle_y + radius, 90, 180)
            half.close()
            canvas.drawPath(half, stroke=0, fill=1)
        elif self.face == "ticked":
            _tick(canvas, x, y, self.size, self.palette.card)
        elif self.face == "struck":
            inset = self.size * 0.24
            canvas.line(x + inset, y + inset, x + self.size - inset, y + self.size - inset)
        canvas.restoreState()

    def _colour(self) -> str:
        colours = {"ticked": self.palette.good.ink, "half": self.palette.accent.ink}
        return colours.get(self.face, self.palette.soft_ink)


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick by hand on a blank form."""

    size: float = 9.0
    ticked: bool = False
    palette: Palette = LIGHT

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Paints the box in its square."""
        canvas.saveState()
        canvas.stroke(self.palette.ink, 0.75)
        canvas.roundRect(x + 0.4, y + 0.4, self.size - 0.8, self.size - 0.8, 1, stroke=1, fill=0)
        if self.ticked:
            _tick(canvas, x, y, self.size, self.palette.ink)
        canvas.restoreState()


def _tick(canvas: TaggedCanvas, x: float, y: float, size: float, colour: str) -> None:
    canvas.stroke(colour, size / 7)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.setDash()
    path = canvas.beginPath()
    path.moveTo(x + size * 0.29, y + size * 0.50)
    path.lineTo(x + size * 0.44, y + size * 0.35)
    path.lineTo(x + size * 0.71, y + size * 0.64)
    canvas.drawPath(path, stroke=1, fill=0)


@dataclass(frozen=True, slots=True)
class Shield:
    """A level: a shield with as many bars as the level's place from below; none below the lowest.

    `index` is 0 for the lowest of `count` levels, and -1 for none of them.
    """

    index: int
    count: int
    size: float = 11.0
    palette: Palette = LIGHT

    @property
    def tone(self) -> Tone:
        """The level's colours."""
        if self.index < 0:
            return Tone(self.palette.soft_ink, self.palette.ground)
        return level_tone(self.index, self.count, self.palette)

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Paints the outline and the bars, lowest first."""
        canvas.saveState()
        canvas.stroke(self.tone.ink, self.size / 12)
        self._outline(canvas, x, y)
        canvas.setLineCap(1)
        for left, right, height, weight in shield_bars(self.index, self.count, x, y, self.size):
            canvas.stroke(self.tone.ink, weight)
            canvas.line(left, height, right, height)
        canvas.restoreState()

    def _outline(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        path = canvas.beginPath()
        shield_outline(path, x, y, self.size)
        path.close()
        canvas.drawPath(path, stroke=1, fill=0)


def shield_outline(path: Any, x: float, y: float, size: float) -> None:
    """Leads a path of a page, or of a drawing, around a shield with its lower left corner at x, y."""
    path.moveTo(x + size * 0.5, y + size * 0.97)
    path.lineTo(x + size * 0.88, y + size * 0.84)
    path.lineTo(x + size * 0.88, y + size * 0.48)
    path.curveTo(x + size * 0.88, y + size * 0.25, x + size * 0.68, y + size * 0.1, x + size * 0.5, y + size * 0.03)
    path.curveTo(x + size * 0.32, y + size * 0.1, x + size * 0.12, y + size * 0.25, x + size * 0.12, y + size * 0.48)
    path.lineTo(x + size * 0.12, y + size * 0.84)


def shield_bars(
    index: int, count: int, x: float, y: float, size: float
) -> Iterator[tuple[float, float, float, float]]:
    """The bars of a shield, lowest first: left and right end, height on the page, and thickness."""
    step = size * 0.52 / max(count, 4)
    for bar in range(index + 1):
        half = size * (0.13 if bar == 0 and count > 1 else 0.2)
        height = y + size * 0.25 + (bar + 0.5) * step
        yield x + size / 2 - half, x + size / 2 + half, height, min(step * 0.55, size / 10)
