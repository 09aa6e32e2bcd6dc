"""The lineages of fields: what was written of them at the last pack, and what the journal says since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from anchor_app.domain.edit import Subject
from anchor_app.domain.lineage import OF_ITS_OWN, UNTOUCHED, Lineage, Lineages, fact_of, read, version_of
from anchor_app.domain.lives import WITH_A_LIFE
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
    fold = _Fold(connection, dict.fromkeys(owners, 0) | since)
    writers = {entry.id: entry for entry in _entries(connection, since.values())}
    for owner, text in texts.items():
        fold.by_owner[owner] = read(owner, text, version_of(writers[since[owner]].hash))
    for entry in _entries(connection, _naming(connection, fold.since)):
        fold.take(entry)
    fold.bury()
    return Lineages(fold.by_owner, texts)


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


class _Fold:
    """Lineages on their way through the journal."""

    def __init__(self, connection: Connection, since: Mapping[str, int]) -> None:
        self.since = since
        self.by_owner: dict[str, dict[Subject, Lineage]] = {owner: {} for owner in since}
        self._connection = connection
        self._removed: dict[tuple[str, str, str], str] = {}

    def take(self, entry: SealedEntry) -> None:
        """One more entry: each field that it touches has its version from then on.

        An entry that takes back the receiving of packs, or brings it back, gives each field the lineage that it had
        before, or by it: so what was taken back can be received again, and what others wrote is not undone for them.
        """
        version, received = version_of(entry.hash), self._received(entry)
        for change in entry.edit.changes:
            what = change.what
            if entry.id <= self.since.get(what.owner, entry.id) or what.kind in OF_ITS_OWN:
                continue
            lineages = self.by_owner[what.owner]
            if what.owner in received:
                lineages[what] = received[what.owner].get(what, UNTOUCHED)
            else:
                lineages[what] = lineages.get(what, UNTOUCHED).touched(version)
            if change.new is None and what.kind in WITH_A_LIFE and what.owner not in received:
                self._removed[what.kind, what.owner, what.item] = version

    def bury(self) -> None:
        """Let the removal of a record be a touch of all its fields, those too that held nothing."""
        if not self._removed:
            return
        owners = sorted({owner for _, owner, _ in self._removed})
        living = set(map(tuple, self._connection.execute(_LIVING, {"owners": owners})))
        buried = {key: version for key, version in self._removed.items() if key not in living}
        for owner in owners:
            for what, lineage in self.by_owner[owner].items():
                version = buried.get((what.kind, owner, what.item))
                if version and lineage.current != version:
                    self.by_owner[owner][what] = lineage.touched(version)

    def _received(self, entry: SealedEntry) -> Mapping[str, Mapping[Subject, Lineage]]:
        """Where an entry takes back a receipt of packs (or brings it back), the lineages before (or by) it."""
        taken, is_undone = entry, False
        while taken.reverses:
            taken = next(iter(_entries(self._connection, taken.reverses[:1])))
            is_undone = not is_undone
        if taken is entry or not any(change.what.kind == "receipt" for change in taken.edit.changes):
            return {}
        version = version_of(taken.hash)
        return {owner: read(owner, text, version) if text else {}
                for owner, text in _texts(taken, is_undone).items()}


def _texts(entry: SealedEntry, before: bool) -> dict[str, str | None]:
    """What an entry that received packs wrote of the lineages, or what held when it did."""
    written: dict[str, list[str | None]] = {}
    for change in entry.edit.changes:
        if change.what == fact_of(change.what.owner):
            written.setdefault(change.what.owner, [change.old]).append(change.new)
    return {owner: _last_but_one(texts) if before else texts[-1] for owner, texts in written.items()}


def _last_but_one(texts: Sequence[str | None]) -> str | None:
    return texts[-2]
