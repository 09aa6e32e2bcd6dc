"""What a change is about, its field and its texts, in the words of the screens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from anchor_app.domain.assessment import Mark, State, Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import UnknownItem
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.moderation import Decision
from anchor_app.domain.organisation import Kind

_ENUMS: Mapping[str, type[Status] | type[Mark] | type[State] | type[Sensitivity] | type[Decision]] = {
    "decision": Decision, "status": Status, "mark": Mark, "state": State, "sensitivity": Sensitivity}
_FIELD_WORDS: Mapping[str, str] = {"beyond_nhs": "Beyond the NHS", "look_again": "Look at again",
                                   "look_again_note": "Look at again: note"}


def component_of(what: Subject, holdings: Holdings) -> str:
    """The component that a change is about; empty for anything else."""
    if what.kind in ("component", "moderation"):
        return what.item.partition("/")[0]
    if what.kind == "practice":
        return what.item.rpartition(".")[0]
    if what.kind == "support":
        return what.field
    if what.kind == "opportunity" and what.owner in holdings.assessments:
        held = holdings.assessments[what.owner].opportunities.get(what.item)
        return held.component if held else ""
    return ""


def about_words(what: Subject, component: str, holdings: Holdings) -> str:
    """What a change is about; what is gone since is named by its number alone."""
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
        case "moderation":
            return f"{component} · {_moderation_words(what, holdings)}"
        case "introduction":
            return _introduction_words(what, holdings)
        case "collaborative":
            return "Collaborative"
    return _charter_words(what, component, holdings)


def _moderation_words(what: Subject, holdings: Holdings) -> str:
    reviewer = what.item.partition("/")[2]
    if not reviewer:
        return "Moderation"
    assessment = holdings.assessments.get(what.owner)
    held = assessment.moderations.get(what.item) if assessment else None
    return f"Judgement of {held.by if held and held.by else reviewer}"


def _introduction_words(what: Subject, holdings: Holdings) -> str:
    held = holdings.introductions.get(what.item)
    if held is None:
        return "Introduction"
    giver, taker = (_organisation_words(one, holdings) for one in (held.giver, held.taker))
    return f"Introduction of {giver} to {taker}"


def _organisation_words(key: str, holdings: Holdings) -> str:
    held = holdings.organisations.get(key)
    return held.shown_name if held else "an organisation that was removed"


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


def field_words(what: Subject) -> str:
    """The field that was changed."""
    if what.kind == "support":
        return "Link"
    if what.kind == "opportunity":
        return "Opportunity"
    return _FIELD_WORDS.get(what.field) or what.field.replace("_", " ").capitalize()


def value_words(what: Subject, text: str | None, holdings: Holdings | None = None) -> str:
    """A stored text as the screens show it; empty when there was nothing. `holdings` name the organisations."""
    if text is None:
        return ""
    if what.kind == "introduction" and what.field in ("giver", "taker") and holdings is not None:
        return _organisation_words(text, holdings)
    if what.kind == "support":
        return "linked"
    if what.field == "kind":
        return _enum_words(Kind if what.kind == "organisation" else EvidenceKind, text)
    if what.field in _ENUMS:
        return _enum_words(_ENUMS[what.field], text)
    if what.field in ("review_by", "on", "signed_up", "started_on", "added_on", "noted_on", "made_on"):
        try:
            return day_words(date.fromisoformat(text))
        except ValueError:
            return text
    return text


def _enum_words(kind: type[Status | Mark | State | Sensitivity | Decision | Kind | EvidenceKind], text: str) -> str:
    try:
        return kind(text).words
    except ValueError:
        return text
