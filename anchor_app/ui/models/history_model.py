"""The history as a table: lines under the day they belong to, read slice by slice as somebody scrolls."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from anchor_app.domain.history import HistoryLine, Looked
from anchor_app.domain.level_wording import day_words
from anchor_app.services.history_slices import Slice, read_slice
from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.text import one_line

WHEN, WHO, WHAT, CHANGE = range(4)
HEADINGS = ("Time", "Who", "What", "From → to")
ENOUGH = 60
"""Lines that are read at once where they are hard to find, before somebody scrolls for more."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class HistoryModel(QAbstractTableModel):
    """Rows are lines, and days as headings above them. `look` begins anew; `came` follows each slice.

    `failed(sentence)`: the history could not be read.
    """

    came = Signal()
    failed = Signal(str)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._rows: list[HistoryLine | date] = []
        self._looked: Looked | None = None
        self._before: int | None = None
        self._has_more = False
        self._wanted = ENOUGH
        self._job: Job | None = None
        self._is_fresh = False
        self.count = 0

    def look(self, looked: Looked | None) -> None:
        """Read what is looked for; what is shown stays until the first of it is there."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._looked, self._before = None, looked, None
        self._has_more, self._is_fresh, self._wanted = looked is not None, True, ENOUGH
        if looked is None:
            self._take(Slice((), None))
        else:
            self._read()

    @property
    def is_reading(self) -> bool:
        """Whether a slice is on its way."""
        return self._job is not None

    @property
    def has_more(self) -> bool:
        """Whether there may be lines that were not read yet."""
        return self._has_more

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

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None

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
            return one_line(f"{line.about} · {line.field}" if line.field else line.about)
        return f"{one_line(line.old) or 'nothing'} → {one_line(line.new) or 'nothing'}"

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._has_more and self._job is None

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._wanted = self.count + ENOUGH
            self._read()

    def _read(self) -> None:
        workspace, looked, before = self._hub.workspace, self._looked, self._before
        assert looked is not None
        past, holdings = workspace.store.past, workspace.holdings
        until = workspace.clock.now() if workspace.as_at else None
        self._job = self._hub.tasks.store(lambda: read_slice(past, holdings, looked, before, until), self._on_read,
                                          self._on_not_read)

    def _on_read(self, found: Slice) -> None:
        self._job = None
        self._take(found)
        if self._has_more and self.count < self._wanted:
            self._read()

    def _on_not_read(self, error: BaseException) -> None:
        self._job, self._has_more = None, False
        self.failed.emit(str(error))

    def _take(self, found: Slice) -> None:
        self._before, self._has_more = found.before, found.before is not None
        if self._is_fresh:
            self._is_fresh = False
            self.beginResetModel()
            self._rows, self.count = self._under_days(found, None), len(found.lines)
            self.endResetModel()
        elif found.lines:
            last = self.line(len(self._rows) - 1)
            more = self._under_days(found, _day(last) if last else None)
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(more) - 1)
            self._rows += more
            self.count += len(found.lines)
            self.endInsertRows()
        self.came.emit()

    @staticmethod
    def _under_days(found: Slice, day: date | None) -> list[HistoryLine | date]:
        rows: list[HistoryLine | date] = []
        for line in found.lines:
            if _day(line) != day:
                day = _day(line)
                rows.append(day)
            rows.append(line)
        return rows


def _day(line: HistoryLine) -> date:
    return line.at.astimezone().date()
