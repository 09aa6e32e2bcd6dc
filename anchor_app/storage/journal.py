"""The journal: every edit that was ever saved, in order, each row sealed to the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC

from sqlalchemy import Connection, bindparam, insert, select

from anchor_app.domain.entry import Entry
from anchor_app.storage.entries import (
    Facts,
    Position,
    Row,
    SealedEntry,
    checked,
    damaged_at,
    replay,
    replayed,
)
from anchor_app.storage.seals import NOTHING, entry_hash
from anchor_app.storage.tables import journal

__all__ = ["Facts", "Position", "Row", "SealedEntry", "append", "checked", "damaged_at", "end", "entries", "replay",
           "replayed", "rows"]

_INSERT = insert(journal)
_ALL = select(journal).order_by(journal.c.id)
_LAST = select(journal).order_by(journal.c.id.desc()).limit(1)
_SINCE = _ALL.where(journal.c.id > bindparam("since"))
_BEFORE = select(journal.c.hash).where(journal.c.id == bindparam("before"))

def append(connection: Connection, after: Position, entry: Entry, seal: bytes) -> Position:
    """Writes the entry that follows a position, and returns where the journal ends now."""
    changes = json.dumps([(*what, old, new) for what, old, new in entry.edit.changes], ensure_ascii=False,
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
