"""Measures: an outcome with the charter's words, its readings in order, the path to its target, and how it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from anchor_app.domain.charter import Charter, Domain
from anchor_app.domain.errors import UnknownItem
from anchor_app.domain.evidence import OutcomeReading
from anchor_app.domain.figures import figure_or_none
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.outcome import Direction, Follows, Outcome


class Point(NamedTuple):
    """A value on a day."""

    on: date
    value: Decimal


class Track(Enum):
    """How the latest reading stands to the path; the value is the words for it."""

    NO_READING = "No reading yet"
    NO_PATH = "No path to compare with"
    REACHED = "Target reached"
    ON_TRACK = "On track"
    BEHIND = "Behind the path"

    @property
    def words(self) -> str:
        """The standing as people read it."""
        return self.value


@dataclass(frozen=True, slots=True)
class Measure:
    """An outcome as it is followed: what the charter says of it completed by what the organisation does.

    `readings` are as they were typed, oldest first; `points` those of them that say a number in the outcome's unit on
    a day, or what is counted where the outcome `follows` stories. `wish` is the charter's own words for the target.
    """

    id: str
    organisation: str
    domain: str
    title: str
    definition: str
    unit: str
    direction: Direction | None
    wish: str
    outcome: Outcome
    readings: tuple[OutcomeReading, ...] = ()
    points: tuple[Point, ...] = ()

    @property
    def is_charters(self) -> bool:
        """Whether it is the outcome that the charter gives a domain."""
        return self.id == self.domain

    @property
    def baseline(self) -> Decimal | None:
        """The value at the start."""
        return figure_or_none(self.outcome.baseline, self.unit) if self.outcome.baseline else None

    @property
    def target(self) -> Decimal | None:
        """The value that is wanted."""
        return figure_or_none(self.outcome.target, self.unit) if self.outcome.target else None

    @property
    def latest(self) -> Point | None:
        """The newest point."""
        return self.points[-1] if self.points else None

    @property
    def path(self) -> tuple[Point, Point] | None:
        """The straight way from baseline to target; None unless both have their value and day."""
        start, end = self.baseline, self.target
        first, last = self.outcome.baseline_on, self.outcome.target_on
        if start is None or end is None or first is None or last is None or first >= last:
            return None
        return Point(first, start), Point(last, end)

    def expected(self, on: date) -> Decimal | None:
        """The value on the path on a day: none before the baseline, the target's own from its day on."""
        if self.path is None or on < self.path[0].on:
            return None
        (first, start), (last, end) = self.path
        if on >= last:
            return end
        return start + (end - start) * (on - first).days / (last - first).days

    def point_on(self, on: date) -> Point | None:
        """The newest point not later than a day."""
        place = bisect_right(self.points, on, key=lambda one: one.on)
        return self.points[place - 1] if place else None

    def track(self, on: date) -> Track:
        """How the newest reading up to a day stands to the path on the reading's own day."""
        newest = self.point_on(on)
        if newest is None:
            return Track.NO_READING
        way = self.heading
        if way is None:
            return Track.NO_PATH
        if self.target is not None and _is_as_good(newest.value, self.target, way):
            return Track.REACHED
        expected = self.expected(newest.on)
        if expected is None:
            return Track.NO_PATH
        return Track.ON_TRACK if _is_as_good(newest.value, expected, way) else Track.BEHIND

    @property
    def heading(self) -> Direction | None:
        """Which way is better: as it was said, or from baseline to target."""
        if self.direction is not None or self.baseline is None or self.target is None or self.baseline == self.target:
            return self.direction
        return Direction.UP if self.target > self.baseline else Direction.DOWN

    def progress(self, on: date) -> Decimal | None:
        """How much of the way from baseline to target is done, 1 being all; may be below 0 or above 1."""
        newest, start, end = self.point_on(on), self.baseline, self.target
        if newest is None or start is None or end is None or start == end:
            return None
        return (newest.value - start) / (end - start)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is missing or odd, each as a sentence that says what to do."""
        found = []
        kept = self.outcome
        if kept.target and not kept.baseline:
            found.append("There is a target but no baseline, so nothing says how far it has come. Add the baseline.")
        if kept.target and kept.target_on is None:
            found.append("The target has no date, so no path leads to it. Add the day it is to be reached by.")
        if kept.baseline and kept.baseline_on is None:
            found.append("The baseline has no date. Add the day it was measured on.")
        if self.baseline is not None and self.target is not None and self.direction is not None and (
                self.baseline != self.target) and _is_as_good(self.baseline, self.target, self.direction):
            found.append(f"{self.direction.words}, and yet the target is worse than the baseline. Look at both.")
        unread = 0 if kept.follows else len(self.readings) - len(self.points)
        if unread:
            found.append(f"{unread:,} {'reading has' if unread == 1 else 'readings have'} no number in this unit, or "
                         "no day, and cannot be drawn. Remove and record anew.")
        return tuple(found)


def measures(holdings: Holdings, organisation: str, charter: Charter) -> tuple[Measure, ...]:
    """The outcomes of an organisation: the charter's in its order, each followed by the organisation's own there."""
    kept = {one.id: one for one in holdings.owned("outcomes", organisation)}
    readings = _by_outcome(holdings.owned("readings", organisation))
    order = {one.id: place for place, one in enumerate(charter.domains)}
    domains = {one.id: one for one in charter.domains}
    wanted = [kept.get(one.id, Outcome(one.id, organisation)) for one in charter.domains
              if one.outcome is not None or one.id in kept]
    wanted += [one for one in kept.values() if one.id not in domains]
    made = [_measure(holdings, one, domains, readings) for one in wanted]
    return tuple(sorted(made, key=lambda one: (order.get(one.domain, len(order)), not one.is_charters,
                                               one.title.casefold(), one.id)))


def measure(holdings: Holdings, organisation: str, charter: Charter, outcome: str) -> Measure:
    """One outcome of an organisation; raises UnknownItem."""
    for one in measures(holdings, organisation, charter):
        if one.id == outcome:
            return one
    raise UnknownItem("That outcome is not there any more.")


def unit_of(outcome: Outcome, charters: Iterable[Charter]) -> str:
    """The unit of an outcome: its own, or that of the domain in a charter."""
    if outcome.unit:
        return outcome.unit
    return next((domain.outcome.unit for charter in charters for domain in charter.domains
                 if domain.id == outcome.id and domain.outcome is not None), "")


def readings_of(holdings: Holdings, organisation: str, outcome: str) -> tuple[OutcomeReading, ...]:
    """The readings of one outcome, oldest first; those of a domain without an outcome named are the domain's."""
    return tuple(_by_outcome(holdings.owned("readings", organisation)).get(outcome, ()))


