"""Who took a story up: each with its day and note, and a row to add another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.story import TakenUp
from anchor_app.ui import icons
from anchor_app.ui.days import day_shown
from anchor_app.ui.widgets.calm_combo import CalmCombo
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.form import DayEdit, Field, side_by_side
from anchor_app.ui.widgets.text import PlainLabel, one_line, plain_tooltip

_NOBODY = "Nobody is noted yet as having taken it up."


class TakenUpList(QWidget):
    """`noted(by, on, note)` and `remove_requested(key)` are wishes; `clear_draft` empties the row once it came true."""

    noted = Signal(str, object, str)
    remove_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._shown: tuple[tuple[TakenUp, ...], bool] = ((), False)
        self.caption = PlainLabel("Taken up by", "caption", self)
        self.none_label = PlainLabel(_NOBODY, "soft", self)
        self.rows_holder = QWidget(self)
        self.rows_holder.setProperty("role", "bare")
        self._rows = QVBoxLayout(self.rows_holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.caption, self.none_label, self.rows_holder, self._add_row()):
            column.addWidget(widget)
        self.add_button.clicked.connect(self._on_add)

    def _add_row(self) -> QWidget:
        self.adding = QWidget(self)
        self.adding.setProperty("role", "bare")
        self.by_box = _NameBox(self)
        self.by_field = Field("Which organisation", self.by_box, parent=self)
        self.on_edit = DayEdit(self)
        self.on_field = Field("On", self.on_edit, parent=self)
        self.note_edit = TextEditor(self, lines=1, most_lines=6, placeholder="What they made of it")
        self.note_field = Field("Note", self.note_edit, parent=self)
        self.add_button = QPushButton("Note that it was taken up", self)
        self.add_button.setObjectName("add_taken_up")
        icons.dress(self.add_button, "add", size=16)
        column = QVBoxLayout(self.adding)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(side_by_side(self.by_field, self.on_field, narrowest=44))
        column.addWidget(self.note_field)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        column.addLayout(row)
        return self.adding

    def show_notes(self, notes: Sequence[TakenUp], names: Sequence[str], today: date, *, is_locked: bool) -> None:
        """Show who took a story up, and offer the names of who else may have."""
        self.caption.setText(f"Taken up by {len(notes)}" if notes else "Taken up by")
        self.none_label.setVisible(not notes)
        self.adding.setVisible(not is_locked)
        if (tuple(notes), is_locked) != self._shown:
            self._shown = tuple(notes), is_locked
            self._show_rows(is_locked=is_locked)
        self.by_box.offer(names)
        if not self.on_edit.text().strip():
            self.on_edit.setText(day_shown(today))

    def clear_draft(self) -> None:
        """Empty the row in which one more is added."""
        self.by_box.setEditText("")
        self.on_edit.clear()
        self.note_edit.draft.forget()
        self.note_edit.clear()
        self.note_edit.draft.forget()
        for field in (self.by_field, self.on_field):
            field.set_fault("")

    def say(self, sentence: str) -> None:
        """Say why a note was refused."""
        self.by_field.set_fault(sentence)

    def _show_rows(self, *, is_locked: bool) -> None:
        had_focus = self.rows_holder.isAncestorOf(self.window().focusWidget() or self)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        for one in self._shown[0]:
            self._rows.addWidget(self._row(one, is_locked=is_locked))
        if had_focus:
            self.by_box.setFocus()

    def _row(self, one: TakenUp, *, is_locked: bool) -> QWidget:
        row = QWidget(self.rows_holder)
        row.setProperty("role", "bare")
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        grid.addWidget(PlainLabel(one.by, "strong", row), 0, 0)
        more = " · ".join(filter(None, (day_words(one.on) if one.on else "", one.note)))
        grid.addWidget(PlainLabel(more, "hint", row).make_selectable(), 1, 0)
        if not is_locked:
            button = QToolButton(row)
            button.setProperty("kind", "quiet")
            button.setAccessibleName(f"Remove: taken up by {one_line(one.by, 120)}")
            plain_tooltip(button, "Remove this note")
            icons.dress(button, "remove")
            button.clicked.connect(lambda _=False, key=one.key: self.remove_requested.emit(key))
            grid.addWidget(button, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(rule(row), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        return row

    def _on_add(self) -> None:
        by = self.by_box.currentText().strip()
        self.by_field.set_fault("" if by else "Choose an organisation, or write its name.")
        try:
            on = self.on_edit.day()
            fault = "" if on else "Write the day on which it was taken up."
        except WrongValue as wrong:
            on, fault = None, str(wrong)
        self.on_field.set_fault(fault)
        if by and on is not None:
            self.noted.emit(by, on, self.note_edit.text().strip())


class _NameBox(CalmCombo):
    """Names to choose from, and any other to write."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setObjectName("taken_up_by")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        if (line := self.lineEdit()) is not None:
            line.setPlaceholderText("Choose or write")
            line.setAccessibleName("Which organisation")

    def offer(self, names: Sequence[str]) -> None:
        """Offer names, leaving what is written."""
        if [self.itemText(at) for at in range(self.count())] != list(names):
            written = self.currentText()
            self.clear()
            self.addItems(list(names))
            self.setCurrentIndex(-1)
            self.setEditText(written)

