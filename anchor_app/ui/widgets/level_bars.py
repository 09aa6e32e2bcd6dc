"""How many organisations stand at each level in each period: one bar for a period, a part for each level."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from anchor_app import design
from anchor_app.domain.collaborative_trend import PeriodPoint
from anchor_app.ui import theme
from anchor_app.ui.widgets.badge import paint_shield
from anchor_app.ui.widgets.pens import Pens

_ROW, _BAR = 44, 28
"""Heights of a period's row and of its bar, in pixels at 100 % text."""


class LevelBars(QWidget):
    """The highest level stands at the left; each part says its number, and its shield where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Sequence[PeriodPoint] = ()
        self._pens = Pens()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Sequence[PeriodPoint]) -> None:
        """Show periods, the oldest at the top."""
        self._points = points
        self.setAccessibleName("Levels by period. " + " ".join(f"{one.period}: {level_words(one)}." for one in points))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(420), max(1, len(self._points)) * theme.look().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.look().px(200), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.look()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self._pens.pen(design.TEXT.size, is_strong=True)
        label = max((text.metrics.horizontalAdvance(one.period) for one in self._points), default=0) + look.px(14)
        for at, point in enumerate(self._points):
            top = at * look.px(_ROW)
            self._pens.write(painter, QRectF(0, top, label, look.px(_ROW)), point.period, text, "ink",
                             Qt.AlignmentFlag.AlignVCenter)
            self._paint_bar(painter, QRectF(label, top + look.px((_ROW - _BAR) / 2), self.width() - label - 1,
                                            look.px(_BAR)), point)

    def _paint_bar(self, painter: QPainter, area: QRectF, point: PeriodPoint) -> None:
        look, left, highest = theme.look(), area.left(), len(point.levels) - 1
        bold = self._pens.pen(design.HINT.size, is_strong=True)
        for back, (_, count) in enumerate(reversed(point.levels)):
            if not count:
                continue
            rank = highest - back
            tone = look.level_tone(rank, highest)
            part = QRectF(left, area.top(), area.width() * count / max(1, point.of), area.height())
            painter.setBrush(QColor(tone.tint))
            painter.setPen(QPen(QColor(tone.ink), 1, Qt.PenStyle.DashLine if rank == 0 else Qt.PenStyle.SolidLine))
            painter.drawRoundedRect(part.adjusted(1, 0, -1, 0), 4, 4)
            painter.setPen(QColor(tone.ink))
            number = f"{count:,}"
            wide = bold.metrics.horizontalAdvance(number)
            side, is_roomy = look.px(14), part.width() >= wide + look.px(34)
            start = part.center().x() - (wide + (side + look.px(5) if is_roomy else 0)) / 2
            if is_roomy:
                paint_shield(painter, QRectF(start, part.center().y() - side / 2, side, side), rank, highest,
                             QColor(tone.ink))
                start += side + look.px(5)
            if part.width() >= wide + 4:
                painter.setFont(bold.font)
                painter.setPen(QColor(tone.ink))
                painter.drawText(QRectF(start, part.top(), wide + 2, part.height()),
                                 Qt.AlignmentFlag.AlignVCenter, number)
            left += part.width()


def level_words(point: PeriodPoint) -> str:
    """The levels of a period in words, the highest first, as in "2 Gold, 3 Silver"."""
    return ", ".join(f"{count:,} {name}" for name, count in reversed(point.levels) if count)
