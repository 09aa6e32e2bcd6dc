"""History: what was changed, when, by whom, from what to what, in the words of the screens."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from anchor_app.domain.assessment import Assessment, Mark, State, Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.errors import UnknownItem
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.organisation import Kind

_ENUMS: Mapping[str, type[Status] | type[Mark] | type[State] | type[Sensitivity]] = {
    "status": Status, "mark": Mark, "state": State, "sensitivity": Sensitivity}
_NOT_SHOWN = frozenset({"workspace", "charter"})
_HIDDEN_FIELDS = frozenset({("organisation", "charter"), ("assessment", "charter"), ("opportunity", "component"),
                            ("opportunity", "place"), ("evidence", "digest"), ("assessment", "started_from"),
                            ("signing", "at")})


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field's change: the entry it belongs to, what it is about in words, and its old and new text in words."""

    entry: int
    at: datetime
    who: str
    label: str
    what: Subject
    about: str
    field: str
    old: str
    new: str
    component: str = ""
    is_undo: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for in a history; an empty field does not narrow anything.

    `assessment` leaves out what is about other assessments; `on_assessment` looks for all that bears on one.
    """

    owners: frozenset[str] = frozenset()
    assessment: str = ""
    component: str = ""
    field: str = ""
    since: date | None = None
    search: str = ""


def on_assessment(assessment: Assessment, component: str = "", since: date | None = None) -> Looked:
    """All that bears on an assessment: its own answers, and the organisation's details, evidence and readings."""
    return Looked(frozenset((assessment.id, assessment.organisation)), assessment.id, component, since=since)


def history_lines(entries: Iterable[Entry], holdings: Holdings,
                  looked: Looked | None = None) -> tuple[HistoryLine, ...]:
    """The lines of a history, oldest entry first, that are looked for, newest first.

    `holdings` name what the changes are about; what is gone since is named by its number alone.
    """
    return tuple(lines_newest_first(reversed(tuple(entries)), holdings, looked))


def lines_newest_first(entries: Iterable[Entry], holdings: Holdings,
                       looked: Looked | None = None) -> Iterator[HistoryLine]:
    """The lines that are looked for, one by one, of a history that comes newest entry first."""
    looked = looked or Looked()
    words = _folded(looked.search)
    for entry in entries:
        if looked.since and entry.at.astimezone().date() < looked.since:
            continue
        if not looked.owners or entry.edit.owners & looked.owners:
            lines = tuple(_lines(entry, holdings))
            yield from (line for line in reversed(lines) if _is_looked_for(line, looked, words))


def _is_looked_for(line: HistoryLine, looked: Looked, words: str) -> bool:
    what = line.what
    is_other = bool(looked.assessment) and what.kind == "assessment" and what.item != looked.assessment
    return (not is_other
            and (not looked.owners or what.owner in looked.owners)
            and (not looked.component or looked.component == line.component)
            and (not looked.field or looked.field == what.field)
            and (not words or words in _folded(f"{line.label} {line.about} {line.old} {line.new} {line.who}")))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()


def _lines(entry: Entry, holdings: Holdings) -> Iterator[HistoryLine]:
    inside = {change.what.item: change.new or change.old or "" for change in entry.edit.changes
              if (change.what.kind, change.what.field) == ("opportunity", "component")}
    for change in entry.edit.changes:
        what = change.what
        if what.kind in _NOT_SHOWN or (what.kind, what.field) in _HIDDEN_FIELDS:
            continue
        component = component_of(what, holdings) or inside.get(what.item, "")
        yield HistoryLine(entry.id, entry.at, entry.who, entry.edit.label, what, _about(what, component, holdings),
                          _field_words(what), _value_words(what, change.old), _value_words(what, change.new),
                          component, bool(entry.reverses))


def component_of(what: Subject, holdings: Holdings) -> str:
    """The component that a change is about; empty for anything else."""
    if what.kind == "component":
        return what.item
    if what.kind == "practice":
        return what.item.rpartition(".")[0]
    if what.kind == "support":
        return what.field
    if what.kind == "opportunity" and what.owner in holdings.assessments:
        held = holdings.assessments[what.owner].opportunities.get(what.item)
        return held.component if held else ""
    return ""


def _about(what: Subject, component: str, holdings: Holdings) -> str:
    match what.kind:
        case "organisation":
            held = holdings.organisations.get(what.owner)
            return held.shown_name if held else "Organisation"
        case "assessment":
            return holdings.assessments[what.item].title if what.item in holdings.assessments else "Assessment"
        case "evidence" | "support":
            piece = holdings.evidence.get(what.item)
            name = f"{piece.reference} {piece.title}" if piece else "Evidence that was removed"
            return f"{component} · {name}" if what.kind == "support" else name
        case "signing":
            return f"Signature of revision {what.item}"
        case "reading":
            return "Reading of an outcome"
    return _charter_words(what, component, holdings)


def _charter_words(what: Subject, component: str, holdings: Holdings) -> str:
    assessment = holdings.assessments.get(what.owner)
    charter = holdings.charters.get(assessment.charter) if assessment else None
    if charter is None:
        return component or what.item
    if what.kind == "principle":
        domain_id, _, principle_id = what.item.partition("/")
        title = next((one.title for one in charter.principles if one.id == principle_id), principle_id)
        return f"{_domain_words(charter, domain_id)} · {title}"
    if what.kind == "practice" and what.item in charter.practices:
        return f"{what.item} {charter.practices[what.item].text}"
    return f"{component} {charter.components[component].title}" if component in charter.components else component


def _domain_words(charter: Charter, domain_id: str) -> str:
    try:
        return charter.domain(domain_id).short_title
    except UnknownItem:
        return domain_id


def _field_words(what: Subject) -> str:
    if what.kind == "support":
        return "Link"
    if what.kind == "opportunity":
        return "Opportunity"
    return what.field.replace("_", " ").capitalize()


def _value_words(what: Subject, text: str | None) -> str:
    """A stored text as the screens show it; empty when there was nothing."""
    if text is None:
        return ""
    if what.kind == "support":
        return "linked"
    if what.field == "kind":
        return _enum_words(Kind if what.kind == "organisation" else EvidenceKind, text)
    if what.field in _ENUMS:
        return _enum_words(_ENUMS[what.field], text)
    if what.field in ("review_by", "on", "signed_up", "started_on", "added_on"):
        try:
            return day_words(date.fromisoformat(text))
        except ValueError:
            return text
    return text


def _enum_words(kind: type[Status | Mark | State | Sensitivity | Kind | EvidenceKind], text: str) -> str:
    try:
        return kind(text).words
    except ValueError:
        return text
