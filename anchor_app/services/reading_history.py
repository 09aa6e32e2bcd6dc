"""The history as it is read: page by page from its end, in pieces so short that nobody has to wait for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from time import perf_counter
from typing import TYPE_CHECKING

from anchor_app.domain.entry import Entry
from anchor_app.domain.errors import UnknownItem
from anchor_app.domain.history import HistoryLine, Looked, lines_newest_first, redone
from anchor_app.domain.holdings import Holdings

if TYPE_CHECKING:
    from anchor_app.storage.past import Past, Sought

PAGE = 100
"""Entries that are read from the store together."""
PATIENCE = 0.008
"""Seconds that one piece of reading takes, or little more: less than anybody notices who types meanwhile."""


NOBODY = "No name"
"""Stands for whoever changed something before they gave a name."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some lines, newest first; whether the history ends there; and how far back it was looked: which share of all
    entries, and when the last of them was made (None: none was looked at)."""

    lines: tuple[HistoryLine, ...]
    is_last: bool
    share: float = 1.0
    back_to: datetime | None = None


class HistoryReading:
    """One look through a history. `more` belongs in the store's own thread, each call a short piece of work.

    With `until`, what was changed later is left out.
    """

    def __init__(self, past: Past, holdings: Holdings, looked: Looked, until: datetime | None = None,
                 clock: Callable[[], float] = perf_counter) -> None:
        self._holdings, self._looked, self._until, self._clock = holdings, looked, until, clock
        self._entries = _entries(past, holdings, looked)
        self._lines: Iterator[HistoryLine] = iter(())
        self._newest = 0
        self._share = 0.0
        self._back_to: datetime | None = None
        self._is_over = False

    def more(self, count: int) -> Slice:
        """The next lines: as many as are wanted, or those that are found before patience ends."""
        ends, lines = self._clock() + PATIENCE, list[HistoryLine]()
        while len(lines) < count and not self._is_over:
            line = next(self._lines, None)
            if line is not None:
                lines.append(line)
            else:
                self._go_on()
            if self._clock() > ends:
                break
        return Slice(tuple(lines), self._is_over, 1.0 if self._is_over else self._share, self._back_to)

    def _go_on(self) -> None:
        """To the next entry."""
        found = next(self._entries, None)
        if found is None:
            self._is_over = True
            return
        entry, is_redo = found
        self._newest = self._newest or entry.id
        self._share, self._back_to = 1 - entry.id / (self._newest + 1), entry.at
        if self._until is None or entry.at <= self._until:
            self._lines = lines_newest_first((entry,), self._holdings, self._looked,
                                             (entry.id,) if is_redo else ())


def history(past: Past, holdings: Holdings, looked: Looked | None = None) -> Iterator[HistoryLine]:
    """All lines that are looked for, newest first; in the store's own thread."""
    looked = looked or Looked()
    for entry, is_redo in _entries(past, holdings, looked):
        yield from lines_newest_first((entry,), holdings, looked, (entry.id,) if is_redo else ())


def people_in(past: Past, looked: Looked) -> list[str]:
    """Whoever changed what bears on the same owners, by name; "" where nobody gave one; in the store's own thread."""
    return sorted(past.people(looked.owners), key=lambda name: (name.casefold(), name))


def person_called(past: Past, looked: Looked, name: str) -> str:
    """The name of somebody who changed what bears on the same owners, as it was kept; raises UnknownItem."""
    people, wanted = people_in(past, looked), name.strip()
    fitting = [one for one in people if one == wanted] or [one for one in people
                                                           if one.strip().casefold() == wanted.casefold()]
    if fitting:
        return fitting[0]
    known = ", ".join(one or NOBODY for one in people)
    raise UnknownItem(f"Nobody called {name!r} changed anything here. "
                      + (f"These people did: {known}." if people else "Nothing was changed."))


def _entries(past: Past, holdings: Holdings, looked: Looked) -> Iterator[tuple[Entry, bool]]:
    """Every entry that may hold what is looked for, newest first, and whether it is a redo."""
    sought, before = _sought(looked, holdings), None
    while found := past.page(before=before, count=PAGE, sought=sought):
        before = found[-1].id
        here = {entry.id for entry in found}
        earlier = {entry.reverses[0] for entry in found if entry.reverses} - here
        redos = redone(reversed(found), past.undos(earlier))
        for entry in found:
            yield entry, entry.id in redos


def _sought(looked: Looked, holdings: Holdings) -> Sought:
    """What the store can tell from the rows alone, so that it need not hand them all over."""
    from anchor_app.storage.past import Sought

    since = datetime.combine(looked.since, time()).astimezone() if looked.since else None
    holding = list[tuple[str, ...]]()
    if looked.field:
        holding.append((json.dumps(looked.field, ensure_ascii=False),))
    if looked.component:
        inside = [key for one in holdings.assessments.values() if not looked.owners or one.id in looked.owners
                  for key, held in one.opportunities.items() if held.component == looked.component]
        # A practice's and a judgement's number begin with the component's.
        holding.append((json.dumps(looked.component, ensure_ascii=False)[:-1],
                        *(json.dumps(key, ensure_ascii=False) for key in inside)))
    return Sought(looked.owners, looked.who, since, tuple(holding))
