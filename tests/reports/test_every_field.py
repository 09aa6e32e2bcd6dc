"""Every field that a person can fill in appears in at least one report: each has a token of its own to be found by."""

from __future__ import annotations

import typing
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from types import UnionType
from typing import Any

import pytest

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Subject
from anchor_app.domain.front_page import front_page_of
from anchor_app.domain.holdings import _PARTS, Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.month import Month
from anchor_app.domain.report_sections import ANNUAL, COLLABORATIVE
from anchor_app.domain.scoring import score
from anchor_app.domain.year_tables import YEAR_ROUND
from anchor_app.reports.actions_content import actions_content
from anchor_app.reports.annual_content import annual_content
from anchor_app.reports.front_sheet_content import front_sheet_document
from anchor_app.reports.minutes_content import log_content, minutes_content
from anchor_app.reports.sheet_content import sheet_content
from anchor_app.reports.update_content import update_content
from anchor_app.services.publishing_collaborative import collaborative_document
from anchor_app.services.publishing_year import annual_of
from anchor_app.services.workspace import Clock, Workspace
from tests.helpers.values import shipped_charter

ON = date(2026, 11, 22)
PERIOD = "2026/27"
WORK = "work"
_FIRST = date(2026, 4, 1)

PLACES: dict[str, tuple[str, str]] = {
    "organisation": ("org", ""), "assessment": ("org", "now"), "evidence": ("org", "piece"), "reading": ("org", "read"),
    "introduction": ("", "met"), "collaborative": ("", ""), "component": ("now", "1.1"), "practice": ("now", "1.1.1"),
    "principle": ("now", "work/leadership"), "opportunity": ("now", "chance"), "signing": ("now", "1"),
    "moderation": ("now", "1.1"), "sending": ("now", "sent"), "receipt": ("now", "got"), "action": ("org", "act"),
    "action-note": ("org", "note"), "outcome": ("org", "own"), "update": ("org", "2026-10/work"),
    "story": ("org", "tale"), "taken-up": ("org", "taken"), "representative": ("org", "voice"), "meeting": ("", "meet"),
    "meeting-item": ("", "item"), "report-plan": ("org", "annual/2026/27"), "front-sheet": ("org", "annual/2026/27"),
    "front-sheet-line": ("org", "before"), "front-sheet-answer": ("org", "annual/2026/27/risk"),
    "implication": ("", "unanswered"), "emblem": ("org", "emblem")}
"""Whose record of each kind is filled, and which."""

LINKS: dict[tuple[str, str], str] = {
    # What says which record another means, or which wording or time it follows: kept, and never typed as text.
    ("organisation", "charter"): shipped_charter().digest, ("assessment", "charter"): shipped_charter().digest,
    ("assessment", "period"): PERIOD, ("assessment", "round"): "Year end", ("assessment", "started_from"): "",
    ("opportunity", "component"): "1.1", ("reading", "domain"): "", ("reading", "outcome"): "own",
    ("reading", "evidence"): "piece", ("introduction", "giver"): "org", ("introduction", "taker"): "other",
    ("introduction", "component"): "1.1", ("introduction", "period"): PERIOD, ("action", "components"): "1.1",
    ("action", "assessment"): "now", ("action", "period"): PERIOD, ("action", "source_item"): "chance",
    ("action-note", "action"): "act", ("outcome", "domain"): WORK, ("story", "component"): "1.1",
    ("taken-up", "story"): "tale", ("meeting-item", "meeting"): "meet", ("meeting-item", "action"): "",
    ("front-sheet-line", "sheet"): "annual/2026/27", ("report-plan", "sections"): "",
    # Numbers, which have to be numbers to be drawn; another reading has a token.
    ("outcome", "baseline"): "71.25", ("outcome", "target"): "93.75",
    # What the product writes itself: checksums, moments, the file of a pack, a letter that tells twins apart.
    ("evidence", "digest"): "0" * 64, ("evidence", "twin"): "b", ("meeting", "letter"): "c",
    ("signing", "at"): "2026-11-01T09:00:00+00:00", ("sending", "at"): "2026-11-01T09:00:00+00:00",
    ("sending", "file_name"): "a.anchorpack", ("receipt", "at"): "2026-11-01T09:00:00+00:00",
    ("receipt", "file_name"): "b.anchorpack", ("receipt", "state"): "sent",
    ("report-plan", "summary_draft"): "What was drafted then.", ("emblem", "picture"): "",
}
"""Fields of text that are not found by a token, and what they hold instead."""

