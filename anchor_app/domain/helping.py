"""Who can help whom: what is proven at one organisation and a focus or an opportunity at another, nearest first."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest

from anchor_app.domain.assessment import Status
from anchor_app.domain.board_rows import AssessmentRow
from anchor_app.domain.charter import Charter, Component
from anchor_app.domain.collaborative import Introduction
from anchor_app.domain.commands import Command, Together, together
from anchor_app.domain.introducing import NoteIntroduction
from anchor_app.domain.members import Member, place_key, text_key

MOST_FOR_TAKER = 6
"""Matches suggested to one organisation, so that nobody is met with a crowd."""
MOST_FOR_COMPONENT = 2
"""Matches suggested to one organisation for one component."""


@dataclass(frozen=True, slots=True)
class Match:
    """That `giver` could help `taker` with a component.

    `is_agreed` says that the steering group agreed with the giver's; else its evidence is current. `introduction` is
    the one that was noted of it in this period.
    """

    giver: Member
    taker: Member
    component: Component
    is_agreed: bool
    is_focus: bool
    is_same_place: bool
    introduction: Introduction | None = None

    @property
    def reason(self) -> str:
        """Why, in a few words: "agreed with by the steering group, a focus there, same place"."""
        proof = "agreed with by the steering group" if self.is_agreed else "with current evidence"
        wish = "a focus there" if self.is_focus else "an opportunity there"
        return ", ".join((proof, wish, *(["same place"] if self.is_same_place else [])))


def can_give(row: AssessmentRow) -> frozenset[str]:
    """The components that an organisation can help with: fulfilled, and agreed with.

    While nothing in the assessment was moderated, current evidence stands for the agreement.
    """
    done = frozenset(key for key, status in row.statuses.items() if status is Status.FULFILLED)
    return done & (row.agreed if row.is_moderated else row.current)


def would_take(row: AssessmentRow) -> frozenset[str]:
    """The components that an organisation has as a focus or an opportunity, and does not fulfil."""
    settled = {key for key, status in row.statuses.items() if status in (Status.FULFILLED, Status.NOT_APPLICABLE)}
    return (row.focus | row.opportunities) - settled


def matches(charter: Charter, rows: Mapping[str, AssessmentRow], members: Collection[Member], period: str,
            introductions: Iterable[Introduction] = (), *, most: int = MOST_FOR_TAKER,
            most_for_component: int = MOST_FOR_COMPONENT) -> tuple[Match, ...]:
    """The matches of a period among members with a row under the charter; `rows` are by organisation.

    By taker's name; for each taker a first match for every component before a second for any, focuses first, then the
    charter's order. Givers of the same place come before others, those agreed with before those with evidence alone;
    among equals they take turns, so that the first by name is not asked for everything.
    """
    order = sorted((one for one in members if one.organisation in rows
                    and rows[one.organisation].charter == charter.digest),
                   key=lambda one: (text_key(one.name), one.organisation))
    givers = _Givers(order, rows)
    noted = {(one.giver, one.taker, one.component): one for one in introductions if one.period == period}
    found: list[Match] = []
    for taker in order:
        row = rows[taker.organisation]
        wanted = sorted((one for one in charter if one.id in would_take(row)), key=lambda one: one.id not in row.focus)
        lists = [[Match(giver, taker, component, rows[giver.organisation].is_moderated, component.id in row.focus,
                        is_same, noted.get((giver.organisation, taker.organisation, component.id)))
                  for giver, is_same in givers.take(component.id, taker, most_for_component)] for component in wanted]
        turns = chain.from_iterable(zip_longest(*lists))
        found += [one for one in turns if one is not None][:most]
    return tuple(found)


class _Givers:
    """Who can help with each component, in the order in which they are asked next."""

    def __init__(self, members: Iterable[Member], rows: Mapping[str, AssessmentRow]) -> None:
        self._by_place: dict[tuple[str, str, bool], deque[Member]] = defaultdict(deque)
        self._everywhere: dict[tuple[str, bool], deque[Member]] = defaultdict(deque)
        for member in members:
            row = rows[member.organisation]
            for component in can_give(row):
                self._by_place[component, place_key(member.place), row.is_moderated].append(member)
                self._everywhere[component, row.is_moderated].append(member)

    def take(self, component: str, taker: Member, most: int) -> list[tuple[Member, bool]]:
        """So many givers, the nearest first, and whether each is of the taker's place; they go to the end of the row.

        An unknown place is nobody's neighbour.
        """
        place, found = place_key(taker.place), list[tuple[Member, bool]]()
        if place:
            for is_agreed in (True, False):
                row = self._by_place.get((component, place, is_agreed), deque())
                found += [(one, True) for one in _next(row, most - len(found), "")]
        for is_agreed in (True, False):
            row = self._everywhere.get((component, is_agreed), deque())
            found += [(one, False) for one in _next(row, most - len(found), place)]
        return found


def _next(row: deque[Member], most: int, but_of: str) -> Iterator[Member]:
    """The next members of a row but those of a place; those that are taken go to the end of it."""
    if most <= 0:
        return
    taken = []
    for one in row:
        if not but_of or place_key(one.place) != but_of:
            taken.append(one)
            if len(taken) == most:
                break
    for one in taken:
        row.remove(one)
    row.extend(taken)
    yield from taken


def note_all(found: Iterable[Match], period: str, on: date) -> Together:
    """The wish to note the matches that are not noted yet as introductions to make, as one edit."""
    wishes: list[Command] = [NoteIntroduction(one.giver.organisation, one.taker.organisation, one.component.id, period,
                                              on, one.reason) for one in found if one.introduction is None]
    return together("Note an introduction" if len(wishes) == 1 else f"Note {len(wishes)} introductions", wishes)
