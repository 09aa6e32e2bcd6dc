"""How a row of the history is painted: a day as a heading, a line with what became of the old words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from anchor_app import design
from anchor_app.ui import theme
from anchor_app.ui.models.history_model import CHANGE, WHAT, HistoryModel
from anchor_app.ui.widgets.pens import Pen, Pens
from anchor_app.ui.widgets.text import one_line

_PAD = 8
_Index = QModelIndex | QPersistentModelIndex


class HistoryDelegate(QStyledItemDelegate):
    """What stood before is struck through and what stands now is not, so that no colour has to say it."""

    def __init__(self, model: HistoryModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._pens = Pens()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.look().px(80), theme.look().px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = self._model.line(index.row())
        painter.save()
        painter.setClipRect(option.rect)
        if line is None:
            self._paint_heading(painter, option.rect, self._model.heading(index.row()))
            painter.restore()
            return
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(option.rect, theme.colour("accent_tint"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if is_selected and theme.look().is_contrast:
            self._frame(painter, option.rect)
        pad = theme.look().px(_PAD)
        area = option.rect.adjusted(pad, 0, -pad, 0)
        if index.column() == CHANGE:
            self._paint_change(painter, area, one_line(line.old, 200), one_line(line.new, 200))
        elif index.column() == WHAT:
            words = line.field_words
            self._paint_subject(painter, area, one_line(line.about, 200), f" · {words}" if words else "")
        else:
            _draw(painter, area, self._model.text(line, index.column()), self._pens.pen(), "soft_ink")
        painter.restore()

    def _frame(self, painter: QPainter, cell: QRect) -> None:
        """Each cell draws its own part of the frame around the whole row, where a tint alone would not be seen."""
        shown = self._view.viewport().width()
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRect(QRect(1, cell.top() + 1, shown - 2, cell.height() - 3))

    def _paint_heading(self, painter: QPainter, area: QRect, words: str) -> None:
        """Each cell paints its own part of the words, which begin at the first one."""
        pad = theme.look().px(_PAD)
        whole = QRect(self._view.columnViewportPosition(0) + pad, area.top(), self._view.viewport().width() - 2 * pad,
                      area.height() - theme.look().px(5))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        _draw(painter, whole, words, self._pens.pen(design.HINT.size, is_strong=True), "soft_ink",
              Qt.AlignmentFlag.AlignBottom)

    def _paint_subject(self, painter: QPainter, area: QRect, about: str, field: str) -> None:
        """The field is always in sight; what it belongs to is cut where there is no room."""
        plain = self._pens.pen()
        kept = plain.metrics.horizontalAdvance(field)
        left = _draw(painter, area.adjusted(0, 0, -min(kept, area.width() // 2), 0), about, plain, "ink")
        _draw(painter, QRect(left, area.top(), area.right() - left + 1, area.height()), field, plain, "soft_ink")

    def _paint_change(self, painter: QPainter, area: QRect, old: str, new: str) -> None:
        plain, struck = self._pens.pen(), self._pens.pen(is_struck=True)
        arrow = " → " if old and new else ""
        room = area.width() - plain.metrics.horizontalAdvance(arrow)
        wanted = plain.metrics.horizontalAdvance(old)
        if new:
            wanted = min(wanted, max(room // 2, room - plain.metrics.horizontalAdvance(new)))
        left = _draw(painter, QRect(area.left(), area.top(), min(wanted, room), area.height()), old, struck,
                     "soft_ink") if old else area.left()
        rest = QRect(left, area.top(), area.right() - left + 1, area.height())
        _draw(painter, rest, f"{arrow}{new}" if new else "  removed", plain, "ink" if new else "soft_ink")


def _draw(painter: QPainter, area: QRect, text: str, pen: Pen, ink: str,
          where: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter) -> int:
    """Draw a text on one line, cut to its area; returns where it ends."""
    shown = pen.metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, area.width() + 1)
    painter.setFont(pen.font)
    painter.setPen(theme.colour(ink))
    painter.drawText(area, where | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown)
    return area.left() + pen.metrics.horizontalAdvance(shown)
