"""The method of a comparison in words: rules of the levels, readings, columns, charters, and what is withheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anchor_app.domain.charter import Charter
from anchor_app.domain.counting import Reading
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.wording import number_words

COVERAGE = "Coverage"
"""The title of the part that begins the second half."""

_LEVELS = "A level is held when its rule holds in every domain, and every level below it is held too."
_READINGS: Mapping[Reading, str] = {
    Reading.SELF: "Self-assessed: every component that the organisation itself judges as Fulfilled counts.",
    Reading.EVIDENCED: "Evidenced: of these, only components with at least one piece of evidence that is current on "
                       "{day} count.",
    Reading.MODERATED: "Moderated: of these, only components that the steering group agreed with count; an "
                       "organisation of which nothing was decided has no moderated level.",
}
_COLUMNS = (
    "Not applicable counts as not fulfilled, because the charter knows no such status.",
    "Each organisation is shown by its last assessment of the period, unless a round is named.",
    "Change: how many more components count than in the organisation\u2019s last assessment of an earlier period; "
    "\u201cnew\u201d where there is none, \u2013 where the two cannot be compared.",
    "To next: how many more components the next level takes, over all domains.",
)
_COVERAGE = (
    "Fulfilled counts in the reading above. Fulfilled, not proven: by the organisation\u2019s own judgement, but not "
    "in that reading. Planned: worked towards, a focus, or with an opportunity noted. Lacking: nothing of all that.",
    "Lacked by most: more than half of those to whom the component applies do not fulfil it.",
)
_HELP = (
    "An organisation can help with a component that it fulfils and that the steering group agreed with, or, while "
    "nothing of it was moderated, that current evidence proves. It helps those who have the component as a focus or an "
    "opportunity, the same place first.")
_TREND = (
    "Each period shows the organisations that had an assessment in it. \u201cChange of those that stayed\u201d leaves "
    "newcomers out, so that they neither hide nor feign progress.")


@dataclass(frozen=True, slots=True)
class MethodPart:
    """A heading with its paragraphs."""

    title: str
    sentences: tuple[str, ...]


def method(charters: Sequence[Charter], reading: Reading, on: date, smallest: int,
           is_public: bool) -> tuple[MethodPart, ...]:
    """How everything in a comparison was counted, in the order in which a reader asks."""
    parts = [MethodPart(f"Levels of {one.title}, {one.edition}", (_LEVELS, *level_rules(one))) for one in charters]
    parts += [
        MethodPart("Readings", (f"This comparison shows the reading {reading.words}.",
                                *(one.format(day=day_words(on)) for one in _READINGS.values()))),
        MethodPart("The board", _COLUMNS),
        MethodPart(COVERAGE, _COVERAGE)]
    if not is_public:
        parts.append(MethodPart("Who can help whom", (_HELP,)))
    parts += [MethodPart("Trend", (_TREND,)), MethodPart("Names", _names(smallest, is_public))]
    if charters:
        parts.append(MethodPart("Charters", tuple(
            f"{one.title}, {one.edition}, checksum {one.digest[:12]} \u2026" for one in charters)))
    return tuple(parts)


def level_rules(charter: Charter) -> tuple[str, ...]:
    """The rule of each level, as in "Silver: at least 2 of the components fulfilled, in every domain."."""
    return tuple(f"{one.name}: {one.rule} of the components fulfilled, in every domain." for one in charter.levels)


def _names(smallest: int, is_public: bool) -> tuple[str, ...]:
    if not is_public:
        return ("This comparison names its organisations: it is for the collaborative, and not for the public.",)
    return (
        "This is the public view. An organisation with an alias stands under it, without kind, place and movement.",
        f"Groups of fewer than {number_words(smallest)} organisations are not shown, because they would tell who is "
        "who. Where fewer than that have an alias, nobody is named.",
        "Who is missing, who could help whom, and what lies behind a count are left out.")
