"""The decisions and actions of all meetings as a table: which lines are looked for, and what their cells say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.agenda import LogLine, log
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.meeting import ItemKind
from anchor_app.ui.models.headed_model import HeadedModel
from anchor_app.ui.widgets.text import one_line

CODE, WHAT, OWNER, DUE, STATUS = range(5)
HEADINGS = ("Item", "What was decided or agreed", "Owner", "Due", "Status")
_CELL = 300
"""Characters of a text that a cell is asked for."""
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Part(StrEnum):
    """Which lines of the log are looked for."""

    ALL = "All"
    DECISIONS = "Decisions"
    ACTIONS = "Actions"
    OPEN = "Open actions"

    def takes(self, line: LogLine) -> bool:
        """Whether a line is of this part."""
        if self is Part.OPEN:
            return line.is_open
        kind = {Part.DECISIONS: ItemKind.DECISION, Part.ACTIONS: ItemKind.ACTION}.get(self)
        return kind is None or line.item.kind is kind


class MeetingLogModel(HeadedModel):
    """Lines in the log's order; a cell's words are made when it is asked for."""

    headings = HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[LogLine] = ()
        self.total = 0
        self._names: dict[str, str] = {}
        self._today = date.min
        self._holdings: Holdings | None = None
        self._every: Sequence[LogLine] = ()
        self._words: Sequence[str] = ()

    def look(self, holdings: Holdings, today: date, search: str, part: Part) -> None:
        """Show what has all words of the search and is of the part."""
        if holdings is not self._holdings:
            self._holdings, self._every, self._words = holdings, log(holdings), ()
        found = self._with_words(search.casefold().split())
        self.beginResetModel()
        self.lines = found if part is Part.ALL else tuple(one for one in found if part.takes(one))
        self.total = len(self._every)
        self._names = {key: one.shown_name for key, one in holdings.organisations.items()}
        self._today = today
        self.endResetModel()

    def _with_words(self, words: list[str]) -> Sequence[LogLine]:
        """The lines with all words; what they are searched by is made once, for whoever types on."""
        if not words:
            return self._every
        if len(self._words) != len(self._every):
            self._words = [one.words for one in self._every]
        return tuple(one for one, text in zip(self._every, self._words, strict=True)
                     if all(word in text for word in words))

    def line(self, row: int) -> LogLine | None:
        """The line of a row; None outside."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def row_of(self, item: str) -> int:
        """Where the item of that key is; -1 when it is not there."""
        return next((row for row, one in enumerate(self.lines) if one.item.key == item), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADINGS[index.column()]}: {self.text(line, index.column()) or 'none'}"
        return None

    def text(self, line: LogLine, column: int) -> str:
        """What a cell says, on one line."""
        action = line.action
        if column == CODE:
            return line.code
        if column == WHAT:
            return one_line(line.item.text or line.item.agenda, _CELL)
        if column == OWNER:
            return one_line(action.owner_name if action else line.item.owner_name, 80)
        if column == DUE:
            return day_words(action.due) if action and action.due else ""
        return self.status(line)

    def about(self, line: LogLine) -> str:
        """What stands under the words: under which item they came, and whose action it is."""
        owner = self._names.get(line.action.organisation, "") if line.action else ""
        return " · ".join(filter(None, (line.item.agenda if line.item.text else "", owner)))

    def status(self, line: LogLine) -> str:
        """That it is a decision, or how its action stands today."""
        if line.item.kind is ItemKind.DECISION:
            return ItemKind.DECISION.words
        if line.action is None:
            return "Action removed"
        return "Overdue" if line.action.is_overdue(self._today) else line.action.status.words

    def spoken(self, line: LogLine) -> str:
        """The whole line, as its tooltip says it."""
        return ". ".join(filter(None, (self.text(line, column) for column in range(len(HEADINGS)))))
