"""Verifying a printed sheet: whether its data are those of a signed revision in a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anchor_app.domain.assessment import Assessment, Signing
from anchor_app.domain.errors import Refusal
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.signing import checksum, part_checksums, part_words
from anchor_app.services.looking_back import signed_holdings
from anchor_app.services.workspace import Workspace

if TYPE_CHECKING:
    from anchor_app.reports.statement import Statement

_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the sheet is that of a signed revision, and what is to be said of it."""

    is_signed: bool
    sentences: tuple[str, ...]


def read_sheet(path: Path) -> Statement:
    """What a sheet's file says of itself; raises Refusal with the file's name when it is none, or was altered."""
    from anchor_app.reports.statement import read_statement
    from anchor_app.storage.files import disk_trouble

    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            raise Refusal(f"{path} is not there, or is not a reporting sheet. Choose a PDF file that Anchor wrote.")
        data = path.read_bytes()
    except OSError as error:
        raise disk_trouble(error, path) from error
    try:
        return read_statement(data)
    except Refusal as refusal:
        raise type(refusal)(f"{path.name}: {refusal}") from None


def verify(workspace: Workspace, sheet: Statement) -> Verdict:
    """Compare what a sheet says of itself with what was signed here; in the store's own thread."""
    from anchor_app.reports.statement import BLANK, DRAFT

    what = f"{sheet.organisation}, {sheet.period} · {sheet.round}"
    if sheet.state == BLANK:
        return Verdict(False, (f"This is a blank sheet of {what}. It has no answers to verify.",))
    found = _signed_as(workspace, sheet)
    if sheet.state == DRAFT:
        same = (f"Its answers are those that were signed later as revision {found[1].revision}.",) if found else ()
        return Verdict(False, (f"This is a draft of {what}, revision {sheet.revision}; it was not signed off.", *same))
    if found is not None:
        return Verdict(True, (_signed_words(workspace, *found), *_later_words(*found)))
    assessment = workspace.holdings.assessments.get(sheet.assessment)
    if assessment is None:
        return Verdict(False, (f"This sheet of {what} is from another workspace: nothing with its checksum was signed "
                               "here. Name the workspace that it was written from.",))
    return Verdict(False, _difference(workspace, assessment, sheet))


def _signed_as(workspace: Workspace, sheet: Statement) -> tuple[Assessment, Signing] | None:
    """The signed revision with the sheet's checksum: of the sheet's own assessment, or of a copy of it.

    What was signed is summed up again, so that an altered record of the signature is not believed.
    """
    known, signed = workspace.holdings.assessments, workspace.store.past.signed_as(sheet.checksum)
    for key in sorted(signed & known.keys(), key=lambda one: (one != sheet.assessment, one)):
        assessment = known[key]
        for signing in sorted(assessment.signings.values(), key=lambda one: int(one.revision), reverse=True):
            is_meant = assessment.id != sheet.assessment or signing.revision == str(sheet.revision) or (
                sheet.state == "draft")
            if signing.checksum == sheet.checksum and is_meant:
                then = signed_holdings(workspace, assessment.id, signing.revision)
                if checksum(then, then.assessments[assessment.id]) == sheet.checksum:
                    return assessment, signing
    return None


def _signed_words(workspace: Workspace, assessment: Assessment, signing: Signing) -> str:
    organisation = workspace.holdings.organisation_of(assessment)
    day = f" on {day_words(signing.on)}" if signing.on else ""
    return (f"This sheet is that of signed revision {signing.revision} of {organisation.name}, {assessment.title}, "
            f"signed off by {signing.by}, {signing.role}{day}.")


def _later_words(assessment: Assessment, signing: Signing) -> tuple[str, ...]:
    later = assessment.revision
    if later == int(signing.revision):
        return ()
    newest = assessment.signing
    how = f"signed off by {newest.by}, {newest.role}" if newest else "a draft"
    return (f"A later revision exists: revision {later}, {how}.",)


def _difference(workspace: Workspace, assessment: Assessment, sheet: Statement) -> tuple[str, ...]:
    """How a sheet of an assessment that is here differs from what was signed."""
    revision = str(sheet.revision)
    organisation = workspace.holdings.organisation_of(assessment)
    what = f"{organisation.name}, {assessment.title}"
    if revision not in assessment.signings:
        return (f"Revision {revision} of {what} was not signed off in this workspace.",)
    then = signed_holdings(workspace, assessment.id, revision)
    signed = part_checksums(then, then.assessments[assessment.id])
    parts = [part_words(one) for one in signed if signed[one] != sheet.parts.get(one)]
    named = ", ".join(parts) or "what the checksum covers"
    return (f"The data on this sheet differ from signed revision {revision} of {what} in: {named}.",)
