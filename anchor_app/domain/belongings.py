"""Belongings: which records of a table are each organisation's, found once and led on from edit to edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar


class _Owned(Protocol):
    @property
    def organisation(self) -> str:
        """Whose it is; it never changes."""


Owned = TypeVar("Owned", bound=_Owned)

Belongings = Mapping[str, tuple[str, ...]]
"""By organisation the ids of what is its own, in the table's order."""


def belongings(table: Mapping[str, _Owned]) -> Belongings:
    """What belongs to each organisation in a table."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, one in table.items():
        found[one.organisation].append(key)
    return MappingProxyType({key: tuple(held) for key, held in found.items()})


def led_on(before: Belongings, old: Mapping[str, _Owned], new: Mapping[str, _Owned],
           touched: Collection[str]) -> Belongings:
    """The belongings in the new table, which differs from the old one in nothing but the ids that were touched."""
    added = [key for key in touched if key in new and key not in old]
    removed = {key for key in touched if key in old and key not in new}
    if not added and not removed:
        return before
    now = dict(before)
    for owner in {old[key].organisation for key in removed}:
        now[owner] = tuple(key for key in now[owner] if key not in removed)
    for owner, keys in belongings({key: new[key] for key in added}).items():
        now[owner] = (*now.get(owner, ()), *keys)
    return MappingProxyType(now)


def owned(table: Mapping[str, Owned], ids: Iterable[str]) -> list[Owned]:
    """The records of those ids."""
    return [table[key] for key in ids]
