"""Publishing: the reporting sheet of an assessment, from the same values as the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from anchor_app.services.file_names import safe_name
from anchor_app.services.workspace import Workspace
from anchor_app.storage.files import Files

if TYPE_CHECKING:
    from anchor_app.reports.sheet_content import Sheet

Progress = Callable[[int], None]
"""Is told the number of each page that is finished, from 1, and may raise to stop."""


@dataclass(frozen=True, slots=True)
class Published:
    """A report as a PDF; `warning` names characters that no shipped typeface can print ("" when none)."""

    data: bytes = field(repr=False)
    pages: int
    warning: str


def sheet_content_of(workspace: Workspace, assessment_id: str, *, blank: bool = False,
                     on: date | None = None) -> Sheet:
    """What the sheet says now; it can be laid out on a worker while the workspace changes."""
    from anchor_app.reports.sheet_content import sheet_content

    return sheet_content(workspace.holdings, workspace.assessment(assessment_id),
                         workspace.score(assessment_id, on), blank=blank)


def laid_out(content: Sheet, progress: Progress | None = None) -> Published:
    """A sheet as a tagged PDF: the same bytes for the same content."""
    from anchor_app.reports.sheet_layout import write_sheet as lay_out

    output = BytesIO()
    built = lay_out(content, output, progress)
    return Published(output.getvalue(), built.pages, _about_unprintable(built.unprintable))


def sheet(workspace: Workspace, assessment_id: str, *, blank: bool = False, on: date | None = None,
          progress: Progress | None = None) -> bytes:
    """The reporting sheet as a PDF."""
    return laid_out(sheet_content_of(workspace, assessment_id, blank=blank, on=on), progress).data


def write_sheet(workspace: Workspace, assessment_id: str, path: Path, *, blank: bool = False,
                on: date | None = None, progress: Progress | None = None) -> Published:
    """Write the sheet to a file, whole or not at all; raises DiskFull, DiskTrouble."""
    published = laid_out(sheet_content_of(workspace, assessment_id, blank=blank, on=on), progress)
    write_file(path, published.data)
    return published


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


def _about_unprintable(characters: frozenset[str]) -> str:
    if not characters:
        return ""
    some = ", ".join(f"U+{ord(one):04X}" for one in sorted(characters)[:8])
    more = f" and {len(characters) - 8:,} more" if len(characters) > 8 else ""
    return (f"Some characters cannot be printed, and are shown by their numbers instead: {some}{more}. "
            "The text itself is kept as it was typed.")
