"""Which kinds of records a pack may speak of, what their fields may hold, and which items they may be about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from anchor_app.domain.action import Action, ActionNote
from anchor_app.domain.assessment import Assessment, ComponentAnswer, MarkedAnswer, Opportunity, Signing
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Receipt, Sending
from anchor_app.domain.emblem import EMBLEM_ITEM, Emblem
from anchor_app.domain.evidence import Evidence, OutcomeReading
from anchor_app.domain.front_sheet import FrontSheet, FrontSheetAnswer, FrontSheetLine
from anchor_app.domain.moderation import Moderation
from anchor_app.domain.month import is_update_item
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.outcome import Outcome
from anchor_app.domain.record import Record
from anchor_app.domain.report_plan import ReportKind, ReportPlan, is_report_item
from anchor_app.domain.story import Story, TakenUp
from anchor_app.domain.update import Update
from anchor_app.exchange.model import IDENTIFIER

Told = Mapping[str, str | None]
ItemRule = Callable[[str, Charter | None], bool]

_IDENTIFIER = re.compile(IDENTIFIER.rstrip("$"), re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_REVISION = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)

SUPPORT = "support"


@dataclass(frozen=True)
class Kind:
    """A kind of record. `of_organisation` says that its owner is the organisation rather than an assessment.

    `plain` are the fields of text, `typed` the others; of a field of text any text may be told but the empty one,
    which is "not there". `is_item` judges the item, with the charter where it has to be one of the charter's.
    """

    name: str
    record: Record
    of_organisation: bool
    is_item: ItemRule
    plain: frozenset[str]
    typed: frozenset[str]

    def fault(self, fields: Told) -> str:
        """What is wrong with these fields, or ""."""
        names = fields.keys()
        if names <= self.plain:
            return "holds an empty text" if "" in fields.values() else ""
        for name in names:
            text = fields[name]
            if name in self.typed:
                if text is not None and not _fits(self.name, name, text):
                    return f"{name} holds what it cannot hold"
            elif name not in self.plain:
                return f"there is no field {name[:40]!r}"
            elif text == "":
                return f"{name} holds an empty text"
        return ""


@lru_cache(maxsize=20_000)
def _fits(kind: str, name: str, text: str) -> bool:
    """Whether a field's text is exactly the one that its value would be stored as."""
    try:
        return len(text) <= 100 and kinds()[kind].record.with_facts({name: text}).fact(name) == text
    except (ValueError, OverflowError):
        return False


def _kind(kind: str, record: Record, is_item: ItemRule, *, of_organisation: bool = False) -> Kind:
    names = record.field_names()
    plain = frozenset(name for name in names if record.with_facts({name: "any words"}).fact(name) == "any words")
    return Kind(kind, record, of_organisation, is_item, plain, frozenset(names) - plain)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind but `support`, whose fields are components."""
    every = (
        _kind("organisation", Organisation(""), _nothing, of_organisation=True),
        _kind("assessment", Assessment("", ""), _identifier, of_organisation=True),
        _kind("evidence", Evidence("", ""), _identifier, of_organisation=True),
        _kind("reading", OutcomeReading("", ""), _identifier, of_organisation=True),
        _kind("action", Action("", ""), _identifier, of_organisation=True),
        _kind("action-note", ActionNote("", ""), _identifier, of_organisation=True),
        _kind("outcome", Outcome("", ""), _identifier, of_organisation=True),
        _kind("update", Update("", ""), _updated, of_organisation=True),
        _kind("story", Story("", ""), _identifier, of_organisation=True),
        _kind("taken-up", TakenUp("", ""), _identifier, of_organisation=True),
        _kind("report-plan", ReportPlan("", ""), _report, of_organisation=True),
        _kind("front-sheet", FrontSheet("", ""), _report, of_organisation=True),
        _kind("front-sheet-line", FrontSheetLine("", ""), _identifier, of_organisation=True),
        _kind("front-sheet-answer", FrontSheetAnswer("", ""), _answered, of_organisation=True),
        _kind("emblem", Emblem("", ""), lambda item, _: item == EMBLEM_ITEM, of_organisation=True),
        _kind("component", ComponentAnswer(), _component),
        _kind("practice", MarkedAnswer(), _practice),
        _kind("principle", MarkedAnswer(), _principle),
        _kind("opportunity", Opportunity(""), _identifier),
        _kind("signing", Signing(""), lambda item, _: _REVISION.fullmatch(item) is not None),
        _kind("moderation", Moderation(""), _moderated),
        _kind("sending", Sending(""), _digest),
        _kind("receipt", Receipt(""), _digest),
    )
    return {kind.name: kind for kind in every}


def is_identifier(text: str) -> bool:
    """Whether it may be the id of an organisation, an assessment, a piece of evidence."""
    return _IDENTIFIER.fullmatch(text) is not None


def is_digest(text: str) -> bool:
    """Whether it is a SHA-256 in hexadecimal digits."""
    return _DIGEST.fullmatch(text) is not None


def _nothing(item: str, charter: Charter | None) -> bool:
    return not item


def _identifier(item: str, charter: Charter | None) -> bool:
    return is_identifier(item)


def _updated(item: str, charter: Charter | None) -> bool:
    month, sign, domain = item.partition("/")
    return is_update_item(item) and (not sign or is_identifier(domain))


def _report(item: str, charter: Charter | None) -> bool:
    return is_report_item(item, ReportKind.ANNUAL)


def _answered(item: str, charter: Charter | None) -> bool:
    sheet, _, asked = item.rpartition("/")
    return is_report_item(sheet, ReportKind.ANNUAL) and is_identifier(asked)


def _digest(item: str, charter: Charter | None) -> bool:
    return is_digest(item)


def _component(item: str, charter: Charter | None) -> bool:
    return charter is not None and item in charter.components


def _practice(item: str, charter: Charter | None) -> bool:
    return charter is not None and item in charter.practices


def _principle(item: str, charter: Charter | None) -> bool:
    domain, _, principle = item.partition("/")
    return charter is not None and any(one.id == domain for one in charter.domains) \
        and any(one.id == principle for one in charter.principles)


def _moderated(item: str, charter: Charter | None) -> bool:
    component, apart, reviewer = item.partition("/")
    return _component(component, charter) and bool(apart) == bool(reviewer) and item.isprintable()
