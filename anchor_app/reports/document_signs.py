"""The shape of each sign of a document: which of the drawn symbols says what the sign's words say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from anchor_app.design import LIGHT, Palette
from anchor_app.reports.canvas import TaggedCanvas
from anchor_app.reports.document import Sign
from anchor_app.reports.marks import Circle, Face, Shield, Symbol

_FACES: Final[Mapping[str, Face]] = {
    "not-started": "empty", "working-towards": "half", "fulfilled": "ticked", "not-applicable": "struck",
    "in-place": "ticked", "partly": "half", "not-yet": "empty",
    "complete": "ticked", "agreed": "ticked", "not-agreed": "struck", "more-evidence": "half",
    "yes": "ticked", "no": "empty",
}  # fmt: skip
_TRACKS: Final[Mapping[str, TrackFace]] = {"on-track": "ahead", "minor-delay": "waiting", "off-track": "alarm"}

TrackFace = Literal["ahead", "waiting", "alarm"]


def symbol_of(sign: Sign, size: float = 9.0) -> Symbol:
    """The shape of a sign; one that is not known is the dotted circle of what nobody answered."""
    if sign.kind == "level":
        return Shield(min(sign.rank, sign.of) - 1, max(sign.of, 1), size + 2)
    if sign.key in _TRACKS:
        return Track(_TRACKS[sign.key], size)
    return Circle(_FACES.get(sign.key, "dotted"), size)


@dataclass(frozen=True, slots=True)
class Track:
    """How an action goes on: ahead (On track) points on, waiting (Minor delay) is a clock, alarm (Off track) warns."""

    face: TrackFace
    size: float = 9.0
    palette: Palette = LIGHT

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Paints the shape with its lower left corner at x, y."""
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.stroke(self._colour, self.size / 10)
        canvas.fill(self._colour)
        if self.face == "alarm":
            self._warning(canvas, x, y)
        else:
            radius = self.size / 2 - self.size / 20
            canvas.circle(x + self.size / 2, y + self.size / 2, radius, stroke=1, fill=0)
            (self._arrow if self.face == "ahead" else self._hands)(canvas, x, y)
        canvas.restoreState()

    @property
    def _colour(self) -> str:
        return self.palette.accent.ink if self.face == "ahead" else self.palette.warning.ink

    def _lines(self, canvas: TaggedCanvas, x: float, y: float, *points: tuple[float, float], fill: bool) -> None:
        path = canvas.beginPath()
        path.moveTo(x + points[0][0] * self.size, y + points[0][1] * self.size)
        for across, up in points[1:]:
            path.lineTo(x + across * self.size, y + up * self.size)
        if fill:
            path.close()
        canvas.drawPath(path, stroke=int(not fill), fill=int(fill))

    def _arrow(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        self._lines(canvas, x, y, (0.37, 0.28), (0.37, 0.72), (0.75, 0.5), fill=True)

    def _hands(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        self._lines(canvas, x, y, (0.5, 0.76), (0.5, 0.5), (0.69, 0.4), fill=False)

    def _warning(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        self._lines(canvas, x, y, (0.5, 0.98), (1.0, 0.06), (0.0, 0.06), fill=True)
        canvas.stroke(self.palette.card, self.size / 9)
        self._lines(canvas, x, y, (0.5, 0.66), (0.5, 0.4), fill=False)
        canvas.fill(self.palette.card)
        canvas.circle(x + self.size / 2, y + self.size * 0.22, self.size * 0.06, stroke=0, fill=1)
