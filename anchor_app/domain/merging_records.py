"""Merging records: of each field which text stands, by lineage, and of each record whether it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from anchor_app.domain.assessment import State
from anchor_app.domain.edit import Subject
from anchor_app.domain.lineage import THIS_ENTRY, UNTOUCHED, Lineage
from anchor_app.domain.lives import WITH_A_LIFE, both_ended, ended, is_before, judged, kept
from anchor_app.domain.merging_plan import Kind, Side
from anchor_app.domain.pack_content import Told

_EARLIER = frozenset({("assessment", "started_on"), ("assessment", "started_from"), ("evidence", "added_on")})
"""Fields that nobody is asked about: of two texts the smaller stands."""
_STATE = ("revision", "state")
_RANK: Mapping[str, int] = {state.value: place for place, state in enumerate(State)}


class Outcome(NamedTuple):
    """What becomes of one field: the text that stands and its lineage, with the texts of both sides."""

    kind: Kind
    text: str | None
    lineage: Lineage
    mine: str | None
    theirs: str | None
    unit: Subject
    chosen: Side | None = None
    only: Side | None = None


Record = Mapping[Subject, Told]
"""The fields of one record, as one side has them."""
Merged = dict[Subject, Outcome]


def merged_record(mine: Record, theirs: Record, is_needed: Callable[[], bool], yields: bool = False) -> Merged:
    """One record of both sides merged; fields that the pack does not speak of are passed over.

    `is_needed` says whether something that stays refers to it; where `mine` yields, the pack's own text stands without
    a question.
    """
    kind = next(iter(theirs)).kind
    if kind in WITH_A_LIFE and mine:
        here = any(told.text is not None for told in mine.values())
        there = any(told.text is not None for told in theirs.values())
        if here != there:
            return _one_living(mine, theirs, here, is_needed)
        if not here:
            return {what: _both_dead(what, mine.get(what), told) for what, told in theirs.items()}
    found = {what: merged_field(what, mine.get(what, _NOT_THERE), told, yields) for what, told in theirs.items()}
    return found | _state(mine, theirs) if kind == "assessment" else found


_NOT_THERE = Told(None, UNTOUCHED)


def merged_field(what: Subject, mine: Told, theirs: Told, yields: bool = False) -> Outcome:
    """One field of both sides merged by lineage."""
    ours, other = mine.lineage, theirs.lineage
    if ours.current == other.current:
        return Outcome(Kind.SAME, mine.text, ours.joined(other), mine.text, mine.text, unit_of(what))
    if is_before(other, ours):
        return _outcome(what, Kind.OLDER, mine.text, ours.joined(other), mine, theirs)
    if is_before(ours, other):
        return _taken(what, mine, theirs)
    if mine.text == theirs.text:
        first, second = sorted((ours, other), key=lambda one: one.current)
        return _outcome(what, Kind.SAME, mine.text, first.joined(second), mine, theirs)
    if (what.kind, what.field) in _EARLIER:
        later = theirs.text is None or (mine.text is not None and mine.text <= theirs.text)
        return (_outcome(what, Kind.OLDER, mine.text, ours.joined(other), mine, theirs) if later
                else _taken(what, mine, theirs))
    if yields:
        return _taken(what, mine, theirs)
    return _outcome(what, Kind.CONFLICT, mine.text, ours.joined(other), mine, theirs)


def unit_of(what: Subject) -> Subject:
    """What a field is decided together with, as a subject: a decision with its reason, a signature whole."""
    if what.kind in ("moderation", "signing"):
        return Subject(what.kind, what.owner, what.item, "")
    if what.kind == "component" and what.field == "reason":
        return Subject(what.kind, what.owner, what.item, "status")
    return what


def is_whole(unit: Subject) -> bool:
    """Whether it stands for a record that is there or not, rather than for some of its fields."""
    return not unit.field and unit.kind in WITH_A_LIFE


def decided_together(found: Merged) -> Merged:
    """The outcomes with every field that differs drawn into the conflict of its unit."""
    units = {one.unit: one.only for one in found.values() if one.kind is Kind.CONFLICT}
    if not units:
        return found
    return {what: one._replace(kind=Kind.CONFLICT, only=one.only or units[one.unit])
            if one.unit in units and one.kind is not Kind.CONFLICT and one.mine != one.theirs else one
            for what, one in found.items()}


def _outcome(what: Subject, kind: Kind, text: str | None, lineage: Lineage, mine: Told, theirs: Told) -> Outcome:
    kind = Kind.SAME if kind is Kind.OLDER and mine.text == theirs.text else kind
    return Outcome(kind, text, lineage, mine.text, theirs.text, unit_of(what))


def _taken(what: Subject, mine: Told, theirs: Told) -> Outcome:
    kind = Kind.SAME if mine.text == theirs.text else Kind.NEW if mine.text is None else (
        Kind.REMOVED if theirs.text is None else Kind.CHANGED)
    return _outcome(what, kind, theirs.text, theirs.lineage.joined(mine.lineage), mine, theirs)


def _both_dead(what: Subject, mine: Told | None, theirs: Told) -> Outcome:
    lineage = both_ended(mine.lineage, theirs.lineage) if mine else theirs.lineage
    return Outcome(Kind.SAME, None, lineage, None, None, unit_of(what))


def _one_living(mine: Record, theirs: Record, is_mine: bool, is_needed: Callable[[], bool]) -> Merged:
    """A record that is there on one side only: it ends where its removal had seen all of it, and else is kept whole."""
    living, dead = (mine, theirs) if is_mine else (theirs, mine)
    lineages = {what: told.lineage for what, told in living.items()}
    gone = {what: told.lineage for what, told in dead.items()}
    verdict = judged(lineages, gone, needed := is_needed())
    whole = next(iter(theirs))
    unit = Subject(whole.kind, whole.owner, whole.item, "")
    found: Merged = {}
    for what in {**theirs, **mine} if verdict.lives else theirs:
        here, there = mine.get(what, _NOT_THERE), theirs.get(what, _NOT_THERE)
        alive, ending = (here, there) if is_mine else (there, here)
        if not verdict.lives:
            kind = (Kind.REMOVED if here.text is not None else Kind.SAME) if is_mine else Kind.OLDER
            lineage = ended(ending.lineage, alive.lineage)
            found[what] = Outcome(kind, None, lineage, here.text, there.text, unit_of(what))
        elif verdict.is_doubtful and not needed:
            lineage = alive.lineage.joined(ending.lineage)
            kind = Kind.CONFLICT if here.text != there.text else Kind.SAME
            found[what] = Outcome(kind, here.text, lineage, here.text, there.text, unit)
        else:
            kind = Kind.KEPT if here.text != there.text else Kind.SAME
            found[what] = Outcome(kind, alive.text, kept(alive.lineage, ending.lineage), here.text, there.text,
                                  unit_of(what))
    return found


def _state(mine: Record, theirs: Record) -> Merged:
    """How far an assessment has come goes by what is said of it, not by lineage: the one that came further stands."""
    is_theirs = progress(theirs) > progress(mine)
    found: Merged = {}
    for what in (one for one in {**mine, **theirs} if one.field in _STATE):
        here, there = mine.get(what, _NOT_THERE), theirs.get(what, _NOT_THERE)
        kind = Kind.SAME if here.text == there.text else Kind.OLDER if not is_theirs else (
            Kind.CHANGED if here.text is not None else Kind.NEW)
        lineage = Lineage(THIS_ENTRY) if is_theirs and kind is not Kind.SAME else here.lineage
        found[what] = Outcome(kind, there.text if is_theirs else here.text, lineage, here.text, there.text,
                              unit_of(what))
    return found


def progress(record: Record) -> tuple[int, int]:
    """How far an assessment has come, to be compared: its revision, then its state."""
    texts = {what.field: told.text for what, told in record.items() if what.field in _STATE}
    revision = texts.get("revision") or "1"
    return int(revision) if revision.isdecimal() else 1, _RANK.get(texts.get("state") or "", 0)
