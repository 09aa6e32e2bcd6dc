"""How a row of the outcomes is painted: a domain with its level as a heading, an outcome with how it stands."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from anchor_app import design
from anchor_app.domain.measures import Track
from anchor_app.ui import icons, theme
from anchor_app.ui.models.outcome_list_model import OutcomeListModel, OutcomeRow
from anchor_app.ui.widgets.badge import bold_font, paint_pill
from anchor_app.ui.widgets.pens import Pens
from anchor_app.ui.widgets.shapes import BARRED, DASHED, EMPTY, HALF, TICKED, paint_shape
from anchor_app.ui.widgets.text import one_line, show_plain_tooltip

_Index = QModelIndex | QPersistentModelIndex
_PAD, _SHAPE, _PILL = 8, 18, 26
_SHAPES: Mapping[Track, str] = {Track.NO_READING: EMPTY, Track.NO_PATH: DASHED, Track.REACHED: TICKED,
                                Track.ON_TRACK: HALF, Track.BEHIND: BARRED}
_LEFT = Qt.AlignmentFlag.AlignLeft


def paint_track(painter: QPainter, area: QRectF, track: Track) -> None:
    """Paint the shape of how an outcome stands into a square; who is behind has a sign of warning."""
    if track is Track.BEHIND:
        icons.paint(painter, "warning", area, theme.colour("warning"))
    else:
        paint_shape(painter, area, _SHAPES[track])


class OutcomeDelegate(QStyledItemDelegate):
    """The level stands beside the domain's name, and what is odd about it under each outcome."""

    def __init__(self, model: OutcomeListModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._pens = Pens()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = self._model.rows[index.row()]
        hint, text = self._pens.pen(design.HINT.size).metrics, self._pens.pen(design.TEXT.size).metrics
        if not row.key:
            return QSize(10, theme.look().px(_PILL) + theme.look().px(20))
        return QSize(10, text.height() + (2 if row.odd else 1) * hint.height() + theme.look().px(18))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: _Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            show_plain_tooltip(view, event.globalPos(), self._model.rows[index.row()].spoken)
            return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, area = self._model.rows[index.row()], QRectF(option.rect)
        if row.key:
            self._paint_ground(painter, area, option, index)
            self._paint_outcome(painter, area, row)
        else:
            self._paint_heading(painter, area, row)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index) -> None:
        if not option.state & QStyle.StateFlag.State_Selected:
            return
        painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour("accent_tint"))
        if theme.look().is_contrast or self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -2), 6, 6)

    def _paint_heading(self, painter: QPainter, area: QRectF, row: OutcomeRow) -> None:
        look, pen = theme.look(), self._pens.pen(design.HINT.size, is_strong=True)
        inside = area.adjusted(look.px(_PAD), look.px(10), -look.px(_PAD), -look.px(6))
        if row.level is not None:
            font = bold_font(self._view.font())
            width = QFontMetrics(font).horizontalAdvance(row.level.name) + look.px(52)
            width = min(width, int(inside.width() * 0.5))
            high = look.px(_PILL)
            pill = QRectF(inside.right() - width, inside.center().y() - high / 2, width, high)
            paint_pill(painter, pill.adjusted(0.5, 0.5, -0.5, -0.5), row.level.name, row.level.rank, row.level.of, font)
            inside.setRight(pill.left() - look.px(_PAD))
        self._pens.write(painter, inside, one_line(row.title, 400), pen, "soft_ink",
                         _LEFT | Qt.AlignmentFlag.AlignVCenter)

    def _paint_outcome(self, painter: QPainter, area: QRectF, row: OutcomeRow) -> None:
        look = theme.look()
        text, hint = self._pens.pen(design.TEXT.size, is_strong=True), self._pens.pen(design.HINT.size)
        pad, side = look.px(_PAD), look.px(_SHAPE)
        top = area.top() + look.px(9)
        if row.track is not None:
            paint_track(painter, QRectF(area.left() + pad, top + (text.metrics.height() - side) / 2, side, side),
                        row.track)
        left = area.left() + 2 * pad + side
        line = QRectF(left, top, area.right() - pad - left, text.metrics.height())
        self._pens.write(painter, line, one_line(row.title, 400), text, "ink", _LEFT)
        line = QRectF(left, line.bottom(), line.width(), hint.metrics.height())
        self._pens.write(painter, line, row.detail, hint, "soft_ink", _LEFT)
        if row.odd:
            line = QRectF(left, line.bottom(), line.width(), hint.metrics.height())
            self._pens.write(painter, line, row.odd, hint, "warning", _LEFT)
