"""The journal: every edit that was ever saved, in order, each row sealed to the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, select

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.entry import Entry
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.seals import NOTHING, entry_hash
from anchor_app.storage.tables import journal

_INSERT = insert(journal)
_ALL = select(journal).order_by(journal.c.id)
_LAST = select(journal).order_by(journal.c.id.desc()).limit(1)
_SINCE = _ALL.where(journal.c.id > bindparam("since"))
_BEFORE = select(journal.c.hash).where(journal.c.id == bindparam("before"))

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


def append(connection: Connection, after: Position, entry: Entry, seal: bytes) -> Position:
    """Writes the entry that follows a position, and returns where the journal ends now."""
    changes = json.dumps([_listed(change) for change in entry.edit.changes], ensure_ascii=False,
                         separators=(",", ":"))
    fields = (entry.at.astimezone(UTC).isoformat(timespec="microseconds"), entry.who, entry.edit.label, changes,
              " ".join(sorted(entry.edit.owners)), " ".join(map(str, entry.reverses)))
    here = Position(entry.id, seal, entry_hash(after.hash, (str(entry.id), *fields), seal))
    names = ("at", "who", "label", "changes", "owners", "reverses")
    connection.execute(_INSERT, {"id": here.id, **dict(zip(names, fields, strict=True)),
                                 "seal": seal, "hash": here.hash})
    return here


def end(connection: Connection) -> Position:
    """Where the journal ends, with its last row checked against the row before; raises DamagedWorkspace."""
    row = connection.execute(_LAST).first()
    if row is None:
        raise damaged_at(1)
    before = connection.execute(_BEFORE, {"before": row.id - 1}).scalar()
    last = checked(row, row.id - 1, before or NOTHING)
    return Position(last.id, last.seal, last.hash)


def entries(connection: Connection, owner: str | None = None, since: int = 0) -> Iterator[SealedEntry]:
    """Every entry after number `since`, oldest first, of one owner or of all; raises DamagedWorkspace."""
    hash_before = connection.execute(_BEFORE, {"before": since}).scalar() or NOTHING
    number = since
    for row in connection.execute(_SINCE, {"since": since}):
        entry = checked(row, number, hash_before)
        number, hash_before = entry.id, entry.hash
        if owner is None or owner in entry.edit.owners:
            yield entry


def rows(connection: Connection) -> Iterator[Row]:
    """Every row as it is stored, unchecked."""
    for row in connection.execute(_ALL):
        yield tuple(row)


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


def _listed(change: Change) -> list[str | None]:
    what = change.what
    return [what.kind, what.owner, what.item, what.field, change.old, change.new]
