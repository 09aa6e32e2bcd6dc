"""Guidance: what the app says beside the level: forecast, what needs attention, suggestions, what-if."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from anchor_app.domain.assessment import Assessment, Mark, Status
from anchor_app.domain.charter import Charter, Component, Level
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.scoring import Standing, evidenced, fulfilled, standing

FORECAST_DAYS = 365
REVIEW_NOTICE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Fall:
    """The evidenced level falls: the old one holds through `until`; renewing `unless` would keep it."""

    until: date
    before: Standing
    after: Standing
    unless: tuple[Evidence, ...]


def forecast(holdings: Holdings, assessment: Assessment, on: date, days: int = FORECAST_DAYS) -> tuple[Fall, ...]:
    """The falls of the evidenced level in the days after `on`, if no evidence is renewed or added."""
    charter = holdings.charter_of(assessment)
    last = on + timedelta(days=days)
    ends = sorted({piece.review_by for piece in holdings.evidence_of(assessment.organisation)
                   if piece.review_by and on <= piece.review_by < last})
    before = evidenced(holdings, assessment, on)
    falls = []
    for end in ends:
        after = evidenced(holdings, assessment, end + timedelta(days=1))
        held, left = standing(charter, before), standing(charter, after)
        if left.rank < held.rank:
            unless = {piece for component in before - after
                      for piece in holdings.supporting(assessment, component) if piece.review_by == end}
            falls.append(Fall(end, held, left, tuple(sorted(unless, key=lambda piece: piece.number))))
        before = after
    return tuple(falls)


class Attention(Enum):
    """Why something needs a look; the value is the words after its number, singular and plural."""

    NO_EVIDENCE = ("component fulfilled without evidence", "components fulfilled without evidence")
    NO_PRACTICE = ("component fulfilled with no practice in place",
                   "components fulfilled with no practice in place")
    REVIEW_PAST = ("piece of evidence past its review date", "pieces of evidence past their review date")
    REVIEW_DUE = ("evidence review due within 30 days", "evidence reviews due within 30 days")
    LOOK_AGAIN = ("component marked “look at again”", "components marked “look at again”")

    def words(self, count: int) -> str:
        """The words that go with that number."""
        return self.value[0 if count == 1 else 1]


@dataclass(frozen=True, slots=True)
class Concern:
    """One reason for attention and the items it is about: component ids, or evidence ids for the reviews."""

    attention: Attention
    items: tuple[str, ...]

    @property
    def is_about_evidence(self) -> bool:
        """Whether the items are evidence ids."""
        return self.attention in (Attention.REVIEW_DUE, Attention.REVIEW_PAST)


def concerns(holdings: Holdings, assessment: Assessment, on: date) -> tuple[Concern, ...]:
    """What needs attention; reasons with nothing to show are left out."""
    charter = holdings.charter_of(assessment)
    done = [one for one in charter if assessment.component(one.id).status is Status.FULFILLED]
    linked = {evidence for evidence, _ in assessment.supports}
    pieces = [one for one in holdings.evidence_of(assessment.organisation) if one.id in linked and one.review_by]
    soon = on + timedelta(days=REVIEW_NOTICE_DAYS)
    found = {
        Attention.NO_EVIDENCE: [one.id for one in done if not holdings.supporting(assessment, one.id)],
        Attention.NO_PRACTICE: [one.id for one in done if one.practices and not in_place(assessment, one)],
        Attention.REVIEW_PAST: [one.id for one in pieces if not one.is_current(on)],
        Attention.REVIEW_DUE: [one.id for one in pieces
                               if one.is_current(on) and one.review_by and one.review_by <= soon],
        Attention.LOOK_AGAIN: [one.id for one in charter if assessment.component(one.id).look_again],
    }
    return tuple(Concern(why, tuple(items)) for why, items in found.items() if items)


def in_place(assessment: Assessment, component: Component) -> int:
    """How many of a component's practices are in place."""
    return sum(assessment.practice(one.id).mark is Mark.IN_PLACE for one in component.practices)


def suggested_status(assessment: Assessment, component: Component) -> Status | None:
    """A status the practices speak for and the champion may confirm; None when there is nothing to suggest."""
    status = assessment.component(component.id).status
    if status is Status.NOT_APPLICABLE or not component.practices:
        return None
    if in_place(assessment, component) == len(component.practices):
        return None if status is Status.FULFILLED else Status.FULFILLED
    begun = any(assessment.practice(one.id).mark in (Mark.IN_PLACE, Mark.PARTLY) for one in component.practices)
    return Status.WORKING_TOWARDS if begun and status is Status.NOT_STARTED else None


def if_fulfilled(charter: Charter, assessment: Assessment, component_id: str) -> Standing:
    """The self-assessed standing if that component became Fulfilled too."""
    return standing(charter, fulfilled(charter, assessment) | {component_id})


def close_levels(charter: Charter) -> tuple[tuple[Level, Level, int], ...]:
    """Neighbouring levels with how many components lie between what they need in all."""
    def total(level: Level) -> int:
        return sum(level.rule.needed(len(domain.components)) for domain in charter.domains)

    return tuple((lower, upper, total(upper) - total(lower))
                 for lower, upper in zip(charter.levels, charter.levels[1:], strict=False))
