"""The table of an outcome's readings, the twin of its chart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from anchor_app.domain.evidence import OutcomeReading
from anchor_app.ui import theme
from anchor_app.ui.models.readings_model import DAY, PATH, SOURCE, VALUE, ReadingsModel
from anchor_app.ui.widgets.row_table import RowTable
from anchor_app.ui.widgets.text import show_plain_tooltip

_DAY, _VALUE, _SOURCE = 150, 130, 130
_ROW, _LEAST, _MOST = 34, 2, 9
_EDGE = 3
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReadingTable(RowTable):
    """`shown(id)`: a reading's row became the current one, or "" for none. `opened(id)`: Return, or a double click.

    `removal_requested`: Delete.
    """

    shown = Signal(str)
    opened = Signal(str)
    removal_requested = Signal()

    def __init__(self, model: ReadingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.dress("Readings")
        self.setProperty("kind", "bare")
        self.setProperty("role", "figures")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda index: self._tell(index.row()))
        model.modelReset.connect(self._on_reset)
        self.fit()

    @property
    def current(self) -> OutcomeReading | None:
        """The reading in the current row."""
        return self._model.reading(self.currentIndex().row())

    def choose(self, reading: str) -> bool:
        """Make a reading's row the current one, if it is there."""
        row = self._model.row_of(reading)
        if row < 0:
            return False
        self.setCurrentIndex(self._model.index(row, DAY))
        return True

    def open_row(self, row: int) -> None:
        """A single click chooses, and opens nothing."""

    def fit(self) -> None:
        look, room = theme.look(), self.viewport().width()
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        day, value = look.px(_DAY), look.px(_VALUE)
        has_path = room >= day + 2 * value + look.px(_SOURCE)
        has_source = room >= day + value + look.px(_SOURCE)
        self.setColumnHidden(PATH, not has_path)
        self.setColumnHidden(SOURCE, not has_source)
        left = room - day - value * (2 if has_path else 1)
        self.setColumnWidth(DAY, day if has_source else room - min(value, room // 2))
        self.setColumnWidth(VALUE, value if has_source else min(value, room // 2))
        self.setColumnWidth(PATH, value)
        self.setColumnWidth(SOURCE, max(1, left))
        self._fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete) and self.current is not None:
            self.removal_requested.emit()
        elif event.key() in _RETURNS and self.current is not None:
            self._tell(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            one = self._model.reading(index.row()) if index.isValid() else None
            if one is not None:
                texts = [self._model.text(index.row(), column) for column in (DAY, VALUE, PATH)]
                show_plain_tooltip(self, event.globalPos(), "\n".join(filter(None, (*texts, one.source))))
            return True
        return super().viewportEvent(event)

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex,
                       previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        one = self._model.reading(current.row())
        self.shown.emit(one.id if one else "")

    def _on_reset(self) -> None:
        self._fit_height()
        self.shown.emit("")

    def _fit_height(self) -> None:
        rows = min(max(self._model.rowCount(), _LEAST), _MOST)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows * theme.look().px(_ROW) + head + 2 * _EDGE)

    def _tell(self, row: int) -> None:
        one = self._model.reading(row)
        if one is not None:
            self.opened.emit(one.id)
