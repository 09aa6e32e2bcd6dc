"""Merging packs: what each says, beside what is kept here, becomes differences to look at and changes to apply."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from anchor_app.domain.addressing import Address, address
from anchor_app.domain.charter import Charter
from anchor_app.domain.charter_file import read_charter
from anchor_app.domain.edit import Change, Subject
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.lineage import THIS_ENTRY, Lineage, Lineages
from anchor_app.domain.lives import CARRYING
from anchor_app.domain.merging_barred import barred
from anchor_app.domain.merging_checks import decided_here, frozen, hanging, refusals, twins
from anchor_app.domain.merging_lineages import lineage_changes, lineages_after
from anchor_app.domain.merging_places import Places
from anchor_app.domain.merging_plan import Difference, Kind, MergePlan, Side
from anchor_app.domain.merging_records import (
    Merged,
    Outcome,
    Record,
    decided_together,
    is_whole,
    merged_record,
    progress,
)
from anchor_app.domain.pack_content import PackContent, Told

Choices = Mapping[Subject, Side]
"""What a person decided of conflicts, by their `unit`."""

Key = tuple[str, str, str, str]
"""A record: its kind, owner, item, and for a link between evidence and a component that component."""

_BY_THIS = Lineage(THIS_ENTRY)
_LAST = ("evidence", "reading", "introduction", "action", "outcome", "story", "assessment", "organisation")
"""Kinds of records that others stand on, in the order in which they are merged: after those that stand on them."""


def plan_merge(holdings: Holdings, lineages: Lineages, content: PackContent, choices: Choices | None = None,
               default: Side | None = None, *, is_same: bool = False) -> MergePlan:
    """How a pack is merged into the holdings; nothing is changed.

    `lineages` are those of the owners that `address` names. Conflicts that `choices` do not decide are decided by
    `default`, or stay undecided. `is_same` says that the organisation here with the same name is the one of the pack.
    """
    where = address(holdings, content, is_same)
    if blocked := barred(holdings, content, where):
        merge = _Merge(holdings, lineages, content, where, {})
        return MergePlan(content, where.organisation, tuple(where.assessments.values()), merge.revisions(), (), (),
                         Lineages(), refusals=blocked, namesake=where.namesake)
    merge = _Merge(holdings, lineages, content, where, _charters(holdings, content))
    merge.run(choices or {}, default)
    return merge.plan()


def plan_merges(holdings: Holdings, lineages: Lineages, contents: Sequence[PackContent],
                choices: Choices | None = None, default: Side | None = None, *,
                same: frozenset[str] = frozenset()) -> list[MergePlan]:
    """How several packs are merged, each after those before it; `same` are organisation ids of packs, as `is_same`."""
    plans: list[MergePlan] = []
    touched = [_names(content) for content in contents]
    waiting = Counter(name for names in touched for name in names)
    for content, names in zip(contents, touched, strict=True):
        plan = plan_merge(holdings, lineages, content, choices, default, is_same=content.organisation in same)
        plans.append(plan)
        waiting.subtract(names)
        if any(waiting[name] for name in names):
            lineages = Lineages({**lineages.by_owner, **plan.lineages.by_owner},
                                {**lineages.texts, **plan.lineages.texts})
            holdings = holdings.with_edit(plan.edit(""))
        for charter in plan.charters.values():
            holdings = holdings.with_charter(charter)
    return plans


def _names(content: PackContent) -> frozenset[str]:
    """By what a pack may touch the same as another: the ids in it, and the name of its organisation."""
    return frozenset((*content.owners, content.organisation_name.strip().casefold(),
                      *(what.item for what in content.facts if what.kind in ("evidence", "reading"))))


def _charters(holdings: Holdings, content: PackContent) -> dict[str, Charter]:
    """The wordings that come with a pack and are not kept here yet, by digest."""
    found = (read_charter(source) for digest, source in content.charters.items() if digest not in holdings.charters)
    return {charter.digest: charter for charter in found}


@dataclass
class _Merge:
    """One pack on its way into the holdings."""

    holdings: Holdings
    lineages: Lineages
    content: PackContent
    where: Address
    charters: dict[str, Charter]
    outcomes: Merged = field(default_factory=dict)
    blocks: list[str] = field(default_factory=list)

    def run(self, choices: Choices, default: Side | None) -> None:
        """Merges everything that the pack speaks of.

        What is answered is decided before the records that it stands on: what nothing needs any more may go.
        """
        records: dict[Key, dict[Subject, Told]] = defaultdict(dict)
        facts = self.where.facts(self.content)
        for what, told in facts.items():
            if not _is_twin(what):
                records[_key(what)][what] = told
        mine = self._grouped({owner for _, owner, _, _ in records})
        order = sorted(records, key=_order)
        for key in order:
            if key[0] not in _LAST:
                self._merge(key, mine.get(key), records[key])
        if self.holdings.collaborative.name:
            self.outcomes = decided_here(self.outcomes)
        self.outcomes = decided_together(frozen(
            self.holdings, self.lineages, self.content, self.where, facts, self.outcomes))
        self._decide(choices, default)
        for key in order:
            if key[0] in _LAST:
                self._merge(key, mine.get(key), records[key])
        self._decide(choices, default)
        for what in hanging(self.holdings, self.outcomes):
            del self.outcomes[what]

    def plan(self) -> MergePlan:
        """What it comes to, with the conflicts decided so far as they were."""
        changes = [Change(what, one.mine, one.text) for what, one in self.outcomes.items() if one.text != one.mine]
        changes += _kept_against(self.outcomes)
        changes += twins(self.holdings, self.where.organisation, self.outcomes)
        after = lineages_after(self.lineages, self.outcomes)
        places = Places(self.holdings, self.charters, self.where, self.outcomes)
        return MergePlan(
            self.content, self.where.organisation, tuple(self.where.assessments.values()), self.revisions(),
            tuple(Difference(one.kind, what, places.component(what), one.mine,
                             one.theirs if one.kind is Kind.CONFLICT and one.chosen is None else one.text,
                             one.unit, one.chosen, one.only) for what, one in self.outcomes.items()),
            (*changes, *lineage_changes(self.lineages, after)), after, self.charters,
            (*refusals(self.holdings, self.charters, self.content, self.where, self.outcomes), *self.blocks),
            self.where.namesake, self.where.joined)

    def _grouped(self, owners: set[str]) -> dict[Key, list[Subject]]:
        """The fields here that were ever touched, by record."""
        found: dict[Key, list[Subject]] = defaultdict(list)
        for owner in owners:
            for what in self.lineages.owned(owner):
                if not _is_twin(what):
                    found[_key(what)].append(what)
        return found

    def _merge(self, key: Key, known: list[Subject] | None, theirs: Record) -> None:
        if known is None:
            for what, (text, lineage) in theirs.items():
                if text is None:
                    self.outcomes[what] = Outcome(Kind.SAME, None, lineage, None, None, what)
                else:
                    self.outcomes[what] = Outcome(Kind.NEW, text, lineage if lineage.current else _BY_THIS, None, text,
                                                  what)
            return
        # How far an assessment has come is held without a lineage, where it came in a pack.
        fields = dict.fromkeys((*known, *theirs) if key[0] == "assessment" else known)
        mine = {what: Told(self.holdings.fact(what), self.lineages.of(what)) for what in fields}
        yields = bool(self.where.joined) and key[0] == "organisation"
        self.outcomes |= merged_record(mine, theirs, lambda: self._is_needed(*key[:3]), yields)

    def _is_needed(self, kind: str, owner: str, item: str) -> bool:
        """Whether anything that stays stands on a record."""
        for what, text in self._standing(kind, owner, item):
            one = self.outcomes.get(what)
            if (text if one is None else one.text) is not None or (
                    one is not None and one.kind is Kind.CONFLICT and one.chosen is None and one.theirs is not None):
                return True
        return False

    def _standing(self, kind: str, owner: str, item: str) -> Iterator[tuple[Subject, str | None]]:
        """What stands on a record, as it is here and in what was merged so far."""
        if kind == "evidence":
            yield from ((what, None) for what in self.outcomes if what.kind == "support" and what.item == item)
            for assessment in self.holdings.assessments_of(owner):
                yield from ((Subject("support", assessment.id, item, one), "yes")
                            for one in assessment.components_of(item))
        elif kind in CARRYING:
            carried, table, name = CARRYING[kind]
            yield from ((what, None) for what, one in self.outcomes.items()
                        if (what.kind, what.owner, what.field) == (carried, owner, name) and one.text == item)
            yield from ((Subject(carried, owner, one.id, name), item)
                        for one in self.holdings.owned(table, owner) if getattr(one, name) == item)
        elif kind == "assessment":
            yield from ((what, None) for what in self.outcomes if what.owner == item)
            if item in self.holdings.assessments:
                yield from self.holdings.facts_in(item)
        elif kind == "organisation":
            yield from ((what, None) for what in self.outcomes if what.owner == owner and what.kind != kind)
            yield from ((what, text) for what, text in self.holdings.all_facts()
                        if what.owner == owner and what.kind != kind)

    def _decide(self, choices: Choices, default: Side | None) -> None:
        asked = {one.unit for one in self.outcomes.values() if one.kind is Kind.CONFLICT and one.chosen is None}
        for what, one in self.outcomes.items() if asked else ():
            if one.unit not in asked or not (one.kind is Kind.CONFLICT or is_whole(one.unit)):
                continue
            side = choices.get(one.unit, default)
            if side is None:
                continue
            if one.only not in (None, side):
                self._refuse_side(one.only)
                continue
            lineage = Lineage(THIS_ENTRY, (one.lineage.older | {one.lineage.current}) - {"", THIS_ENTRY})
            text = one.mine if side is Side.MINE else one.theirs
            chosen = side if one.kind is Kind.CONFLICT else None
            self.outcomes[what] = one._replace(text=text, lineage=lineage, chosen=chosen)

    def _refuse_side(self, only: Side | None) -> None:
        sentence = ("The answers here are signed off, so they do not change. Reopen the assessment here first, and "
                    "then receive the pack, or keep your own texts." if only is Side.MINE else
                    "The answers in the pack are signed off without what was changed here. Take the texts of the "
                    "pack, or ask its sender to reopen the assessment and to receive a pack from you first.")
        if sentence not in self.blocks:
            self.blocks.append(sentence)

    def revisions(self) -> dict[str, tuple[int, str]]:
        """The revision and state of each assessment, as the pack says them, by the id used here."""
        found = {}
        for theirs, ours in self.where.assessments.items():
            said = (Subject("assessment", self.content.organisation, theirs, name) for name in ("revision", "state"))
            record = {what: self.content.facts[what] for what in said if what in self.content.facts}
            state = self.content.text("assessment", self.content.organisation, theirs, "state")
            found[ours] = (progress(record)[0], state or "draft")
        return found


def _is_twin(what: Subject) -> bool:
    """Whether it is the letter of a twin, which is worked out anew after each merge."""
    return what.field == "twin" and what.kind == "evidence"


def _key(what: Subject) -> Key:
    """The record that a field belongs to; each link between evidence and a component is one of its own."""
    return what.kind, what.owner, what.item, what.field if what.kind == "support" else ""


def _order(key: Key) -> tuple[int, Key]:
    return (_LAST.index(key[0]) + 1 if key[0] in _LAST else 0), key


def _kept_against(merged: Merged) -> Iterator[Change]:
    """Of each decision for what is here, in the history, what it was against."""
    for what, one in merged.items():
        if one.chosen is Side.MINE and one.theirs != one.mine:
            yield Change(what, one.mine, one.theirs)
            yield Change(what, one.theirs, one.mine)


__all__ = ["Choices", "MergePlan", "plan_merge", "plan_merges"]
