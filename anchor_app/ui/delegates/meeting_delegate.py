"""How rows of the log and of who speaks for whom are painted: one column has two lines, and one a shape."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from anchor_app import design
from anchor_app.ui import theme
from anchor_app.ui.widgets.pens import Pens
from anchor_app.ui.widgets.shapes import paint_shape
from anchor_app.ui.widgets.text import one_line, show_plain_tooltip

ROW = 50
_PAD, _SHAPE = 8, 16
_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MeetingDelegate(QStyledItemDelegate):
    """`below(row)` is what stands under the words of the column `wide`; `shape(row)` what before those of the last.

    `spoken(row)` is the whole row, for its tooltip.
    """

    def __init__(self, view: QTableView, wide: int, below: Callable[[int], str], spoken: Callable[[int], str],
                 shape: Callable[[int], str] = lambda row: "") -> None:
        super().__init__(view)
        self._view, self._wide, self._below, self._spoken, self._shape = view, wide, below, spoken, shape
        self._pens = Pens()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.look().px(80), theme.look().px(ROW))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: _Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            show_plain_tooltip(view, event.globalPos(), self._spoken(index.row()))
            return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setClipRect(option.rect)
        look, is_selected = theme.look(), bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(option.rect, theme.colour("accent_tint"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if is_selected and look.is_contrast:
            self._frame(painter, option.rect)
        area = QRectF(option.rect).adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
        words, row = str(index.data() or ""), index.row()
        shape = self._shape(row) if index.column() == self._view.model().columnCount() - 1 else ""
        if shape:
            side = look.px(_SHAPE)
            paint_shape(painter, QRectF(area.left(), area.center().y() - side / 2, side, side), shape)
            area.setLeft(area.left() + side + look.px(6))
        below = one_line(self._below(row), 400) if index.column() == self._wide else ""
        if index.column() != self._wide or not below:
            self._write(painter, area, words, "ink" if index.column() == self._wide or shape else "soft_ink")
        else:
            hint, text = self._pens.pen(design.HINT.size), self._pens.pen()
            height = text.metrics.height() + hint.metrics.height()
            top = area.top() + (area.height() - height) / 2
            self._write(painter, QRectF(area.left(), top, area.width(), text.metrics.height()), words, "ink")
            self._pens.write(painter, QRectF(area.left(), top + text.metrics.height(), area.width(),
                                             hint.metrics.height()), below, hint, "soft_ink", _LEFT)
        painter.restore()

    def _write(self, painter: QPainter, area: QRectF, words: str, ink: str) -> None:
        self._pens.write(painter, area, words, self._pens.pen(), ink, _LEFT)

    def _frame(self, painter: QPainter, cell: QRect) -> None:
        """Each cell draws its own part of the frame around the whole row, where a tint alone would not be seen."""
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRect(QRect(1, cell.top() + 1, self._view.viewport().width() - 2, cell.height() - 3))
