"""What is filled in by hand: boxes to tick with their words, and ruled lines to write on."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from anchor_app.design import HAIRLINE, LIGHT
from anchor_app.reports.canvas import TaggedCanvas
from anchor_app.reports.flowables import centred
from anchor_app.reports.marks import Box
from anchor_app.reports.paragraph import Text
from anchor_app.reports.styles import StyleName

_GAP = 14.0
_LINE = 20.0
"""Points between ruled lines: room for handwriting."""


class Choices(Flowable):  # type: ignore[misc]
    """Boxes side by side, each with its word; those that do not fit stand on the next line."""

    def __init__(self, words: Sequence[str], style: StyleName = "soft") -> None:
        super().__init__()
        self._box = Box()
        self._texts = [Text(word, style) for word in words]
        self._places: list[tuple[float, float, float]] = []
        self.spaceBefore, self.spaceAfter = 1, 4

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Places the boxes from left to right."""
        indent = self._box.size + 4
        leading = self._texts[0].style.leading
        self._places = []
        x, top = 0.0, 0.0
        for text in self._texts:
            wide = min(text.natural_width(), width - indent) + 0.5
            if x and x + indent + wide > width:
                x, top = 0.0, top + leading + 2
            self._places.append((x, top, wide))
            x += indent + wide + _GAP
        self.width, self.height = width, top + leading
        return self.width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the boxes as decoration and their words as text."""
        for text, (left, down, wide) in zip(self._texts, self._places, strict=True):
            top = y + self.height - down
            with canvas.artifact():
                self._box.paint(canvas, x + left, centred(self._box, text.style, top))
            _width, high = text.wrap(wide, 1e6)
            text.drawOn(canvas, x + left + self._box.size + 4, top - high)


class Ruled(Flowable):  # type: ignore[misc]
    """So many empty lines to write on; they are decoration, and split over pages between two lines."""

    def __init__(self, lines: int, spacing: float = _LINE) -> None:
        super().__init__()
        self._lines, self._spacing = lines, spacing
        self.spaceAfter = 4

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width, self.height = width, self._lines * self._spacing
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """As many lines as fit, and the rest."""
        fitting = int(height // self._spacing)
        if not 0 < fitting < self._lines:
            return []
        return [Ruled(fitting, self._spacing), Ruled(self._lines - fitting, self._spacing)]

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the lines."""
        with canvas.artifact():
            canvas.stroke(LIGHT.soft_ink, HAIRLINE)
            for line in range(self._lines):
                canvas.line(x, y + line * self._spacing, x + self.width, y + line * self._spacing)
