"""A practice or principle with its three marks and a note."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from anchor_app.domain.assessment import Mark
from anchor_app.domain.last_time import MarkedThen
from anchor_app.ui import theme
from anchor_app.ui.widgets.earlier_line import EarlierLine
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.mark_button import MarkButton
from anchor_app.ui.widgets.reveal import focus_on
from anchor_app.ui.widgets.text import PlainLabel, one_line

_COLUMN_GAP = 10
_ROOM = 5


@dataclass(frozen=True, slots=True)
class MarkedItem:
    """What a row asks: the item's key, a title that may be empty, the text to judge, and the answer last time."""

    key: str
    title: str
    text: str
    then: MarkedThen | None = None


class MarkedRow(QWidget):
    """One item to judge. It asks by signals (`marked` with a Mark or None, `noted`), and shows what it is told.

    The marks are one stop for Tab: the chosen one, or the first. A note that is not empty always stands open.
    """

    marked = Signal(str, object)
    noted = Signal(str, str)
    stepped = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self._is_stacked: bool | None = None
        self._is_locked = False
        self._build()
        self.set_stacked(False)
        self._settle_tab_stop(None)

    def _build(self) -> None:
        self.heading = PlainLabel("", "strong")
        self.text = PlainLabel()
        self.marks = tuple(MarkButton(mark) for mark in Mark)
        self.earlier = EarlierLine(has_mark=True)
        self.note_button = QPushButton("Note")
        self.note_button.setProperty("kind", "link")
        self.note_button.clicked.connect(self._on_note_clicked)
        self.note = TextEditor(lines=1, most_lines=8, placeholder="What shows it, or what is missing")
        self.note.hide()
        self.note.committed.connect(lambda text: self.noted.emit(self.key, text))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, _ROOM, 0, _ROOM)
        for button in self.marks:
            button.wished.connect(lambda mark: self.marked.emit(self.key, mark))
            button.stepped.connect(self._on_stepped)

    def show_item(self, item: MarkedItem) -> None:
        """Ask about another item; its answer follows with `show_answer`."""
        self.note.flush()
        self.key = item.key
        self.heading.setText(item.title)
        self.heading.setVisible(bool(item.title))
        self.text.setText(item.text)
        then = item.then
        self.earlier.show_words(then.words if then else "", then.mark if then else None)
        name = item.title or item.text
        told = f"{one_line(then.words, 200)}. " if then else ""
        for button in self.marks:
            button.setAccessibleName(f"{button.mark.words}: {name}")
            button.setAccessibleDescription(f"{told}1 in place, 2 partly, 3 not yet, 0 to clear")
        self.note_button.setAccessibleName(f"Note on {item.title or item.key}")
        self.note.setAccessibleName(f"Note on {item.title or item.key}")
        self.note.hide()

    def show_answer(self, mark: Mark | None, note: str) -> None:
        """Show the held answer; a note that is being typed stays as it is."""
        for button in self.marks:
            if button.isChecked() != (button.mark is mark):
                button.setChecked(button.mark is mark)
        self._settle_tab_stop(mark)
        self.note.show_text(note, self.key)
        if note and self.note.isHidden():
            self.note.show()
        self._show_button()

    def set_locked(self, is_locked: bool) -> None:
        """Keep the answer from being changed, and readable."""
        self._is_locked = is_locked
        for button in self.marks:
            button.setEnabled(not is_locked)
        self.note.setReadOnly(is_locked)
        self._show_button()

    def set_columns(self, widths: tuple[int, int]) -> None:
        """The widths of a mark's column and of the note's."""
        for column in (1, 2, 3):
            self._grid.setColumnMinimumWidth(column, 0 if self._is_stacked else widths[0])
        self._grid.setColumnMinimumWidth(4, 0 if self._is_stacked else widths[1])

    def set_stacked(self, is_stacked: bool) -> None:
        """Put the marks, with their words, under the text instead of beside it."""
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        for widget in (self.heading, self.text, *self.marks, self.note_button, self.earlier, self.note):
            self._grid.removeWidget(widget)
        gap = theme.look().px(_COLUMN_GAP)
        self._grid.setHorizontalSpacing(0 if not is_stacked else gap)
        self._grid.setVerticalSpacing(theme.look().px(4))
        for column in range(6):
            self._grid.setColumnStretch(column, 0)
        if is_stacked:
            self._lay_stacked()
        else:
            self._lay_wide()
        for button in self.marks:
            button.set_worded(is_stacked)

    def _lay_wide(self) -> None:
        centre = Qt.AlignmentFlag.AlignCenter
        self._grid.addWidget(self.heading, 0, 0)
        self._grid.addWidget(self.text, 1, 0)
        for column, button in enumerate(self.marks, start=1):
            self._grid.addWidget(button, 0, column, 2, 1, centre)
        self._grid.addWidget(self.note_button, 0, 4, 2, 1,
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self.earlier, 2, 0, 1, 6)
        self._grid.addWidget(self.note, 3, 0, 1, 6)
        self._grid.setColumnStretch(0, 1)

    def _lay_stacked(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(self.heading, 0, 0, 1, 6)
        self._grid.addWidget(self.text, 1, 0, 1, 6)
        for column, button in enumerate(self.marks):
            self._grid.addWidget(button, 2, column, left)
        self._grid.addWidget(self.note_button, 2, 3, left)
        self._grid.addWidget(self.earlier, 3, 0, 1, 6)
        self._grid.addWidget(self.note, 4, 0, 1, 6)
        self._grid.setColumnStretch(5, 1)

    def stacked_width(self) -> int:
        """The width that the marks with their words need in one line."""
        return sum(button.sizeHint().width() for button in self.marks) + self.note_button.sizeHint().width()

    @property
    def tab_stop(self) -> MarkButton:
        """The mark that Tab comes to."""
        return next(button for button in self.marks if button.focusPolicy() == Qt.FocusPolicy.StrongFocus)

    def focus_mark(self, column: int) -> None:
        """Give the keyboard to one of the marks."""
        focus_on(self.marks[max(0, min(column, len(self.marks) - 1))])

    def _settle_tab_stop(self, mark: Mark | None) -> None:
        stop = next((button for button in self.marks if button.mark is mark), self.marks[0])
        for button in self.marks:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)

    def _show_button(self) -> None:
        is_needed = not (self._is_locked and self.note.isHidden())
        self.note_button.setEnabled(is_needed)

    def _on_note_clicked(self) -> None:
        if not self.note.isHidden() and not self.note.toPlainText():
            self.note.hide()
            return
        self.note.show()
        focus_on(self.note, Qt.FocusReason.OtherFocusReason)

    def _on_stepped(self, rows: int, columns: int) -> None:
        here = next((at for at, button in enumerate(self.marks) if button.hasFocus()), 0)
        if columns:
            self.focus_mark(here + columns)
        else:
            self.stepped.emit(rows, here)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, super().minimumSizeHint().height())
