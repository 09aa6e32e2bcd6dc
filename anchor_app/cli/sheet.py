"""`anchor-app sheet`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from anchor_app.cli.options import add_as_at, add_assessment, sub_command
from anchor_app.cli.text import complain, say


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    sheet = sub_command(group, "sheet", run, "Write the reporting sheet as a PDF.")
    add_assessment(sheet)
    sheet.add_argument("--output", metavar="F.pdf", type=Path, required=True, help="the file to write")
    sheet.add_argument("--blank", action="store_true", help="without answers, for filling in by hand")
    add_as_at(sheet)


def run(args: argparse.Namespace) -> int:
    """Write the sheet, whole or not at all."""
    from anchor_app.cli.workspaces import as_at, assessment_of, reading
    from anchor_app.services.publishing import write_sheet

    output = args.output.absolute()
    with reading(args) as opened:
        workspace = as_at(opened.workspace, args)
        assessment = assessment_of(workspace, args)
        published = write_sheet(workspace, assessment.id, output, blank=args.blank)
        level = "blank" if args.blank else published.level
        say(str(output), f"{published.pages} {'page' if published.pages == 1 else 'pages'}", level)
        if published.warning:
            complain(f"Note: {published.warning}")
    return 0
