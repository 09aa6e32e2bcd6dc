"""Commands about the lists that a front sheet asks about: add a line, change its words, withdraw it, move it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from anchor_app.domain.brief import brief
from anchor_app.domain.charter import Charter
from anchor_app.domain.commands import changes_of, new_id
from anchor_app.domain.edit import Change, Edit
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.implication import SHIPPED, AskedKind, Implication
from anchor_app.domain.owned_record import owned_key

OBJECTIVE_OF_DOMAIN = "domain."
"""How the id of an objective begins that a charter's domain is."""

_LONGEST = 64 - len(OBJECTIVE_OF_DOMAIN)
"""Characters of a domain's id that fit behind it."""


@dataclass(frozen=True, slots=True)
class AddImplication:
    """Add a line at the end of the list of implications, or of objectives."""

    words: str
    kind: AskedKind = AskedKind.IMPLICATION
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        there = every(holdings, self.kind)
        words = _words(there, self.words, self.id)
        made = Implication(self.id, "", self.kind, words, max((one.number for one in there), default=0) + 1)
        return Edit.of(f"Add the {self.kind.value} {brief(words)}", _kept(holdings, made))


@dataclass(frozen=True, slots=True)
class AmendImplication:
    """Change the words of a line; front sheets that were answered keep the words they were answered under."""

    item: str
    words: str

    def edit(self, holdings: Holdings) -> Edit:
        held = asked_item(holdings, self.item)
        words = _words(every(holdings, held.kind), self.words, held.id)
        return Edit.of(f"Change the {held.kind.value} {brief(held.words)}",
                       _kept(holdings, replace(held, words=words)))


@dataclass(frozen=True, slots=True)
class WithdrawImplication:
    """Ask about a line no more, or with `is_withdrawn` False again; what was answered stays."""

    item: str
    is_withdrawn: bool = True

    def edit(self, holdings: Holdings) -> Edit:
        held = asked_item(holdings, self.item)
        return Edit.of(f"{'Withdraw' if self.is_withdrawn else 'Ask again about'} the {held.kind.value} "
                       f"{brief(held.words)}", _kept(holdings, replace(held, is_withdrawn=self.is_withdrawn)))


@dataclass(frozen=True, slots=True)
class MoveImplication:
    """Move a line to a place, from 0, among those of its list that are asked about."""

    item: str
    place: int

    def edit(self, holdings: Holdings) -> Edit:
        held = asked_item(holdings, self.item)
        others = [one for one in asked(holdings, held.kind) if one.id != held.id]
        others.insert(max(0, min(self.place, len(others))), held)
        changes = [change for number, one in enumerate(others, start=1) if one.number != number
                   for change in _kept(holdings, replace(one, number=number))]
        return Edit.of(f"Move the {held.kind.value} {brief(held.words)}", changes)


def asked(holdings: Holdings, kind: AskedKind) -> tuple[Implication, ...]:
    """The list that a front sheet asks about now, in order."""
    return tuple(one for one in every(holdings, kind) if not one.is_withdrawn)


def every(holdings: Holdings, kind: AskedKind) -> tuple[Implication, ...]:
    """The list with what was withdrawn, in order: as shipped, or by the charter's domains, until it is changed."""
    listed = {one.id: one for one in (SHIPPED if kind is AskedKind.IMPLICATION else _domains(holdings))}
    listed |= {one.id: one for one in holdings.owned("implications", "") if one.kind is kind}
    return tuple(sorted(listed.values(), key=lambda one: (one.number, one.id)))


def asked_item(holdings: Holdings, item: str) -> Implication:
    """A line by its id, withdrawn or not; raises UnknownItem."""
    for kind in AskedKind:
        for one in every(holdings, kind):
            if one.id == item:
                return one
    raise UnknownItem("That line is not in the list any more.")


def usual_charter(holdings: Holdings) -> Charter | None:
    """The charter that the newest assessment follows; without any, the one of the latest edition."""
    newest = max((one for one in holdings.assessments.values() if one.charter in holdings.charters),
                 key=lambda one: (one.period, one.id), default=None)
    if newest is not None:
        return holdings.charters[newest.charter]
    return max(holdings.charters.values(), key=lambda one: (one.edition, one.digest), default=None)


def _domains(holdings: Holdings) -> Iterator[Implication]:
    charter = usual_charter(holdings)
    for one in charter.domains if charter else ():
        key = OBJECTIVE_OF_DOMAIN + (one.id if len(one.id) <= _LONGEST else f"number-{one.number}")
        yield Implication(key, "", AskedKind.OBJECTIVE,
                          f"Supports domain {one.number}: {one.title}", one.number)


def _kept(holdings: Holdings, line: Implication) -> Iterator[Change]:
    """The changes that keep a whole line, also of one that stood in the shipped list until now."""
    before = holdings.implications.get(owned_key("", line.id)) or Implication(line.id)
    return changes_of("implication", "", line.id, before,
                      {name: getattr(line, name) for name in Implication.field_names()})


def _words(there: tuple[Implication, ...], words: str, item: str) -> str:
    words = " ".join(words.split())
    if not words:
        raise WrongValue("A line of the list needs its words.")
    if any(one.words.casefold() == words.casefold() and one.id != item for one in there):
        raise WrongValue(f"“{brief(words)}” stands in the list already; it may have been withdrawn.")
    return words
