"""The readings of one outcome as a table, the newest first; a row is worked out when it is looked at."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.evidence import OutcomeReading
from anchor_app.domain.figures import figure_or_none, figure_words, rounded
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measures import Measure, Point
from anchor_app.ui.models.headed_model import HeadedModel
from anchor_app.ui.widgets.text import one_line

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
DAY, VALUE, PATH, SOURCE = range(4)
_HEADINGS = ("Day", "Value", "On the path", "Source")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReadingsModel(HeadedModel):
    """Where stories are counted, a row is a day on which the count grew, and none is a reading."""

    headings = _HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._measure: Measure | None = None
        self._rows: tuple[OutcomeReading, ...] | tuple[Point, ...] = ()

    def show_measure(self, measure: Measure | None) -> None:
        """Show the readings of an outcome."""
        rows: tuple[OutcomeReading, ...] | tuple[Point, ...] = ()
        if measure is not None:
            rows = measure.points if measure.outcome.follows else measure.readings
        if self._measure == measure:
            return
        self.beginResetModel()
        self._measure, self._rows = measure, rows
        self.endResetModel()

    def reading(self, row: int) -> OutcomeReading | None:
        """The reading in a row, if there is one."""
        found = self._rows[-1 - row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, OutcomeReading) else None

    def row_of(self, reading: str) -> int:
        """The row of a reading, or -1."""
        return next((len(self._rows) - 1 - at for at, one in enumerate(self._rows)
                     if isinstance(one, OutcomeReading) and one.id == reading), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_number = orientation is Qt.Orientation.Horizontal and section in (VALUE, PATH)
        if is_number and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        return super().headerData(section, orientation, role)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (VALUE, PATH):
            return _RIGHT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADINGS[index.column()]}: {self.text(index.row(), index.column()) or 'none'}"
        return None

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        measure, one = self._measure, self._rows[-1 - row]
        if measure is None:
            return ""
        if column == DAY:
            return day_words(one.on) if one.on else "no day"
        if column == VALUE:
            return _value(measure, one)
        if column == PATH:
            expected = measure.expected(one.on) if one.on else None
            return figure_words(rounded(expected), measure.unit) if expected is not None else ""
        return one_line(one.source) if isinstance(one, OutcomeReading) else "Counted"


def _value(measure: Measure, one: OutcomeReading | Point) -> str:
    """The number with its unit; what is no number as it was typed."""
    if isinstance(one, Point):
        return figure_words(one.value, measure.unit)
    found = figure_or_none(one.value, measure.unit)
    if found is None:
        return one_line(f"“{one.value}”, no number in this unit", 80)
    return figure_words(found, measure.unit)
