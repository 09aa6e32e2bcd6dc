"""The actions as a table that shows as many columns as fit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from anchor_app.ui import theme
from anchor_app.ui.delegates.action_delegate import ROW, ActionDelegate
from anchor_app.ui.models.action_model import COLUMNS, ActionModel, Column
from anchor_app.ui.widgets.row_table import RowTable

_WIDTHS = ((Column.TITLE, 240), (Column.DUE, 168), (Column.STATUS, 136), (Column.OWNER, 140),
           (Column.COMPONENTS, 110), (Column.PRIORITY, 90), (Column.WHOSE, 150))
"""Columns in the order in which they win their place, and their widths in pixels at 100 % text."""


class ActionTable(RowTable):
    """Rows of actions; what has no column of its own stands under the title.

    `shown(key)`: a row became the current one. `opened(key)`: Return, or a click, on a row.
    `order_asked(column, is_descending)`: a heading was clicked.
    """

    shown = Signal(str)
    opened = Signal(str)
    order_asked = Signal(object, bool)

    def __init__(self, model: ActionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._has_whose = False
        self.setModel(model)
        self.setItemDelegate(ActionDelegate(model, self._is_hidden, self))
        self.dress("Actions")
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        self.show_order(None, False)
        header.sectionClicked.connect(self._on_heading_clicked)
        self.fit()

    def show_whose(self, is_shown: bool) -> None:
        """Say whether the actions are of several owners."""
        if is_shown != self._has_whose:
            self._has_whose = is_shown
            self.fit()

    def show_order(self, column: Column | None, is_descending: bool) -> None:
        """Mark the heading that the rows are ordered by, if it is one."""
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(COLUMNS.index(column) if column else -1, order)

    def choose(self, key: str) -> bool:
        """Make an action's row the current one, if it is there."""
        row = self._model.row_of(key)
        if row < 0:
            return False
        index = self._model.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex,
                       previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        action = self._model.action(current.row()) if current.isValid() else None
        if action is not None and current.row() != previous.row():
            self.shown.emit(action.key)

    def open_row(self, row: int) -> None:
        action = self._model.action(row)
        if action is not None:
            self.opened.emit(action.key)

    def _on_heading_clicked(self, section: int) -> None:
        column = COLUMNS[section]
        self.order_asked.emit(column, column is self._model.column and not self._model.is_descending)

    def _is_hidden(self, column: Column) -> bool:
        return self.isColumnHidden(COLUMNS.index(column)) and (column is not Column.WHOSE or self._has_whose)

    def fit(self) -> None:
        """Give columns their widths in the order of their worth, as long as there is room; the title takes the rest."""
        look, left = theme.look(), self.viewport().width()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        is_full = False
        for place, (column, width) in enumerate(_WIDTHS):
            is_wanted = column is not Column.WHOSE or self._has_whose
            is_full = is_full or is_wanted and look.px(width) > left
            is_shown = is_wanted and (place == 0 or not is_full)
            self.setColumnHidden(COLUMNS.index(column), not is_shown)
            if is_shown:
                self.setColumnWidth(COLUMNS.index(column), look.px(width))
                left -= look.px(width)
        self.setColumnWidth(0, max(look.px(120), look.px(_WIDTHS[0][1]) + left))
