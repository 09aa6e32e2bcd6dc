"""Level wording: the sentences about a level, its proof, its future and the way to the next one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from anchor_app.domain.charter import Charter
from anchor_app.domain.guidance import Concern, Fall, close_levels
from anchor_app.domain.month import MONTHS
from anchor_app.domain.scoring import DomainCount, Need, Score, Standing
from anchor_app.domain.wording import listed, number_words

_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def ordinal_words(place: int) -> str:
    """A place in a row in words up to tenth, in digits above, as in "third" and "21st"."""
    if 0 < place < len(_ORDINALS):
        return _ORDINALS[place]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def count_words(count: int, one: str, many: str = "") -> str:
    """A count with its noun, as in "one component" and "two components"."""
    return f"{number_words(count)} {one if count == 1 else many or one + 's'}"


def capitalised(text: str) -> str:
    """The text with a capital at its start; all other letters stay as they are."""
    return text[:1].upper() + text[1:]


def day_words(day: date) -> str:
    """A day as people write it, as in "31 March 2027", whatever the system's language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def level_inside(standing: Standing) -> str:
    """The level's name as it stands inside a sentence, as in "Silver" and "not yet Bronze"."""
    name = standing.level_name
    return name if standing.level else name[:1].lower() + name[1:]


def level_title(standing: Standing, reading: str = "self-assessed") -> str:
    """The headline of a reading, as in "Silver, self-assessed"."""
    return f"{standing.level_name}, {reading}"


def count_sentence(standing: Standing) -> str:
    """How many components are fulfilled, and what the weakest domain has."""
    if not standing.counted:
        return "No component is fulfilled yet."
    count = f"{standing.counted} of {standing.of} components fulfilled."
    inside = [one for one in standing.domains if one.of]
    empty = [one.domain.short_title for one in inside if not one.counted]
    if len(empty) > 3:
        return f"{count} {capitalised(count_words(len(empty), 'domain'))} have none yet."
    if empty:
        return f"{count} {listed(empty)} {'has' if len(empty) == 1 else 'have'} none yet."
    if standing.counted == standing.of:
        return f"{count} Every domain is complete."
    return f"{count} Every domain has at least {number_words(min(one.counted for one in inside))}."


def forecast_words(now: Standing, falls: Sequence[Fall], *, begins: bool = True) -> str:
    """What becomes of the evidenced reading in the year to come, if no evidence is renewed or added.

    With `begins` it begins with the level that is held now; without, a badge before it says so.
    """
    if not falls:
        if now.level:
            return "holds for the coming year"
        if not now.counted:
            return "no fulfilled component has current evidence"
        return f"{count_words(now.counted, 'fulfilled component')} with current evidence"
    parts = []
    for place, fall in enumerate(falls):
        start = f"{fall.before.level_name} " if begins and not place else ""
        parts.append(f"{start}until {day_words(fall.until)}, then {level_inside(fall.after)}{_unless(fall)}")
    return "; ".join(parts)


def _unless(fall: Fall) -> str:
    names = [one.reference for one in fall.unless[:3]]
    if len(fall.unless) > 3:
        names.append(f"{number_words(len(fall.unless) - 3)} more")
    return f", unless {listed(names)} {'is' if len(fall.unless) == 1 else 'are'} renewed" if names else ""


def rule_words(count: DomainCount, standing: Standing) -> str:
    """The rule of the level held (below all levels: of the first) in one domain, and whether it is met."""
    level = standing.level or standing.charter.levels[0]
    if not count.of:
        return "nothing applicable: passed over"
    return f"{count.needed(level)} needed for {level.name}: {'met' if count.is_met(level) else 'not met'}"


def proof_title(standing: Standing) -> str:
    """The question that the proof answers, as in "Why Silver"."""
    return f"Why {level_inside(standing)}"


def close_sentences(charter: Charter) -> tuple[str, ...]:
    """Where two levels lie one component apart: which they are, and which component it is."""
    found = []
    for lower, upper, between in close_levels(charter):
        if between != 1:
            continue
        for domain in charter.domains:
            needed = upper.rule.needed(len(domain.components))
            if needed > lower.rule.needed(len(domain.components)):
                found.append(f"{lower.name} and {upper.name} differ by one component: "
                             f"a {ordinal_words(needed)} in {domain.short_title}.")
    return tuple(found)


def way_title(standing: Standing) -> str:
    """The heading over what is lacking for the next level."""
    return f"Shortest way to {standing.next.name}" if standing.next else f"At {standing.level_name}"


def way_sentence(score: Score) -> str:
    """Which domains lack how many components for the next level; at the top, that there is none."""
    own = score.self_assessed
    if own.next is None:
        return f"{own.level_name} is the highest level of this charter. Keep its evidence current."
    more = count_words(sum(one.more for one in score.needs), "more component")
    where = score.needs[0].domain.short_title if len(score.needs) == 1 else count_words(len(score.needs), "domain")
    return f"{capitalised(more)} in {where}."


def need_words(need: Need) -> str:
    """What one domain lacks, as in "Property: one more"."""
    return f"{need.domain.short_title}: {number_words(need.more)} more"


def practices_words(in_place: int, of: int) -> str:
    """How many practices are in place, as in "1 of 2 practices in place"."""
    return f"{in_place} of {of} {'practice' if of == 1 else 'practices'} in place" if of else "no practices listed"


def concern_words(concern: Concern) -> str:
    """A concern without its number."""
    return concern.attention.words(len(concern.items))


def damaged_words(count: int) -> str:
    """The words that go with a number of damaged documents."""
    return "document damaged or missing" if count == 1 else "documents damaged or missing"


def standing_words(standing: Standing) -> str:
    """A level with its count, as in "Bronze, 8 components"."""
    return f"{standing.level_name}, {standing.counted} {'component' if standing.counted == 1 else 'components'}"


def size_words(size: int) -> str:
    """A size in bytes as people read it, in decimal units as file managers show it."""
    if size < 1000:
        return f"{size} {'byte' if size == 1 else 'bytes'}"
    value, unit = size / 1000, "KB"
    for bigger in ("MB", "GB"):
        if value >= 999.5:
            value, unit = value / 1000, bigger
    return f"{value:.0f} {unit}" if value >= 9.95 else f"{value:.1f} {unit}"
