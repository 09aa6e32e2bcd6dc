"""Lineage: which version of a field came after which, without asking any clock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from anchor_app.domain.edit import Change, Subject
from anchor_app.domain.errors import WrongValue

DIGITS = 16
"""How many hex digits a version has."""

THIS_ENTRY = "this"
"""The version of what an edit sets by a person's decision: that of the very entry that it becomes."""

OF_ITS_OWN = frozenset({"workspace", "charter", "lineage", "collaborative", "sending", "receipt", "meeting",
                        "meeting-item", "representative", "implication"})
"""Kinds of subjects that have no lineage: each workspace says them of itself, and no pack carries them."""

_NONE: frozenset[str] = frozenset()


class Lineage(NamedTuple):
    """The version of a field, and every earlier version of it that may be found in another copy.

    A version is 16 hex digits: the beginning of the hash of the entry of the journal that touched the field last.
    A field that nobody ever touched has the version "", which comes before every other.
    """

    current: str = ""
    older: frozenset[str] = _NONE

    def knows(self, version: str) -> bool:
        """Whether that version is this one, or came before it."""
        return version == self.current or not version or version in self.older

    def joined(self, other: Lineage) -> Lineage:
        """This version, after all that either knows of."""
        older = (self.older | other.older | {other.current}) - {self.current, ""}
        return self if older == self.older else Lineage(self.current, older)

    def touched(self, version: str) -> Lineage:
        """The lineage after one more change."""
        return Lineage(version, self.older | {self.current} if self.current else self.older)


UNTOUCHED = Lineage()


def version_of(entry_hash: bytes) -> str:
    """The version that an entry of the journal, by its hash, gives to what it touches."""
    return entry_hash.hex()[:DIGITS]


def fact_of(owner: str) -> Subject:
    """The subject under which the lineages of an owner (an organisation or an assessment) are kept."""
    return Subject("lineage", owner, "", "versions")


def written(lineages: Mapping[Subject, Lineage]) -> str:
    """The lineages of one owner's fields as the text of their fact; the order of the fields does not matter."""
    grouped: dict[tuple[str, str], dict[Lineage, list[str]]] = {}
    for (kind, _, item, name), lineage in lineages.items():
        if lineage.current or lineage.older:
            together = grouped.get((kind, item))
            if together is None:
                grouped[kind, item] = {lineage: [name]}
            elif lineage in together:
                together[lineage].append(name)
            else:
                together[lineage] = [name]
    table: dict[str, int] = {THIS_ENTRY: 0}
    records: list[list[object]] = []
    for (kind, item), together in sorted(grouped.items(), key=_key):
        groups = [(sorted(names), current, sorted(older)) for (current, older), names in together.items()]
        groups.sort()
        records.append([kind, item, *([names, [table.setdefault(one, len(table)) for one in (current, *older)]]
                                      for names, current, older in groups)])
    return json.dumps([list(table), records], ensure_ascii=False, separators=(",", ":"))


_key = itemgetter(0)


def read(owner: str, text: str, entry: str) -> dict[Subject, Lineage]:
    """The lineages that a fact's text says, written by the entry of that version; raises WrongValue."""
    found: dict[Subject, Lineage] = {}
    try:
        table, records = json.loads(text)
        table[0] = entry
        for kind, item, *groups in records:
            for names, (first, *rest) in groups:
                lineage = Lineage(table[first], frozenset(map(table.__getitem__, rest)))
                for name in names:
                    found[Subject(kind, owner, item, name)] = lineage
    except (LookupError, TypeError, ValueError):
        raise WrongValue("What this workspace knows of earlier packs cannot be read. Check the workspace.") from None
    return found


@dataclass(frozen=True)
class Lineages(Mapping[Subject, Lineage]):
    """The lineages of everything that some owners have, by subject, and the texts that say them now.

    A field that nobody ever touched is not among them: `of` says UNTOUCHED.
    """

    by_owner: Mapping[str, Mapping[Subject, Lineage]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def of(self, what: Subject) -> Lineage:
        """The lineage of a field, touched or not."""
        return self.owned(what.owner).get(what, UNTOUCHED)

    def owned(self, owner: str) -> Mapping[Subject, Lineage]:
        """The lineages of one owner's fields."""
        return self.by_owner.get(owner, {})

    def settling(self, owner: str) -> tuple[Change, ...]:
        """The change that writes down what is known now, before anything of an owner leaves this workspace."""
        lineages, before = self.owned(owner), self.texts.get(owner)
        text = written(lineages) if lineages or before is not None else None
        return (Change(fact_of(owner), before, text),) if text != before else ()

    def __getitem__(self, what: Subject) -> Lineage:
        return self.by_owner[what.owner][what]

    def __iter__(self) -> Iterator[Subject]:
        return (what for lineages in self.by_owner.values() for what in lineages)

    def __len__(self) -> int:
        return sum(map(len, self.by_owner.values()))
