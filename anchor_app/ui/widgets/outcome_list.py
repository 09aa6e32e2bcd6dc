"""The list of outcomes under their domains, to choose one from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from anchor_app.ui import theme
from anchor_app.ui.delegates.outcome_delegate import OutcomeDelegate
from anchor_app.ui.models.outcome_list_model import OutcomeListModel

_Index = QModelIndex | QPersistentModelIndex


class OutcomeList(QListView):
    """`shown(key)`: an outcome became the current one. `opened(key)`: Return, or a click, on one."""

    shown = Signal(str)
    opened = Signal(str)

    def __init__(self, model: OutcomeListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(OutcomeDelegate(model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Outcomes by domain")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(theme.look().px(240))
        self.clicked.connect(lambda index: self._open(index.row()))

    @property
    def current_key(self) -> str:
        """The outcome in the current row; "" for none."""
        return self._model.key_at(self.currentIndex().row())

    def choose(self, key: str) -> bool:
        """Make an outcome's row the current one, if it is there."""
        row = self._model.row_of(key)
        if row < 0:
            return False
        index = self._model.index(row)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        if row == 1:
            self.scrollToTop()  # so that the domain above it is in sight
        else:
            self.scrollTo(index)
        return True

    def choose_none(self) -> None:
        """Have no current row, while a new outcome is typed."""
        self.setCurrentIndex(QModelIndex())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if key := self._model.key_at(current.row()):
            self.shown.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _open(self, row: int) -> None:
        if key := self._model.key_at(row):
            self.opened.emit(key)
