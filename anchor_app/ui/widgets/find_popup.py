"""A list to choose from by typing: opens under a button, for when a menu would be as long as a street."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from anchor_app.ui import theme
from anchor_app.ui.widgets.text import PlainLabel, one_line

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
KEY = Qt.ItemDataRole.UserRole


class FoundModel(QAbstractListModel):
    """The keys and words to choose from."""

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = choices

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == KEY:
            return self._choices[index.row()][0]
        return one_line(self._choices[index.row()][1], 200) if role == Qt.ItemDataRole.DisplayRole else None


class FindPopup(QFrame):
    """`chosen(key)` of one of the choices; `other_wanted` for the button below them, which is there with `other`.

    Typing narrows the list, Up and Down move in it, Return chooses, and Escape closes.
    """

    chosen = Signal(str)
    other_wanted = Signal()

    def __init__(self, subject: str, choices: Sequence[tuple[str, str]], current: str, parent: QWidget,
                 other: str = "") -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self.setAccessibleName(subject)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(f"Find among {len(choices):,}")
        self.line.setAccessibleName(f"{subject}: type to find")
        self.list = QListView(self)
        self.list.setProperty("kind", "choices")
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(subject)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(FoundModel(choices, self))
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list.setModel(self._found)
        self.none_label = PlainLabel("Nothing fits what you typed.", "soft", self)
        self.none_label.hide()
        self.other_button = QPushButton(other, self)
        self.other_button.setProperty("kind", "link")
        self.other_button.setVisible(bool(other))
        self._build()
        self._choose(next((row for row, one in enumerate(choices) if one[0] == current), 0))

    def _build(self) -> None:
        look = theme.look()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        for part in (self.line, self.list, self.none_label, self.other_button):
            column.addWidget(part)
        self.resize(look.px(360), look.px(420))
        self.line.textChanged.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda _: self._take())
        self.list.activated.connect(lambda _: self._take())
        self.other_button.clicked.connect(self._on_other)

    def open_under(self, button: QWidget) -> None:
        """Open below a button, inside the screen, ready to be typed in."""
        place = button.mapToGlobal(QPoint(0, button.height() + 4))
        screen = button.screen().availableGeometry()
        self.resize(min(self.width(), screen.width() - 16), min(self.height(), screen.height() - 16))
        self.move(max(screen.left(), min(place.x(), screen.right() - self.width())),
                  max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_typed(self, text: str) -> None:
        self._found.setFilterFixedString(text.strip())
        has_any = self._found.rowCount() > 0
        self.none_label.setVisible(not has_any)
        self.list.setVisible(has_any)
        self._choose(0)

    def _choose(self, row: int) -> None:
        index = self._found.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def _take(self) -> None:
        key = self._found.data(self.list.currentIndex(), KEY)
        if key:
            self.close()
            self.chosen.emit(key)

    def _on_other(self) -> None:
        self.close()
        self.other_wanted.emit()
