"""Facts in their table: read whole and checked, written by compare-and-set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, delete, insert, select, update

from anchor_app.domain.edit import Change, Subject
from anchor_app.domain.errors import Conflict, WrongValue
from anchor_app.storage.checked_facts import Row, damage, in_words, verified
from anchor_app.storage.seals import fact_hash, new_fact_hash
from anchor_app.storage.tables import fact

__all__ = ["Plan", "Row", "conflict", "damage", "in_words", "plan", "read"]

_MANY = 100
"""More changes than this are compared with all of their owners' facts at once."""

_THIS = ((fact.c.kind == bindparam("of_kind")) & (fact.c.owner == bindparam("of_owner"))
         & (fact.c.item == bindparam("of_item")) & (fact.c.field == bindparam("of_field")))
_AS_BEFORE = _THIS & (fact.c.value == bindparam("old"))
_ALL = select(fact)
_ONE = select(fact.c.value, fact.c.entry, fact.c.hash).where(_THIS)
_OF_OWNER = "SELECT item, field, value, entry, hash FROM fact WHERE kind = ? AND owner = ?"
"""What is stored of one kind of an owner; asked of SQLite itself, as packs ask it for hundreds."""
_INSERT = insert(fact)
_INSERT_MANY = "INSERT INTO fact (kind, owner, item, field, value, entry, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
"""The same, for rows that would take longer to be made ready than to be written."""
_UPDATE = update(fact).where(_AS_BEFORE).values(
    value=bindparam("new"), entry=bindparam("by"), hash=bindparam("now"))
_DELETE = delete(fact).where(_AS_BEFORE)


def read(connection: Connection, only: str | None = None) -> tuple[list[Row], bytes, tuple[Subject, ...]]:
    """Every fact (of one kind), the seal of what was read, and the subjects whose row is not what was saved."""
    statement = _ALL if only is None else _ALL.where(fact.c.kind == only)
    return verified(connection.execute(statement).fetchall())


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edit does to the table: the seal that it leads to, and each statement with its rows."""

    seal: bytes
    steps: tuple[tuple[Executable, list[dict[str, Any]]], ...]

    def carry_out(self, connection: Connection) -> None:
        """Writes the rows; raises Conflict when a row is not what it was when the plan was made."""
        for statement, rows in self.steps:
            if not rows:
                continue
            if statement is _INSERT and len(rows) > _MANY:
                done = connection.exec_driver_sql(_INSERT_MANY, [tuple(row.values()) for row in rows])
            else:
                done = connection.execute(statement, rows if len(rows) > 1 else rows[0])
            if done.rowcount != len(rows):
                raise conflict()


def plan(connection: Connection, changes: Iterable[Change], entry: int, seal: bytes) -> Plan:
    """How the changes are written as that entry, from a table with that seal; raises Conflict, WrongValue."""
    inserts: list[dict[str, Any]] = []
    updates: list[dict[str, Any]] = []
    deletes: list[dict[str, Any]] = []
    net = _net(changes)
    stored = _stored(connection, net)
    whole = int.from_bytes(seal)
    for change in net:
        what, _, new = change
        held = _held(change, stored.get(what))
        if held is not None:
            whole ^= int.from_bytes(held)
        if new is None:
            _check_text(change)
            if held is not None:
                deletes.append({**_key(what), "old": change.old})
            continue
        now = new_fact_hash(*what, new, entry)
        if now is None:
            _check_text(change)
            raise AssertionError("a text that cannot be hashed holds what cannot be stored")
        whole ^= int.from_bytes(now)
        if held is not None:
            updates.append({**_key(what), "old": change.old, "new": new, "by": entry, "now": now})
        else:
            kind, owner, item, field = what
            inserts.append({"kind": kind, "owner": owner, "item": item, "field": field,
                            "value": new, "entry": entry, "hash": now})
    return Plan(whole.to_bytes(32), ((_DELETE, deletes), (_UPDATE, updates), (_INSERT, inserts)))


Stored = tuple[str, int, bytes]
"""What is stored of a fact: its value, entry and hash."""


def _stored(connection: Connection, changes: Collection[Change]) -> dict[Subject, Stored]:
    """What is stored for the changes' subjects; for many changes each owner's facts are read in one go."""
    found: dict[Subject, Stored] = {}
    if len(changes) > _MANY:
        kinds: dict[str, set[str]] = defaultdict(set)
        for change in changes:
            kinds[change.what.owner].add(change.what.kind)
        bare = connection.connection.driver_connection
        assert bare is not None
        for owner, named in kinds.items():
            for kind in sorted(named):
                for item, field, *stored in bare.execute(_OF_OWNER, (kind, owner)):
                    found[Subject(kind, owner, item, field)] = (stored[0], stored[1], stored[2])
        return found
    for change in changes:
        row = connection.execute(_ONE, _key(change.what)).one_or_none()
        if row is not None:
            found[change.what] = (row.value, row.entry, row.hash)
    return found


def _key(what: Subject) -> dict[str, str]:
    return {"of_kind": what.kind, "of_owner": what.owner, "of_item": what.item, "of_field": what.field}


def _net(changes: Iterable[Change]) -> Collection[Change]:
    """One change for each subject, where an edit changes the same one twice; raises Conflict if they do not meet."""
    found: dict[Subject, Change] = {}
    for change in changes:
        before = found.get(change.what)
        if before is not None and before.new != change.old:
            raise conflict()
        found[change.what] = Change(change.what, before.old, change.new) if before is not None else change
    return found.values()


def _held(change: Change, stored: Stored | None) -> bytes | None:
    """The hash of the fact that a change starts from; raises Conflict, DamagedWorkspace."""
    if stored is None:
        if change.old is not None:
            raise conflict()
        return None
    if stored[0] != change.old:
        raise conflict()
    what, (value, entry, kept) = change.what, stored
    if fact_hash(what.kind, what.owner, what.item, what.field, value, entry) != kept:
        raise damage((what,))
    return kept


def _check_text(change: Change) -> None:
    what = change.what
    text = "".join((what.kind, what.owner, what.item, what.field, change.new or ""))
    if "\0" in text:
        raise WrongValue(f"The {what.field} holds the character U+0000, which cannot be stored. Remove it.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WrongValue(f"The {what.field} holds half of a character, which cannot be stored. "
                         "Type it again.") from None


def conflict() -> Conflict:
    """That somebody else's newer text was kept."""
    return Conflict("This was changed meanwhile, and the newer answer was kept. "
                    "Look at it, then make your change again if it is still wanted.")
