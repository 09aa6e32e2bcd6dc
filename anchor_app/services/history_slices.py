"""The history in slices, each a short piece of work, so that nobody who saves has to wait for somebody who looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from anchor_app.domain.history import HistoryLine, Looked, lines_newest_first
from anchor_app.domain.holdings import Holdings

if TYPE_CHECKING:
    from anchor_app.storage.past import Past

ENTRIES_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Slice:
    """Some lines, newest first; the next slice begins `before` that entry, and there is none where it is None."""

    lines: tuple[HistoryLine, ...]
    before: int | None


def read_slice(past: Past, holdings: Holdings, looked: Looked, before: int | None = None,
               until: datetime | None = None, count: int = ENTRIES_AT_ONCE) -> Slice:
    """What is looked for among the latest entries before a number (None: the end); in the store's own thread.

    With `until`, what was changed later is left out.
    """
    entries = past.page(before=before, count=count, owners=looked.owners)
    known = (one for one in entries if until is None or one.at <= until)
    lines = tuple(lines_newest_first(known, holdings, looked))
    is_last = len(entries) < count or (
        looked.since is not None and entries[-1].at.astimezone().date() < looked.since)
    return Slice(lines, None if is_last else entries[-1].id)