def _by_outcome(readings: Iterable[OutcomeReading]) -> Mapping[str, list[OutcomeReading]]:
    found: dict[str, list[OutcomeReading]] = defaultdict(list)
    for one in sorted(readings, key=lambda one: (one.on or date.max, one.id)):
        found[one.outcome or one.domain].append(one)
    return found


def _measure(holdings: Holdings, kept: Outcome, domains: Mapping[str, Domain],
             readings: Mapping[str, list[OutcomeReading]]) -> Measure:
    given = domains[kept.id].outcome if kept.id in domains else None
    unit = kept.unit or (given.unit if given else "")
    direction = kept.direction or (Direction(given.direction) if given and given.direction else None)
    own = tuple(readings.get(kept.id, ()))
    points = _counted(holdings, kept) if kept.follows else tuple(
        Point(one.on, value) for one in own
        if one.on is not None and (value := figure_or_none(one.value, unit)) is not None)
    return Measure(kept.id, kept.organisation, kept.id if kept.id in domains else kept.domain,
                   kept.title or (given.title if given else ""), kept.definition, unit, direction,
                   given.target if given else "", kept, own, points)


def _counted(holdings: Holdings, kept: Outcome) -> tuple[Point, ...]:
    """How many stories were shared, or taken up, by each day on which one more was."""
    shared = {one.id: one for one in holdings.owned("stories", kept.organisation) if one.shareable}
    taken = (one.on for one in holdings.owned("taken_up", kept.organisation) if one.story in shared)
    days = (one.on for one in shared.values()) if kept.follows is Follows.SHARED else taken
    found = {on: Decimal(count) for count, on in enumerate(sorted(one for one in days if one is not None), start=1)}
    return tuple(Point(on, value) for on, value in found.items())


def _is_as_good(value: Decimal, other: Decimal, way: Direction) -> bool:
    return value >= other if way is Direction.UP else value <= other
