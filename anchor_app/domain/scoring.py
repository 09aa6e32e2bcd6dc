"""Levels: which one is held, the proof, and the shortest way to the next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from anchor_app.domain.assessment import Assessment, Status
from anchor_app.domain.charter import Charter, Domain, Level
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.moderation import agreed, is_moderated

BELOW = "Not yet {}"
"""The words for an assessment that does not hold the first level."""


@dataclass(frozen=True, slots=True)
class DomainCount:
    """How many components of a domain count, out of how many, and the level this domain would hold alone."""

    domain: Domain
    counted: int
    of: int
    level: Level | None

    def needed(self, level: Level) -> int:
        """How many components the level's rule needs in this domain."""
        return level.rule.needed(self.of)

    def is_met(self, level: Level) -> bool:
        """Whether the level's rule holds in this domain; a domain with nothing applicable is passed over."""
        return self.counted >= self.needed(level)


@dataclass(frozen=True, slots=True)
class Need:
    """What one domain lacks for a level: how many more components, and which are nearest, nearest first."""

    domain: Domain
    more: int
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The level that a set of counted components holds, with its proof in every domain."""

    charter: Charter
    domains: tuple[DomainCount, ...]
    level: Level | None
    next: Level | None

    @property
    def level_name(self) -> str:
        """The level's name, or "Not yet" the first one."""
        return self.level.name if self.level else BELOW.format(self.charter.levels[0].name)

    @property
    def counted(self) -> int:
        """How many components count in all."""
        return sum(one.counted for one in self.domains)

    @property
    def of(self) -> int:
        """Out of how many components."""
        return sum(one.of for one in self.domains)

    @property
    def rank(self) -> int:
        """The level's place from below: 0 for none."""
        return self.charter.levels.index(self.level) + 1 if self.level else 0

    @property
    def lacks(self) -> tuple[tuple[DomainCount, int], ...]:
        """The domains that lack something for the next level, and how many components each; empty at the highest."""
        if self.next is None:
            return ()
        upto = self.charter.levels[: self.rank + 1]
        more = ((one, max(one.needed(level) for level in upto) - one.counted) for one in self.domains)
        return tuple((one, count) for one, count in more if count > 0)

    @property
    def distance(self) -> int:
        """How many more components the next level takes; 0 at the highest."""
        return sum(more for _, more in self.lacks)

    def lacking(self, level: Level) -> tuple[DomainCount, ...]:
        """The domains that keep a level (or one below it) from being held."""
        upto = self.charter.levels[: self.charter.levels.index(level) + 1]
        return tuple(one for one in self.domains if not all(one.is_met(step) for step in upto))


def standing(charter: Charter, counted: Collection[str], applicable: Collection[str] | None = None) -> Standing:
    """The standing when the components in `counted` count; `applicable` leaves all others out of account."""
    wanted = set(charter.components if applicable is None else applicable)
    counts = []
    for domain in charter.domains:
        inside = [one.id for one in domain.components if one.id in wanted]
        hits = sum(one in counted for one in inside)
        alone = _held(charter, [(hits, len(inside))]) if inside else None
        counts.append(DomainCount(domain, hits, len(inside), alone))
    pairs = [(one.counted, one.of) for one in counts if one.of]
    level = _held(charter, pairs) if pairs else None
    rank = charter.levels.index(level) + 1 if level else 0
    after = charter.levels[rank] if rank < len(charter.levels) else None
    return Standing(charter, tuple(counts), level, after)


def _held(charter: Charter, pairs: list[tuple[int, int]]) -> Level | None:
    """The highest level whose rule, and that of every level below, holds for every (counted, of)."""
    held = None
    for level in charter.levels:
        if not all(hits >= level.rule.needed(of) for hits, of in pairs):
            break
        held = level
    return held


def fulfilled(charter: Charter, assessment: Assessment) -> frozenset[str]:
    """The components whose status is Fulfilled."""
    return frozenset(one.id for one in charter if assessment.component(one.id).status is Status.FULFILLED)


def evidenced(holdings: Holdings, assessment: Assessment, on: date) -> frozenset[str]:
    """The fulfilled components that have evidence which is current on that day."""
    return frozenset(one for one in fulfilled(holdings.charter_of(assessment), assessment)
                     if any(piece.is_current(on) for piece in holdings.supporting(assessment, one)))


def moderated(charter: Charter, assessment: Assessment) -> frozenset[str]:
    """The fulfilled components that the steering group agreed with."""
    return fulfilled(charter, assessment) & agreed(assessment.moderations)


@dataclass(frozen=True, slots=True)
class Score:
    """The readings of one assessment side by side.

    `moderated` is there when the steering group decided anything, `applicable_only` when something is Not applicable.
    """

    assessment: Assessment
    on: date
    self_assessed: Standing
    evidenced: Standing
    moderated: Standing | None
    applicable_only: Standing | None
    needs: tuple[Need, ...]


def score(holdings: Holdings, assessment: Assessment, on: date) -> Score:
    """Every reading of an assessment, evidence being current or not on the day `on`."""
    charter = holdings.charter_of(assessment)
    done = fulfilled(charter, assessment)
    own = standing(charter, done)
    applicable = [one.id for one in charter
                  if assessment.component(one.id).status is not Status.NOT_APPLICABLE]
    partial = len(applicable) < len(charter.components)
    return Score(
        assessment, on, own,
        standing(charter, evidenced(holdings, assessment, on)),
        standing(charter, moderated(charter, assessment)) if is_moderated(assessment.moderations) else None,
        standing(charter, done, applicable) if partial else None,
        shortest_way(own, assessment),
    )


def shortest_way(own: Standing, assessment: Assessment) -> tuple[Need, ...]:
    """What each domain lacks for the next level, with its candidates; empty at the highest level."""
    return tuple(Need(count.domain, more, nearest(count.domain, assessment)) for count, more in own.lacks)


def nearest(domain: Domain, assessment: Assessment) -> tuple[str, ...]:
    """A domain's components that are not fulfilled, the one nearest to it first.

    Working towards comes before Not started, and Not applicable last; within these, the larger share of
    practices in place (Partly counts half), then the charter's order.
    """
    order = (Status.WORKING_TOWARDS, Status.NOT_STARTED, Status.NOT_APPLICABLE)
    left = [one for one in domain.components if assessment.component(one.id).status is not Status.FULFILLED]
    return tuple(one.id for one in sorted(left, key=lambda one: (
        order.index(assessment.component(one.id).status), -practice_share(assessment, one.id, len(one.practices)))))


def practice_share(assessment: Assessment, component_id: str, practices: int) -> float:
    """The share of a component's practices that are in place, Partly counting half."""
    weight = {"in-place": 1.0, "partly": 0.5}
    marks = (assessment.practice(f"{component_id}.{place}").mark for place in range(1, practices + 1))
    return sum(weight.get(mark, 0.0) if mark else 0.0 for mark in marks) / practices if practices else 0.0
