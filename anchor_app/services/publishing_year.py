"""Publishing the year: annual reports as documents, and any document as a PDF or a Word file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from anchor_app.domain.assessment import Assessment, Signing
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.errors import Refusal, UnknownItem
from anchor_app.domain.evidence import Evidence, Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.period import Period, Round
from anchor_app.domain.planning import plan_of
from anchor_app.domain.report_plan import ReportKind, ReportPlan, report_item
from anchor_app.domain.report_sections import ANNUAL, Section, chosen_sections, kept_sections
from anchor_app.domain.report_view import seen_by
from anchor_app.domain.scoring import score
from anchor_app.domain.signing import checksum
from anchor_app.services.file_names import safe_name
from anchor_app.services.publishing import Progress, Published
from anchor_app.services.publishing_document import write_document
from anchor_app.services.workspace import Workspace

if TYPE_CHECKING:
    from anchor_app.reports.annual import Annual
    from anchor_app.reports.document import Block, Document


class Cancelled(Refusal):
    """Somebody stopped the writing; nothing was written."""


def annual_document(workspace: Workspace, organisation: str, period: str, round_name: str = "", *,
                    plan: ReportPlan | None = None, audience: Audience | None = None,
                    sections: str | Iterable[str] = "", on: date | None = None,
                    front_sheet: Sequence[Block] = ()) -> Document:
    """The annual report of an organisation, named by its id; to be called where the store is asked.

    A signed assessment is told of as it was signed. Without a round it is the period's last one; a period without any
    has a short report. `plan` is by default the one that is kept; `audience` and `sections` go before the plan's.
    `front_sheet` precedes the cover. Raises UnknownItem and WrongValue.
    """
    from anchor_app.reports.annual_content import annual_content

    return annual_content(annual_of(workspace, organisation, period, round_name, plan=plan, audience=audience,
                                    sections=sections, on=on), front_sheet)


def annual_of(workspace: Workspace, organisation: str, period: str, round_name: str = "", *,
              plan: ReportPlan | None = None, audience: Audience | None = None,
              sections: str | Iterable[str] = "", on: date | None = None) -> Annual:
    """What the report is made of, as `annual_document` says; `annual_content.summary_of` is its drafted summary."""
    from anchor_app.reports.annual import Annual

    holdings, day = workspace.holdings, on or workspace.clock.today()
    written = str(Period.parse(period))
    if organisation not in holdings.organisations:
        raise UnknownItem("That organisation is not in this workspace.")
    kept = plan or plan_of(holdings, organisation, report_item(ReportKind.ANNUAL, Period.parse(written)))
    assessment = _assessment(holdings, organisation, written, round_name)
    signing = None
    if assessment is not None:
        holdings, assessment, signing = as_signed(workspace, assessment)
    reckoned = score(holdings, assessment, signing.on if signing and signing.on else day) if assessment else None
    holdings.keep_parts(one.id for one in holdings.assessments_of(organisation))
    seen = seen_by(holdings, audience or kept.audience, {organisation})
    return Annual(
        seen, seen.holdings.organisations[organisation], written, day,
        holdings.charter_of(assessment) if assessment else _charter(holdings, organisation),
        seen.holdings.assessments[assessment.id] if assessment else None, reckoned,
        _seen_signing(seen.holdings, assessment, signing), kept, sections_of(sections, kept.sections, ANNUAL),
        as_at=workspace.as_at)


def write_report(document: Document, path: Path, progress: Progress | None = None,
                 is_cancelled: Callable[[], bool] | None = None) -> Published:
    """Write a document to a file, whole or not at all: a PDF or a Word file, as the file's name asks for.

    Raises WrongValue for another ending, Cancelled, DiskFull, DiskTrouble, and whatever `progress` raises.
    """
    return write_document(document, path, _steps(progress, is_cancelled))


def _steps(progress: Progress | None, is_cancelled: Callable[[], bool] | None) -> Progress:
    """What hears of each page, or block, and stops there when somebody asked for it."""
    def on_step(number: int) -> None:
        if is_cancelled is not None and is_cancelled():
            raise Cancelled("The report was not written, because it was stopped.")
        if progress is not None:
            progress(number)

    return on_step


def report_name(document: Document, ending: str = ".pdf") -> str:
    """The file name to suggest for a document."""
    return safe_name(re.sub(r"[/\\:]", "-", " ".join(document.title.split()))[:110]) + ending


def sections_of(wanted: str | Iterable[str], kept: str, every: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that are asked for, or else those that a plan keeps; raises WrongValue for an unknown one."""
    names = wanted if isinstance(wanted, str) else list(wanted)
    return chosen_sections(names, every) if names else kept_sections(kept, every)


def _assessment(holdings: Holdings, organisation: str, period: str, round_name: str) -> Assessment | None:
    named = Round.parse(round_name).value if round_name else ""
    found = [one for one in holdings.assessments_of(organisation)
             if one.period == period and named in ("", one.round) and one.charter in holdings.charters]
    if named and not found:
        raise UnknownItem(f"{holdings.organisations[organisation].name} has no assessment for {period} · {named}.")
    return found[-1] if found else None


def _charter(holdings: Holdings, organisation: str) -> Charter | None:
    every = [one for one in holdings.assessments_of(organisation) if one.charter in holdings.charters]
    if every:
        return holdings.charter_of(every[-1])
    return holdings.charters.get(holdings.organisations[organisation].charter)


def as_signed(workspace: Workspace, held: Assessment) -> tuple[Holdings, Assessment, Signing | None]:
    """Everything with the answers, evidence and details that were signed; what was decided of them since stays.

    So does a sensitivity that was narrowed since: what is told beyond here is as narrow as it is marked by now.
    """
    from anchor_app.services.looking_back import signed_holdings

    now, signing = workspace.holdings, held.signing
    if signing is None:
        return now, held, None
    if checksum(now, held) == signing.checksum:
        return now, held, signing
    then = signed_holdings(workspace, held.id)
    signed = replace(then.assessments[held.id], state=held.state, moderations=held.moderations,
                     sendings=held.sendings, receipts=held.receipts, signings=held.signings)
    owner = held.organisation
    evidence = {key: one for key, one in now.evidence.items() if one.organisation != owner}
    evidence |= {key: one for key, one in then.evidence.items() if one.organisation == owner}
    merged = replace(now, assessments={**now.assessments, held.id: signed}, evidence=evidence,
                     organisations={**now.organisations, owner: then.organisations[owner]})
    is_whole = checksum(merged, signed) == signing.checksum
    narrowed = {key: _narrowest(one, now.evidence.get(key, one)) for key, one in evidence.items()}
    return replace(merged, evidence=narrowed), signed, signing if is_whole else None


def _narrowest(then: Evidence, now: Evidence) -> Evidence:
    return replace(then, sensitivity=max(then.sensitivity, now.sensitivity, key=list(Sensitivity).index))


def _seen_signing(seen: Holdings, assessment: Assessment | None, signing: Signing | None) -> Signing | None:
    """The signature as the audience sees it."""
    if assessment is None or signing is None:
        return None
    return seen.assessments[assessment.id].signings.get(signing.revision, signing)
