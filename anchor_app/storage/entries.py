"""Rows of the journal as values: what they say, and whether they are what was saved."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.entry import Entry
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.seals import NOTHING, entry_hash

Row = tuple[int, str, str, str, str, str, str, bytes, bytes]
"""A row as stored: id, at, who, label, changes, owners, reverses, seal, hash."""

Facts = dict[Subject, tuple[str, int]]
"""Each fact's text and the number of the entry that set it."""


@dataclass(frozen=True, slots=True)
class SealedEntry(Entry):
    """An entry with the seal and the hash that the journal keeps with it."""

    seal: bytes = field(default=NOTHING, repr=False)
    hash: bytes = field(default=NOTHING, repr=False)


@dataclass(frozen=True, slots=True)
class Position:
    """Where the journal ends: the number of its last entry (0 for none), and what the next leads on from."""

    id: int = 0
    seal: bytes = NOTHING
    hash: bytes = NOTHING


def replay(facts: Facts, entry: Entry) -> None:
    """Takes facts on to what they are after an entry."""
    for change in entry.edit.changes:
        if change.new is None:
            facts.pop(change.what, None)
        else:
            facts[change.what] = (change.new, entry.id)


def replayed(history: Iterable[Entry]) -> Facts:
    """The facts that a history leads to."""
    facts: Facts = {}
    for entry in history:
        replay(facts, entry)
    return facts


def checked(row: Row, number_before: int, hash_before: bytes) -> SealedEntry:
    """The entry of a row that is what was saved and follows what it says it follows."""
    number, at, who, label, changes, owners, reverses, seal, hash_ = row
    try:
        if (number != number_before + 1
                or entry_hash(hash_before, (str(number), at, who, label, changes, owners, reverses), seal) != hash_):
            raise damaged_at(number_before + 1)
        edit = Edit(label, tuple(Change(Subject(kind, owner, item, name), old, new)
                                 for kind, owner, item, name, old, new in json.loads(changes)))
        return SealedEntry(number, datetime.fromisoformat(at), who, edit, tuple(map(int, reverses.split())),
                           seal, hash_)
    except (TypeError, ValueError):
        raise damaged_at(number_before + 1) from None


def damaged_at(number: int) -> DamagedWorkspace:
    """That the history is broken at an entry."""
    return DamagedWorkspace(f"The history of this workspace is damaged at entry {number:,}. Nothing was changed. "
                            "Restore the newest backup that is whole.")
