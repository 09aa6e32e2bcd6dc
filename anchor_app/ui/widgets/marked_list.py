"""A list of practices or principles to mark, with the marks' names above their columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from anchor_app.domain.assessment import Mark
from anchor_app.ui import theme
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.marked_row import MarkedItem, MarkedRow
from anchor_app.ui.widgets.text import PlainLabel

_LEAST_TEXT = 200


class MarkedList(QWidget):
    """Rows of marks that are kept and filled again, so that going from component to component builds nothing.

    `marked` carries key and Mark (None clears), `noted` key and text. Where it is narrow the marks stand, with
    their words, under each text.
    """

    marked = Signal(str, object)
    noted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[MarkedRow] = []
        self._rules: list[QFrame] = []
        self._items: tuple[MarkedItem, ...] = ()
        self._is_locked = False
        self._is_stacked = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.look().px(4))
        self._build_header()

    def _build_header(self) -> None:
        self._header = QWidget()
        row = QHBoxLayout(self._header)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        self._captions = [PlainLabel(mark.words, "caption", wraps=False) for mark in Mark]
        for caption in self._captions:
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(caption)
        self._corner = QWidget()
        row.addWidget(self._corner)
        self._layout.addWidget(self._header)

    def show_items(self, items: Sequence[MarkedItem], answer: Callable[[str], tuple[Mark | None, str]]) -> None:
        """Ask about these items; `answer` gives the mark and note of a key."""
        self.flush()
        self._items = tuple(items)
        while len(self.rows) < len(items):
            self._add_row()
        for at, (line, row) in enumerate(zip(self._rules, self.rows, strict=True)):
            is_used = at < len(items)
            if is_used:
                row.show_item(items[at])
                row.show_answer(*answer(items[at].key))
            line.setVisible(is_used)
            row.setVisible(is_used)
        self._reflow()

    def show_answer(self, key: str, mark: Mark | None, note: str) -> None:
        """Show the answer of one item, if it is here."""
        for row, item in zip(self.rows, self._items, strict=False):
            if item.key == key:
                row.show_answer(mark, note)

    def set_locked(self, is_locked: bool) -> None:
        """Keep the answers from being changed, and readable."""
        self._is_locked = is_locked
        for row in self.rows:
            row.set_locked(is_locked)

    def row(self, key: str) -> MarkedRow:
        """The row of an item; raises KeyError."""
        for row, item in zip(self.rows, self._items, strict=False):
            if item.key == key:
                return row
        raise KeyError(key)

    def flush(self) -> None:
        """Send what was typed and not sent yet."""
        for row in self.rows:
            row.note.flush()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.rows:
            self._reflow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._reflow()

    def _add_row(self) -> None:
        line = rule()
        row = MarkedRow()
        row.marked.connect(self.marked)
        row.noted.connect(self.noted)
        row.stepped.connect(lambda step, column, row=row: self._step(row, step, column))
        row.set_locked(self._is_locked)
        self._rules.append(line)
        self.rows.append(row)
        self._layout.addWidget(line)
        self._layout.addWidget(row)

    def _step(self, row: MarkedRow, step: int, column: int) -> None:
        there = self.rows.index(row) + step
        if 0 <= there < len(self._items):
            self.rows[there].focus_mark(column)

    def _reflow(self) -> None:
        mark, note = self._columns()
        self._is_stacked = self.width() < 3 * mark + note + theme.look().px(_LEAST_TEXT)
        self._header.setVisible(not self._is_stacked)
        for caption in self._captions:
            caption.setFixedWidth(mark)
        self._corner.setFixedWidth(note)
        for row in self.rows:
            row.set_stacked(self._is_stacked)
            row.set_columns((mark, note))

    def _columns(self) -> tuple[int, int]:
        """The widths of a mark's column and of the note's."""
        gap = theme.look().px(16)
        words = max(caption.fontMetrics().horizontalAdvance(caption.text()) for caption in self._captions)
        note = max((row.note_button.sizeHint().width() for row in self.rows[:1]), default=0)
        return words + gap, note + gap
