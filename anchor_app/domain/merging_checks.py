"""What a merge may not do: change what is signed, or leave anything in the air; and the letters of twins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from anchor_app.domain.addressing import Address
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Change, Subject
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.holdings import ANSWERS, Holdings
from anchor_app.domain.lineage import UNTOUCHED, Lineages
from anchor_app.domain.merging_plan import Kind, Side
from anchor_app.domain.merging_records import Merged, Outcome, Record, progress, unit_of
from anchor_app.domain.pack_content import PackContent, Told, shown_name


def hanging(holdings: Holdings, merged: Merged) -> list[Subject]:
    """Links of the pack to evidence that is neither here nor told of; they are passed over."""
    living = {what.item for what, one in merged.items() if what.kind == "evidence" and one.text is not None}
    return [what for what, one in merged.items() if what.kind == "support" and one.text is not None
            and one.mine is None and what.item not in living and what.item not in holdings.evidence]


def frozen(holdings: Holdings, lineages: Lineages, content: PackContent, where: Address, facts: Record,
           merged: Merged) -> Merged:
    """The outcomes with a conflict, of which one side alone can be chosen, where answers would differ from the signed.

    What is signed is the side that came further; each of its answers stands as it was signed.
    """
    found = dict(merged)
    for ours in where.assessments.values():
        signed = _signed_side(holdings, where.organisation, ours, facts, merged)
        if signed is None:
            continue
        theirs_stand = signed.only is not Side.MINE
        for what, one in merged.items():
            if what.owner == ours and what.kind in ANSWERS and (
                    one.kind is Kind.CONFLICT or one.text != (one.mine if signed.only is Side.MINE else one.theirs)
                    or (signed.only is None and one.mine != one.theirs)):
                found[what] = one._replace(kind=Kind.CONFLICT, text=one.mine, only=signed.only,
                                           unit=signed.unit or one.unit)
        if theirs_stand and content.audience is Audience.INTERNAL and ours in holdings.assessments:
            for what, text in holdings.facts_in(ours):
                if what.kind in ANSWERS and what not in facts:
                    found[what] = Outcome(Kind.CONFLICT, text, lineages.of(what), text, None,
                                          signed.unit or unit_of(what), only=signed.only)
    return found


class _Signed(NamedTuple):
    """Whose answers are signed: the one side that can be chosen, or what decides between two signatures."""

    only: Side | None = None
    unit: Subject | None = None


def _signed_side(holdings: Holdings, organisation: str, ours: str, facts: Record, merged: Merged) -> _Signed | None:
    """Whose answers are signed, of the side that came further; None where that is a draft."""
    fields = [Subject("assessment", organisation, ours, name) for name in ("revision", "state")]
    theirs = progress({what: facts[what] for what in fields if what in facts})
    here = holdings.assessments.get(ours)
    if here is None:
        return None
    mine = progress({what: Told(here.fact(what.field), UNTOUCHED) for what in fields})
    if not max(mine, theirs)[1]:
        return None
    if mine[0] == theirs[0] and mine[1] and theirs[1]:
        signing = [one for what, one in merged.items() if (what.kind, what.owner, what.item)
                   == ("signing", ours, str(mine[0])) and one.mine != one.theirs]
        if any(one.kind is Kind.CONFLICT for one in signing):
            return _Signed(unit=Subject("signing", ours, str(mine[0]), ""))
        return _Signed(Side.THEIRS if any(one.text == one.theirs for one in signing) else Side.MINE)
    return _Signed(Side.THEIRS if theirs > mine else Side.MINE)


def twins(holdings: Holdings, organisation: str, merged: Merged) -> Iterator[Change]:
    """The letters that tell apart evidence with the same number, by the order of the ids: none, then b, c …"""
    if not any(what.kind == "evidence" and what.owner == organisation for what in merged):
        return
    numbers: dict[str, str | None] = {}
    held: dict[str, str] = {}
    if organisation in holdings.organisations:
        for piece in holdings.evidence_of(organisation):
            numbers[piece.id], held[piece.id] = piece.fact("number"), piece.twin
    for what, one in merged.items():
        if what.kind == "evidence" and what.field == "number":
            numbers[what.item] = one.text
    together: dict[str, list[str]] = defaultdict(list)
    for piece_id, number in numbers.items():
        if number is not None:
            together[number].append(piece_id)
    letters = {one: _letter(place) for ids in together.values() for place, one in enumerate(sorted(ids))}
    for piece_id in sorted(letters.keys() | held.keys()):
        new, old = letters.get(piece_id, ""), held.get(piece_id, "")
        if new != old:
            yield Change(Subject("evidence", organisation, piece_id, "twin"), Evidence.encode("twin", old),
                         Evidence.encode("twin", new))


def _letter(place: int) -> str:
    """No letter for the first, then b to z, then b2 and so on."""
    if not place:
        return ""
    turn, letter = divmod(place - 1, 25)
    return chr(ord("b") + letter) + (str(turn + 1) if turn else "")


def namesake(name: str, where: Address) -> Iterator[str]:
    """The question whether two organisations of one name are the same."""
    if where.namesake:
        yield (f"An organisation called {name} is in this workspace already, under another identity. If it is the same "
               "one, say so; if not, ask for a name that tells them apart.")


def decided_here(merged: Merged) -> Merged:
    """The outcomes for a steering group: a decision on answers that is not known here is a person's to take over.

    Without that a champion's pack could say that the group agreed with all of it.
    """
    return {what: one._replace(kind=Kind.CONFLICT, text=one.mine)
            if what.kind == "moderation" and one.kind in (Kind.NEW, Kind.CHANGED, Kind.REMOVED) else one
            for what, one in merged.items()}


def refusals(holdings: Holdings, charters: Mapping[str, Charter], content: PackContent, where: Address,
             merged: Merged) -> Iterator[str]:
    """Sentences that say why a pack cannot be merged at all."""
    name = shown_name(content.organisation_name)
    yield from namesake(name, where)

    def text(what: Subject) -> str | None:
        one = merged.get(what)
        return one.text if one is not None else holdings.fact(what)

    if any(one.text is not None for one in merged.values()) and not text(
            Subject("organisation", where.organisation, "", "name")):
        yield ("The pack does not say whose it is: the name of the organisation is missing. "
               "Ask its sender for a new one.")
    for ours in where.assessments.values():
        if not any(one.text is not None for what, one in merged.items() if ours in (what.owner, what.item)):
            continue
        digest = text(Subject("assessment", where.organisation, ours, "charter"))
        if not digest or (digest not in charters and digest not in holdings.charters):
            yield (f"The pack of {name} does not hold the charter that an assessment was answered under, so it cannot "
                   "be read. Ask its sender for a new one.")
