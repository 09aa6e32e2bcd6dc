"""The history as a table: lines under the day they belong to, read slice by slice as somebody scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from anchor_app.domain.history import HistoryLine, Looked
from anchor_app.domain.level_wording import day_words
from anchor_app.services.reading_history import HistoryReading, Slice
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.headed_model import HeadedModel
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.text import one_line

WHEN, WHO, WHAT, CHANGE = range(4)
HEADINGS = ("Time", "Who", "What", "From → to")
ENOUGH = 100
"""Lines that are read before somebody scrolls for more."""
MOST_KEPT = 2_000
"""Lines that are read again at most so that somebody who is that far down stays there."""
_CELL = 200
"""Characters of a text that a cell is asked for."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class HistoryModel(HeadedModel):
    """Rows are lines, and days as headings above them. `look` begins anew; `came` follows each slice.

    `failed(sentence)`: the history could not be read.
    """

    headings = HEADINGS

    came = Signal()
    failed = Signal(str)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._rows: list[HistoryLine | date] = []
        self._reading: HistoryReading | None = None
        self._job: Job | None = None
        self._held_back: list[HistoryLine] | None = None
        self._at_least, self._wanted = 0, ENOUGH
        self.has_more = False
        """Whether there may be lines that were not read yet."""
        self.is_stopped = False
        """Whether reading was stopped before as much was found as was wanted."""
        self.count = 0
        """Lines that are shown."""
        self.share = 0.0
        """How much of the history was looked at, from 0 to 1."""
        self.back_to: datetime | None = None
        """How far back it was looked at."""

    def look(self, looked: Looked | None, at_least: int = 0) -> None:
        """Read what is looked for; what is shown stays until the first of it is there, or as many as `at_least`."""
        if self._job is not None:
            self._job.cancel()
        workspace = self._hub.workspace
        until = workspace.clock.now() if workspace.as_at else None
        self._reading = None if looked is None else HistoryReading(workspace.store.past, workspace.holdings, looked,
                                                                   until)
        self._job, self._held_back, self.is_stopped = None, [], False
        self._at_least = min(at_least, MOST_KEPT)
        self._wanted = max(ENOUGH, self._at_least)
        self.share, self.back_to = 0.0, None
        if looked is None:
            self._take(Slice((), is_last=True))
        else:
            self._read()

    @property
    def is_reading(self) -> bool:
        """Whether a slice is on its way."""
        return self._job is not None

    def stop(self) -> None:
        """Look no further back for now; what is on its way still comes."""
        self.is_stopped = self.is_reading

    def show_found(self) -> None:
        """Show what was found so far, even nothing, instead of what was shown before."""
        if self._held_back is not None and self.is_reading:
            self._show_first(self._held_back)
            self.came.emit()

    def go_on(self) -> None:
        """Look further back after a stop."""
        if self.is_stopped and self._job is None:
            self.is_stopped = False
            self._wanted = self.count + ENOUGH
            self._read()

    def line(self, row: int) -> HistoryLine | None:
        """The line of a row; None for a heading, and outside."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, HistoryLine) else None

    def heading(self, row: int) -> str:
        """The day that a row is the heading of, in words; "" for a line."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return day_words(found) if isinstance(found, date) else ""

    def row_of(self, line: HistoryLine | None) -> int:
        """Where the line of the same entry and field is; -1 when it is not there."""
        if line is None:
            return -1
        return next((row for row, one in enumerate(self._rows) if isinstance(one, HistoryLine)
                     and (one.entry, one.what) == (line.entry, line.what)), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading is read, and passed over by the keys."""
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            if line is None:
                return self.heading(index.row()) if index.column() == WHEN else ""
            return self.text(line, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and line is not None:
            return f"{HEADINGS[index.column()]}: {self.text(line, index.column())}"
        return None

    def text(self, line: HistoryLine, column: int) -> str:
        """What a cell says, on one line."""
        if column == WHEN:
            return f"{line.at.astimezone():%H:%M}"
        if column == WHO:
            return one_line(line.who)
        if column == WHAT:
            return one_line(" · ".join(filter(None, (line.about[:_CELL], line.field_words))))
        return f"{one_line(line.old, _CELL) or 'nothing'} → {one_line(line.new, _CELL) or 'nothing'}"

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self.has_more and self._job is None and not self.is_stopped

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._wanted = self.count + ENOUGH
            self._read()

    def _read(self) -> None:
        """One short piece, so that nobody who saves has to wait and the window never does."""
        reading, count = self._reading, self._wanted - self.count if self._held_back is None else self._wanted
        assert reading is not None
        self._job = self._hub.tasks.store(lambda: reading.more(count), self._on_read, self._on_not_read)

    def _on_read(self, found: Slice) -> None:
        self._job = None
        self._take(found)

    def _on_not_read(self, error: BaseException) -> None:
        self._job, self.has_more = None, False
        self.failed.emit(str(error))

    def _take(self, found: Slice) -> None:
        self.share, self.back_to, self.has_more = found.share, found.back_to, not found.is_last
        if self._held_back is not None:
            self._held_back += found.lines
            if found.is_last or self.is_stopped or len(self._held_back) >= max(1, self._at_least):
                self._show_first(self._held_back)
        elif found.lines:
            self._show_more(found.lines)
        shown = self.count if self._held_back is None else len(self._held_back)
        if self.has_more and shown < self._wanted and not self.is_stopped:
            self._read()
        self.came.emit()

    def _show_first(self, lines: Sequence[HistoryLine]) -> None:
        self.beginResetModel()
        self._rows, self.count, self._held_back = self._under_days(lines, None), len(lines), None
        self.endResetModel()

    def _show_more(self, lines: Sequence[HistoryLine]) -> None:
        last = self.line(len(self._rows) - 1)
        more = self._under_days(lines, _day(last) if last else None)
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(more) - 1)
        self._rows += more
        self.count += len(lines)
        self.endInsertRows()

    @staticmethod
    def _under_days(lines: Sequence[HistoryLine], day: date | None) -> list[HistoryLine | date]:
        rows: list[HistoryLine | date] = []
        for line in lines:
            if _day(line) != day:
                day = _day(line)
                rows.append(day)
            rows.append(line)
        return rows


def _day(line: HistoryLine) -> date:
    return line.at.astimezone().date()
