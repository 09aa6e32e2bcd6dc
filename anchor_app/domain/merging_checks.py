"""What a merge may not do: change what is signed, or leave anything in the air; and the letters of twins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from anchor_app.domain.addressing import Address
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Change, Subject
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.lineage import UNTOUCHED, Lineages
from anchor_app.domain.merging_plan import Kind, Side
from anchor_app.domain.merging_records import Merged, Outcome, Record, progress, unit_of
from anchor_app.domain.pack_content import PackContent, Told

ANSWERS = frozenset({"component", "practice", "principle", "opportunity", "support"})
"""Kinds of subjects that are signed as the answers of an assessment."""


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
    sides = {ours: side for ours in where.assessments.values()
             if (side := _signed_side(holdings, where.organisation, ours, facts))}
    if not sides:
        return merged
    found = dict(merged)
    for what, one in merged.items():
        side = sides.get(what.owner)
        if side is not None and what.kind in ANSWERS and (
                one.kind is Kind.CONFLICT or one.text != (one.mine if side is Side.MINE else one.theirs)):
            found[what] = one._replace(kind=Kind.CONFLICT, text=one.mine, only=side)
    if content.audience is Audience.INTERNAL:
        for ours in (one for one, side in sides.items() if side is Side.THEIRS and one in holdings.assessments):
            for what, text in holdings.facts_in(ours):
                if what.kind in ANSWERS and what not in facts:
                    found[what] = Outcome(Kind.CONFLICT, text, lineages.of(what), text, None, unit_of(what),
                                          only=Side.THEIRS)
    return found


def _signed_side(holdings: Holdings, organisation: str, assessment_id: str, facts: Record) -> Side | None:
    """Whose answers are signed, of the side that came further; None where that is a draft."""
    fields = [Subject("assessment", organisation, assessment_id, name) for name in ("revision", "state")]
    theirs = progress({what: facts[what] for what in fields if what in facts})
    here = holdings.assessments.get(assessment_id)
    if here is None:
        return None
    mine = progress({what: Told(here.fact(what.field), UNTOUCHED) for what in fields})
    further, side = (theirs, Side.THEIRS) if theirs > mine else (mine, Side.MINE)
    return side if further[1] else None


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


def refusals(holdings: Holdings, charters: Mapping[str, Charter], content: PackContent, where: Address,
             merged: Merged) -> Iterator[str]:
    """Sentences that say why a pack cannot be merged at all."""
    name = content.organisation_name
    if where.namesake:
        yield (f"An organisation called {name} is in this workspace already, under another identity. If it is the same "
               "one, say so; if not, ask for a name that tells them apart.")

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
