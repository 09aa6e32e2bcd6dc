"""Who speaks for whom as a table: entries with their days, as it stands now or as it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.representing import Voice, voices
from anchor_app.ui.models.headed_model import HeadedModel
from anchor_app.ui.widgets.text import one_line

ORGANISATION, NAME, SINCE, UNTIL = range(4)
HEADINGS = ("Organisation", "Who speaks", "Since", "Until")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MeetingVoiceModel(HeadedModel):
    """Entries, the newest first."""

    headings = HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.voices: Sequence[Voice] = ()
        self.total = 0

    def look(self, holdings: Holdings, today: date, search: str, *, only_now: bool) -> None:
        """Show what has all words of the search; with `only_now` the people who speak today, by organisation."""
        every = voices(holdings)
        found = [one for one in every if one.has(search)]
        if only_now:
            found = sorted((one for one in found if one.is_person and one.holds(today)),
                           key=lambda one: one.organisation.casefold())
        self.beginResetModel()
        self.voices, self.total = found, len(every)
        self.endResetModel()

    def voice(self, row: int) -> Voice | None:
        """The entry of a row; None outside."""
        return self.voices[row] if 0 <= row < len(self.voices) else None

    def row_of(self, key: str) -> int:
        """Where the entry of that key is; -1 when it is not there."""
        return next((row for row, one in enumerate(self.voices) if one.entry.id and one.entry.key == key), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.voices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.voices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(one, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADINGS[index.column()]}: {self.text(one, index.column()) or 'none'}"
        return None

    @staticmethod
    def text(one: Voice, column: int) -> str:
        """What a cell says, on one line."""
        entry = one.entry
        if column == SINCE:
            return day_words(entry.on) if entry.on else "Not noted"
        if column == ORGANISATION:
            return one_line(one.organisation, 200)
        if column == NAME:
            return one_line(entry.name, 200) or (entry.what.words if entry.what else "")
        return day_words(one.until) if one.until else ""

    def about(self, one: Voice) -> str:
        """What stands under the name: as what somebody speaks, and more about them."""
        what = one.entry.what.words if one.entry.what and one.entry.name.strip() else ""
        return " · ".join(filter(None, (what, one.entry.role, one.entry.contact, one.entry.note)))

    def spoken(self, one: Voice) -> str:
        """The whole entry, as its tooltip says it."""
        return ". ".join(filter(None, (*(self.text(one, column) for column in range(len(HEADINGS))),
                                       one_line(self.about(one), 500))))
