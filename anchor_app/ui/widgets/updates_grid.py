"""Who wrote which month, as a grid of shapes to move among and to open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from anchor_app import design
from anchor_app.ui import theme
from anchor_app.ui.models.updates_grid_model import NAME, SHAPES, UpdatesGridModel
from anchor_app.ui.widgets.pens import Pens
from anchor_app.ui.widgets.shapes import paint_shape
from anchor_app.ui.widgets.text import show_plain_tooltip

_ROW, _SHAPE, _PAD = 38, 18, 8
_NAME, _WIDEST_NAME, _MONTH, _WIDEST_MONTH, _MISSING = 150, 340, 40, 66, 76
"""Sizes in pixels at 100 % text."""
_Index = QModelIndex | QPersistentModelIndex


class _CellDelegate(QStyledItemDelegate):
    """A shape for a month, words for a name and a count."""

    def __init__(self, model: UpdatesGridModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._pens = Pens()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, look = QRectF(option.rect), theme.look()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect.adjusted(0, 0, 0, -1), theme.colour("accent_tint"))
            if look.is_contrast or self._view.hasFocus():
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(area.adjusted(1, 1, -1, -2), 6, 6)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        standing = self._model.standing(index)
        if standing is not None:
            side = look.px(_SHAPE)
            paint_shape(painter, QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side),
                        SHAPES[standing.state])
        else:
            is_name, pad = index.column() == NAME, look.px(_PAD)
            count = self._model.rows[index.row()].missing
            where = Qt.AlignmentFlag.AlignLeft if is_name else Qt.AlignmentFlag.AlignHCenter
            self._pens.write(painter, area.adjusted(pad, 0, -pad, 0), str(index.data()),
                             self._pens.pen(design.TEXT.size, is_strong=is_name or count > 0),
                             "ink" if is_name or count else "soft_ink", where | Qt.AlignmentFlag.AlignVCenter)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: _Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            show_plain_tooltip(view, event.globalPos(), str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
            return True
        return False


class UpdatesGrid(QTableView):
    """`opened(organisation, month)`: Return, or a click, on a cell; month is "" for that of the name or the count."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = UpdatesGridModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_CellDelegate(self.model_, self))
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Who wrote which month")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(self._open)
        self.model_.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give the names what the months leave."""
        px, count = theme.look().px, len(self.model_.months)
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        left = self.viewport().width() - px(_MISSING)
        name = max(px(_NAME), min(px(_WIDEST_NAME), left - count * px(_MONTH)))
        month = min(px(_WIDEST_MONTH), max(px(_MONTH), (left - name) // max(1, count)))
        self.setColumnWidth(NAME, name)
        for column in range(1, count + 1):
            self.setColumnWidth(column, month)
        self.setColumnWidth(count + 1, px(_MISSING))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "model_"):
            self.fit()

    def _open(self, index: _Index) -> None:
        if index.isValid():
            standing = self.model_.standing(index)
            self.opened.emit(self.model_.rows[index.row()].organisation, str(standing.month) if standing else "")
