"""The shapes that stand beside the words for statuses and marks."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from anchor_app.ui import theme

EMPTY, HALF, TICKED, STRUCK, BARRED, DASHED = "empty", "half", "ticked", "struck", "barred", "dashed"
CLOCK, CROSSED, FORWARD = "clock", "crossed", "forward"

_INKS: Mapping[str, str] = {EMPTY: "soft_ink", HALF: "accent", TICKED: "good", STRUCK: "soft_ink", BARRED: "soft_ink",
         DASHED: "soft_ink", CLOCK: "warning", CROSSED: "warning", FORWARD: "accent"}


def paint_shape(painter: QPainter, area: QRectF, shape: str, ink: QColor | None = None,
                ground: QColor | None = None) -> None:
    """Paint a shape into a square; `ink` is by default the shape's own, `ground` what its tick is cut out in."""
    ink = ink or theme.colour(_INKS[shape])
    ground = ground or theme.colour("card")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = area.width() * 0.12
    ring = area.adjusted(width, width, -width, -width)
    style = Qt.PenStyle.DotLine if shape == DASHED else Qt.PenStyle.SolidLine
    painter.setPen(QPen(ink, width, style))
    painter.setBrush(ink if shape == TICKED else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    _paint_inside(painter, ring, shape, width, ink, ground)
    painter.restore()


def _paint_inside(painter: QPainter, ring: QRectF, shape: str, width: float, ink: QColor, ground: QColor) -> None:
    side, middle = ring.width(), ring.center()

    def at(x: float, y: float) -> QPointF:
        return QPointF(ring.left() + x * side, ring.top() + y * side)

    cap = QPen(ground if shape == TICKED else ink, width * 1.15, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
               Qt.PenJoinStyle.RoundJoin)
    painter.setPen(cap)
    if shape == HALF:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(ring, 90 * 16, 180 * 16)
    elif shape == TICKED:
        painter.drawPolyline([at(0.27, 0.53), at(0.44, 0.69), at(0.74, 0.34)])
    elif shape == STRUCK:
        reach = side / 2 * math.sqrt(0.5)
        slant = QPointF(reach, -reach)
        painter.drawLine(middle - slant, middle + slant)
    elif shape == BARRED:
        painter.drawLine(at(0.28, 0.5), at(0.72, 0.5))
    elif shape == CLOCK:
        painter.drawPolyline([at(0.5, 0.22), at(0.5, 0.52), at(0.72, 0.64)])
    elif shape == CROSSED:
        painter.drawLine(at(0.32, 0.32), at(0.68, 0.68))
        painter.drawLine(at(0.68, 0.32), at(0.32, 0.68))
    elif shape == FORWARD:
        painter.drawPolyline([at(0.4, 0.27), at(0.66, 0.5), at(0.4, 0.73)])


def shape_icon(shape: str, side: int, ink: QColor | None = None, ground: QColor | None = None) -> QIcon:
    """A shape as an icon of that many pixels, with a little room between it and the words after it."""
    picture = QPixmap((side + side // 3) * 2, side * 2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_shape(painter, QRectF(0, 0, side * 2, side * 2), shape, ink, ground)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)
