"""The level badge: a shield with a bar for each level reached, and the level's name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from anchor_app import design
from anchor_app.design import Tone
from anchor_app.ui import theme
from anchor_app.ui.widgets.text import elided

MOST_BARS = 6
"""A shield with more levels than this shows the level's number instead of bars."""


class LevelBadge(QWidget):
    """Shows a level as a pill, or large as a shield on its own tile; the name is always its accessible name."""

    def __init__(self, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self.large = large
        self._name, self._rank, self._of = "", 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed if large else QSizePolicy.Policy.Maximum,
                           QSizePolicy.Policy.Fixed)

    def set_level(self, name: str, rank: int, of: int) -> None:
        """Show the level of that name; `rank` counts from 1 (lowest) to `of`, and 0 is below the first."""
        if (name, rank, of) == (self._name, self._rank, self._of):
            return
        self._name, self._rank, self._of = name, rank, of
        self.setAccessibleName(f"Level: {name}")
        self.updateGeometry()
        self.update()

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self._name

    def sizeHint(self) -> QSize:  # noqa: N802
        look = theme.look()
        if self.large:
            return QSize(look.px(92), look.px(92))
        width = QFontMetrics(self._bold()).horizontalAdvance(self._name)
        return QSize(width + look.px(52), look.px(28))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = self.sizeHint()
        return hint if self.large else QSize(min(hint.width(), theme.look().px(76)), hint.height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.large:
            paint_tile(painter, area, self._rank, self._of)
        else:
            paint_pill(painter, area, self._name, self._rank, self._of, self._bold())

    def _bold(self) -> QFont:
        return bold_font(self.font())


def bold_font(base: QFont) -> QFont:
    """The font of a level's name."""
    font = QFont(base)
    font.setPixelSize(theme.look().px(design.HINT.size))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def paint_pill(painter: QPainter, area: QRectF, name: str, rank: int, of: int, font: QFont) -> None:
    """Paint a level as a pill: its shield and its name."""
    look = theme.look()
    tone = look.level_tone(rank, of)
    _set_surface(painter, tone, rank)
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    side = area.height() * 0.6
    paint_shield(painter, QRectF(area.left() + look.px(10), area.center().y() - side / 2, side, side), rank, of,
                 QColor(tone.ink))
    painter.setPen(QColor(tone.ink))
    painter.setFont(font)
    text = area.adjusted(look.px(34), 0, -look.px(10), 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                     elided(name, painter.fontMetrics(), int(text.width()) + 1))


def paint_tile(painter: QPainter, area: QRectF, rank: int, of: int) -> None:
    """Paint a level as a large shield on a tile of its tint."""
    tone = theme.look().level_tone(rank, of)
    _set_surface(painter, tone, rank)
    painter.drawRoundedRect(area, area.width() * 0.15, area.width() * 0.15)
    side = area.width() * 0.56
    paint_shield(painter, QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side),
                 rank, of, QColor(tone.ink))


def paint_shield(painter: QPainter, area: QRectF, rank: int, of: int, ink: QColor) -> None:
    """Paint the shield with a bar for each level reached, from the bottom; with many levels, the number."""
    unit = area.width() / 24
    painter.setPen(QPen(ink, 2.1 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_shield(area, unit))
    if of > MOST_BARS:
        font = QFont(painter.font())
        font.setPixelSize(max(6, int(11 * unit)))
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(rank or "–"))
        return
    step = min(3.4, 12.0 / max(of, 1)) * unit
    bottom = area.top() + 16.6 * unit
    painter.setPen(QPen(ink, min(2.1 * unit, step * 0.68), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for bar in range(rank):
        y = bottom - bar * step
        half = (4.6 if y < area.top() + 14 * unit else 3.4) * unit
        painter.drawLine(QPointF(area.center().x() - half, y), QPointF(area.center().x() + half, y))


def _shield(area: QRectF, unit: float) -> QPainterPath:
    def at(x: float, y: float) -> QPointF:
        return QPointF(area.left() + x * unit, area.top() + y * unit)

    path = QPainterPath(at(12, 1.8))
    path.lineTo(at(21, 4.9))
    path.lineTo(at(21, 11.6))
    path.cubicTo(at(21, 17.2), at(17.2, 20.6), at(12, 22.4))
    path.cubicTo(at(6.8, 20.6), at(3, 17.2), at(3, 11.6))
    path.lineTo(at(3, 4.9))
    path.closeSubpath()
    return path


def _set_surface(painter: QPainter, tone: Tone, rank: int) -> None:
    """A tint without an edge; a dashed edge for "not yet"; a plain edge in high contrast."""
    look = theme.look()
    painter.setBrush(QColor(tone.tint))
    if rank == 0:
        painter.setBrush(QColor(look.palette.ground))
        painter.setPen(QPen(QColor(look.palette.soft_ink), 1, Qt.PenStyle.DashLine))
    elif look.is_contrast:
        painter.setPen(QPen(QColor(tone.ink), 1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
