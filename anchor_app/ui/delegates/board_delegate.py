"""How a cell of the board is painted: the name with kind and place, the level's badge, and a count on its heat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from anchor_app import design
from anchor_app.domain.board_order import Column
from anchor_app.domain.comparison import BoardRow, Cell
from anchor_app.ui import theme
from anchor_app.ui.models.board_model import BoardModel, about, distance_words
from anchor_app.ui.widgets.badge import paint_pill
from anchor_app.ui.widgets.heat import heat
from anchor_app.ui.widgets.pens import Pens
from anchor_app.ui.widgets.text import one_line, show_plain_tooltip

ROW, SLIM_ROW = 58, 34
"""Heights of an organisation's row and of a group's heading, in pixels at 100 % text."""
_PAD = 8
_Index = QModelIndex | QPersistentModelIndex
_LEFT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignCenter


class BoardDelegate(QStyledItemDelegate):
    """The current cell has a frame while the table has the focus; a level never stands without its name."""

    def __init__(self, model: BoardModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._pens = Pens()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.look().px(60), theme.look().px(ROW))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: _Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and (words := self._model.spoken(index.row(), index.column())):
            show_plain_tooltip(view, event.globalPos(), words)
            return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        row = self._model.row(index.row())
        if row is None:
            self._paint_group(painter, option.rect, self._model.group_words(index.row()))
        else:
            is_current = bool(option.state & QStyle.StateFlag.State_Selected)
            if is_current:
                painter.fillRect(option.rect.adjusted(0, 0, 0, -1), theme.colour("accent_tint"))
            self._paint_cell(painter, option.rect, row, index)
            if is_current and self._view.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -2), 6, 6)
        painter.restore()

    def _paint_cell(self, painter: QPainter, area: QRect, row: BoardRow, index: _Index) -> None:
        match self._model.headings[index.column()].key:
            case Column.NAME:
                self._paint_name(painter, area, row)
            case Column.LEVEL:
                self._paint_level(painter, area, row)
            case Column.CHANGE | Column.DISTANCE:
                words = self._model.text(index.row(), index.column())
                self._pens.write(painter, QRectF(area), words, self._pens.pen(), "soft_ink", _CENTRE)
            case _:
                cell = self._model.cell(index.row(), index.column())
                if cell is not None:
                    self._paint_heat(painter, area, cell)
                else:
                    self._pens.write(painter, QRectF(area), "–", self._pens.pen(), "soft_ink", _CENTRE)

    def _paint_group(self, painter: QPainter, area: QRect, words: str) -> None:
        """Each cell paints its own part of the words, which begin at the first one."""
        painter.setClipRect(area)
        pad = theme.look().px(_PAD)
        whole = QRectF(self._view.columnViewportPosition(0) + pad, area.top(), self._view.viewport().width() - 2 * pad,
                       area.height() - theme.look().px(5))
        self._pens.write(painter, whole, words, self._pens.pen(design.HINT.size, is_strong=True), "soft_ink",
                    Qt.AlignmentFlag.AlignBottom | _LEFT)

    def _paint_name(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        pad, words = theme.look().px(_PAD), about(row)
        inside = QRectF(area).adjusted(pad, 0, -pad, 0)
        strong, soft = self._pens.pen(is_strong=True), self._pens.pen(design.HINT.size)
        height = strong.metrics.height() + (soft.metrics.height() if words else 0)
        top = inside.top() + (inside.height() - height) / 2
        self._pens.write(painter, QRectF(inside.left(), top, inside.width(), strong.metrics.height()),
                    one_line(row.member.name), strong, "ink", _LEFT)
        if words:
            self._pens.write(painter, QRectF(inside.left(), top + strong.metrics.height(), inside.width(),
                                        soft.metrics.height()), words, soft, "soft_ink", _LEFT)

    def _paint_level(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        look, pad = theme.look(), theme.look().px(_PAD)
        bold, soft = self._pens.pen(design.HINT.size, is_strong=True), self._pens.pen(11.5)
        below = distance_words(row)
        pill, gap = look.px(26), look.px(2)
        height = pill + (gap + soft.metrics.height() if below else 0)
        top = area.top() + (area.height() - height) / 2
        standing = row.standing
        if standing is None:
            self._pens.write(painter, QRectF(area).adjusted(pad / 2, 0, 0, 0), row.level_name, soft, "soft_ink",
                        _LEFT | Qt.AlignmentFlag.AlignVCenter)
            return
        name = row.level_name if standing.level else short_below(row.level_name)
        width = min(bold.metrics.horizontalAdvance(name) + look.px(48), area.width() - pad)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pill(painter, QRectF(area.left() + 0.5, top + 0.5, width, pill - 1), name,
                   standing.rank, len(standing.charter.levels), bold.font)
        if below:
            self._pens.write(painter, QRectF(area.left() + pad / 2, top + pill + gap, area.width() - pad,
                                        soft.metrics.height()), below, soft, "soft_ink", _LEFT)

    def _paint_heat(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        look = theme.look()
        ground, ink = heat(cell.counted, cell.of, look.palette, look.is_contrast)
        height = min(look.px(34), area.height() - look.px(8))
        box = QRectF(area.left() + 3.5, area.top() + (area.height() - height) / 2, area.width() - 7, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRoundedRect(box, 6, 6)
        bold, plain = self._pens.pen(is_strong=True), self._pens.pen()
        count, rest = str(cell.counted), f"/{cell.of}"
        wide = bold.metrics.horizontalAdvance(count)
        left = box.center().x() - (wide + plain.metrics.horizontalAdvance(rest)) / 2
        base = box.center().y() + (bold.metrics.ascent() - bold.metrics.descent()) / 2
        painter.setPen(ink)
        painter.setFont(bold.font)
        painter.drawText(QPointF(left, base), count)
        painter.setFont(plain.font)
        painter.drawText(QPointF(left + wide, base), rest)


def short_below(name: str) -> str:
    """The level below the first as a narrow column says it: its bars and its next level are told beside it."""
    return name.split(" ", 2)[0] + " yet" if name.startswith("Not yet ") else name
