"""Facts in their table: read whole and checked, written by compare-and-set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, delete, insert, select, update

from anchor_app.domain.edit import Change, Subject
from anchor_app.domain.errors import Conflict, WrongValue
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.seals import combined, fact_hash
from anchor_app.storage.tables import fact

Row = tuple[str, str, str, str, str, int]
"""A fact as stored: kind, owner, item, field, value, and the number of the entry that set it."""

_THIS = ((fact.c.kind == bindparam("of_kind")) & (fact.c.owner == bindparam("of_owner"))
         & (fact.c.item == bindparam("of_item")) & (fact.c.field == bindparam("of_field")))
_AS_BEFORE = _THIS & (fact.c.value == bindparam("old"))
_ALL = select(fact)
_ONE = select(fact.c.value, fact.c.entry, fact.c.hash).where(_THIS)
_INSERT = insert(fact)
_UPDATE = update(fact).where(_AS_BEFORE).values(
    value=bindparam("new"), entry=bindparam("by"), hash=bindparam("now"))
_DELETE = delete(fact).where(_AS_BEFORE)


def read(connection: Connection, only: str | None = None) -> tuple[list[Row], bytes, tuple[Subject, ...]]:
    """Every fact (of one kind), the seal of what was read, and the subjects whose row is not what was saved."""
    statement = _ALL if only is None else _ALL.where(fact.c.kind == only)
    found: list[Row] = []
    seal, damaged = 0, []
    for kind, owner, item, field, value, entry, kept in connection.execute(statement).fetchall():
        computed = fact_hash(kind, owner, item, field, value, entry)
        if computed != kept:
            damaged.append(Subject(str(kind), str(owner), str(item), str(field)))
        seal ^= int.from_bytes(computed)
        found.append((kind, owner, item, field, value, entry))
    return found, seal.to_bytes(32), tuple(damaged)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edit does to the table: the seal that it leads to, and each statement with its rows."""

    seal: bytes
    steps: tuple[tuple[Executable, list[dict[str, Any]]], ...]

    def carry_out(self, connection: Connection) -> None:
        """Writes the rows; raises Conflict when a row is not what it was when the plan was made."""
        for statement, rows in self.steps:
            if rows and connection.execute(statement, rows if len(rows) > 1 else rows[0]).rowcount != len(rows):
                raise conflict()


def plan(connection: Connection, changes: Iterable[Change], entry: int, seal: bytes) -> Plan:
    """How the changes are written as that entry, from a table with that seal; raises Conflict, WrongValue."""
    inserts: list[dict[str, Any]] = []
    updates: list[dict[str, Any]] = []
    deletes: list[dict[str, Any]] = []
    for change in _net(changes):
        what = change.what
        _check_text(change)
        key = {"of_kind": what.kind, "of_owner": what.owner, "of_item": what.item, "of_field": what.field}
        held = _held(connection, change, key)
        seal = combined(seal, held) if held is not None else seal
        if change.new is None:
            if held is not None:
                deletes.append({**key, "old": change.old})
            continue
        now = fact_hash(what.kind, what.owner, what.item, what.field, change.new, entry)
        seal = combined(seal, now)
        if held is not None:
            updates.append({**key, "old": change.old, "new": change.new, "by": entry, "now": now})
        else:
            inserts.append({"kind": what.kind, "owner": what.owner, "item": what.item, "field": what.field,
                            "value": change.new, "entry": entry, "hash": now})
    return Plan(seal, ((_DELETE, deletes), (_UPDATE, updates), (_INSERT, inserts)))


def _net(changes: Iterable[Change]) -> Iterable[Change]:
    """One change for each subject, where an edit changes the same one twice; raises Conflict if they do not meet."""
    found: dict[Subject, Change] = {}
    for change in changes:
        before = found.get(change.what)
        if before is not None and before.new != change.old:
            raise conflict()
        found[change.what] = Change(change.what, before.old, change.new) if before is not None else change
    return found.values()


def _held(connection: Connection, change: Change, key: Mapping[str, str]) -> bytes | None:
    """The hash of the fact that a change starts from; raises Conflict, DamagedWorkspace."""
    row = connection.execute(_ONE, key).one_or_none()
    if (row.value if row is not None else None) != change.old:
        raise conflict()
    if row is None:
        return None
    what = change.what
    if fact_hash(what.kind, what.owner, what.item, what.field, row.value, row.entry) != row.hash:
        raise damage((what,))
    return bytes(row.hash)


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


def damage(subjects: tuple[Subject, ...]) -> DamagedWorkspace:
    """That these fields are not what was saved."""
    named = ", ".join(in_words(what) for what in subjects[:5]) or "what is stored"
    more = f" and {len(subjects) - 5:,} more" if len(subjects) > 5 else ""
    return DamagedWorkspace(f"The workspace is damaged: {named}{more} cannot be trusted, and nothing was changed. "
                            "Restore the newest backup that is whole.", subjects)


def in_words(what: Subject) -> str:
    """A subject as a finding names it."""
    return f"the {what.field.replace('_', ' ')} of {what.kind} {what.item or what.owner}".rstrip()
