"""The lineages of fields: what was written of them at the last pack, and what the journal says since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, bindparam, select

from anchor_app.domain.entry import Entry
from anchor_app.domain.lineage import Lineages, version_of
from anchor_app.domain.lineage_fold import Fold
from anchor_app.storage import journal
from anchor_app.storage.checked_facts import damage, verified
from anchor_app.storage.journal import SealedEntry
from anchor_app.storage.seals import NOTHING
from anchor_app.storage.tables import fact
from anchor_app.storage.tables import journal as rows

_WRITTEN = select(fact).where(fact.c.kind == "lineage", fact.c.owner.in_(bindparam("owners", expanding=True)))
_NAMING = select(rows.c.id, rows.c.owners).where(rows.c.id > bindparam("since"))
_BEFORE = rows.alias("before")
_ENTRIES = (select(rows, _BEFORE.c.hash.label("hash_before")).outerjoin(_BEFORE, _BEFORE.c.id == rows.c.id - 1)
            .where(rows.c.id.in_(bindparam("numbers", expanding=True))).order_by(rows.c.id))
_LIVING = select(fact.c.kind, fact.c.owner, fact.c.item).where(
    fact.c.owner.in_(bindparam("owners", expanding=True))).distinct()
_AT_ONCE = 500


def read_lineages(connection: Connection, owners: Collection[str]) -> Lineages:
    """The lineages of everything that the owners have, or once had; raises DamagedWorkspace.

    Only the entries that name an owner and came after its lineages were written are read.
    """
    found, _, damaged = verified(connection.execute(_WRITTEN, {"owners": list(owners)}).fetchall())
    if damaged:
        raise damage(damaged)
    since = {owner: number for _, owner, _, _, _, number in found}
    texts = {owner: text for _, owner, _, _, text, _ in found}
    fold = Fold(dict.fromkeys(owners, 0) | since, lambda number: _entry(connection, number))
    for owner, text in texts.items():
        fold.begin(owner, text)
    for entry in _entries(connection, _naming(connection, fold.since)):
        fold.take(entry, version_of(entry.hash))
    fold.bury(lambda owners: set(map(tuple, connection.execute(_LIVING, {"owners": owners}))))
    return Lineages(fold.by_owner, texts)


def _entry(connection: Connection, number: int) -> tuple[Entry, str]:
    """An entry, and the version that it gives to what it touches."""
    entry = next(iter(_entries(connection, (number,))))
    return entry, version_of(entry.hash)


def _naming(connection: Connection, since: Mapping[str, int]) -> list[int]:
    """The numbers of the entries that name an owner after the number that is given for it."""
    if not since:
        return []
    return [number for number, names in connection.execute(_NAMING, {"since": min(since.values())})
            if any(since.get(owner, number) < number for owner in names.split(" "))]


def _entries(connection: Connection, numbers: Iterable[int]) -> Iterable[SealedEntry]:
    wanted = sorted(set(numbers))
    for place in range(0, len(wanted), _AT_ONCE):
        for number, *rest, before in connection.execute(_ENTRIES, {"numbers": wanted[place: place + _AT_ONCE]}):
            yield journal.checked((number, *rest), number - 1, before or NOTHING)
