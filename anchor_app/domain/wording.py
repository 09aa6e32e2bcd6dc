"""Sentences that screens share: what a status does to the level, and what practices speak for."""

from __future__ import annotations

from collections.abc import Sequence

from anchor_app.domain.assessment import Assessment, Status
from anchor_app.domain.charter import Charter, Component, Outcome
from anchor_app.domain.evidence import OutcomeReading
from anchor_app.domain.guidance import if_fulfilled, suggested_status
from anchor_app.domain.scoring import DomainCount, Need, Standing, fulfilled, shortest_way, standing

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MOST_NAMED = 3


def number_words(count: int) -> str:
    """A count as it stands in a sentence: a word below ten, digits from there on."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def listed(parts: Sequence[str]) -> str:
    """The parts as a list within a sentence: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def needs_words(needs: Sequence[Need]) -> str:
    """What is lacking, by domain: "one more in Property", or a count where many domains lack something."""
    if len(needs) > _MOST_NAMED:
        total = sum(need.more for need in needs)
        return f"{number_words(total)} more components, in {number_words(len(needs))} domains"
    groups: dict[int, list[str]] = {}
    for need in needs:
        groups.setdefault(need.more, []).append(need.domain.short_title)
    return ", and ".join(f"{number_words(more)} more in {'each of ' if len(names) > 1 else ''}{listed(names)}"
                         for more, names in groups.items())


def what_if(charter: Charter, assessment: Assessment, component_id: str) -> str:
    """What the self-assessed level would be with that component fulfilled, or without it where it is already."""
    done = fulfilled(charter, assessment)
    now = standing(charter, done)
    if component_id in done:
        return _without(charter, assessment, component_id, now)
    after = if_fulfilled(charter, assessment, component_id)
    count = _count_of(after, charter, component_id)
    reaches = f"If {component_id} becomes Fulfilled: {count.domain.short_title} reaches {_of(count)}."
    return f"{reaches} {_level_sentence(now, after, assessment)}"


def _without(charter: Charter, assessment: Assessment, component_id: str, now: Standing) -> str:
    count = _count_of(now, charter, component_id)
    less = standing(charter, fulfilled(charter, assessment) - {component_id})
    counts = f"{component_id} counts: {count.domain.short_title} has {_of(count)}."
    if less.rank < now.rank:
        falls = f"be {less.level.name}" if less.level else f"fall below {now.charter.levels[0].name}"
        counts = f"{counts} Without it the level would {falls}."
    further = _further(now, assessment)
    return f"{counts} {further}." if further else counts


def _level_sentence(now: Standing, after: Standing, assessment: Assessment) -> str:
    further = _further(after, assessment)
    rest = f"; {further}" if further else ""
    if after.level is None:
        return f"That is not yet {after.charter.levels[0].name}{rest}."
    return f"The level {'becomes' if after.rank > now.rank else 'stays'} {after.level.name}{rest}."


def _further(held: Standing, assessment: Assessment) -> str:
    """What the next level needs; empty at the highest."""
    return f"{held.next.name} needs {needs_words(shortest_way(held, assessment))}" if held.next else ""


def _count_of(held: Standing, charter: Charter, component_id: str) -> DomainCount:
    domain = charter.domain_of[component_id]
    return next(one for one in held.domains if one.domain is domain)


def _of(count: DomainCount) -> str:
    return f"{count.counted} of {count.of}"


def suggestion_words(assessment: Assessment, component: Component) -> tuple[Status, str] | None:
    """The status that the practices speak for, and the question whether to set it; None when they do not."""
    status = suggested_status(assessment, component)
    if status is None:
        return None
    if status is Status.FULFILLED:
        count = len(component.practices)
        return status, f"{count} of {count} practices in place: mark as Fulfilled?"
    return status, f"Some practices are under way: mark as {status.words}?"


def outcome_words(outcome: Outcome) -> str:
    """Unit, direction and target of an outcome, as one line."""
    better = "higher is better" if outcome.direction == "up" else "lower is better"
    parts = [f"In {outcome.unit}" if outcome.unit else "", better if outcome.direction else "",
             f"target: {outcome.target}" if outcome.target else ""]
    line = " · ".join(part for part in parts if part)
    return line[:1].upper() + line[1:]


def reading_words(outcome: Outcome | None, reading: OutcomeReading) -> str:
    """A reading's value with its unit: "62 %", and "62" where the outcome has none or the value says it."""
    unit = outcome.unit if outcome else ""
    return reading.value if not unit or unit in reading.value else f"{reading.value} {unit}"
