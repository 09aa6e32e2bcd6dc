"""Report plans: what a person chose for the report on a year, and the words that they wrote for it themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.owned_record import OwnedRecord
from anchor_app.domain.period import Period


class ReportKind(StrEnum):
    """Whose year a report is about."""

    ANNUAL = "annual"
    COLLABORATIVE = "collaborative"

    @property
    def words(self) -> str:
        """The kind as people read it."""
        return {ReportKind.ANNUAL: "Annual report",
                ReportKind.COLLABORATIVE: "Annual report of the collaborative"}[self]


@dataclass(frozen=True, slots=True)
class ReportPlan(OwnedRecord):
    """How the report of an organisation, or of the collaborative, on a period is made; `id` is `report_item` of these.

    `sections` are ids in order, "" the usual ones. `summary` is as the person edited it, "" as it is drafted, and
    `summary_draft` the draft that the edit was made from, so that what differs by now can be pointed out.
    """

    id: str
    organisation: str
    sections: str = ""
    audience: Audience = Audience.COLLABORATIVE
    title: str = ""
    foreword: str = ""
    summary: str = ""
    summary_draft: str = ""
    plan: str = ""
    made_by: str = ""

    @property
    def kind(self) -> ReportKind:
        """Whose year it is about."""
        return ReportKind(self.id.partition("/")[0])

    @property
    def period(self) -> str:
        """The period as it is written, as in 2026/27."""
        return self.id.partition("/")[2]

    @property
    def sections_tuple(self) -> tuple[str, ...]:
        """The ids of the chosen sections in order; none where they are the usual ones."""
        return tuple(self.sections.split())


def report_item(kind: ReportKind, period: Period) -> str:
    """The id of the plan of a report, and of the front sheet that precedes it, as in annual/2026/27."""
    return f"{kind.value}/{period}"


def is_report_item(item: str, kind: ReportKind | None = None) -> bool:
    """Whether an id is one that `report_item` makes (of that kind)."""
    sort, _, period = item.partition("/")
    try:
        return kind in (None, ReportKind(sort)) and str(Period.parse(period)) == period
    except (ValueError, WrongValue):
        return False
