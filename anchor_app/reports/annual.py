"""What the sections of an annual report are made of: one organisation's year as an audience may see it, on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from anchor_app.domain.action import Action
from anchor_app.domain.assessment import Assessment, Signing
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.measures import Measure, measures
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.outcome_beside_level import DomainLevel, domain_levels
from anchor_app.domain.report_plan import ReportPlan
from anchor_app.domain.report_sections import ANNUAL, Section
from anchor_app.domain.report_view import Seen
from anchor_app.domain.report_year import Movement, actions_in, movement
from anchor_app.domain.scoring import Score


@dataclass(frozen=True)
class Annual:
    """One organisation's year; what its audience may not see is not in it any more.

    `charter` is None where it is not known which one the organisation follows. `score` is that of `assessment`, both
    None where there is none; it was reckoned from everything, so that no level depends on who reads about it. `signing`
    is the signature under these very answers. `as_at` is the moment looked back to, in words ("" for now).
    """

    seen: Seen
    organisation: Organisation
    period: str
    on: date
    charter: Charter | None
    assessment: Assessment | None = None
    score: Score | None = None
    signing: Signing | None = None
    plan: ReportPlan = field(default_factory=lambda: ReportPlan("", ""))
    sections: tuple[Section, ...] = ANNUAL
    draft: tuple[tuple[str, str], ...] = ()
    as_at: str = ""

    @property
    def holdings(self) -> Holdings:
        """What the audience sees."""
        return self.seen.holdings

    @property
    def audience(self) -> Audience:
        """For whom it is."""
        return self.seen.audience

    @property
    def name(self) -> str:
        """The organisation's whole name."""
        return " ".join(self.organisation.name.split()) or self.organisation.shown_name

    @property
    def title(self) -> str:
        """What the report is called."""
        return " ".join(self.plan.title.split()) or f"Annual report {self.period}"

    @property
    def subject(self) -> str:
        """The period and round that are told of."""
        return self.assessment.title if self.assessment else self.period

    @property
    def is_draft(self) -> bool:
        """Whether the answers are not signed, or are no longer those that were."""
        return self.signing is None

    @property
    def is_begun(self) -> bool:
        """Whether anybody has answered anything: tables of what is all not started say nothing."""
        return self.assessment is not None and bool(self.assessment.components or self.assessment.practices)

    @cached_property
    def movement(self) -> Movement:
        """What the assessment is compared with."""
        return movement(self.holdings, self.assessment) if self.assessment else Movement(None, None)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The outcomes that are followed, and those of the charter that are not yet."""
        return measures(self.holdings, self.organisation.id, self.charter) if self.charter else ()

    @cached_property
    def levels(self) -> Mapping[str, tuple[DomainLevel, ...]]:
        """The levels of each domain up to the assessment, the oldest first."""
        if self.assessment is None:
            return {}
        return domain_levels(self.holdings, self.organisation.id, self.on, self.assessment.id)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The year's actions, the most urgent first."""
        return actions_in(self.holdings, self.organisation.id, self.period)

    @cached_property
    def pieces(self) -> tuple[Evidence, ...]:
        """The evidence of the assessment by reference; within the organisation also what supports nothing yet."""
        linked = {one for one, _ in self.assessment.supports} if self.assessment else set()
        return tuple(one for one in self.holdings.evidence_of(self.organisation.id)
                     if one.id in linked or self.audience is Audience.INTERNAL)

    def title_of(self, component: str) -> str:
        """A component's number with its title as this organisation reads it; the number alone where it is unknown."""
        known = self.charter.components.get(component) if self.charter else None
        return f"{component} {known.title_for(self.organisation.beyond_nhs)}" if known else component
