"""A list of lines that each have a title with a detail below it, a bar of shares, and something said at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from anchor_app import design
from anchor_app.ui import theme
from anchor_app.ui.widgets.pens import Pens
from anchor_app.ui.widgets.shapes import paint_shape
from anchor_app.ui.widgets.text import one_line, show_plain_tooltip

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW, _PAD, _SHAPE = 54, 8, 18
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
FILLED, HATCHED, DOTTED, OPEN = "filled", "hatched", "dotted", "open"
"""How a share of a bar is drawn, so that no colour has to say it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `shape` is the name of one of the shapes, `shares` the parts of a bar by how they are drawn."""

    key: Any
    title: str
    detail: str = ""
    right: str = ""
    right_detail: str = ""
    shape: str = ""
    shares: tuple[tuple[str, int], ...] = ()

    @property
    def spoken(self) -> str:
        """The line as it is read out, and as its tooltip says it."""
        return ". ".join(one_line(one) for one in (self.title, self.detail, self.right, self.right_detail) if one)


class LineModel(QAbstractListModel):
    """The lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(line.title)
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class LineDelegate(QStyledItemDelegate):
    """Paints a line; the right side keeps its room, and the bar stands before it where there is enough."""

    def __init__(self, view: LineList) -> None:
        super().__init__(view)
        self._view = view
        self._pens = Pens()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(10, theme.look().px(ROW))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: _Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            show_plain_tooltip(view, event.globalPos(), self._view.model_.lines[index.row()].spoken)
            return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        look, area, line = theme.look(), option.rect, self._view.model_.lines[index.row()]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour("accent_tint"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if option.state & QStyle.StateFlag.State_Selected and (
                look.is_contrast or self._view.hasFocus() and index == self._view.currentIndex()):
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -2), 6, 6)
        pad = look.px(_PAD)
        inside = QRectF(area).adjusted(pad, 0, -pad, 0)
        if line.shape:
            side = look.px(_SHAPE)
            paint_shape(painter, QRectF(inside.left(), inside.center().y() - side / 2, side, side), line.shape)
            inside.setLeft(inside.left() + side + pad)
        inside.setRight(self._paint_right(painter, inside, line))
        if line.shares and inside.width() > look.px(300):
            width = min(look.px(260), inside.width() * 0.4)
            _paint_shares(painter, QRectF(inside.right() - width, inside.center().y() - look.px(7), width,
                                          look.px(14)), line.shares)
            inside.setRight(inside.right() - width - 2 * pad)
        self._paint_pair(painter, inside, line.title, line.detail, _LEFT, is_strong=True)
        painter.restore()

    def _paint_right(self, painter: QPainter, area: QRectF, line: Line) -> float:
        """Paint what stands at the right; returns where the room for the rest ends."""
        if not (line.right or line.right_detail):
            return area.right()
        text, hint = self._pens.pen(design.TEXT.size), self._pens.pen(design.HINT.size)
        wanted = max(text.metrics.horizontalAdvance(line.right), hint.metrics.horizontalAdvance(line.right_detail)) + 2
        width = min(wanted, area.width() * 0.45)
        self._paint_pair(painter, QRectF(area.right() - width, area.top(), width, area.height()), line.right,
                         line.right_detail, _RIGHT, is_strong=False)
        return area.right() - width - theme.look().px(2 * _PAD)

    def _paint_pair(self, painter: QPainter, area: QRectF, above: str, below: str, where: Qt.AlignmentFlag, *,
                    is_strong: bool) -> None:
        text, hint = self._pens.pen(design.TEXT.size, is_strong=is_strong), self._pens.pen(design.HINT.size)
        height = text.metrics.height() + (hint.metrics.height() if below else 0)
        top = area.top() + (area.height() - height) / 2
        self._pens.write(painter, QRectF(area.left(), top, area.width(), text.metrics.height()), one_line(above, 400),
                         text, "ink", where)
        if below:
            self._pens.write(painter, QRectF(area.left(), top + text.metrics.height(), area.width(),
                                             hint.metrics.height()), one_line(below, 400), hint, "soft_ink", where)


def _paint_shares(painter: QPainter, area: QRectF, shares: Sequence[tuple[str, int]]) -> None:
    whole, left = sum(count for _, count in shares), area.left()
    if not whole:
        return
    for how, count in shares:
        width = area.width() * count / whole
        if width:
            paint_share(painter, QRectF(left, area.top(), width, area.height()), how)
        left += width


def paint_share(painter: QPainter, area: QRectF, how: str) -> None:
    """Paint one part of a bar, or of its legend."""
    ink = theme.colour("accent")
    box = area.adjusted(1, 0.5, -1, -0.5)
    painter.setPen(QPen(theme.colour("soft_ink" if how in (OPEN, DOTTED) else "accent"), 1))
    painter.setBrush(theme.colour("card"))
    painter.drawRect(box)
    brushes = {FILLED: QBrush(ink), HATCHED: QBrush(ink, Qt.BrushStyle.BDiagPattern),
               DOTTED: QBrush(theme.colour("soft_ink"), Qt.BrushStyle.Dense6Pattern)}
    if how in brushes:
        painter.setBrush(brushes[how])
        painter.drawRect(box)


class LineList(QListView):
    """`opened(key)`: Return, or a double click; with `opens_at_once` a single one. `shown(key)`: it became current."""

    opened = Signal(object)
    shown = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None, *, opens_at_once: bool = False,
                 takes_many: bool = False) -> None:
        super().__init__(parent)
        self.model_ = LineModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(LineDelegate(self))
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection if takes_many
                              else QAbstractItemView.SelectionMode.SingleSelection)
        (self.clicked if opens_at_once else self.doubleClicked).connect(lambda index: self._open(index.row()))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines, staying on the one that is current where it is still there."""
        held = self.current
        if [one.key for one in lines] == [one.key for one in self.model_.lines]:
            self.model_.lines = lines
            self.viewport().update()
            return
        self.model_.show(lines)
        row = next((at for at, one in enumerate(lines) if held is not None and one.key == held.key), -1)
        if row >= 0:
            self.setCurrentIndex(self.model_.index(row))

    @property
    def current(self) -> Line | None:
        """The current line."""
        row = self.currentIndex().row()
        return self.model_.lines[row] if 0 <= row < len(self.model_.lines) else None

    @property
    def chosen(self) -> tuple[Line, ...]:
        """The lines that are selected, from the top."""
        return tuple(self.model_.lines[row] for row in sorted(one.row() for one in self.selectedIndexes()))

    def set_whole(self) -> None:
        """Be as high as all lines, for a page that scrolls as a whole."""
        self.setFixedHeight(max(1, len(self.model_.lines)) * theme.look().px(ROW) + 6)

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(300), min(8, max(2, len(self.model_.lines))) * theme.look().px(ROW) + 6)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if self.current is not None:
            self.shown.emit(self.current.key)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Only on a ground of its own is what stands there moved, and the rest painted; a style takes that away again.
        self.viewport().setAutoFillBackground(True)
        super().scrollContentsBy(dx, dy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "model_"):
            self.scheduleDelayedItemsLayout()

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.model_.lines):
            self.opened.emit(self.model_.lines[row].key)


class ShareKey(QWidget):
    """One entry of a bar's legend: how a share is drawn."""

    def __init__(self, how: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._how = how

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(26), theme.look().px(16))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        look = theme.look()
        paint_share(painter, QRectF(QRect(0, (self.height() - look.px(12)) // 2, look.px(24), look.px(12))), self._how)
