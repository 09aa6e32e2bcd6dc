"""How a history leads lineages on: each entry is a new version of what it touches, but for receipts taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from anchor_app.domain.edit import Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.lineage import OF_ITS_OWN, UNTOUCHED, Lineage, fact_of, read
from anchor_app.domain.lives import WITH_A_LIFE

Key = tuple[str, str, str]
"""A record: its kind, owner and item."""


class Fold:
    """Lineages of some owners on their way through the journal.

    `since` is the number of the entry after which the journal counts for each owner, 0 for all of it; `entry_of` gives
    an earlier entry by its number, with its version.
    """

    def __init__(self, since: Mapping[str, int], entry_of: Callable[[int], tuple[Entry, str]]) -> None:
        self.since = since
        self.by_owner: dict[str, dict[Subject, Lineage]] = {owner: {} for owner in since}
        self._entry_of = entry_of
        self._removed: dict[Key, str] = {}

    def begin(self, owner: str, text: str) -> None:
        """Begin with what was written of an owner's lineages by the entry after which the journal counts."""
        self.by_owner[owner] = read(owner, text, self._entry_of(self.since[owner])[1])

    def take(self, entry: Entry, version: str) -> None:
        """One more entry: each field that it touches has its version from then on.

        An entry that takes back the receiving of packs, or brings it back, gives each field the lineage that it had
        before, or by it: so what was taken back can be received again, and what others wrote is not undone for them.
        """
        received = self._received(entry)
        for change in entry.edit.changes:
            what = change.what
            if entry.id <= self.since.get(what.owner, entry.id) or what.kind in OF_ITS_OWN:
                continue
            lineages = self.by_owner[what.owner]
            if what.owner in received:
                lineages.pop(what, None)
                if what in received[what.owner]:
                    lineages[what] = received[what.owner][what]
            else:
                lineages[what] = lineages.get(what, UNTOUCHED).touched(version)
                if change.new is None and what.kind in WITH_A_LIFE and what.kind != "support":
                    self._removed[what.kind, what.owner, what.item] = version

    def bury(self, living: Callable[[list[str]], set[Key]]) -> None:
        """Let the removal of a record be a touch of all its fields, those too that held nothing.

        `living` gives the records of some owners that are there now.
        """
        if not self._removed:
            return
        owners = sorted({owner for _, owner, _ in self._removed})
        there = living(owners)
        buried = {key: version for key, version in self._removed.items() if key not in there}
        for owner in owners:
            lineages = self.by_owner[owner]
            for what, lineage in lineages.items():
                version = buried.get((what.kind, owner, what.item))
                if version and lineage.current != version:
                    lineages[what] = lineage.touched(version)

    def _received(self, entry: Entry) -> Mapping[str, Mapping[Subject, Lineage]]:
        """Where an entry takes back a receipt of packs (or brings it back), the lineages before (or by) it."""
        taken, version, is_undone = entry, "", False
        while taken.reverses:
            (taken, version), is_undone = self._entry_of(taken.reverses[0]), not is_undone
        if taken is entry or not any(change.what.kind == "receipt" for change in taken.edit.changes):
            return {}
        return {owner: read(owner, text, version) if text else {}
                for owner, text in _texts(taken, is_undone).items()}


def _texts(entry: Entry, before: bool) -> dict[str, str | None]:
    """What an entry that received packs wrote of the lineages, or what held just before it did."""
    written: dict[str, list[str | None]] = {}
    for change in entry.edit.changes:
        if change.what == fact_of(change.what.owner):
            written.setdefault(change.what.owner, [change.old]).append(change.new)
    return {owner: texts[-2] if before else texts[-1] for owner, texts in written.items()}
