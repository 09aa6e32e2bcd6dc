"""Lives of records: whether one that was removed in one copy and changed in another is there after a merge.

A change that the remover had not seen keeps the record whole. What a removal had seen stays known when removals meet,
so that the answer does not depend on the order in which copies come together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from anchor_app.domain.edit import Subject
from anchor_app.domain.lineage import DIGITS, UNTOUCHED, Lineage

WITH_A_LIFE = frozenset({"organisation", "assessment", "evidence", "opportunity", "reading", "introduction", "support",
                         "action", "action-note", "outcome", "story", "taken-up", "front-sheet-line"})
"""Kinds of records that are there or not; of the others only the fields count."""

CARRYING: Mapping[str, tuple[str, str, str]] = {
    "action": ("action-note", "action_notes", "action"), "outcome": ("reading", "readings", "outcome"),
    "story": ("taken-up", "taken_up", "story"), "meeting": ("meeting-item", "meeting_items", "meeting")}
"""Kinds that others of the same owner stand on: the kind of those, their table, and their field that names the one."""

Fields = Mapping[Subject, Lineage]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a record lives, and whether a person has to say so: the removal knew changes that are not to be had."""

    lives: bool
    is_doubtful: bool = False


def seen(version: str, removal: str) -> str:
    """The mark in a lineage that says that a removal had seen a version; with itself, that it left marks of all."""
    return sha256(f"{removal} saw {version}".encode()).hexdigest()[:DIGITS]


def judged(living: Fields, dead: Fields, is_needed: bool) -> Verdict:
    """The verdict on a record that lives in one copy and was removed in the other.

    `is_needed` says that something which stays refers to it. It goes only where one removal had seen every field as it
    is in the living copy.
    """
    touched = {what: one for what, one in living.items() if one.current}
    if not is_needed and not touched:
        return Verdict(lives=False)
    if not is_needed and any(_saw_all(removal, touched, dead) for removal in _suspects(touched, dead)):
        return Verdict(lives=False)
    return Verdict(lives=True, is_doubtful=any(
        _is_behind(lineage, dead.get(what, UNTOUCHED), dead) for what, lineage in touched.items()))


def kept(living: Lineage, dead: Lineage) -> Lineage:
    """The lineage of a field of a record that lives on: its version, after the removals, with what they had seen."""
    removals = _removals(dead)
    marks = {seen(living.current, one) for one in removals if _saw(one, living, dead)}
    return Lineage(living.current, living.older.union(removals, marks) - {living.current, ""})


def ended(dead: Lineage, other: Lineage) -> Lineage:
    """The lineage of a field that is removed: what the removals had seen, and what they had not, stays apart."""
    return dead if _covers(dead, other) else _marked(dead).joined(other)


def both_ended(one: Lineage, other: Lineage) -> Lineage:
    """The lineage of a field that was removed in both copies."""
    if _covers(one, other) or _covers(other, one):
        return one if _covers(one, other) else other
    if one.current == other.current:
        return _marked(one).joined(_marked(other))
    first, second = (one, other) if is_before(other, one) else (other, one) if is_before(one, other) else sorted(
        (one, other), key=lambda lineage: lineage.current or "~")
    return _marked(first).joined(_marked(second))


def _covers(one: Lineage, other: Lineage) -> bool:
    """Whether the first knows all that the second does."""
    return one.knows(other.current) and one.older >= other.older - {one.current}


def is_before(one: Lineage, other: Lineage) -> bool:
    """Whether the second knows the first, and not the first the second."""
    return other.knows(one.current) and not one.knows(other.current)


def _suspects(touched: Fields, dead: Fields) -> frozenset[str]:
    """Removals that may have seen everything: each field has to know of them, in one copy or the other."""
    known = [dead.get(what, UNTOUCHED).older | {dead.get(what, UNTOUCHED).current} | lineage.older
             for what, lineage in touched.items()]
    return frozenset.intersection(*known) - {""}


def _saw_all(removal: str, touched: Fields, dead: Fields) -> bool:
    return all(_saw(removal, lineage, dead.get(what, UNTOUCHED)) for what, lineage in touched.items())


def _saw(removal: str, living: Lineage, dead: Lineage) -> bool:
    """Whether a removal had seen a version: a mark says so, or it came after it with no other removal beside."""
    mark = seen(living.current, removal)
    if mark in dead.older or mark in living.older:
        return True
    return removal == dead.current and living.current in dead.older and not _has_marks(dead, removal)


def _has_marks(dead: Lineage, removal: str) -> bool:
    return seen(removal, removal) in dead.older


def _removals(dead: Lineage) -> set[str]:
    """The removals that a lineage knows of: its version, and those that left marks in it."""
    return {dead.current} | {one for one in dead.older if _has_marks(dead, one)}


def _marked(dead: Lineage) -> Lineage:
    """The lineage of a removed field that says in marks what its removal had seen."""
    if not dead.current or _has_marks(dead, dead.current):
        return dead
    return Lineage(dead.current, dead.older | {seen(version, dead.current) for version in (dead.current, *dead.older)})


def _is_behind(living: Lineage, dead: Lineage, record: Fields) -> bool:
    """Whether the removing copy knew changes of a field, after the living one, that are gone with it."""
    if not dead.knows(living.current) or not dead.current:
        return False
    removals = set().union(*(_removals(one) for one in record.values()))
    marks = {seen(version, one) for one in removals
             for version in (*dead.older, dead.current, living.current)}
    return bool((dead.older | {dead.current}) - living.older - {living.current} - removals - marks)
