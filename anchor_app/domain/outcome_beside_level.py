"""Outcomes beside the level of their domain: a level that rose while what it is for did not move is said in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.figures import figure_words
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measures import Measure, Point, Track
from anchor_app.domain.outcome import Direction
from anchor_app.domain.period import Period
from anchor_app.domain.scoring import BELOW, DomainCount, fulfilled, standing


@dataclass(frozen=True, slots=True)
class DomainLevel:
    """The level that a domain would hold alone in one assessment (`when`), as it stood on a day; rank 0 is none."""

    when: str
    on: date
    name: str
    rank: int
    of: int

    @property
    def is_highest(self) -> bool:
        """Whether there is no level above it."""
        return self.rank == self.of


class Moved(Enum):
    """Which way an outcome went."""

    BETTER = "better"
    WORSE = "worse"
    NOT_AT_ALL = "not at all"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Beside:
    """A domain's level now and at first, and one of its outcomes over the same time; `now` is None without answers."""

    first: DomainLevel | None
    now: DomainLevel | None
    measure: Measure
    before: Point | None
    after: Point | None
    moved: Moved
    track: Track

    @property
    def rose(self) -> bool:
        """Whether the level is higher than it was at first."""
        return self.first is not None and self.now is not None and self.now.rank > self.first.rank

    @property
    def is_odd(self) -> bool:
        """Whether the level rose, or is the highest, and the outcome does not show it."""
        is_high = self.rose or self.now is not None and self.now.is_highest
        lags = self.moved in (Moved.NOT_AT_ALL, Moved.WORSE) or self.track is Track.BEHIND
        return is_high and lags and self.track is not Track.REACHED

    @property
    def words(self) -> str:
        """What is odd, as a sentence; "" where nothing is."""
        if not self.is_odd or self.now is None or self.after is None:
            return ""
        rise = (f"The level of this domain rose from {_inside(self.first)} to {self.now.name} since {self.first.when}"
                if self.rose and self.first else f"This domain holds {self.now.name}")
        return f"{rise}, and yet {self._lag(self.after)}"

    def _lag(self, after: Point) -> str:
        unit = self.measure.unit
        now = f"{figure_words(after.value, unit)} on {day_words(after.on)}"
        if self.before is not None and self.moved in (Moved.NOT_AT_ALL, Moved.WORSE):
            then = f"{figure_words(self.before.value, unit)} on {day_words(self.before.on)}"
            how = "did not move" if self.moved is Moved.NOT_AT_ALL else "got worse"
            return f"its outcome {how}: {then}, {now}."
        return f"its outcome is behind the path to its target: {now}."


def beside(levels: Sequence[DomainLevel], measure: Measure, on: date) -> Beside:
    """How an outcome went while its domain's levels, the oldest first, did what they did; up to a day."""
    known = [one for one in levels if one.on <= on] or list(levels[:1])
    first, now = (known[0], known[-1]) if known else (None, None)
    after = measure.point_on(on)
    before = _start(measure, first.on if first and len(known) > 1 else None)
    if before is not None and after is not None and before.on >= after.on:
        before = None
    return Beside(first if len(known) > 1 else None, now, measure, before, after,
                  _moved(before, after, measure.heading), measure.track(on))


def domain_levels(holdings: Holdings, organisation: str, today: date,
                  until: str = "") -> Mapping[str, tuple[DomainLevel, ...]]:
    """The levels of each domain by its id, the oldest first, up to the assessment `until` ("" for all)."""
    every = holdings.assessments_of(organisation)
    places = [at for at, one in enumerate(every) if one.id == until]
    wanted = every[:places[0] + 1] if places else every
    found: dict[str, list[DomainLevel]] = {}
    for at, one in enumerate(wanted):
        charter = holdings.charter_of(one)
        on = stood_on(one, every[at + 1] if at + 1 < len(every) else None, today)
        for count in standing(charter, fulfilled(charter, one)).domains:
            found.setdefault(count.domain.id, []).append(_level(charter, count, one.title, on))
    return {key: tuple(levels) for key, levels in found.items()}


def stood_on(assessment: Assessment, following: Assessment | None, today: date) -> date:
    """The day whose state an assessment shows: when it was signed, or else the end of its time, or today."""
    signed = [one.on for one in assessment.signings.values() if one.on is not None and not one.reopened]
    if signed:
        return max(signed)
    period = Period.parse(assessment.period)
    ends = [period.end, today]
    if following is not None and following.started_on is not None:
        ends.append(following.started_on)
    return max(period.start, min(ends))


def _level(charter: Charter, count: DomainCount, when: str, on: date) -> DomainLevel:
    rank = charter.levels.index(count.level) + 1 if count.level else 0
    name = count.level.name if count.level else BELOW.format(charter.levels[0].name)
    return DomainLevel(when, on, name, rank, len(charter.levels))


def _start(measure: Measure, since: date | None) -> Point | None:
    """The value from which an outcome moved: on the day since when, or else the first that is known after it."""
    kept, base = measure.outcome, measure.baseline
    baseline = Point(kept.baseline_on, base) if base is not None and kept.baseline_on is not None else None
    then = measure.point_on(since) if since is not None else None
    earlier = [one for one in (baseline, then) if one is not None and since is not None and one.on <= since]
    if earlier:
        return max(earlier, key=lambda one: one.on)
    known = [one for one in (baseline, measure.points[0] if measure.points else None) if one is not None]
    return min(known, key=lambda one: one.on, default=None)


def _moved(before: Point | None, after: Point | None, way: Direction | None) -> Moved:
    if before is None or after is None:
        return Moved.UNKNOWN
    if before.value == after.value:
        return Moved.NOT_AT_ALL
    if way is None:
        return Moved.UNKNOWN
    return Moved.BETTER if (after.value > before.value) is (way is Direction.UP) else Moved.WORSE


def _inside(level: DomainLevel | None) -> str:
    """A level's name inside a sentence, as in "Silver" and "not yet Bronze"."""
    return "" if level is None else level.name if level.rank else level.name[:1].lower() + level.name[1:]
