"""What a front sheet says of implications and objectives: an answer to each, and a comment where one is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from anchor_app.domain.front_sheet import Answer, FrontSheetAnswer
from anchor_app.domain.implication import AskedKind
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.editor import LineEditor
from anchor_app.ui.widgets.layouts import Columns
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel

_OPEN = "open"
_CHOICES: Mapping[object, str] = {_OPEN: "Open", **{one: one.words for one in Answer}}


class ImplicationRow(QWidget):
    """One line of the list. `answered(item, Answer or None, comment)` is a wish."""

    answered = Signal(str, object, str)

    def __init__(self, said: FrontSheetAnswer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.item = said.item
        is_objective = said.kind is AskedKind.OBJECTIVE
        self.box = QCheckBox(self)
        self.words_label = PlainLabel("", "text", self)
        self.choice = Segments(dict(_CHOICES), self)
        self.comment = LineEditor(self, placeholder="Comment")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        head = Columns(70, self)
        told = QWidget(self)
        told.setProperty("role", "bare")
        line = Columns(1, told, spacing=8)
        line.add(self.box, 0)
        line.add(self.words_label, 1)
        inside = QVBoxLayout(told)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(line)
        head.add(told, 1)
        head.add(self.choice, 0)
        column.addWidget(head)
        column.addWidget(self.comment)
        column.addWidget(rule(self))
        self.box.setVisible(is_objective)
        self.choice.setVisible(not is_objective)
        self.box.clicked.connect(lambda _: self._say(self.answer))
        self.choice.chosen.connect(lambda _: self._say(self.answer))
        self.comment.committed.connect(lambda _: self._say(self.answer))

    @property
    def answer(self) -> Answer | None:
        """The answer that is chosen, whether it is held already or still on its way."""
        if not self.box.isHidden():
            return Answer.YES if self.box.isChecked() else None
        return None if self.choice.choice in (None, _OPEN) else Answer(str(self.choice.choice))

    def show_answer(self, said: FrontSheetAnswer, *, is_locked: bool) -> None:
        """Show what is said of it."""
        self.words_label.setText(said.words)
        self.box.setAccessibleName(said.words)
        self.choice.setAccessibleName(said.words)
        self.comment.setAccessibleName(f"Comment on {said.words}")
        self.box.setChecked(said.answer is Answer.YES)
        self.choice.show_choice(said.answer or _OPEN)
        self.comment.show_text(said.comment, (said.organisation, said.id))
        self.comment.setReadOnly(is_locked)
        self.box.setEnabled(not is_locked)
        self.choice.setEnabled(not is_locked)

    def _say(self, answer: Answer | None) -> None:
        self.answered.emit(self.item, answer, self.comment.text())


class ImplicationRows(QWidget):
    """The list; `answered(item, Answer or None, comment)` is a wish. Rows are kept while the list stays the same."""

    answered = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.rows: list[ImplicationRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_answers(self, every: Sequence[FrontSheetAnswer], *, is_locked: bool) -> None:
        """Show the lines with what is said of them."""
        if [one.item for one in self.rows] != [one.item for one in every]:
            for row in self.rows:
                row.hide()
                row.deleteLater()
            self.rows = [ImplicationRow(one, self) for one in every]
            for row in self.rows:
                row.answered.connect(partial(self.answered.emit))
                self._column.addWidget(row)
        for row, said in zip(self.rows, every, strict=True):
            row.show_answer(said, is_locked=is_locked)

    def flush(self) -> None:
        """Commit at once what was typed."""
        for row in self.rows:
            row.comment.flush()
