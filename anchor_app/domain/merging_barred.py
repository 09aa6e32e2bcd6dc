"""What no pack may say, however well it is made: that others' records are its own, or what the app never lets be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from anchor_app.domain.addressing import Address
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.evidence import Evidence, OutcomeReading
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.merging_checks import namesake
from anchor_app.domain.pack_content import PackContent, shown_name
from anchor_app.domain.period import Period, Round

MOST_REVISIONS = 10_000
"""The revision up to which a pack is believed; nobody reopens an assessment more often."""

_ASK = "Nothing of it was used. Ask its sender for a new one."


def barred(holdings: Holdings, content: PackContent, where: Address) -> tuple[str, ...]:
    """Why nothing of a pack is merged at all, before any field of it is looked at: sentences, or none.

    Ids are random, so two that are the same by chance do not happen: such a pack was made by hand, or from a copy of
    another organisation's workspace.
    """
    name = shown_name(content.organisation_name)
    taken = tuple(_taken(holdings, content, where))
    if taken and where.namesake:  # once a person says that the two are one, the ids may well be its own
        return tuple(namesake(name, where))
    return (*(f"The pack of {name} {one}" for one in taken),
            *(f"The pack of {name} {one}" for theirs in content.assessments
              for one in _impossible(holdings, content, theirs, where.assessments[theirs])))


def _taken(holdings: Holdings, content: PackContent, where: Address) -> Iterator[str]:
    """What a pack takes for its own that is another's here."""
    organisations = {where.organisation, content.organisation}
    owners = {holdings.assessments[one].organisation for one in where.assessments.values()
              if one in holdings.assessments}
    if owners - {where.organisation} or organisations & holdings.assessments.keys() or any(
            one in organisations or one in holdings.organisations for one in where.assessments.values()):
        yield f"takes an assessment of another organisation here for its own. {_ASK}"
    tables: Mapping[str, Mapping[str, Evidence | OutcomeReading]] = {
        "evidence": holdings.evidence, "reading": holdings.readings}
    here = (tables[kind].get(item) for kind, item in {
        (what.kind, what.item) for what in content.facts if what.kind in tables})
    if any(one.organisation != where.organisation for one in here if one is not None):
        yield f"takes evidence of another organisation here for its own. {_ASK}"


def _impossible(holdings: Holdings, content: PackContent, theirs: str, ours: str) -> Iterator[str]:
    """What it says of an assessment and cannot be: when it is of, how often it was reopened, what was answered."""
    def said(name: str) -> str:
        return content.text("assessment", content.organisation, theirs, name)

    if not _is_written_as_here(said("period"), said("round")):
        yield (f"names a period or a round that there is not: “{shown_name(said('period'))} · "
               f"{shown_name(said('round'))}”. {_ASK}")
    revision = said("revision")
    if revision.isdecimal() and int(revision[:12]) > MOST_REVISIONS:
        yield f"says that an assessment was reopened more than {MOST_REVISIONS:,} times, which cannot be. {_ASK}"
    here = holdings.assessments.get(ours)
    if here is not None and here.charter and said("charter") not in ("", here.charter):
        charter = holdings.charters.get(here.charter)
        name = f", {shown_name(charter.title)}, edition {shown_name(charter.edition)}" if charter is not None else ""
        yield (f"has answers for {here.title} under another wording than the one it was answered under here{name}. "
               "Answers to two wordings cannot be brought together. Agree on one of them, and start the other copy "
               "anew under it.")


def _is_written_as_here(period: str, turn: str) -> bool:
    try:
        return (not period or str(Period.parse(period)) == period) and (not turn or Round.parse(turn).value == turn)
    except WrongValue:
        return False
