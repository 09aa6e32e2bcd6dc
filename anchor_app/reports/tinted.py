"""A few words on a tint of their own, such as a count on a board; the tint is decoration, the words say it all."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from anchor_app.design import HAIRLINE, LIGHT, Tone
from anchor_app.reports.canvas import TaggedCanvas
from anchor_app.reports.paragraph import Text
from anchor_app.reports.styles import STYLES, Style

_PADDING = 3.0


class Tinted(Flowable):  # type: ignore[misc]
    """Words in the middle of a rounded field in a tone, as wide as there is room."""

    def __init__(self, words: str, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self._text = Text(words, Style("semibold", colour=tone.ink, after=0, align="centre"))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The field's size."""
        self.width = width
        self.height = self._text.wrap(width - 2, height)[1] + 2 * _PADDING
        return self.width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the field with its lower left corner at x, y."""
        with canvas.artifact("Background"):
            canvas.fill(self._tone.tint)
            canvas.stroke(LIGHT.line, HAIRLINE)
            canvas.roundRect(x, y, self.width, self.height, 4, stroke=1, fill=1)
        self._text.drawOn(canvas, x + 1, y + _PADDING)


def beside(words: str, style: Style | None = None) -> list[Flowable]:
    """Words on the line of a tinted field or a badge in the same row."""
    return [_Drop(), Text(words, style or STYLES.body)]


class _Drop(Flowable):  # type: ignore[misc]
    """The room above words that stand beside a field, whose edge is higher than its letters."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the padding of a field."""
        self.width, self.height = 0.0, _PADDING
        return 0.0, _PADDING

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Nothing to draw."""
