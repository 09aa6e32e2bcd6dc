"""What a change is about, its field and its texts, in the words of the screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Protocol

from anchor_app.domain.action import ActionSource, ActionStatus, Priority
from anchor_app.domain.assessment import Mark, State, Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.front_sheet import Answer
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.implication import AskedKind
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.meeting import ItemKind, Representation
from anchor_app.domain.moderation import Decision
from anchor_app.domain.month import Month
from anchor_app.domain.organisation import Kind
from anchor_app.domain.outcome import Direction, Follows
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.report_wording import KINDS as OF_REPORTS
from anchor_app.domain.report_wording import report_about, report_value


class _Worded(Protocol):
    """A choice that has words for people."""

    @property
    def words(self) -> str: ...


_ENUMS: Mapping[str, Callable[[str], _Worded]] = {
    "decision": Decision, "status": Status, "mark": Mark, "state": State, "sensitivity": Sensitivity,
    "priority": Priority, "direction": Direction, "follows": Follows, "audience": Audience, "answer": Answer}
_ENUMS_OF: Mapping[tuple[str, str], Callable[[str], _Worded]] = {
    ("action", "status"): ActionStatus, ("action", "source"): ActionSource, ("meeting-item", "kind"): ItemKind,
    ("representative", "what"): Representation, ("organisation", "kind"): Kind, ("evidence", "kind"): EvidenceKind,
    ("implication", "kind"): AskedKind, ("front-sheet-answer", "kind"): AskedKind}
"""Choices that a field of a kind of record has, where the same name means another choice elsewhere."""
_DAYS = frozenset({"review_by", "on", "signed_up", "started_on", "added_on", "noted_on", "made_on", "due", "created_on",
                   "completed_on", "baseline_on", "target_on", "written_on", "meeting_on"})
_FIELD_WORDS: Mapping[str, str] = {"beyond_nhs": "Beyond the NHS", "look_again": "Look at again",
                                   "look_again_note": "Look at again: note", "owner_name": "Owner",
                                   "baseline_on": "Day of the baseline", "target_on": "Day of the target",
                                   "did": "What we did", "changed": "What changed", "asks": "What we ask of others",
                                   "meeting_on": "Day of the meeting", "plan": "Plan for next year",
                                   "made_by": "Made by", "is_withdrawn": "Withdrawn", "picture": "Emblem"}


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
    if what.kind == "story":
        told = holdings.stories.get(owned_key(what.owner, what.item))
        return told.component if told else ""
    if what.kind == "action":
        action = holdings.actions.get(owned_key(what.owner, what.item))
        return action.component_ids[0] if action and len(action.component_ids) == 1 else ""
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
        case "action" | "action-note" | "outcome" | "update" | "story" | "taken-up":
            return _year_words(what, holdings)
        case "representative":
            return f"Representatives of {_organisation_words(what.owner, holdings)}"
        case "meeting" | "meeting-item":
            return _meeting_words(what, holdings)
    if what.kind in OF_REPORTS:
        return report_about(what, holdings)
    return _charter_words(what, component, holdings)


def _year_words(what: Subject, holdings: Holdings) -> str:
    """An action, outcome, update or story; what is gone since by its kind alone."""
    key = owned_key(what.owner, what.item)
    if what.kind == "update":
        month, _, domain = what.item.partition("/")
        with suppress(WrongValue):
            month = Month.parse(month).words
        charters = (one for one in holdings.charters.values() if any(part.id == domain for part in one.domains))
        named = next((_domain_words(one, domain) for one in charters), domain)
        return f"Update of {month} · {named}" if named else f"Update of {month}"
    if what.kind == "outcome":
        outcome = holdings.outcomes.get(key)
        titles = (domain.outcome.title for charter in holdings.charters.values() for domain in charter.domains
                  if domain.id == what.item and domain.outcome)
        return _named("Outcome", (outcome.title if outcome else "") or next(titles, ""))
    if what.kind in ("action", "action-note"):
        note = holdings.action_notes.get(key) if what.kind == "action-note" else None
        action = holdings.actions.get(owned_key(what.owner, note.action) if note else key)
        return _named("Note on the action" if what.kind == "action-note" else "Action", action.title if action else "")
    told = holdings.taken_up.get(key) if what.kind == "taken-up" else None
    story = holdings.stories.get(owned_key(what.owner, told.story) if told else key)
    return _named("Story taken up" if what.kind == "taken-up" else "Story", story.title if story else "")


def _meeting_words(what: Subject, holdings: Holdings) -> str:
    key = owned_key(what.owner, what.item)
    item = holdings.meeting_items.get(key) if what.kind == "meeting-item" else None
    meeting = holdings.meetings.get(owned_key(what.owner, item.meeting) if item else key)
    if meeting is None:
        return "Meeting"
    return f"Meeting {item.code(meeting)}" if item else f"Meeting {meeting.code}"


def _named(kind: str, name: str) -> str:
    return f"{kind}: {name}" if name else kind


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
    if what.kind in OF_REPORTS and (shown := report_value(what, text)) != text:
        return shown
    choice = _ENUMS_OF.get((what.kind, what.field)) or _ENUMS.get(what.field)
    if choice is not None:
        return _enum_words(choice, text)
    if what.field in _DAYS:
        try:
            return day_words(date.fromisoformat(text))
        except ValueError:
            return text
    return text


def _enum_words(kind: Callable[[str], _Worded], text: str) -> str:
    try:
        return kind(text).words
    except ValueError:
        return text
