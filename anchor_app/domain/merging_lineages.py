"""The lineages that a merge leads to, and how they are written so that it can be taken back whole."""

from __future__ import annotations

from collections.abc import Iterator

from anchor_app.domain.edit import Change, Subject
from anchor_app.domain.lineage import Lineage, Lineages, fact_of, written
from anchor_app.domain.merging_records import Merged


def lineages_after(before: Lineages, merged: Merged) -> Lineages:
    """The lineages of every owner about whom the merge says anything new."""
    found: dict[str, dict[Subject, Lineage]] = {}
    held: dict[str, dict[Subject, Lineage]] = {}
    for what, one in merged.items():
        lineage, owner = one.lineage, what.owner
        if owner not in held:
            held[owner] = dict(before.owned(owner))
        known = held[owner].get(what) if held[owner] else None
        if known is None:
            if not (lineage.current or lineage.older):
                continue
        elif known is lineage or known == lineage:
            continue
        if owner not in found:
            found[owner] = held[owner].copy()
        found[owner][what] = lineage
    return Lineages(found, {owner: written(lineages) for owner, lineages in found.items()})


def lineage_changes(before: Lineages, after: Lineages) -> Iterator[Change]:
    """What is known of lineages before the merge, where that was not written yet, and then what is known after it."""
    for owner, text in after.texts.items():
        settling = before.settling(owner)
        yield from settling
        yield Change(fact_of(owner), settling[0].new if settling else before.texts.get(owner), text)
