"""Reports that somebody asks for: what there is to make of a workspace, what each is called, and its blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.minuting import meeting_of, meetings_of
from anchor_app.domain.month import Month, months_of
from anchor_app.domain.period import Period
from anchor_app.domain.report_plan import ReportKind, report_item
from anchor_app.domain.summary_draft import Sentence
from anchor_app.services.file_names import safe_name
from anchor_app.services.workspace import Workspace

if TYPE_CHECKING:
    from anchor_app.reports.document import Block, Document

@dataclass(frozen=True, slots=True)
class Content:
    """What a report says, and the summary that was drafted for it (none where it has no summary)."""

    document: Document
    draft: tuple[Sentence, ...] = ()


Gathered = Callable[[], Content]
"""Says what the report says, in any thread: everything that the store knows was asked before."""


class Sort(StrEnum):
    """Which report is wanted."""

    ANNUAL = "annual"
    CERTIFICATE = "certificate"
    UPDATE = "update"
    COLLABORATIVE = "collaborative"
    MINUTES = "minutes"
    LOG = "log"

    @property
    def words(self) -> str:
        """What it is called."""
        return {Sort.ANNUAL: "Annual report", Sort.CERTIFICATE: "Certificate of the level",
                Sort.UPDATE: "Monthly update", Sort.COLLABORATIVE: "Annual report of the collaborative",
                Sort.MINUTES: "Minutes of a meeting", Sort.LOG: "Decisions and actions of all meetings"}[self]

    @property
    def about(self) -> str:
        """What it is for, in a sentence."""
        return {
            Sort.ANNUAL: "The year of one organisation, for a board or a leadership team.",
            Sort.CERTIFICATE: "One page: the level held, on which reading, with its checksum.",
            Sort.UPDATE: "One page: what was done, what changed and what is asked of others.",
            Sort.COLLABORATIVE: "The year of all members together.",
            Sort.MINUTES: "Who was there, each item, and what was decided and agreed.",
            Sort.LOG: "What was decided and agreed at every meeting, and who speaks for whom."}[self]

    @property
    def is_planned(self) -> bool:
        """Whether sections, words and a front sheet are chosen for it, and kept."""
        return self in (Sort.ANNUAL, Sort.COLLABORATIVE)


@dataclass(frozen=True, slots=True)
class Asked:
    """One report that is wanted; what its sort does not need is empty.

    `meeting` is the key of a meeting, `reading` that of a level on a certificate, `round` that of the assessment.
    `with_log` adds the log of all meetings to minutes.
    """

    sort: Sort
    organisation: str = ""
    assessment: str = ""
    period: str = ""
    month: Month | None = None
    meeting: str = ""
    reading: str = "self"
    round: str = ""
    audience: Audience = Audience.INTERNAL
    with_front_sheet: bool = False
    with_log: bool = False

    @property
    def report(self) -> str:
        """The id of the plan and of the front sheet; "" for reports that have none."""
        if not self.sort.is_planned or not self.period:
            return ""
        kind = ReportKind.ANNUAL if self.sort is Sort.ANNUAL else ReportKind.COLLABORATIVE
        return report_item(kind, Period.parse(self.period))

    @property
    def owner(self) -> str:
        """Whose plan it is: the organisation's, or with "" the collaborative's."""
        return self.organisation if self.sort is Sort.ANNUAL else ""


def offered(workspace: Workspace, *, is_group: bool) -> tuple[Sort, ...]:
    """The reports that there are to make: those of a steering group only in a workspace that is one's."""
    own = (Sort.ANNUAL, Sort.CERTIFICATE, Sort.UPDATE)
    return (*own, Sort.COLLABORATIVE, Sort.MINUTES, Sort.LOG) if is_group else own


def months(workspace: Workspace, period: str) -> tuple[Month, ...]:
    """The months of a period that have begun, the newest first."""
    now = Month.containing(workspace.clock.today())
    return tuple(reversed([one for one in months_of(Period.parse(period)) if one <= now]))


def lacking(workspace: Workspace, asked: Asked) -> str:
    """Why a report cannot be made yet, and what to do; "" where it can."""
    if asked.sort in (Sort.ANNUAL, Sort.CERTIFICATE, Sort.UPDATE) and not asked.assessment:
        return "There is no assessment to report on. Start one for a period, in the header."
    if asked.sort is Sort.UPDATE and asked.month is None:
        return "No month of this period has begun yet."
    if asked.sort is Sort.MINUTES and not meetings_of(workspace.holdings):
        return "There is no meeting yet. Call one under Meetings."
    return ""


def gathered(workspace: Workspace, asked: Asked) -> Gathered:
    """What is needed for a report, where the store is asked; raises UnknownItem and WrongValue for what cannot be."""
    from anchor_app.services import publishing_year_papers as papers

    match asked.sort:
        case Sort.ANNUAL:
            return _annual(workspace, asked)
        case Sort.COLLABORATIVE:
            return _collaborative(workspace, asked)
        case Sort.CERTIFICATE:
            from anchor_app.services.publishing_certificate import certificate_document

            certificate = certificate_document(workspace, asked.assessment, asked.reading)
            return lambda: Content(certificate)
        case Sort.UPDATE:
            if asked.month is None:
                raise WrongValue("Choose the month of the update.")
            update = papers.update_document(workspace, asked.organisation, asked.month, asked.audience)
            return lambda: Content(update)
        case Sort.MINUTES:
            return lambda: Content(papers.minutes_document(workspace, asked.meeting, with_log=asked.with_log))
        case Sort.LOG:
            return lambda: Content(papers.log_document(workspace))


def _annual(workspace: Workspace, asked: Asked) -> Gathered:
    from anchor_app.services.publishing_year import annual_of

    found, front = annual_of(workspace, asked.organisation, asked.period, asked.round), _front(workspace, asked)

    def content() -> Content:
        from anchor_app.reports.annual_content import annual_content, summary_of

        return Content(annual_content(found, front), summary_of(found))

    return content


def _collaborative(workspace: Workspace, asked: Asked) -> Gathered:
    from anchor_app.services.publishing_collaborative import collaborative_of

    found, front = collaborative_of(workspace, asked.period), _front(workspace, asked)

    def content() -> Content:
        from anchor_app.reports.collaborative_content import collaborative_content, drafted

        return Content(collaborative_content(found, front), drafted(found))

    return content


def _front(workspace: Workspace, asked: Asked) -> tuple[Block, ...]:
    from anchor_app.services.publishing_certificate import front_sheet_of

    return front_sheet_of(workspace, asked.owner, asked.report) if asked.with_front_sheet else ()


def name_of(workspace: Workspace, asked: Asked) -> str:
    """The file name to suggest, without its ending."""
    held = workspace.holdings
    owner = held.organisations.get(asked.organisation)
    name = (owner.shown_name if owner else held.collaborative.name)[:60]
    period = asked.period.replace("/", "-")
    match asked.sort:
        case Sort.UPDATE:
            return safe_name(f"{name} update {asked.month or ''}")
        case Sort.MINUTES:
            return safe_name(f"Minutes {meeting_of(held, asked.meeting).code}")
        case Sort.LOG:
            return safe_name(f"{held.collaborative.name[:60]} decisions and actions")
        case Sort.COLLABORATIVE:
            return safe_name(f"{held.collaborative.name[:60]} annual report {period}".strip())
    return safe_name(f"{name} {'certificate' if asked.sort is Sort.CERTIFICATE else 'annual report'} {period}")
