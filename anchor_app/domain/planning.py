"""Commands about reports: change what a report shows and says, take that away, and choose the emblem on its cover."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from anchor_app.domain.brief import brief
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import changes_of, known_values, organisation_of, removal_of
from anchor_app.domain.edit import Edit
from anchor_app.domain.emblem import EMBLEM_ITEM, Emblem, checked_png
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.report_plan import ReportKind, ReportPlan, is_report_item

_ONE_LINE = frozenset({"title", "made_by"})


@dataclass(frozen=True, slots=True)
class AmendReportPlan:
    """Change what a report shows or says; `report` is `report_item`, `sections` may be given as a list of ids.

    A summary that is emptied is drafted again, so the draft that it was made from goes with it.
    """

    organisation: str
    report: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        refuse_report(holdings, self.organisation, self.report)
        given = known_values("The plan of a report", ReportPlan.field_names(), self.values)
        values = {name: _kept(name, value) for name, value in given.items()}
        if "summary" in values and not str(values["summary"] or "").strip():
            values |= {"summary": "", "summary_draft": ""}
        held = plan_of(holdings, self.organisation, self.report)
        return Edit.of(f"Change the {report_words(self.report)}",
                       changes_of("report-plan", self.organisation, self.report, held, values))


@dataclass(frozen=True, slots=True)
class RemoveReportPlan:
    """Make a report as if nobody had chosen or written anything for it; its front sheet stays."""

    organisation: str
    report: str

    def edit(self, holdings: Holdings) -> Edit:
        held = holdings.report_plans.get(owned_key(self.organisation, self.report))
        if held is None:
            raise UnknownItem("Nothing was chosen or written for that report.")
        return Edit.of(f"Remove what was written for the {report_words(self.report)}",
                       removal_of("report-plan", held.organisation, held.id, held))


@dataclass(frozen=True, slots=True)
class SetEmblem:
    """Choose the emblem of an organisation, or with "" of the collaborative: a PNG that was made safe before."""

    organisation: str
    png: bytes

    def edit(self, holdings: Holdings) -> Edit:
        name = owner_words(holdings, self.organisation)
        picture = b64encode(checked_png(self.png)).decode("ascii")
        held = holdings.emblems.get(owned_key(self.organisation, EMBLEM_ITEM)) or Emblem(EMBLEM_ITEM, self.organisation)
        return Edit.of(f"Choose the emblem of {name}",
                       changes_of("emblem", self.organisation, EMBLEM_ITEM, held, {"picture": picture}))


@dataclass(frozen=True, slots=True)
class RemoveEmblem:
    """Take an emblem away."""

    organisation: str

    def edit(self, holdings: Holdings) -> Edit:
        held = holdings.emblems.get(owned_key(self.organisation, EMBLEM_ITEM))
        if held is None:
            raise UnknownItem("There is no emblem to remove.")
        return Edit.of(f"Remove the emblem of {owner_words(holdings, self.organisation)}",
                       removal_of("emblem", held.organisation, held.id, held))


def plan_of(holdings: Holdings, organisation: str, report: str) -> ReportPlan:
    """What was chosen and written for a report; nothing, where nobody did."""
    return holdings.report_plans.get(owned_key(organisation, report)) or ReportPlan(report, organisation)


def emblem_of(holdings: Holdings, organisation: str) -> bytes:
    """The PNG of an organisation's emblem, or with "" of the collaborative's; empty where there is none."""
    held = holdings.emblems.get(owned_key(organisation, EMBLEM_ITEM))
    return held.png if held else b""


def refuse_report(holdings: Holdings, organisation: str, report: str) -> None:
    """Raise UnknownItem or WrongValue where there cannot be such a report of that owner."""
    if organisation:
        organisation_of(holdings, organisation)
    if not is_report_item(report, ReportKind.ANNUAL if organisation else ReportKind.COLLABORATIVE):
        whose = "an organisation" if organisation else "the collaborative"
        raise WrongValue(f"'{brief(report)}' is no report of {whose}. "
                         f"One is named {'annual' if organisation else 'collaborative'}/2026/27, with its period.")


def report_words(report: str) -> str:
    """A report as a sentence names it, as in "annual report 2026/27"."""
    kind, _, period = report.partition("/")
    return f"{'collaborative’s annual' if kind == ReportKind.COLLABORATIVE else 'annual'} report {period}"


def owner_words(holdings: Holdings, organisation: str) -> str:
    """Whose something is, as a sentence names it; raises UnknownItem."""
    if not organisation:
        return brief(holdings.collaborative.name) or "the collaborative"
    return brief(organisation_of(holdings, organisation).shown_name)


def _kept(name: str, value: Any) -> Any:
    """A value as it is kept: sections by one space, titles and names in one line."""
    if name == "sections":
        return _sections(value)
    if name == "audience":
        try:
            return Audience(value)
        except ValueError:
            raise WrongValue("A report is made for one of these: "
                             f"{', '.join(one.words for one in Audience)}. Choose one.") from None
    return " ".join(str(value or "").split()) if name in _ONE_LINE else value


def _sections(value: str | Iterable[str] | None) -> str:
    ids = (value or "").split() if value is None or isinstance(value, str) else [str(one) for one in value]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise WrongValue(f"The section {twice[0]} is chosen twice. Name each section once.")
    if any(not one or one.split() != [one] for one in ids):
        raise WrongValue("The name of a section has no spaces.")
    return " ".join(ids)
