"""Receiving packs: the wish to apply what was planned, whole and as one edit, with a receipt for each assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from anchor_app.domain.collaborative import Receipt
from anchor_app.domain.commands import changes_of
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.errors import Conflict
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.merging_plan import MergePlan
from anchor_app.domain.pack_content import shown_name


@dataclass(frozen=True, slots=True)
class Arrival:
    """A pack that was planned: its plan, its checksum, and the name of the file that it came in."""

    plan: MergePlan
    checksum: str
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Receive:
    """Receive packs that were planned one after the other (`plan_merges`), at a moment.

    A pack that changes nothing and was received, or sent from here, already leaves nothing behind. Raises Conflict
    when anything stands in the way of one of them; then none is received.
    """

    arrivals: tuple[Arrival, ...]
    at: datetime

    def edit(self, holdings: Holdings) -> Edit:
        for one in self.arrivals:
            if one.plan.refusals:
                raise Conflict(one.plan.refusals[0])
            if one.plan.undecided:
                raise Conflict(f"The pack of {_name(one.plan)} and this workspace say different things in "
                               f"{len(one.plan.undecided):,} places. Decide each of them first.")
        news = [one for one in self.arrivals if not (one.plan.changes_nothing and _is_known(holdings, one))]
        changes = _changes(one.plan for one in news)
        return Edit(_label([one.plan for one in news]), (*changes, *self._receipts(holdings, news)))

    def _receipts(self, holdings: Holdings, news: Iterable[Arrival]) -> Iterator[Change]:
        written: set[tuple[str, str]] = set()
        for one in news:
            for assessment, (revision, state) in one.plan.revisions.items():
                if (assessment, one.checksum) in written:
                    continue
                written.add((assessment, one.checksum))
                here = holdings.assessments.get(assessment)
                known = (here.receipts if here else {}).get(one.checksum, Receipt(one.checksum))
                values = {"at": self.at.isoformat(timespec="seconds"), "audience": one.plan.content.audience,
                          "revision": revision, "state": state, "left_out": one.plan.content.left_out,
                          "file_name": one.file_name}
                yield from (change for change in changes_of("receipt", assessment, one.checksum, known, values)
                            if change.old != change.new)


def _is_known(holdings: Holdings, one: Arrival) -> bool:
    """Whether every assessment of a pack has a receipt of it, or was sent in it from here."""
    found = [holdings.assessments.get(assessment) for assessment in one.plan.assessments]
    return all(here is not None and (one.checksum in here.receipts or one.checksum in here.sendings) for here in found)


def _changes(plans: Iterable[MergePlan]) -> Iterator[Change]:
    """The changes of all; what several packs make of one owner's lineages is one change.

    What the lineages were before stands apart from it, where it had to be written first.
    """
    lineages: dict[Subject, list[Change]] = {}
    for plan in plans:
        for what, steps in plan.lineage_changes().items():
            if what in lineages:
                lineages[what][-1] = Change(what, lineages[what][-1].old, steps[-1].new)
            else:
                lineages[what] = steps
        yield from (change for change in plan.changes if change.what.kind != "lineage")
    for steps in lineages.values():
        yield from steps


def _name(plan: MergePlan) -> str:
    return shown_name(plan.content.organisation_name) or "an organisation"


def _label(plans: Sequence[MergePlan]) -> str:
    names = {_name(plan): None for plan in plans}
    if len(plans) == 1:
        return f"Receive the pack of {next(iter(names))}"
    return f"Receive {len(plans):,} packs of " + (next(iter(names)) if len(names) == 1
                                                  else f"{len(names):,} organisations")
