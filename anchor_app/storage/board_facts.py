"""What a board needs of many assessments in a few queries, each fact checked; everything else of them stays unread."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from sys import intern
from types import MappingProxyType

from anchor_app.domain.assessment import Assessment, Status
from anchor_app.domain.board_rows import AssessmentRow, in_order
from anchor_app.domain.edit import Subject
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.moderation import Decision
from anchor_app.storage.checked_facts import damage

_OF_ALL = "SELECT f.owner, f.item, f.field, f.value, f.entry, f.hash FROM fact AS f WHERE f.kind = :kind"
_OF_SOME = ("SELECT f.owner, f.item, f.field, f.value, f.entry, f.hash FROM json_each(:ids) AS wanted "
            "CROSS JOIN fact AS f WHERE f.kind = :kind AND f.owner = wanted.value")
"""By the primary key from one assessment to the next; the longest texts of all lie in the same table."""
_ONE_FIELD = " AND f.field = :field"

_STATUSES: Mapping[str, Status] = MappingProxyType(
    {one.value: one for one in Status if one is not Status.NOT_STARTED})
_DECISIONS = frozenset(one.value for one in Decision)
_NONE: frozenset[str] = frozenset()

_ByAssessment = dict[str, set[str]]


def board_rows(connection: sqlite3.Connection, holdings: Holdings, on: date,
               ids: Collection[str] | None = None) -> tuple[AssessmentRow, ...]:
    """What `domain.board_rows.rows_of` says of these assessments (None: of all), without reading the rest of them.

    Of the holdings only evidence and what is said of each assessment itself is used, which is always there. Raises
    DamagedWorkspace. In one transaction of the caller's, with nothing saved that the holdings do not have.
    """
    reading = _Reading(connection, None if ids is None else json.dumps([*ids]))
    columns = _Columns(reading, {key for key, piece in holdings.evidence.items() if piece.is_current(on)})
    if reading.damaged:
        raise damage(tuple(reading.damaged))
    wanted = holdings.assessments.values() if ids is None else (
        holdings.assessments[key] for key in ids if key in holdings.assessments)
    return in_order(columns.row(one) for one in wanted)


@dataclass(slots=True)
class _Reading:
    """The facts of one kind after the other, of the assessments in `ids` (a JSON list; None: of all)."""

    connection: sqlite3.Connection
    ids: str | None
    damaged: list[Subject] = field(default_factory=list)

    def facts(self, kind: str, name: str | None = None) -> Iterator[tuple[str, str, str, str]]:
        """Owner, item, field and value of each fact (of one field) that is what was saved."""
        statement = (_OF_ALL if self.ids is None else _OF_SOME) + (_ONE_FIELD if name else "")
        told = {"kind": kind, "field": name, "ids": self.ids}
        for owner, item, found, value, entry, kept in self.connection.execute(statement, told):
            # As `seals.fact_hash`, which would have to be called for each of some hundred thousand rows.
            if sha256(f"{kind}\0{owner}\0{item}\0{found}\0{value}\0{entry}".encode()).digest() == kept:
                yield owner, item, found, value
            else:
                self.damaged.append(Subject(kind, str(owner), str(item), str(found)))


class _Columns:
    """What rows are made of, by assessment id; sets of components that are equal are one."""

    def __init__(self, reading: _Reading, current_evidence: Collection[str]) -> None:
        self._known: dict[frozenset[str], frozenset[str]] = {_NONE: _NONE}
        self.statuses = _statuses(reading)
        self.focus = _by_assessment((owner, item) for owner, item, _, value in reading.facts("component", "focus")
                                    if value == "yes")
        self.current = _by_assessment((owner, component) for owner, item, component, _ in reading.facts("support")
                                      if item in current_evidence)
        self.opportunities = _by_assessment((owner, component) for owner, _, _, component
                                            in reading.facts("opportunity", "component") if component)
        # What one reviewer said alone has the reviewer behind a "/".
        decided = [(owner, item, value) for owner, item, _, value in reading.facts("moderation", "decision")
                   if "/" not in item and value in _DECISIONS]
        self.moderated = {owner for owner, _, _ in decided}
        self.agreed = _by_assessment((owner, item) for owner, item, value in decided if value == Decision.AGREED)
        self.received_at: dict[str, str] = {}
        for owner, _, _, at in reading.facts("receipt", "at"):
            self.received_at[owner] = max(at, self.received_at.get(owner, ""))

    def row(self, one: Assessment) -> AssessmentRow:
        """The row of an assessment."""
        key = one.id
        return AssessmentRow(
            key, one.organisation, one.charter, one.period, one.round, one.revision, one.state,
            statuses=self.statuses.get(key) or {}, current=self._shared(self.current, key),
            agreed=self._shared(self.agreed, key), is_moderated=key in self.moderated,
            focus=self._shared(self.focus, key), opportunities=self._shared(self.opportunities, key),
            received_at=self.received_at.get(key, ""))

    def _shared(self, column: _ByAssessment, key: str) -> frozenset[str]:
        made = frozenset(column.get(key, _NONE))
        return self._known.setdefault(made, made)


def _statuses(reading: _Reading) -> dict[str, dict[str, Status]]:
    found: dict[str, dict[str, Status]] = defaultdict(dict)
    for owner, item, _, value in reading.facts("component", "status"):
        if (status := _STATUSES.get(value)) is not None:
            found[owner][intern(item)] = status
    return found


def _by_assessment(pairs: Iterable[tuple[str, str]]) -> _ByAssessment:
    found: _ByAssessment = defaultdict(set)
    for owner, component in pairs:
        found[owner].add(intern(component))
    return found
