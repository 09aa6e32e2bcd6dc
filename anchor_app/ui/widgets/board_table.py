"""The board as a table: cells to move among and to open, and columns as wide as the room lets them be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from anchor_app.domain.board_order import Column
from anchor_app.ui import theme
from anchor_app.ui.delegates.board_delegate import ROW, SLIM_ROW, BoardDelegate
from anchor_app.ui.models.board_model import LEVEL, NAME, BoardModel
from anchor_app.ui.widgets.board_header import BoardHeader

_NAME, _WIDEST_NAME, _LEVEL, _CHANGE, _NEXT, _CELL, _WIDEST_CELL = 150, 420, 122, 56, 60, 46, 110
"""Widths in pixels at 100 % text."""


class BoardTable(QTableView):
    """`opened(row, column)`: Return, or a click, on a cell; `sort_requested(column)`."""

    opened = Signal(int, int)
    sort_requested = Signal(int)

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.head = BoardHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.setItemDelegate(BoardDelegate(model, self))
        self._dress()
        self.head.sort_requested.connect(self.sort_requested)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self._on_reset)

    def _dress(self) -> None:
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName("Board: organisations and domains")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setTabOrder(self.head, self)

    def choose(self, row: int, column: int) -> None:
        """Make a cell the current one, and bring it into sight."""
        self.setCurrentIndex(self._model.index(row, column))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Only on a ground of its own is what stands there moved, and the rest painted; a style takes that away again.
        self.viewport().setAutoFillBackground(True)
        super().scrollContentsBy(dx, dy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_model"):
            self._on_reset()

    def fit(self) -> None:
        """Give the names what the figures leave, and leave out what is told elsewhere too where it is narrow."""
        px, headings = theme.look().px, self._model.headings
        domains = [at for at, one in enumerate(headings) if one.domain]
        needed = {at: max(px(_CELL), self.head.narrowest(headings[at].words)) for at in domains}
        fixed = px(_LEVEL) + px(_CHANGE) + sum(needed.values())
        left = self.viewport().width() - fixed
        has_next = left >= px(_NAME + 70 + _NEXT)
        left -= px(_NEXT) if has_next else 0
        name = max(px(_NAME), min(left, px(_WIDEST_NAME)))
        spare = max(0, left - name) // max(1, len(domains))
        self.setColumnWidth(NAME, name)
        self.setColumnWidth(LEVEL, px(_LEVEL))
        for at, width in needed.items():
            self.setColumnWidth(at, max(width, min(width + spare, px(_WIDEST_CELL))))
        self.setColumnWidth(self._model.column_of(Column.CHANGE), px(_CHANGE))
        self.setColumnWidth(last := self._model.column_of(Column.DISTANCE), px(_NEXT))
        self.setColumnHidden(last, not has_next)

    def _on_reset(self) -> None:
        px = theme.look().px
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        for row in range(self._model.rowCount()):
            if self._model.group(row) is not None:
                self.setRowHeight(row, px(SLIM_ROW))
        self.fit()

    def _on_clicked(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if self._model.row(index.row()) is not None:
            self.opened.emit(index.row(), index.column())
