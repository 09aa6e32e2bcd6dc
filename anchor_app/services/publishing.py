"""Publishing: the reporting sheet of an assessment, from the same values as the screens."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from anchor_app.services.file_names import safe_name
from anchor_app.services.workspace import Workspace
from anchor_app.storage.files import Files

if TYPE_CHECKING:
    from anchor_app.reports.sheet_content import Sheet

_PAGE = re.compile(rb"/Type\s*/Page(?!\w)")

Progress = Callable[[float], object]
"""Is told which share of the work is done, from 0 to 1."""


def sheet_content_of(workspace: Workspace, assessment_id: str, *, blank: bool = False,
                     on: date | None = None) -> Sheet:
    """What the sheet says now; it can be laid out on a worker while the workspace changes."""
    from anchor_app.reports.sheet_content import sheet_content

    return sheet_content(workspace.holdings, workspace.assessment(assessment_id),
                         workspace.score(assessment_id, on), blank=blank)


def laid_out(content: Sheet, progress: Progress | None = None) -> bytes:
    """A sheet as a tagged PDF: the same bytes for the same content. `progress` may raise to stop."""
    from anchor_app.reports.sheet_layout import write_sheet as lay_out

    output = BytesIO()
    lay_out(content, output, progress)
    return output.getvalue()


def sheet(workspace: Workspace, assessment_id: str, *, blank: bool = False, on: date | None = None,
          progress: Progress | None = None) -> bytes:
    """The reporting sheet as a PDF."""
    return laid_out(sheet_content_of(workspace, assessment_id, blank=blank, on=on), progress)


def write_sheet(workspace: Workspace, assessment_id: str, path: Path, *, blank: bool = False,
                on: date | None = None, progress: Progress | None = None) -> bytes:
    """Write the sheet to a file, whole or not at all, and return it; raises DiskFull, DiskTrouble."""
    data = sheet(workspace, assessment_id, blank=blank, on=on, progress=progress)
    write_file(path, data)
    return data


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


def page_count(data: bytes) -> int:
    """How many pages a PDF of this product's own making has."""
    return len(_PAGE.findall(data))
