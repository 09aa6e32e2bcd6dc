"""One opportunity for progression: its words to change in place, and buttons to move and remove it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from anchor_app.ui import icons, theme
from anchor_app.ui.models.action_making import MAKE, Offer
from anchor_app.ui.widgets.earlier_line import EarlierLine
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.text import plain_tooltip

_LONGEST_NAME = 60
_INDENT = 8


class OpportunityRow(QWidget):
    """The row of one opportunity. Return ends rewording, Alt+Up and Alt+Down move; without words it is removed."""

    reworded = Signal(str, str)
    move_requested = Signal(str, int)
    remove_requested = Signal(str)
    action_pressed = Signal(str)
    ended = Signal()

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._is_locked = self._is_first = self._is_last = False
        self.editor = TextEditor(lines=1, most_lines=10)
        self.editor.committed.connect(self._on_committed)
        self.editor.installEventFilter(self)
        self.up = self._button("up", "Move up (Alt+Up)", lambda: self.move_requested.emit(self.key, -1))
        self.down = self._button("down", "Move down (Alt+Down)", lambda: self.move_requested.emit(self.key, 1))
        self.act = QPushButton(MAKE)
        self.act.setProperty("kind", "link")
        self.act.clicked.connect(self._on_act)
        self.remove = self._button("remove", "Remove", lambda: self.remove_requested.emit(self.key))
        self.earlier = EarlierLine(indent=_INDENT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.look().px(1))
        row = QHBoxLayout()
        row.setSpacing(theme.look().px(2))
        row.addWidget(self.editor, 1)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        below = QHBoxLayout()
        below.addWidget(self.earlier, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.act, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        column.addLayout(below)
        column.addSpacing(theme.look().px(2))

    def show_text(self, text: str, place: int, of: int, earlier: str = "") -> None:
        """Show the held words, the place among the others counted from 1, and what was there of it last time."""
        self.earlier.show_words(earlier)
        self.editor.setAccessibleDescription(earlier)
        self.editor.show_text(text, self.key)
        name = text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"
        self.editor.setAccessibleName(f"Opportunity {place} of {of}")
        for button, words in ((self.up, "Move up"), (self.down, "Move down"), (self.remove, "Remove")):
            button.setAccessibleName(f"{words}: {name}")
        self._is_first, self._is_last = place == 1, place == of
        self._enable()

    def show_offer(self, offer: Offer) -> None:
        """Say what the button of actions does: make one, or show the one that was made."""
        name = self.editor.text()
        name = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        self.act.setText(offer.words)
        self.act.setAccessibleName(f"{offer.words}: {name}")
        self.act.setEnabled(offer.is_possible)

    def set_locked(self, is_locked: bool) -> None:
        """Keep the opportunity from being changed, and readable."""
        self._is_locked = is_locked
        self.editor.setReadOnly(is_locked)
        self._enable()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self._is_locked:
            return self._is_taken(event)
        if event.type() == QEvent.Type.FocusOut and not self._is_locked and not self.editor.toPlainText().strip():
            self.remove_requested.emit(self.key)
        return super().eventFilter(watched, event)

    def _is_taken(self, event: QKeyEvent) -> bool:
        """Whether a key means something to the row rather than to its text."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.editor.flush()
            self.move_requested.emit(self.key, step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.editor.flush()
            self.ended.emit()
            return True
        return False

    def _on_act(self) -> None:
        self.editor.flush()
        self.action_pressed.emit(self.key)

    def _on_committed(self, text: str) -> None:
        if text.strip():
            self.reworded.emit(self.key, text)

    def _button(self, icon: str, tip: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "quiet")
        plain_tooltip(button, tip)
        icons.dress(button, icon)
        button.clicked.connect(act)
        return button

    def _enable(self) -> None:
        self.up.setEnabled(not self._is_locked and not self._is_first)
        self.down.setEnabled(not self._is_locked and not self._is_last)
        self.remove.setEnabled(not self._is_locked)
