"""Entries: the edits that were saved, with when and by whom; what history, undo and looking back are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Edit, Subject
from anchor_app.domain.holdings import Holdings


@dataclass(frozen=True, slots=True)
class Entry:
    """One saved edit: its number, when (UTC) and by whom.

    `reverses` are the numbers of the entries that it takes back, empty for an edit of its own.
    """

    id: int
    at: datetime
    who: str
    edit: Edit
    reverses: tuple[int, ...] = ()


def holdings_after(charters: Mapping[str, Charter], entries: Iterable[Entry]) -> Holdings:
    """The holdings that a history leads to, oldest entry first."""
    facts: dict[Subject, str] = {}
    for entry in entries:
        for change in entry.edit.changes:
            if change.new is None:
                facts.pop(change.what, None)
            else:
                facts[change.what] = change.new
    return Holdings.from_facts(charters, facts.items())
