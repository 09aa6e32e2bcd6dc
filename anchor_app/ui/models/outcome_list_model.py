"""The list of outcomes: under each domain, with its level, what is followed there and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.figures import figure_words
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measures import Measure, Track
from anchor_app.domain.outcome_beside_level import DomainLevel, Moved
from anchor_app.domain.owned_record import owned_key
from anchor_app.ui.models.followed import Followed
from anchor_app.ui.widgets.text import one_line

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_BEYOND = "Beyond the domains"
_ODD: Mapping[Moved, str] = {Moved.NOT_AT_ALL: "did not move", Moved.WORSE: "got worse"}


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A heading (`key` is "") with its level, or an outcome with its newest reading and how it stands.

    `odd` says in a few words that the level is high and the outcome does not show it.
    """

    key: str
    title: str
    detail: str = ""
    track: Track | None = None
    odd: str = ""
    level: DomainLevel | None = None
    spoken: str = ""


class OutcomeListModel(QAbstractListModel):
    """Headings cannot be chosen."""

    def __init__(self, followed: Followed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._followed = followed
        self.rows: list[OutcomeRow] = []

    def refresh(self) -> None:
        """Show what is followed now."""
        rows: list[OutcomeRow] = []
        before: str | None = None
        for one in self._followed.measures:
            if one.domain != before:
                rows.append(self._heading(one))
                before = one.domain
            rows.append(self._outcome(one))
        if [one.key for one in rows] == [one.key for one in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(max(0, len(rows) - 1)))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of an outcome, or -1."""
        return next((at for at, one in enumerate(self.rows) if key and one.key == key), -1)

    def key_at(self, row: int) -> str:
        """The outcome in a row; "" for a heading."""
        return self.rows[row].key if 0 <= row < len(self.rows) else ""

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if self.key_at(index.row()) else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(row.title)
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _level(self, measure: Measure) -> DomainLevel | None:
        levels = self._followed.levels_of(measure)
        return levels[-1] if levels else None

    def _heading(self, measure: Measure) -> OutcomeRow:
        domain, level = self._followed.domain(measure), self._level(measure)
        title = f"{domain.number}  {domain.short_title}" if domain else _BEYOND
        return OutcomeRow("", title, level=level, spoken=f"{title}, {level.name}" if level else title)

    def _outcome(self, measure: Measure) -> OutcomeRow:
        today = self._followed.today
        newest, track, found = measure.point_on(today), measure.track(today), self._followed.beside(measure)
        odd = ""
        if found.is_odd and found.now is not None:
            odd = f"{found.now.name}, and the outcome {_ODD.get(found.moved, 'is behind')}"
        latest = f"{figure_words(newest.value, measure.unit)}, {day_words(newest.on)}" if newest else ""
        domain, level = self._followed.domain(measure), self._level(measure)
        where = f"domain {domain.number}, {level.name}" if domain and level else ""
        title = measure.title or "Outcome"
        spoken = ". ".join(one_line(one) for one in (title, where, latest, track.words, found.words) if one)
        return OutcomeRow(owned_key(measure.organisation, measure.id), title,
                          " · ".join(filter(None, (latest, track.words))), track, odd, level, spoken)
