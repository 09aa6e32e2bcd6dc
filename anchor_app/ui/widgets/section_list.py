"""Which sections a report has and in which order: ticked with space, moved with buttons or Alt and the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QVBoxLayout, QWidget

from anchor_app.ui import icons
from anchor_app.ui.models.section_model import SectionModel, SectionRow
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel, plain_tooltip

_HINT = "Space ticks a section; Alt and an arrow moves it."


class SectionList(QWidget):
    """`chosen(ids)` is a wish: the sections in their order. `usual_requested` asks for those of every such report."""

    chosen = Signal(object)
    usual_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.model = SectionModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setProperty("kind", "sections")
        self.list.setAccessibleName("Sections of the report")
        self.list.setAccessibleDescription(_HINT)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.up_button, self.down_button = (self._button(words, icon) for words, icon in (
            ("Move up", "up"), ("Move down", "down")))
        self.usual_button = self._button("Usual sections", "undo")
        plain_tooltip(self.usual_button, "All sections, in the usual order")
        buttons = QWidget(self)
        buttons.setProperty("role", "bare")
        flow = Flow(buttons)
        for button in (self.up_button, self.down_button, self.usual_button):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.list, buttons, PlainLabel(_HINT, "hint", self)):
            column.addWidget(part)
        self.model.changed.connect(self._on_changed)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.usual_button.clicked.connect(self.usual_requested)

    def _button(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "quiet")
        icons.dress(button, icon, size=16)
        return button

    def show_sections(self, rows: Sequence[SectionRow], *, is_usual: bool, is_locked: bool) -> None:
        """Show all sections, the chosen ones ticked; `is_locked` where nothing can be changed."""
        current = self.list.currentIndex().row()
        self.model.show(rows, is_locked=is_locked)
        if current >= 0 and not self.list.currentIndex().isValid():
            self._choose(min(current, len(rows) - 1))
        self.usual_button.setEnabled(not is_usual and not is_locked)
        self._fit()
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                if event.type() is QEvent.Type.KeyPress:
                    self._move(by)
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "model"):
            self._fit()

    def _move(self, by: int) -> None:
        row = self.list.currentIndex().row()
        if self.model.move(row, by):
            self._choose(row + by)

    def _choose(self, row: int) -> None:
        self.list.selectionModel().setCurrentIndex(self.model.index(row),
                                                   QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_changed(self) -> None:
        self._tell()
        self.chosen.emit(self.model.chosen)

    def _tell(self) -> None:
        """A section that is first, last or fixed cannot go further."""
        row = self.list.currentIndex().row()
        self.up_button.setEnabled(self.model.can_move(row, -1))
        self.down_button.setEnabled(self.model.can_move(row, 1))

    def _fit(self) -> None:
        """As high as all sections: the page scrolls, not the list."""
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        self.list.setFixedHeight(rows + 2 * self.list.frameWidth() + 4)