WORDED: dict[tuple[str, str], str] = {
    # Choices, ticks and counts: they are shown as words and shapes of their own.
    ("action", "status"): "not-started", ("outcome", "follows"): "", ("evidence", "kind"): "document",
    ("evidence", "sensitivity"): "internal", ("component", "status"): "not-applicable", ("signing", "reopened"): "",
    ("assessment", "state"): "draft", ("meeting-item", "kind"): "decision", ("story", "shareable"): "yes",
    ("moderation", "decision"): "not-agreed", ("practice", "mark"): "partly", ("principle", "mark"): "partly",
    ("outcome", "direction"): "up", ("action", "sensitivity"): "internal", ("representative", "what"): "champion",
    ("report-plan", "audience"): "internal", ("component", "look_again"): "yes", ("component", "focus"): "yes",
}
"""Fields of other types that need a certain value for the record to make sense."""

def kinds() -> dict[str, type]:
    """Every kind of record with its class."""
    held = {kind: type(new("x")) for kind, (_, new) in _PARTS.items()}
    hints = typing.get_type_hints(Holdings)
    for kind, table in (("organisation", "organisations"), ("assessment", "assessments"), ("evidence", "evidence"),
                        ("reading", "readings"), ("introduction", "introductions")):
        held[kind] = typing.get_args(hints[table])[1]
    return {**held, "collaborative": hints["collaborative"], **{kind: one for kind, (_, one) in YEAR_ROUND.items()}}


def type_of(record: type, name: str) -> type:
    """The type of a field, without None."""
    hint = typing.get_type_hints(record)[name]
    if isinstance(hint, UnionType):
        hint = next(one for one in typing.get_args(hint) if one is not type(None))
    return hint


def token(kind: str, name: str) -> str:
    """What is typed into a field of text."""
    return f"tok{kind}{name}".replace("-", "").replace("_", "")


class Filled:
    """Holdings in which every field is filled, with what each is looked for by."""

    def __init__(self) -> None:
        self.wanted: dict[tuple[str, str], str] = {}
        facts: list[tuple[Subject, str]] = [
            (Subject("organisation", "other", "", "name"), "Fellside"),
            (Subject("support", "now", "piece", "1.1"), "yes"),
            *(((Subject("reading", "org", "numbered", name), text)) for name, text in (
                ("value", "80.5"), ("on", "2026-09-30"), ("outcome", "own")))]
        day = _FIRST
        for kind, record in kinds().items():
            owner, item = PLACES[kind]
            for name in record.field_names():
                day += timedelta(days=1)
                text = self._text(kind, record, name, day)
                if text:
                    facts.append((Subject(kind, owner, item, name), text))
        self.holdings = Holdings.from_facts({shipped_charter().digest: shipped_charter()}, facts)

    def _text(self, kind: str, record: type, name: str, day: date) -> str:
        if (kind, name) in LINKS:
            return LINKS[kind, name]
        if (kind, name) in WORDED:
            return WORDED[kind, name]
        sort = type_of(record, name)
        if sort is str:
            self.wanted[kind, name] = token(kind, name)
            return token(kind, name)
        if sort is date:
            self.wanted[kind, name] = day_words(day)
            return day.isoformat()
        return ""


def strings(value: Any) -> list[str]:
    """Every text inside a value of a report."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, date):
        return [day_words(value)]
    if isinstance(value, (tuple, list, set, frozenset)):
        return [text for one in value for text in strings(one)]
    if is_dataclass(value):
        return [text for one in fields(value) for text in strings(getattr(value, one.name))]
    return []


@pytest.fixture(scope="module")
def filled() -> Filled:
    return Filled()


@pytest.fixture(scope="module")
def said(filled: Filled) -> str:
    """All the words of all the reports, as the organisation itself and the steering group read them."""
    held = filled.holdings
    workspace = Workspace(None, held, who="Sam", clock=Clock(today=lambda: ON))  # type: ignore[arg-type]
    assessment = held.assessments["now"]
    annual = annual_of(workspace, "org", PERIOD, audience=Audience.INTERNAL, sections=[one.value for one in ANNUAL])
    signed = replace(annual, signing=assessment.signings["1"])
    plan = replace(held.report_plans["org/annual/2026/27"], audience=Audience.INTERNAL)
    found = [
        sheet_content(held, assessment, score(held, assessment, ON)), annual_content(annual), annual_content(signed),
        collaborative_document(workspace, PERIOD, plan=plan, sections=[one.value for one in COLLABORATIVE]),
        update_content(held, "org", Month(2026, 10)), minutes_content(held, "/meet", ON),
        front_sheet_document(front_page_of(held, "org", "annual/2026/27"), "Example"),
        log_content(held, ON), actions_content(held, tuple(held.actions.values()), ON)]
    return "\n".join(text for one in found for text in strings(one))


def every_field() -> list[tuple[str, str]]:
    return [(kind, name) for kind, record in kinds().items() for name in record.field_names()
            if (kind, name) not in {**LINKS, **WORDED} and type_of(record, name) in (str, date)]


@pytest.mark.parametrize(("kind", "name"), every_field())
def test_what_is_typed_into_a_field_appears_in_a_report(kind: str, name: str, filled: Filled, said: str) -> None:
    assert filled.wanted[kind, name] in said
