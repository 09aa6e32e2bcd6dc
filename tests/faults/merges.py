"""Copies of a workspace that are worked on apart and exchange packs in any order lose nothing, and come to agree."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import (
    AddOpportunity,
    MarkPractices,
    RemoveOpportunity,
    RewordOpportunity,
    SetStatus,
    WriteAnswer,
)
from anchor_app.domain.commands_keeping import (
    AddEvidence,
    AddOrganisation,
    AmendEvidence,
    LinkEvidence,
    RemoveEvidence,
    StartAssessment,
)
from anchor_app.domain.edit import Subject
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.holdings import ANSWERS
from anchor_app.domain.lineage import OF_ITS_OWN
from anchor_app.domain.merging_plan import MergePlan, Side
from anchor_app.domain.organisation import Kind
from anchor_app.domain.signing import Reopen, SignOff
from tests.faults.replicas import ASSESSMENT, CHARTER, ORGANISATION, Pack, Replica, today

COMPONENTS = ("1.1", "1.2")
FIELDS = ("summary", "lead")
TEXTS = ("", "Yes", "No", "We did.")
SIDES = (None, Side.MINE, Side.THEIRS)

Step = tuple[int, int, int, int, int]
"""One step as numbers: who does what, to which, and how. Any numbers mean something."""
LARGEST = 29


@dataclass
class World:
    """The copies, the packs that lie about, and everything that was ever acknowledged."""

    replicas: list[Replica]
    packs: list[Pack] = field(default_factory=list)
    acknowledged: dict[Subject, set[str]] = field(default_factory=dict)
    knew: dict[tuple[Subject, str], frozenset[str]] = field(default_factory=dict)
    texts: dict[tuple[Subject, str], str | None] = field(default_factory=dict)
    signed: dict[tuple[str, str], dict[Subject, str]] = field(default_factory=dict)
    made: int = 0
    conflicts: int = 0
    merges: int = 0


def world(count: int) -> World:
    """That many copies of a workspace that was begun on one of them; their clocks are years apart."""
    first = Replica("0")
    first.do(AddOrganisation({"name": "Invented Trust", "kind": Kind.NHS_TRUST}, ORGANISATION))
    first.do(StartAssessment(ORGANISATION, CHARTER.digest, "2026/27", started_on=today(), id=ASSESSMENT))
    copies = [first, *(first.copy(str(number)) for number in range(1, count))]
    for number, one in enumerate(copies):
        one.clock_off = timedelta(days=-1000 * number)
    return World(copies)


def steps(chosen: random.Random, length: int) -> list[Step]:
    """Steps at random."""
    return [tuple(chosen.randrange(LARGEST + 1) for _ in range(5)) for _ in range(length)]  # type: ignore[misc]


def run_history(made: Sequence[Step], count: int, *, signs: bool = False) -> World:
    """Lets the copies take the steps, and checks after each, and at the end, that nothing is lost or in the air."""
    here = world(count)
    for step in made:
        _take(here, step, signs)
    _order_does_not_matter(here)
    _all_come_to_agree(here)
    return here


def _take(here: World, step: Step, signs: bool) -> None:
    who, act, which, how, text = step
    replica = here.replicas[who % len(here.replicas)]
    act %= 16 if signs else 14
    if act < 9:
        _edit(here, replica, (act, which, how, text))
    elif act == 9:
        _send(here, replica)
    elif act in (10, 11, 12):
        if here.packs:
            _receive(here, replica, here.packs[-1 - which % len(here.packs)], SIDES[how % 3])
    elif act == 13:
        _undo(here, replica)
    else:
        _edit(here, replica, (act, which, how, text))
    _nothing_hangs(here, replica)


def _edit(here: World, replica: Replica, step: tuple[int, int, int, int]) -> None:
    act, which, how, text = step
    component, words = COMPONENTS[which % 2], TEXTS[text % len(TEXTS)]
    opportunities = sorted(replica.holdings.assessments[ASSESSMENT].opportunities)
    pieces = sorted(replica.holdings.evidence)
    here.made += 1
    key = f"{replica.name}-{here.made}"
    if act < 3:
        done = replica.do(WriteAnswer(ASSESSMENT, component, FIELDS[how % 2], words))
    elif act == 3:
        status = (Status.FULFILLED, Status.WORKING_TOWARDS, Status.NOT_APPLICABLE)[how % 3]
        done = replica.do(SetStatus(ASSESSMENT, component, status, "It does not apply."))
    elif act == 4:
        done = replica.do(MarkPractices(ASSESSMENT, (f"{component}.1",), (*Mark, None)[how % 4]))
    elif act == 5 and (how % 3 == 0 or not opportunities):
        done = replica.do(AddOpportunity(ASSESSMENT, component, words or "More", key))
    elif act == 5:
        one = opportunities[which % len(opportunities)]
        done = replica.do(RemoveOpportunity(ASSESSMENT, one) if how % 3 == 1 else
                          RewordOpportunity(ASSESSMENT, one, words or "Other"))
    elif act == 6 and (how % 3 == 0 or not pieces):
        done = replica.do(AddEvidence(ASSESSMENT, {"kind": EvidenceKind.ACCOUNT, "title": words or "A story",
                                                   "text": "It was so."}, (component,), key))
    elif act == 6 and how % 3 == 1:
        done = replica.do(RemoveEvidence(pieces[which % len(pieces)]))
    elif act in (6, 7) and pieces:
        values = {("title", "shows", "owner")[how % 3]: words or "Something"}
        done = replica.do(AmendEvidence(pieces[which % len(pieces)], values))
    elif act == 8 and pieces:
        done = replica.do(LinkEvidence(ASSESSMENT, pieces[which % len(pieces)], component, linked=how % 2 == 0))
    elif act == 14:
        done = replica.do(SignOff(ASSESSMENT, "Boss", "Chief", today(), replica.entries[-1].at))
        if done and (signing := replica.holdings.assessments[ASSESSMENT].signing):
            here.signed[signing.at, signing.checksum] = _answers(replica)
    elif act == 15:
        done = replica.do(Reopen(ASSESSMENT))
    else:
        done = False
    if done:
        _acknowledge(here, replica)


def _acknowledge(here: World, replica: Replica) -> None:
    """Everything that the last entry touched is durable from here on, and came after all that was known there."""
    entry, version = replica.entries[-1], replica.versions[-1]
    touched = {change.what for change in entry.edit.changes}
    for what, lineage in replica.lineages({what.owner for what in touched}).items():
        if lineage.current == version:
            here.knew[what, version] = lineage.older
            if what in touched:
                here.acknowledged.setdefault(what, set()).add(version)


def _send(here: World, replica: Replica) -> Pack:
    pack = replica.pack()
    for what, (text, lineage) in pack.content.facts.items():
        if what.field not in ("state", "revision", "twin"):
            held = here.texts.setdefault((what, lineage.current), text)
            assert held == text, f"one version of {what} has two texts: {held!r} and {text!r}"
    here.packs.append(pack)
    return pack


def _receive(here: World, replica: Replica, pack: Pack, side: Side | None) -> MergePlan:
    plan = replica.plan(pack, side)
    before = replica.said()
    here.merges += 1
    here.conflicts += bool(plan.conflicts)
    if not plan.is_ready:
        assert plan.refusals or plan.undecided
        assert not replica.receive(plan, pack) and replica.said() == before
        return plan
    if replica.receive(plan, pack):
        _remember_decisions(here, replica, plan)
    _nothing_hangs(here, replica)
    again = replica.plan(pack, side)
    assert again.changes_nothing, [one for one in again.differences if one.kind.value not in ("same", "older")]
    return plan


def _remember_decisions(here: World, replica: Replica, plan: MergePlan) -> None:
    """What was decided against is known to the decision, and to nobody else the worse."""
    version = replica.versions[-1]
    for what, lineage in replica.lineages(plan.lineages.by_owner).items():
        if lineage.current == version:
            here.knew[what, version] = lineage.older
            here.acknowledged.setdefault(what, set()).add(version)


def _undo(here: World, replica: Replica) -> None:
    """Takes the last step back; after a receipt everything is exactly as it was before it, what is known too."""
    step = replica.undo()
    if step is None:
        return
    before = replica.before(step.ids[0])
    if step.ids[0] == len(replica.entries) - 1:
        assert replica.said() == before.said()
    if any(change.what.kind == "receipt" for change in step.edit.changes):
        for change in step.edit.changes:
            here.acknowledged.get(change.what, set()).difference_update(replica.versions[step.ids[0] - 1:])
    else:
        _acknowledge(here, replica)


def _answers(replica: Replica) -> dict[Subject, str]:
    return {what: text for what, text in replica.facts.items() if what.kind in ANSWERS}


def _nothing_hangs(here: World, replica: Replica) -> None:
    """Links have their evidence, answers their assessment, and what is signed is what was signed."""
    holdings = replica.holdings
    for owner in {what.owner for what in replica.facts if what.kind not in OF_ITS_OWN}:
        assert owner in holdings.assessments or owner in holdings.organisations or not owner
    for assessment in holdings.assessments.values():
        assert assessment.charter in holdings.charters and assessment.organisation in holdings.organisations
        for evidence, _ in assessment.supports:
            assert evidence in holdings.evidence, f"a link to {evidence}, which is not there"
        if assessment.signing is not None:
            assert _answers(replica) == here.signed[assessment.signing.at, assessment.signing.checksum]
    for piece in holdings.evidence.values():
        assert piece.number and piece.title and piece.kind, f"half of a piece of evidence: {piece}"
    references = [piece.reference for piece in holdings.evidence.values()]
    assert len(set(references)) == len(references)
    assert dict(holdings.all_facts()) == {what: text for what, text in replica.facts.items()
                                          if what.kind != "lineage"}


def _order_does_not_matter(here: World) -> None:
    """The last packs in three orders, twice over: where nobody is asked anything, all come to the same."""
    packs = here.packs[-4:]
    results = []
    for order in (packs, packs[::-1], [*packs[1:], *packs[:1], *packs]):
        reader = Replica("reader")
        if _reads(reader, order):
            results.append(reader.said())
    assert all(one == results[0] for one in results[1:]), "the order changes the result"


def _reads(reader: Replica, order: Sequence[Pack]) -> bool:
    for pack in order:
        plan = reader.plan(pack)
        if not plan.is_ready:
            return False
        reader.receive(plan, pack)
    return True


def _all_come_to_agree(here: World) -> None:
    """The first receives all others and decides; the others receive that: all hold the same, and nothing is lost."""
    first, *others = here.replicas
    for other in others:
        pack = _send(here, other)
        plan = _receive(here, first, pack, Side.MINE)
        if plan.refusals:
            plan = _receive(here, first, pack, Side.THEIRS)
        assert plan.is_ready, plan.refusals
    final = _send(here, first)
    for other in others:
        plan = _receive(here, other, final, None)
        assert plan.is_ready, (plan.refusals, plan.undecided)
        assert other.said() == first.said(), set(other.said().items()) ^ set(first.said().items())
    _nothing_is_lost(here, first)


def _nothing_is_lost(here: World, first: Replica) -> None:
    known = first.lineages((ORGANISATION, ASSESSMENT))
    for what, versions in here.acknowledged.items():
        if what.field in ("state", "revision", "twin") or what.kind in OF_ITS_OWN:
            continue
        reached = set(_ancestors(here, what, {known.of(what).current, *known.of(what).older}))
        assert versions <= reached, f"lost of {what}: {versions - reached}"


def _ancestors(here: World, what: Subject, versions: set[str]) -> Iterator[str]:
    waiting, found = list(versions), set(versions)
    while waiting:
        version = waiting.pop()
        yield version
        new = here.knew.get((what, version), frozenset()) - found
        found |= new
        waiting += new


def run(wanted: int, seed: int = 1) -> tuple[int, int, int]:
    """At least so many steps by two and by three copies; the steps, the merges and those with conflicts."""
    made = merges = conflicts = number = 0
    while made < wanted:
        chosen = random.Random(f"{seed}/{number}")
        history = steps(chosen, chosen.randrange(5, 60))
        try:
            here = run_history(history, 2 + number % 2, signs=number % 4 == 3)
        except Exception as error:
            raise AssertionError(f"history {seed}/{number}: {type(error).__name__}: {error}") from error
        made, merges, conflicts, number = (made + len(history), merges + here.merges, conflicts + here.conflicts,
                                           number + 1)
    return made, merges, conflicts
