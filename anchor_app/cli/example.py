"""`anchor-app example`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from anchor_app.cli.options import sub_command
from anchor_app.cli.text import say


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    example = sub_command(group, "example", run, "Make the example workspace: a fictional organisation, two periods.")
    example.add_argument("folder", metavar="DIR", nargs="?", type=Path,
                         help="a folder that is empty or not there yet")


def run(args: argparse.Namespace) -> int:
    """Make the example in a folder of its own."""
    from anchor_app.services.example import make_example

    named: Path | None = getattr(args, "workspace", None)
    if args.folder is not None and named is not None and args.folder.absolute() != named.absolute():
        args.usage_error("DIR and --workspace name two folders; name one")
    folder: Path = args.folder or named or args.usage_error("name the folder to make the example in")
    with make_example(folder.absolute()) as opened:
        holdings = opened.workspace.holdings
        say(f"Example workspace in {opened.folder}")
        for organisation in holdings.organisations.values():
            for assessment in holdings.assessments_of(organisation.id):
                level = opened.workspace.score(assessment.id).self_assessed.level_name
                say(f"{organisation.name}, {assessment.title}: {level}")
    return 0
