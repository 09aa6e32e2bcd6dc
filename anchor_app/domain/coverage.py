"""Coverage: for each component how many fulfil it, plan it or lack it, and what most of a collaborative lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from anchor_app.domain.assessment import Status
from anchor_app.domain.board_rows import AssessmentRow
from anchor_app.domain.charter import Charter, Component, Domain
from anchor_app.domain.counting import Reading, counting


class Cover(StrEnum):
    """How one organisation stands on a component, as coverage counts it."""

    FULFILLED = "fulfilled"
    UNPROVEN = "unproven"
    PLANNED = "planned"
    LACKING = "lacking"
    NOT_APPLICABLE = "not-applicable"

    @property
    def words(self) -> str:
        """The words over its column."""
        return {Cover.FULFILLED: "Fulfilled", Cover.UNPROVEN: "Fulfilled, not proven", Cover.PLANNED: "Planned",
                Cover.LACKING: "Lacking", Cover.NOT_APPLICABLE: "Not applicable"}[self]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many organisations of those counted (`of`) stand how on one component; the five add up to `of`.

    `fulfilled` counts in the reading asked about; `unproven` is fulfilled by its own judgement, and does not count
    there. `planned` is worked towards, a focus, or has an opportunity; `lacking` is nothing of all that.
    """

    component: Component
    domain: Domain
    of: int
    fulfilled: int
    unproven: int
    planned: int
    lacking: int
    not_applicable: int

    @property
    def not_yet(self) -> int:
        """How many do not fulfil it, among those to whom it applies."""
        return self.unproven + self.planned + self.lacking

    @property
    def words(self) -> str:
        """How many lack it, as in "5 of 7 not yet"."""
        return f"{self.not_yet} of {self.of - self.not_applicable} not yet"


def cover(row: AssessmentRow, component_id: str, counted: frozenset[str]) -> Cover:
    """How an assessment stands on a component, when the components in `counted` count."""
    status = row.status(component_id)
    if status is Status.NOT_APPLICABLE:
        return Cover.NOT_APPLICABLE
    if status is Status.FULFILLED:
        return Cover.FULFILLED if component_id in counted else Cover.UNPROVEN
    is_planned = (status is Status.WORKING_TOWARDS or component_id in row.focus or component_id in row.opportunities)
    return Cover.PLANNED if is_planned else Cover.LACKING


def coverage(charter: Charter, rows: Iterable[AssessmentRow], reading: Reading = Reading.SELF) -> tuple[Coverage, ...]:
    """The coverage of every component, in the charter's order; rows without this reading are left out."""
    scored = [(row, counted) for row in rows if row.charter == charter.digest
              and (counted := counting(charter, row, reading)) is not None]
    found = []
    for one in charter:
        counts = Counter(cover(row, one.id, counted) for row, counted in scored)
        found.append(Coverage(one, charter.domain_of[one.id], len(scored), counts[Cover.FULFILLED],
                              counts[Cover.UNPROVEN], counts[Cover.PLANNED], counts[Cover.LACKING],
                              counts[Cover.NOT_APPLICABLE]))
    return tuple(found)


def what_most_lack(covered: Iterable[Coverage]) -> tuple[Coverage, ...]:
    """The components that more than half of those to whom they apply do not fulfil: what to take on together.

    The largest share first, then the most who have not even planned it, then the charter's order.
    """
    lacked = [one for one in covered if one.not_yet * 2 > one.of - one.not_applicable]
    return tuple(sorted(lacked, key=lambda one: (-one.not_yet / (one.of - one.not_applicable), -one.lacking)))
