"""Publishing: the reporting sheet of an assessment, from the same values as the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from anchor_app.domain.holdings import Holdings
from anchor_app.domain.scoring import score
from anchor_app.services.file_names import safe_name
from anchor_app.services.workspace import Workspace
from anchor_app.storage.files import Files

if TYPE_CHECKING:
    from anchor_app.reports.sheet_content import Sheet

Progress = Callable[[int], None]
"""Is told the number of each page that is finished, from 1, and may raise to stop."""


@dataclass(frozen=True, slots=True)
class Published:
    """A report as a PDF; `warning` names characters that no shipped typeface can print ("" when none).

    `level` is the name of the level that it says is held, self-assessed; "" on a blank one.
    """

    data: bytes = field(repr=False)
    pages: int
    warning: str
    level: str = ""


def sheet_content_of(workspace: Workspace, assessment_id: str, *, blank: bool = False, on: date | None = None,
                     signed: Holdings | None = None) -> Sheet:
    """What the sheet says; it can be laid out on a worker while the workspace changes.

    `signed` are the values that were signed, from `looking_back.signed_holdings` in the store's own thread. Without
    them the sheet of a signed assessment says what is held now, and is a signed sheet only if that is still the same.
    """
    from anchor_app.reports.sheet_content import Origin, sheet_content

    assessment = workspace.assessment(assessment_id)
    signing = None if blank else assessment.signing
    origin = Origin(workspace.about.get("id", ""), workspace.as_at)
    if signing is None:
        return sheet_content(workspace.holdings, assessment, workspace.score(assessment_id, on), blank=blank,
                             origin=origin)
    holdings = signed or workspace.holdings
    held = holdings.assessments[assessment_id]
    day = on or (signing.on if not workspace.as_at else None) or workspace.clock.today()
    return sheet_content(holdings, held, score(holdings, held, day), origin=origin)


def laid_out(content: Sheet, progress: Progress | None = None) -> Published:
    """A sheet as a tagged PDF: the same bytes for the same content."""
    from anchor_app.reports.sheet_layout import write_sheet as lay_out

    output = BytesIO()
    built = lay_out(content, output, progress)
    level = content.readings[0].level if content.readings else ""
    return Published(output.getvalue(), built.pages, about_unprintable(built.unprintable), level)


def sheet(workspace: Workspace, assessment_id: str, *, blank: bool = False, on: date | None = None,
          progress: Progress | None = None) -> bytes:
    """The reporting sheet as a PDF; of a signed assessment, from the signed values."""
    return laid_out(_content(workspace, assessment_id, blank, on), progress).data


def write_sheet(workspace: Workspace, assessment_id: str, path: Path, *, blank: bool = False,
                on: date | None = None, progress: Progress | None = None) -> Published:
    """Write the sheet to a file, whole or not at all; raises DiskFull, DiskTrouble."""
    published = laid_out(_content(workspace, assessment_id, blank, on), progress)
    write_file(path, published.data)
    return published


def _content(workspace: Workspace, assessment_id: str, blank: bool, on: date | None) -> Sheet:
    """What the sheet says, with the signed values read from the history where there are any."""
    from anchor_app.services.looking_back import signed_holdings

    is_signed = not blank and workspace.assessment(assessment_id).signing is not None
    signed = signed_holdings(workspace, assessment_id) if is_signed else None
    return sheet_content_of(workspace, assessment_id, blank=blank, on=on, signed=signed)


def write_file(path: Path, data: bytes) -> None:
    """Write bytes to a file, whole or not at all; raises DiskFull, DiskTrouble."""
    def write(file: BinaryIO) -> None:
        file.write(data)

    Files().write_whole(path, write)


def sheet_name(workspace: Workspace, assessment_id: str, *, blank: bool = False) -> str:
    """The file name to suggest for a sheet."""
    assessment = workspace.assessment(assessment_id)
    organisation = workspace.holdings.organisation_of(assessment)
    what = "blank reporting sheet" if blank else "reporting sheet"
    period = assessment.period.replace("/", "-")
    return safe_name(f"{organisation.shown_name[:60]} {what} {period} {assessment.round}") + ".pdf"


def about_unprintable(characters: frozenset[str]) -> str:
    """The warning about characters that no shipped typeface can print; empty where there are none."""
    if not characters:
        return ""
    some = ", ".join(f"U+{ord(one):04X}" for one in sorted(characters)[:8])
    more = f" and {len(characters) - 8:,} more" if len(characters) > 8 else ""
    return (f"Some characters cannot be printed, and are shown by their numbers instead: {some}{more}. "
            "The text itself is kept as it was typed.")
