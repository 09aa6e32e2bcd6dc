"""The trend as a picture: for each period and round its level, and its domains as blocks that add up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from anchor_app import design
from anchor_app.ui import theme
from anchor_app.ui.models.trend_model import Point
from anchor_app.ui.widgets.badge import bold_font, paint_pill

_COLUMN, _GAP, _UNIT = 116, 22, 17
_TOP, _FOOT = 44, 46
_PILL = 52
"""What a level's pill needs beside its name."""


class TrendChart(QWidget):
    """A column for each point: blocks from the first domain at the bottom, each with its number and its count.

    The outline behind the blocks is as high as all components would be. Its words are in the table beside it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self.setProperty("role", "bare")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_points(self, points: tuple[Point, ...]) -> None:
        """Show a trend, the oldest first."""
        self._points = points
        said = "; ".join(f"{one.title}: {one.standing.level_name}, {one.standing.counted} of {one.standing.of} "
                         "components fulfilled" for one in points)
        self.setAccessibleName("Trend of the level and of fulfilled components")
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.look()
        most = max((one.standing.of for one in self._points), default=1)
        return QSize((self._column() + look.px(_GAP)) * len(self._points) + look.px(8),
                     look.px(_TOP + _FOOT) + most * look.px(_UNIT))

    def _column(self) -> int:
        """The width of a column, in which every level's name has room."""
        metrics, look = QFontMetrics(bold_font(self.font())), theme.look()
        names = (metrics.horizontalAdvance(one.standing.level_name) for one in self._points)
        return max(look.px(_COLUMN), max(names, default=0) + look.px(_PILL))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.look()
        ground, wide = self.height() - look.px(_FOOT), self._column()
        for at, point in enumerate(self._points):
            left = look.px(4) + at * (wide + look.px(_GAP))
            self._paint_point(painter, point, QRectF(left, 0, wide, ground))
            self._paint_title(painter, point, QRectF(left - look.px(_GAP) / 2, ground + look.px(6),
                                                     wide + look.px(_GAP), look.px(_FOOT - 6)))
        painter.setPen(QPen(theme.colour("soft_ink"), 1))
        painter.drawLine(0, ground, self.width() - look.px(_GAP), ground)

    def _paint_point(self, painter: QPainter, point: Point, area: QRectF) -> None:
        look, standing = theme.look(), point.standing
        unit, bottom = look.px(_UNIT), area.bottom()
        whole = QRectF(area.left(), bottom - unit * standing.of, area.width(), unit * standing.of)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("soft_ink"), 1, Qt.PenStyle.DotLine))
        painter.drawRect(whole)
        for count in standing.domains:
            if count.counted:
                block = QRectF(area.left(), bottom - unit * count.counted, area.width(), unit * count.counted)
                bottom = block.top()
                self._paint_block(painter, block, f"{count.domain.number}", f"{count.counted} of {count.of}")
        words, font = standing.level_name, bold_font(self.font())
        width = min(area.width(), QFontMetrics(font).horizontalAdvance(words) + look.px(_PILL))
        pill = QRectF(area.center().x() - width / 2, whole.top() - look.px(36), width, look.px(28))
        paint_pill(painter, pill, words, standing.rank, len(standing.charter.levels), font)

    @staticmethod
    def _paint_block(painter: QPainter, block: QRectF, number: str, words: str) -> None:
        painter.setBrush(theme.colour("good_tint"))
        painter.setPen(QPen(theme.colour("good"), 1))
        painter.drawRect(block)
        pad = theme.look().px(8)
        inside = block.adjusted(pad, 0, -pad, 0)
        painter.setPen(theme.colour("ink"))
        painter.setFont(_font(QFont.Weight.DemiBold))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, number)
        painter.setFont(_font(QFont.Weight.Normal))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    @staticmethod
    def _paint_title(painter: QPainter, point: Point, area: QRectF) -> None:
        painter.setPen(theme.colour("ink"))
        painter.setFont(_font(QFont.Weight.DemiBold))
        period, _, round_name = point.title.partition(" · ")
        metrics = QFontMetrics(painter.font())
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(area, top, metrics.elidedText(period, Qt.TextElideMode.ElideRight, int(area.width())))
        painter.setPen(theme.colour("soft_ink"))
        painter.setFont(_font(QFont.Weight.Normal))
        below = area.adjusted(0, metrics.height(), 0, 0)
        painter.drawText(below, top, metrics.elidedText(round_name, Qt.TextElideMode.ElideRight, int(area.width())))


def _font(weight: QFont.Weight) -> QFont:
    font = QFont([design.FAMILY, design.FALLBACK_FAMILY])
    font.setPixelSize(theme.look().px(design.HINT.size))
    font.setWeight(weight)
    return font
