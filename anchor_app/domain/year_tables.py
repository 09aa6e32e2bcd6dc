"""The tables of the year around the charter: which kinds of records there are, and where they are held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from anchor_app.domain.action import Action, ActionNote
from anchor_app.domain.emblem import Emblem
from anchor_app.domain.front_sheet import FrontSheet, FrontSheetAnswer, FrontSheetLine
from anchor_app.domain.implication import Implication
from anchor_app.domain.meeting import Meeting, MeetingItem, Representative
from anchor_app.domain.outcome import Outcome
from anchor_app.domain.owned_record import OwnedRecord
from anchor_app.domain.report_plan import ReportPlan
from anchor_app.domain.story import Story, TakenUp
from anchor_app.domain.update import Update

YEAR_ROUND: Mapping[str, tuple[str, type[OwnedRecord]]] = {
    "action": ("actions", Action),
    "action-note": ("action_notes", ActionNote),
    "outcome": ("outcomes", Outcome),
    "update": ("updates", Update),
    "story": ("stories", Story),
    "taken-up": ("taken_up", TakenUp),
    "representative": ("representatives", Representative),
    "meeting": ("meetings", Meeting),
    "meeting-item": ("meeting_items", MeetingItem),
    "report-plan": ("report_plans", ReportPlan),
    "front-sheet": ("front_sheets", FrontSheet),
    "front-sheet-line": ("front_sheet_lines", FrontSheetLine),
    "front-sheet-answer": ("front_sheet_answers", FrontSheetAnswer),
    "implication": ("implications", Implication),
    "emblem": ("emblems", Emblem),
}
"""Where the records of the year around the charter are, by kind; their tables go by the records' `key`."""


@dataclass(frozen=True, kw_only=True)
class YearTables:
    """The tables themselves, each by the records' `key`."""

    actions: Mapping[str, Action] = field(default_factory=dict)
    action_notes: Mapping[str, ActionNote] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    updates: Mapping[str, Update] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)
    taken_up: Mapping[str, TakenUp] = field(default_factory=dict)
    representatives: Mapping[str, Representative] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    meeting_items: Mapping[str, MeetingItem] = field(default_factory=dict)
    report_plans: Mapping[str, ReportPlan] = field(default_factory=dict)
    front_sheets: Mapping[str, FrontSheet] = field(default_factory=dict)
    front_sheet_lines: Mapping[str, FrontSheetLine] = field(default_factory=dict)
    front_sheet_answers: Mapping[str, FrontSheetAnswer] = field(default_factory=dict)
    implications: Mapping[str, Implication] = field(default_factory=dict)
    emblems: Mapping[str, Emblem] = field(default_factory=dict)
