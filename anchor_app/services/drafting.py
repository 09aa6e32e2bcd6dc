"""Drafting an update from the history: read from its end in pieces so short that nobody has to wait for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from anchor_app.domain.entry import Entry
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.month import Month
from anchor_app.domain.what_changed import ChangedLine, in_month, what_changed
from anchor_app.services.reading_history import PAGE, PATIENCE

if TYPE_CHECKING:
    from anchor_app.storage.past import Past


@dataclass(frozen=True, slots=True)
class Drafted:
    """How far the history was looked at, from 0 to 1, and once it is 1 what changed."""

    share: float
    lines: tuple[ChangedLine, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether all of it was looked at."""
        return self.share >= 1


class DraftReading:
    """One look for what changed at an organisation in a month. `more` belongs in the store's own thread.

    Entries stand in the order in which they were saved, so one with a wrong clock ends nothing: reading goes on until
    a whole page is older than the month.
    """

    def __init__(self, past: Past, holdings: Holdings, organisation: str, month: Month,
                 clock: Callable[[], float] = perf_counter) -> None:
        self._past, self._holdings, self._organisation, self._month = past, holdings, organisation, month
        self._clock = clock
        self._owners = frozenset((organisation, *(one.id for one in holdings.assessments_of(organisation))))
        self._before: int | None = None
        self._newest = 0
        self._found: list[Entry] = []

    def more(self) -> Drafted:
        """Read on until patience ends; the lines come with the last piece."""
        ends = self._clock() + PATIENCE
        while self._clock() <= ends:
            if self._is_last_page():
                entries = in_month(reversed(self._found), self._month)
                return Drafted(1.0, what_changed(entries, self._holdings, self._organisation))
        return Drafted(min(0.99, 1 - (self._before or 0) / (self._newest + 1)))

    def _is_last_page(self) -> bool:
        """Read one page; whether it is the last that bears on the month."""
        from anchor_app.storage.past import Sought

        page = self._past.page(before=self._before, count=PAGE, sought=Sought(self._owners))
        if not page:
            return True
        self._newest, self._before = self._newest or page[0].id, page[-1].id
        self._found += in_month(page, self._month)
        return all(one.at.astimezone().date() < self._month.start for one in page)
