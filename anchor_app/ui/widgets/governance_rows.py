"""Where a board paper was before: meetings with their day and what came of it, in rows to add and to remove."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.front_sheet import FrontSheetLine
from anchor_app.ui import icons
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.date_field import DateField
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.form import Field, side_by_side
from anchor_app.ui.widgets.text import PlainLabel

_NONE = "The meetings that saw this paper before, each with its day and what came of it. None is named yet."


class GovernanceRow(QWidget):
    """One meeting. `amended(key, name, value)` and `removal_requested(key)` are wishes."""

    amended = Signal(str, str, object)
    removal_requested = Signal(str)

    def __init__(self, line: FrontSheetLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.key = line.key
        self.meeting, self.on, self.outcome = LineEditor(self), DateField("Day", self), TextEditor(self, lines=1)
        self.remove_button = QPushButton("Remove", self)
        self.remove_button.setProperty("kind", "quiet")
        icons.dress(self.remove_button, "remove", size=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(8)
        column.addWidget(side_by_side(Field("Meeting", self.meeting), Field("Day", self.on), narrowest=50))
        column.addWidget(Field("What came of it", self.outcome))
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule(self))
        self.meeting.committed.connect(partial(self.amended.emit, self.key, "meeting"))
        self.on.chosen.connect(partial(self.amended.emit, self.key, "on"))
        self.outcome.committed.connect(partial(self.amended.emit, self.key, "outcome"))
        self.remove_button.clicked.connect(lambda: self.removal_requested.emit(self.key))

    def show_line(self, line: FrontSheetLine, *, is_locked: bool) -> None:
        """Show what is held."""
        self.meeting.show_text(line.meeting, (self.key, "meeting"))
        self.on.show_day(line.on, (self.key, "on"))
        self.outcome.show_text(line.outcome, (self.key, "outcome"))
        self.meeting.setReadOnly(is_locked)
        self.outcome.setReadOnly(is_locked)
        self.on.set_locked(is_locked)
        self.remove_button.setEnabled(not is_locked)
        self.remove_button.setAccessibleName(f"Remove {line.meeting}")


class GovernanceRows(QWidget):
    """The meetings, and a field to add one. `added(meeting)` is a wish beside those of the rows."""

    added = Signal(str)
    amended = Signal(str, str, object)
    removal_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.rows: list[GovernanceRow] = []
        self.none_label = PlainLabel(_NONE, "soft", self)
        self.new_edit = QLineEdit(self)
        self.new_edit.setPlaceholderText("Name of a meeting")
        self.new_edit.setAccessibleName("Name of a meeting to add")
        self.add_button = QPushButton("Add a meeting", self)
        self.add_button.setAutoDefault(False)
        icons.dress(self.add_button, "add", size=16)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.none_label)
        outer.addLayout(self._column)
        row = QHBoxLayout()
        row.addWidget(self.new_edit, 1)
        row.addWidget(self.add_button)
        outer.addLayout(row)
        self.new_edit.returnPressed.connect(self._on_add)
        self.add_button.clicked.connect(self._on_add)

    def show_lines(self, lines: Sequence[FrontSheetLine], *, is_locked: bool) -> None:
        """Show the meetings."""
        if [one.key for one in self.rows] != [one.key for one in lines]:
            self._rebuild(lines)
        for row, line in zip(self.rows, lines, strict=True):
            row.show_line(line, is_locked=is_locked)
        self.none_label.setVisible(not lines)
        self.add_button.setEnabled(not is_locked)
        self.new_edit.setEnabled(not is_locked)

    def flush(self) -> None:
        """Commit at once what was typed."""
        for row in self.rows:
            row.meeting.flush()
            row.on.line.flush()
            row.outcome.flush()

    def _rebuild(self, lines: Sequence[FrontSheetLine]) -> None:
        kept = {one.key: one for one in self.rows}
        wanted = [kept.pop(line.key) if line.key in kept else self._made(line) for line in lines]
        for gone in kept.values():
            gone.hide()
            gone.deleteLater()
        self.rows = wanted
        for row in wanted:
            self._column.removeWidget(row)
            self._column.addWidget(row)

    def _made(self, line: FrontSheetLine) -> GovernanceRow:
        row = GovernanceRow(line, self)
        row.amended.connect(self.amended)
        row.removal_requested.connect(self.removal_requested)
        return row

    def _on_add(self) -> None:
        if self.new_edit.text().strip():
            self.added.emit(self.new_edit.text().strip())
            self.new_edit.clear()
