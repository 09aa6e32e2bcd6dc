"""Lineage: which version of a field came after which, without asking any clock."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import WrongValue

DIGITS = 16
"""How many hex digits a version has."""

THIS_ENTRY = ""
"""In a written lineage: the version is that of the very entry that wrote it."""

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lineage:
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
    table: dict[str, int] = {THIS_ENTRY: 0}
    records: list[list[object]] = []
    known = sorted((what, one) for what, one in lineages.items() if one != UNTOUCHED) if lineages else []
    for (kind, item), fields in groupby(known, key=lambda pair: (pair[0].kind, pair[0].item)):
        indexes = {what.field: _indexes(one, table) for what, one in fields}
        records.append([kind, item, *_by_lineage(indexes)])
    return json.dumps([list(table), records], ensure_ascii=False, separators=(",", ":"))


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


def _indexes(lineage: Lineage, table: dict[str, int]) -> tuple[int, ...]:
    return tuple(table.setdefault(version, len(table))
                 for version in (lineage.current, *sorted(lineage.older)))


def _by_lineage(indexes: Mapping[str, tuple[int, ...]]) -> Iterable[list[object]]:
    """The fields of a record that agree, with the indexes of their versions."""
    together: dict[tuple[int, ...], list[str]] = {}
    for name, found in indexes.items():
        together.setdefault(found, []).append(name)
    return ([names, list(found)] for found, names in together.items())
