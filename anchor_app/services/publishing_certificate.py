"""Publishing the certificate of a level, and the front sheet that precedes a board paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.counting import Reading
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.front_page import FrontPage, front_page_of
from anchor_app.domain.fronting import has_front_sheet
from anchor_app.domain.planning import emblem_of, plan_of, report_words
from anchor_app.domain.scoring import score
from anchor_app.services.file_names import safe_name
from anchor_app.services.front_sheet_file import read_front_sheet
from anchor_app.services.workspace import Workspace

if TYPE_CHECKING:
    from anchor_app.reports.document import Block, Document


def certificate_document(workspace: Workspace, assessment_id: str, reading: str = "self", *,
                         on: date | None = None, audience: Audience = Audience.INTERNAL) -> Document:
    """The certificate of the level held, "self", "evidenced" or "moderated"; to be called where the store is asked.

    A signed assessment is told of as it was signed, on the day of its signature; a moderated reading on that of the
    newest decision; a draft today. `on` goes before these. One for the public does not name who signed. Raises
    UnknownItem, and WrongValue where no level is held.
    """
    from anchor_app.reports.certificate_content import Certified, certificate
    from anchor_app.services.publishing_year import as_signed

    try:
        wanted = Reading(reading)
    except ValueError:
        raise WrongValue(f"A certificate is of one of these readings: {', '.join(Reading)}. Choose one.") from None
    holdings, held, signing = as_signed(workspace, workspace.assessment(assessment_id))
    day = on or (signing.on if signing else None) or workspace.clock.today()
    if wanted is Reading.MODERATED and on is None:
        day = _decided_on(held) or day
    if signing is not None and audience is Audience.PUBLIC:
        signing = replace(signing, by="", role="")
    emblem = emblem_of(workspace.holdings, held.organisation)
    return certificate(Certified(holdings, held, score(holdings, held, day), wanted, signing, emblem, workspace.as_at))


def _decided_on(held: Assessment) -> date | None:
    """The day of the newest decision of the steering group together."""
    return max((one.on for one in held.moderations.values() if one.on and one.decision and not one.is_apart),
               default=None)


def certificate_name(workspace: Workspace, assessment_id: str, ending: str = ".pdf") -> str:
    """The file name to suggest for a certificate."""
    held = workspace.assessment(assessment_id)
    name = workspace.holdings.organisation_of(held).shown_name[:60]
    return safe_name(f"{name} certificate {held.title.replace('/', '-').replace(' · ', ' ')}") + ending


def front_sheet_of(workspace: Workspace, organisation: str, report: str, file: Path | None = None,
                   audience: Audience | None = None) -> tuple[Block, ...]:
    """The blocks of the front sheet of a report, from a file or else as it is kept; none where there is none.

    `organisation` is "" for the collaborative's report; `audience` by default the one that is kept for the report.
    Raises FaultyFrontSheet, and WrongValue for a confidential one before a report that goes beyond the organisation.
    """
    from anchor_app.reports.front_sheet_content import front_sheet_blocks

    held, plan = workspace.holdings, plan_of(workspace.holdings, organisation, report)
    if file is None and not has_front_sheet(held, organisation, report):
        return ()
    page = read_front_sheet(file, held, organisation, report) if file else front_page_of(held, organisation, report)
    _refuse_beyond(page, audience or plan.audience)
    owner = held.organisations[organisation].name if organisation else held.collaborative.name
    return front_sheet_blocks(page, owner, plan.title or _title(report))


def front_sheet_document(workspace: Workspace, organisation: str, report: str) -> Document:
    """The front sheet that is kept, by itself, filled in or not."""
    from anchor_app.reports import front_sheet_content

    held = workspace.holdings
    owner = held.organisations[organisation].name if organisation else held.collaborative.name
    made = front_sheet_content.front_sheet_document(front_page_of(held, organisation, report), owner,
                                                    plan_of(held, organisation, report).title or _title(report))
    return made if made.made_on else replace(made, made_on=workspace.clock.today())


def _refuse_beyond(page: FrontPage, audience: Audience) -> None:
    if page.sheet.confidential and audience is not Audience.INTERNAL:
        raise WrongValue(f"The front sheet is marked confidential, and this report is made for the audience "
                         f"{audience.words}. Make the report for Internal, or leave the front sheet out.")


def _title(report: str) -> str:
    words = report_words(report)
    return words[:1].upper() + words[1:]
