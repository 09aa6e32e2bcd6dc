"""Board rows: the little of each assessment that comparing needs, as holdings or one query of the store give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from anchor_app.domain.assessment import Assessment, State, Status
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.moderation import agreed, is_moderated
from anchor_app.domain.period import Round

_ROUNDS: tuple[str, ...] = tuple(one.value for one in Round)


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """What comparing needs of one assessment; everything in it is by component id.

    `statuses` leaves out what is Not started. `current` are the components, of whatever status, with evidence that is
    current on the day asked about; `agreed` those that the steering group agreed with together, `is_moderated` whether
    it decided anything together; `opportunities` those with any. `received_at` is the moment of the newest receipt
    (UTC, as text), empty when no pack of it was received.
    """

    assessment: str
    organisation: str
    charter: str = ""
    period: str = ""
    round: str = ""
    revision: int = 1
    state: State = State.DRAFT
    statuses: Mapping[str, Status] = field(default_factory=dict)
    current: frozenset[str] = frozenset()
    agreed: frozenset[str] = frozenset()
    is_moderated: bool = False
    focus: frozenset[str] = frozenset()
    opportunities: frozenset[str] = frozenset()
    received_at: str = ""

    @property
    def title(self) -> str:
        """Period and round, as in "2026/27 · Year end"."""
        return f"{self.period} · {self.round}" if self.round else self.period

    @property
    def age(self) -> tuple[str, int, str, str]:
        """What sorts the assessments of one organisation, oldest first."""
        place = _ROUNDS.index(self.round) if self.round in _ROUNDS else len(_ROUNDS)
        return self.period, place, self.round, self.assessment

    def status(self, component_id: str) -> Status:
        """The status of a component."""
        return self.statuses.get(component_id, Status.NOT_STARTED)


def row_of(assessment: Assessment, current_evidence: Collection[str]) -> AssessmentRow:
    """The row of an assessment; `current_evidence` are the ids of the evidence that is current on the day."""
    answers = assessment.components
    return AssessmentRow(
        assessment.id, assessment.organisation, assessment.charter, assessment.period, assessment.round,
        assessment.revision, assessment.state,
        statuses={key: one.status for key, one in answers.items() if one.status is not Status.NOT_STARTED},
        current=frozenset(component for evidence, component in assessment.supports if evidence in current_evidence),
        agreed=agreed(assessment.moderations),
        is_moderated=is_moderated(assessment.moderations),
        focus=frozenset(key for key, one in answers.items() if one.focus),
        opportunities=frozenset(one.component for one in assessment.opportunities.values() if one.component),
        received_at=max((one.at for one in assessment.receipts.values()), default=""))


def rows_of(holdings: Holdings, on: date, ids: Collection[str] | None = None) -> tuple[AssessmentRow, ...]:
    """The row of every assessment, or of those in `ids`, evidence being current or not on the day `on`.

    They come in the order of `in_order`.
    """
    current = {key for key, piece in holdings.evidence.items() if piece.is_current(on)}
    wanted = holdings.assessments.values() if ids is None else (
        holdings.assessments[key] for key in ids if key in holdings.assessments)
    return in_order(row_of(one, current) for one in wanted)


def needed_for(holdings: Holdings, period: str) -> tuple[str, ...]:
    """The assessments whose rows a board of a period needs: of each organisation those of it and the last before."""
    found: list[str] = []
    for key in holdings.organisations:
        every = holdings.assessments_of(key)
        found += [one.id for one in every if one.period < period][-1:]
        found += [one.id for one in every if one.period == period]
    return tuple(found)


def in_order(rows: Iterable[AssessmentRow]) -> tuple[AssessmentRow, ...]:
    """Rows by organisation id, and of each organisation the oldest first."""
    return tuple(sorted(rows, key=lambda one: (one.organisation, one.age)))


def by_organisation(rows: Iterable[AssessmentRow]) -> dict[str, tuple[AssessmentRow, ...]]:
    """The rows of each organisation, oldest first."""
    found: dict[str, list[AssessmentRow]] = defaultdict(list)
    for one in rows:
        found[one.organisation].append(one)
    return {key: tuple(sorted(held, key=lambda one: one.age)) for key, held in found.items()}
