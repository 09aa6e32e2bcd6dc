"""Facts in their table: read whole and checked, written one by one by compare-and-set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, delete, insert, select, update

from anchor_app.domain.edit import Change, Subject
from anchor_app.domain.errors import Conflict, WrongValue
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.seals import NOTHING, combined, fact_hash
from anchor_app.storage.tables import fact

Facts = dict[Subject, tuple[str, int]]
"""Each fact's text and the number of the entry that set it."""

_THIS = ((fact.c.kind == bindparam("of_kind")) & (fact.c.owner == bindparam("of_owner"))
         & (fact.c.item == bindparam("of_item")) & (fact.c.field == bindparam("of_field")))
_AS_BEFORE = _THIS & (fact.c.value == bindparam("old"))
_ALL = select(fact)
_ONE = select(fact.c.value, fact.c.entry, fact.c.hash).where(_THIS)
_INSERT = insert(fact)
_UPDATE = update(fact).where(_AS_BEFORE).values(value=bindparam("new"), entry=bindparam("by"), hash=bindparam("seal"))
_DELETE = delete(fact).where(_AS_BEFORE)


def read(connection: Connection, only: str | None = None) -> tuple[Facts, bytes, tuple[Subject, ...]]:
    """Every fact (of one kind), the seal of what was read, and the subjects whose row is not what was saved."""
    found: Facts = {}
    statement = _ALL if only is None else _ALL.where(fact.c.kind == only)
    seal, damaged = 0, []
    for kind, owner, item, field, value, entry, kept in connection.execute(statement).fetchall():
        what = Subject(kind, owner, item, field)
        computed = fact_hash(what, value, entry)
        if computed != kept:
            damaged.append(what)
        seal ^= int.from_bytes(computed)
        found[what] = (value, entry)
    return found, seal.to_bytes(32), tuple(damaged)


def write(connection: Connection, changes: Iterable[Change], entry: int, seal: bytes) -> bytes:
    """Applies an edit's changes and returns the seal that follows `seal`; raises Conflict."""
    for change in changes:
        seal = combined(seal, _write_one(connection, change, entry))
    return seal


def _write_one(connection: Connection, change: Change, entry: int) -> bytes:
    """Applies one change; returns by what the seal differs: the hash that goes and the one that comes."""
    what = change.what
    if "\0" in "".join((what.kind, what.owner, what.item, what.field, change.new or "")):
        raise WrongValue(f"The {what.field} holds the character U+0000, which cannot be stored. Remove it.")
    key = {"of_kind": what.kind, "of_owner": what.owner, "of_item": what.item, "of_field": what.field}
    gone = _held(connection, change, key)
    if change.new is None:
        return gone if _wrote_one(connection, _DELETE, {**key, "old": change.old}) else NOTHING
    come = fact_hash(what, change.new, entry)
    if change.old is None:
        _wrote_one(connection, _INSERT, {"kind": what.kind, "owner": what.owner, "item": what.item,
                                         "field": what.field, "value": change.new, "entry": entry, "hash": come})
    else:
        _wrote_one(connection, _UPDATE, {**key, "old": change.old, "new": change.new, "by": entry, "seal": come})
    return combined(gone, come)


def _held(connection: Connection, change: Change, key: Mapping[str, str]) -> bytes:
    """The hash of the fact that a change starts from, or of nothing; raises Conflict."""
    row = connection.execute(_ONE, key).one_or_none()
    if (row.value if row is not None else None) != change.old:
        raise _conflict()
    if row is None:
        return NOTHING
    if fact_hash(change.what, row.value, row.entry) != row.hash:
        raise damage((change.what,))
    return bytes(row.hash)


def _wrote_one(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> bool:
    if connection.execute(statement, values).rowcount != 1:
        raise _conflict()
    return True


def _conflict() -> Conflict:
    return Conflict("This was changed meanwhile, and the newer answer was kept. "
                    "Look at it, then make your change again if it is still wanted.")


def damage(subjects: tuple[Subject, ...]) -> DamagedWorkspace:
    """That these fields are not what was saved."""
    named = ", ".join(in_words(what) for what in subjects[:5])
    more = f" and {len(subjects) - 5:,} more" if len(subjects) > 5 else ""
    return DamagedWorkspace(f"The workspace is damaged: {named}{more} cannot be trusted, and nothing was changed. "
                            "Restore the newest backup that is whole.", subjects)


def in_words(what: Subject) -> str:
    """A subject as a finding names it."""
    return f"the {what.field.replace('_', ' ')} of {what.kind} {what.item or what.owner}"
