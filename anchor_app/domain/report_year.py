"""Report year: which assessments, actions and stories a report on a period speaks of, and what moved since others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from anchor_app.domain.action import Action, by_urgency
from anchor_app.domain.assessment import Assessment
from anchor_app.domain.collaborative import Introduction
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.period import Period, Round
from anchor_app.domain.scoring import Standing, fulfilled, standing
from anchor_app.domain.story import Story, TakenUp, newest_first


@dataclass(frozen=True, slots=True)
class Since:
    """An earlier assessment under the same charter to compare with: its fulfilled components and their standing."""

    assessment: Assessment
    done: frozenset[str]
    standing: Standing

    @property
    def title(self) -> str:
        """Its period and round."""
        return self.assessment.title


@dataclass(frozen=True, slots=True)
class Movement:
    """What an assessment is compared with: its start (the first baseline there is, or else the first assessment), and
    the last assessment of an earlier period; None where there is none, or where both would be the same."""

    start: Since | None
    last: Since | None

    @property
    def every(self) -> tuple[Since, ...]:
        """Those there are, the oldest first."""
        return tuple(one for one in (self.start, self.last) if one is not None)

    @property
    def nearest(self) -> Since | None:
        """The last period's, or else the start."""
        return self.last or self.start


def movement(holdings: Holdings, assessment: Assessment) -> Movement:
    """What an assessment can be compared with; assessments under another charter do not compare."""
    every = holdings.assessments_of(assessment.organisation)
    ids = [one.id for one in every]
    before = [one for one in every[:ids.index(assessment.id) if assessment.id in ids else 0]
              if one.charter == assessment.charter]
    start = next((one for one in before if one.round == Round.BASELINE.value), before[0] if before else None)
    earlier = [one for one in before if one.period < assessment.period]
    last = earlier[-1] if earlier and (start is None or earlier[-1].id != start.id) else None
    return Movement(_since(holdings, start), _since(holdings, last))


def _since(holdings: Holdings, assessment: Assessment | None) -> Since | None:
    if assessment is None:
        return None
    charter = holdings.charter_of(assessment)
    done = fulfilled(charter, assessment)
    return Since(assessment, done, standing(charter, done))


def assessments_upto(holdings: Holdings, assessment: Assessment) -> tuple[Assessment, ...]:
    """The assessments under the same charter up to this one, oldest first: the points of its own trend."""
    every = holdings.assessments_of(assessment.organisation)
    upto = [one.id for one in every].index(assessment.id) + 1
    return tuple(one for one in every[:upto] if one.charter == assessment.charter)


def actions_in(holdings: Holdings, owner: str, period: str) -> tuple[Action, ...]:
    """The actions of an organisation (with "" the collaborative's) that a period's report speaks of, by urgency.

    Those are the period's own, those completed in it, and those still open that were begun by its end.
    """
    return by_urgency(one for one in holdings.owned("actions", owner) if _is_of(one, period))


def _is_of(action: Action, period: str) -> bool:
    year = _period(period)
    if action.period:
        if action.period == period:
            return True
        if action.period > period:
            return False
    if year is None:
        return True
    if not action.is_open:
        return _is_in(action.completed_on or action.due or action.created_on, year)
    return action.created_on is None or action.created_on <= year.end


def stories_in(holdings: Holdings, owner: str, period: str) -> tuple[Story, ...]:
    """The stories of an organisation told, or taken up, in a period, and those without a day; the newest first."""
    year = _period(period)
    taken = {one.story for one in holdings.owned("taken_up", owner) if _is_in(one.on, year)}
    return newest_first(one for one in holdings.owned("stories", owner)
                        if one.on is None or _is_in(one.on, year) or one.id in taken)


def takings_by(holdings: Holdings, organisation: str) -> tuple[tuple[TakenUp, Story], ...]:
    """What an organisation took up from others, oldest first, with the story."""
    owner = holdings.organisations[organisation]
    found = [(one, holdings.stories[f"{one.organisation}/{one.story}"]) for one in holdings.taken_up.values()
             if one.organisation != organisation and owner.answers_to(one.by)
             and f"{one.organisation}/{one.story}" in holdings.stories]
    return tuple(sorted(found, key=lambda one: (one[0].on or date.max, one[0].key)))


def introductions_in(holdings: Holdings, period: str, organisation: str = "") -> tuple[Introduction, ...]:
    """The introductions of a period (that an organisation has part in): made ones first, by day."""
    return tuple(sorted(
        (one for one in holdings.introductions.values() if one.period in ("", period)
         and (not organisation or organisation in (one.giver, one.taker))),
        key=lambda one: (one.made_on is None, one.made_on or one.noted_on or date.max, one.id)))


def in_period(days: Iterable[date | None], period: str) -> int:
    """How many of the days lie in a period."""
    year = _period(period)
    return sum(one is not None and _is_in(one, year) for one in days)


def _is_in(day: date | None, year: Period | None) -> bool:
    """Whether a day lies in a period; what has no day, or a period of another writing, is not kept out by it."""
    return day is None or year is None or day in year


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except WrongValue:
        return None
