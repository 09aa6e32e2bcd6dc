"""The history as a table that shows as many columns as fit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from anchor_app.domain.history import HistoryLine
from anchor_app.ui import theme
from anchor_app.ui.delegates.history_delegate import HistoryDelegate
from anchor_app.ui.models.history_model import CHANGE, WHAT, WHEN, WHO, HistoryModel
from anchor_app.ui.widgets.row_table import RowTable

_TIME, _PERSON, _LEAST = 64, 120, 150


class HistoryTable(RowTable):
    """`shown(line)`: a line became the current one. `opened(line)`: Return, or a click, on one."""

    shown = Signal(object)
    opened = Signal(object)

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(model, self))
        self.dress("History")
        self.fit()

    @property
    def current(self) -> HistoryLine | None:
        """The line of the current row."""
        return self._model.line(self.currentIndex().row())

    def choose(self, line: HistoryLine | None) -> bool:
        """Make the line of that entry and field the current one, or else the first; whether there is any."""
        row = self._model.row_of(line)
        if row < 0:
            row = next((row for row in range(min(2, self._model.rowCount())) if self._model.line(row)), -1)
        if row < 0:
            return False
        self.setCurrentIndex(self._model.index(row, WHAT))
        if row == 1:
            self.scrollToTop()  # so that the day above it is in sight
        return True

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex,
                       previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        line = self._model.line(current.row())
        if line is not None:
            self.shown.emit(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().row() == 1:
            self.scrollToTop()

    def open_row(self, row: int) -> None:
        line = self._model.line(row)
        if line is not None:
            self.opened.emit(line)

    def fit(self) -> None:
        look, room = theme.look(), self.viewport().width()
        self.verticalHeader().setDefaultSectionSize(look.px(38))
        left = room - look.px(_TIME)
        has_person = left - look.px(_PERSON) >= look.px(2 * _LEAST)
        self.setColumnHidden(WHO, not has_person)
        left -= look.px(_PERSON) if has_person else 0
        has_change = left >= look.px(2 * _LEAST)
        self.setColumnHidden(CHANGE, not has_change)
        self.setColumnWidth(WHEN, look.px(_TIME))
        self.setColumnWidth(WHO, look.px(_PERSON))
        self.setColumnWidth(WHAT, left * 11 // 20 if has_change else left)
        self.setColumnWidth(CHANGE, left - left * 11 // 20)
