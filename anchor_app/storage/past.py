"""The past of a workspace: its history page by page, and the facts as they were after any entry of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import accumulate
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    cast,
    false,
    func,
    literal,
    or_,
    select,
)

from anchor_app.domain.board_rows import AssessmentRow
from anchor_app.domain.edit import Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.lineage import Lineages
from anchor_app.storage import board_facts, journal
from anchor_app.storage.checked_facts import damage, verified
from anchor_app.storage.engine import Database
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.seals import NOTHING, fact_hash
from anchor_app.storage.tables import fact
from anchor_app.storage.tables import journal as rows

_SIGNED = select(fact).where(fact.c.kind == "signing", fact.c.field == "checksum",
                            fact.c.value == bindparam("checksum"))
_UNTIL = select(func.count(), func.max(rows.c.id)).where(rows.c.at <= bindparam("until"))
_TIMES = select(rows.c.at).order_by(rows.c.id)
_CHANGES = select(rows.c.changes).where(rows.c.id <= bindparam("upto")).order_by(rows.c.id)
_ROW = select(rows).where(rows.c.id == bindparam("number"))
_HASH = select(rows.c.hash).where(rows.c.id == bindparam("number"))
_BEFORE = rows.alias("before")
_CHANGES_PLACE = [one.name for one in rows.columns].index("changes") - 1
"""Where in a row, behind its number, the changes are."""
_AT_ONCE = 250
"""Rows of the journal that are read together: few enough that the garbage collector is not called for them."""

Held = dict[tuple[str, str, str, str], tuple[str, int]]
"""Each fact's text and the number of the entry that set it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What an entry has to be to be read at all; an empty field narrows nothing.

    `who` is a whole name (None: anybody's), `since` a moment that it is not before; of `holding`, texts as JSON writes
    them, each group has to have one in its changes.
    """

    owners: frozenset[str] = frozenset()
    who: str | None = None
    since: datetime | None = None
    holding: tuple[tuple[str, ...], ...] = ()


ANY = Sought()


class Past:
    """What the journal of an open store knows; each call is one transaction, in the store's own thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self) -> int:
        """The number of the last entry."""
        with self._database.reading() as connection:
            return journal.end(connection).id

    def end_hash(self) -> bytes:
        """The hash of the last entry, which stands for the whole history."""
        with self._database.reading() as connection:
            return journal.end(connection).hash

    def began(self) -> datetime:
        """When the first entry was written."""
        return self.page(before=2, count=1)[0].at

    def entry_at(self, moment: datetime) -> int:
        """The number of the last entry that belongs to the time up to a moment; 0 when none does.

        Entries stand in the order in which they were saved, whatever the clock said. Where the clock never jumped it is
        the last entry not later than the moment. Where it did, it is the point that the fewest entries contradict,
        counting those before it that are dated later and those behind it that are not; of several, the latest. So one
        hour with a wrong clock hides nothing, and a later moment never shows less.
        """
        until = moment.astimezone(UTC).isoformat(timespec="microseconds")
        with self._database.reading() as connection:
            # All are written alike, in universal time to the microsecond, so that their order is that of the texts.
            number_so_far, last = connection.execute(_UNTIL, {"until": until}).one()
            if number_so_far == (last or 0):
                return int(number_so_far)
            times = connection.execute(_TIMES).scalars().all()
        best, where = 0, 0
        for number, sum_so_far in enumerate(accumulate(1 if at <= until else -1 for at in times), start=1):
            if sum_so_far >= best:
                best, where = sum_so_far, number
        return where

    def facts_after(self, number: int) -> dict[Subject, str]:
        """Every fact as it was after an entry, checked by the seal that the journal keeps; raises DamagedWorkspace."""
        held: Held = {}
        with self._database.reading() as connection:
            entry = _checked(connection, number)
            done = 0
            for texts in connection.execute(_CHANGES, {"upto": number}).scalars().partitions(_AT_ONCE):
                done = _fold(held, texts, done)
            if done != number:
                raise journal.damaged_at(done + 1)
        seal = 0
        for (kind, owner, item, field), (value, by) in held.items():
            seal ^= int.from_bytes(fact_hash(kind, owner, item, field, value, by))
        if seal.to_bytes(32) != entry.seal:
            raise DamagedWorkspace(f"The history of this workspace up to entry {number:,} is damaged, so what it held "
                                   "then is not shown. Nothing was changed. Restore the newest backup that is whole.")
        return {Subject(*what): value for what, (value, _) in held.items()}

    def entry_of(self, what: Subject) -> Entry | None:
        """The entry that set a fact as it is now, checked; None when there is no such fact."""
        with self._database.reading() as connection:
            number = connection.execute(select(fact.c.entry).where(
                fact.c.kind == what.kind, fact.c.owner == what.owner, fact.c.item == what.item,
                fact.c.field == what.field)).scalar()
            return _checked(connection, number) if number is not None else None

    def page(self, *, before: int | None = None, count: int = 1_000, sought: Sought = ANY) -> list[journal.SealedEntry]:
        """The latest entries before a number (None: the end) that are sought, newest first, each checked."""
        with self._database.reading() as connection:
            found = connection.execute(_page(sought, before, count)).fetchall()
        return [journal.checked((number, *rest), number - 1, before or NOTHING)
                for number, *rest, before in found]

    def people(self, owners: Collection[str] = ()) -> list[str]:
        """Everybody by whom there are entries that touch an owner, in no order; "" where nobody gave a name."""
        with self._database.reading() as connection:
            return list(connection.execute(select(rows.c.who).where(_touching(owners)).distinct()).scalars())

    def undos(self, numbers: Collection[int]) -> frozenset[int]:
        """Those of the entries that take a change back, or a redo; not what takes back nothing, or an undo."""
        if not numbers:
            return frozenset()
        with self._database.reading() as connection:
            return frozenset(connection.execute(_UNDOS, {"numbers": list(numbers)}).scalars())

    def lineages(self, owners: Collection[str]) -> Lineages:
        """The lineages of everything that the owners have, or once had; raises DamagedWorkspace."""
        from anchor_app.storage.lineages import read_lineages

        with self._database.reading() as connection:
            return read_lineages(connection, owners)

    def signed_as(self, checksum: str) -> frozenset[str]:
        """The assessments of which a revision was signed with that checksum; raises DamagedWorkspace."""
        with self._database.reading() as connection:
            found, _, damaged = verified(connection.execute(_SIGNED, {"checksum": checksum}).fetchall())
        if damaged:
            raise damage(damaged)
        return frozenset(owner for _, owner, _, _, _, _ in found)

    def board_rows(self, holdings: Holdings, on: date,
                   ids: Collection[str] | None = None) -> tuple[AssessmentRow, ...]:
        """Of the present: `domain.board_rows.rows_of` for some or all assessments, whose answers stay unread."""
        with self._database.reading() as connection:
            bare = connection.connection.driver_connection
            assert isinstance(bare, sqlite3.Connection)
            return board_facts.board_rows(bare, holdings, on, ids)

    def tail(self, count: int, most: int) -> list[journal.SealedEntry]:
        """The last entries, oldest first, each checked: up to `count`, or as many as have `most` characters of changes.

        One is always among them, however large it is.
        """
        found: list[journal.SealedEntry] = []
        size = 0
        with self._database.reading() as connection, connection.execute(_page(ANY, None, count)) as result:
            for number, *rest, before in result:
                found.append(journal.checked((number, *rest), number - 1, before or NOTHING))
                size += len(rest[_CHANGES_PLACE])
                if size >= most:
                    break
        if not found:
            raise journal.damaged_at(1)
        return found[::-1]

    def since(self, number: int) -> list[journal.SealedEntry]:
        """The entries after a number, oldest first, each checked."""
        with self._database.reading() as connection:
            return list(journal.entries(connection, since=number))


def _page(sought: Sought, before: int | None, count: int) -> Select[Any]:
    chosen = (select(rows, _BEFORE.c.hash.label("hash_before"))
              .outerjoin(_BEFORE, _BEFORE.c.id == rows.c.id - 1).where(_touching(sought.owners)))
    if before is not None:
        chosen = chosen.where(rows.c.id < before)
    if sought.who is not None:
        chosen = chosen.where(rows.c.who == sought.who)
    if sought.since is not None:
        chosen = chosen.where(rows.c.at >= sought.since.astimezone(UTC).isoformat(timespec="microseconds"))
    for texts in sought.holding:
        chosen = chosen.where(or_(false(), *(func.instr(rows.c.changes, text) > 0 for text in texts)))
    return chosen.order_by(rows.c.id.desc()).limit(count)


def _touching(owners: Collection[str]) -> ColumnElement[bool]:
    if not owners:
        return literal(1) == 1
    named = literal(" ") + rows.c.owners + " "
    return or_(*(func.instr(named, f" {owner} ") > 0 for owner in sorted(owners)))


def _undos() -> Select[Any]:
    """From each entry back through what it takes back: after an odd number of steps it is an undo.

    All that is taken back by one entry is of one kind, so the first is enough.
    """
    taken = cast(rows.c.reverses, Integer)
    chain = (select(rows.c.id.label("start"), taken.label("next"), literal(1).label("steps"))
             .where(rows.c.id.in_(bindparam("numbers", expanding=True)), rows.c.reverses != "").cte(recursive=True))
    chain = chain.union_all(select(chain.c.start, taken, chain.c.steps + 1).join_from(
        chain, rows, and_(rows.c.id == chain.c.next, rows.c.reverses != "", taken < rows.c.id)))
    return select(chain.c.start).group_by(chain.c.start).having(func.max(chain.c.steps) % 2 == 1)


_UNDOS = _undos()


def _checked(connection: Connection, number: int) -> journal.SealedEntry:
    row = connection.execute(_ROW, {"number": number}).first()
    if row is None:
        raise journal.damaged_at(number)
    before = connection.execute(_HASH, {"number": number - 1}).scalar() or NOTHING
    return journal.checked(tuple(row), number - 1, before)


def _fold(held: Held, texts: Sequence[str], done: int) -> int:
    """Take facts on by the entries that follow, from the text of the journal alone: no edit is made of it."""
    try:
        for number, changes in enumerate(json.loads(f"[{','.join(texts)}]"), start=done + 1):
            for kind, owner, item, field, _, new in changes:
                if new is None:
                    held.pop((kind, owner, item, field), None)
                else:
                    held[kind, owner, item, field] = (new, number)
    except (TypeError, ValueError):
        raise journal.damaged_at(done + 1) from None
    return done + len(texts)
