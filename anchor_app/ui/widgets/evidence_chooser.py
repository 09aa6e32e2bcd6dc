"""Choosing from the evidence that is there already, by searching, to link it to a component."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from anchor_app.ui.models.answers import Answers
from anchor_app.ui.models.evidence_choice_model import EvidenceChoiceModel
from anchor_app.ui.widgets.text import PlainLabel

_ROWS = 6


class EvidenceChooser(QWidget):
    """A search and the pieces it finds. Up and Down choose from within the search, Return links, Escape closes."""

    link_requested = Signal(str)
    closed = Signal()

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._component_id = ""
        self.model = EvidenceChoiceModel(answers, self)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the evidence that is here already")
        self.search.setAccessibleName("Search evidence to link")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._look)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setProperty("kind", "choices")
        self.list.setAccessibleName("Evidence to link")
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(self._on_activated)
        self.none = PlainLabel("", "hint")
        self._build_buttons()

    def _build_buttons(self) -> None:
        self.link = QPushButton("Link")
        self.link.clicked.connect(self._link_current)
        self.close_button = QPushButton("Close")
        self.close_button.setProperty("kind", "quiet")
        self.close_button.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.addWidget(self.none, 1)
        buttons.addWidget(self.link)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addLayout(buttons)

    def open_for(self, component_id: str) -> None:
        """Offer what the component does not have yet."""
        self._component_id = component_id
        self.search.clear()
        self.refresh()

    def refresh(self) -> None:
        """Find anew, after something was linked, added or removed."""
        if self._component_id:
            self._look(self.search.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._link_current()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and watched is self.search:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _look(self, search: str) -> None:
        row = self.list.currentIndex().row()
        self.model.look(self._component_id, search)
        count = self.model.rowCount()
        if count and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(max(0, min(row, count - 1)), 0))
        self.list.setVisible(bool(count))
        self.link.setEnabled(bool(count))
        height = self.list.sizeHintForRow(0) if count else 0
        self.list.setFixedHeight(max(1, min(count, _ROWS)) * max(height, 1) + 2 * self.list.frameWidth() + 2)
        nothing = "Nothing here matches the search." if search.strip() else "No other evidence is here yet."
        self.none.setText("" if count else nothing)

    def _step(self, step: int) -> None:
        count = self.model.rowCount()
        if count:
            row = max(0, min(count - 1, self.list.currentIndex().row() + step))
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _on_activated(self, index: QModelIndex) -> None:
        self.link_requested.emit(self.model.key(index))

    def _link_current(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and self.link.isEnabled():
            self.link_requested.emit(self.model.key(index))
