"""Report view: the holdings as an audience of a report may see them, and how much of what was left out of them and why.

The same rules as for packs (`audience_rules`) apply once, before anything is said, so that no report can forget them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.audience_rules import STUB, Why, kept_within, too_sensitive, withheld
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Subject
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.record import Record
from anchor_app.domain.year_tables import YEAR_ROUND

Kept = TypeVar("Kept", bound=Record)

OF_REPORTS: frozenset[str] = frozenset({
    "report-plan", "front-sheet", "front-sheet-line", "front-sheet-answer", "implication", "emblem"})
"""Kinds that are the words and looks of reports themselves, written for those who read them; they go in no pack."""
SOMEBODY = "another organisation"
"""What stands for the name of an organisation that has an alias, where others may read it."""

@dataclass(frozen=True, slots=True)
class Seen:
    """What an audience sees: the holdings without the rest, and of how many records how much was left out and why.

    `hidden` are the ids of the evidence of which only the stub is there.
    """

    holdings: Holdings
    audience: Audience
    left_out: Mapping[Why, int]
    hidden: frozenset[str] = frozenset()


def seen_by(holdings: Holdings, audience: Audience, organisations: Collection[str],
            assessments: Collection[str] | None = None) -> Seen:
    """What an audience sees of some organisations; all others, and all but those assessments, are not in it.

    Of others only those of their shared stories are there that these took up. Personal data are in no report. How to
    reach a representative stays with whoever keeps it.
    """
    wanted = _assessments(holdings, organisations, assessments)
    out: Counter[Why] = Counter()
    pieces = {key: _piece(one, audience, out) for key, one in holdings.evidence.items()
              if one.organisation in organisations}
    hidden = frozenset(key for key, one in pieces.items() if one is not holdings.evidence[key])
    taken = _taken_from_others(holdings, organisations)
    tables: dict[str, Any] = {table: _year_round(holdings, kind, table, audience, organisations, taken, out)
                              for kind, (table, _) in YEAR_ROUND.items() if kind not in OF_REPORTS}
    seen = replace(
        holdings,
        organisations={key: _organisation(one, audience, key in organisations)
                       for key, one in holdings.organisations.items()},
        assessments={one.id: _assessment(one, audience, out) for one in wanted},
        evidence=pieces, readings=_readings(holdings, audience, organisations, hidden, out), **tables)
    if audience is Audience.PUBLIC:
        # Who was where, and who was brought together with whom, is not told to the public.
        seen = replace(seen, meetings={}, meeting_items={}, representatives={}, introductions={},
                       taken_up={key: replace(one, by=_public_name(holdings, one.by), note="")
                                 for key, one in seen.taken_up.items()})
    return Seen(seen, audience, dict(sorted(out.items(), key=lambda one: list(Why).index(one[0]))), hidden)


def _assessments(holdings: Holdings, organisations: Collection[str],
                 assessments: Collection[str] | None) -> Iterable[Assessment]:
    return (one for one in holdings.assessments.values() if one.organisation in organisations
            and (assessments is None or one.id in assessments))


def _blanked(kind: str, owner: str, item: str, record: Kept, audience: Audience, out: Counter[Why]) -> Kept:
    """A record without the fields that do not go to an audience."""
    gone: dict[str, str | None] = {}
    for name in record.field_names():
        why = withheld(Subject(kind, owner, item, name), audience)
        if why is not None and record.fact(name) is not None:
            gone[name] = None
            out[why] += 1
    return record.with_facts(gone) if gone else record


def _organisation(one: Organisation, audience: Audience, is_told_of: bool) -> Organisation:
    """Its details; of others than those that are told of, nothing but what names them."""
    if audience is Audience.INTERNAL and is_told_of:
        return one
    name = one.alias.strip() if audience is Audience.PUBLIC and not is_told_of and one.alias.strip() else ""
    seen = _blanked("organisation", one.id, "", one, audience, Counter())
    if name:
        return replace(seen, name=name, short_name="", kind=None, place="")
    return seen if is_told_of else replace(seen, champion_contact="", lead_contact="")


def _piece(piece: Evidence, audience: Audience, out: Counter[Why]) -> Evidence:
    """A piece, or only what is told of it whatever its sensitivity."""
    why = too_sensitive(piece, audience, with_personal_data=False)
    if why is None:
        return _blanked("evidence", piece.organisation, piece.id, piece, audience, out)
    out[why] += 1
    return piece.with_facts(dict.fromkeys(name for name in piece.field_names() if name not in (*STUB, "twin")))


def _assessment(one: Assessment, audience: Audience, out: Counter[Why]) -> Assessment:
    if audience is Audience.INTERNAL:
        return one

    def table(kind: str, records: Mapping[str, Kept]) -> dict[str, Kept]:
        return {item: _blanked(kind, one.id, item, record, audience, out) for item, record in records.items()}

    moderations = {item: held for item, held in table("moderation", one.moderations).items() if held.facts()}
    return replace(one, components=table("component", one.components), signings=table("signing", one.signings),
                   moderations=moderations, sendings={}, receipts={})


def _readings(holdings: Holdings, audience: Audience, organisations: Collection[str], hidden: frozenset[str],
              out: Counter[Why]) -> dict[str, Any]:
    """The readings; what one says of a piece that is not shown goes with it."""
    found = {}
    for key, one in holdings.readings.items():
        if one.organisation not in organisations:
            continue
        seen = _blanked("reading", one.organisation, key, one, audience, out)
        if seen.facts():
            found[key] = replace(seen, source="") if seen.evidence in hidden else seen
    return found


def _taken_from_others(holdings: Holdings, organisations: Collection[str]) -> frozenset[tuple[str, str]]:
    """Kind and key of what organisations took up from others, and of the stories, as far as these are shared."""
    takers = [holdings.organisations[key] for key in organisations if key in holdings.organisations]
    found: set[tuple[str, str]] = set()
    for one in holdings.taken_up.values():
        story = holdings.stories.get(owned_key(one.organisation, one.story))
        if (story is not None and story.shareable and one.organisation not in organisations
                and any(taker.answers_to(one.by) for taker in takers)):
            found |= {("taken-up", one.key), ("story", story.key)}
    return frozenset(found)


def _year_round(holdings: Holdings, kind: str, table: str, audience: Audience, organisations: Collection[str],
                taken: Collection[tuple[str, str]], out: Counter[Why]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, one in getattr(holdings, table).items():
        if one.organisation and one.organisation not in organisations and (kind, key) not in taken:
            continue
        what = Subject(kind, one.organisation, one.id, "")
        why = kept_within(what, holdings, audience, with_personal_data=False)
        if why is not None:
            out[why] += kind in ("action", "story")
            continue
        seen = _blanked(kind, one.organisation, one.id, one, audience, out)
        if kind == "representative" and audience is not Audience.INTERNAL:
            seen = replace(seen, contact="")
        if seen.facts():
            found[key] = seen
    return found


def _public_name(holdings: Holdings, name: str) -> str:
    """Who took a story up, where everybody may read it: who has an alias elsewhere is not named here."""
    is_hidden = any(one.answers_to(name) and one.alias.strip() for one in holdings.organisations.values())
    return SOMEBODY if is_hidden else name
