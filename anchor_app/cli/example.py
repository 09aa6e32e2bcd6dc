"""`anchor-app example`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from anchor_app.cli.options import sub_command
from anchor_app.cli.text import say


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    example = sub_command(group, "example", run, "Make an example: a fictional organisation, or a collaborative.",
                          "Make the example workspace, one fictional organisation with two periods; or, with "
                          "--collaborative, a fictional collaborative with its steering group's workspace, those of "
                          "two of its twelve members, and the packs that went between them.")
    example.add_argument("folder", metavar="DIR", nargs="?", type=Path,
                         help="a folder that is empty or not there yet")
    example.add_argument("--collaborative", metavar="DIR", type=Path,
                         help="make the example of a collaborative in this folder, which is empty or not there yet")


def run(args: argparse.Namespace) -> int:
    """Make the example in a folder of its own."""
    named: Path | None = getattr(args, "workspace", None)
    if args.collaborative is not None:
        if args.folder is not None or named is not None:
            args.usage_error("--collaborative names the one folder in which everything is made; name no other")
        return _collaborative(args.collaborative.absolute())
    if args.folder is not None and named is not None and args.folder.absolute() != named.absolute():
        args.usage_error("DIR and --workspace name two folders; name one")
    return _organisation(args.folder or named or args.usage_error("name the folder to make the example in"))


def _organisation(folder: Path) -> int:
    from anchor_app.services.example import make_example

    with make_example(folder.absolute()) as opened:
        holdings = opened.workspace.holdings
        say(f"Example workspace in {opened.folder}")
        for organisation in holdings.organisations.values():
            for assessment in holdings.assessments_of(organisation.id):
                level = opened.workspace.score(assessment.id).self_assessed.level_name
                say(f"{organisation.name}, {assessment.title}: {level}")
    return 0


def _collaborative(folder: Path) -> int:
    from anchor_app.services.example_collaborative import make_collaborative

    made = make_collaborative(folder)
    say(f"Example collaborative in {made.folder}", "",
        f"{made.group}  the steering group, which has received {len(made.received)} packs",
        *(f"{one}  one of the champions" for one in made.champions),
        f"{made.packs}  every pack that was sent; {len(made.waiting)} of them wait to be received:",
        *(f"    {one.name}" for one in made.waiting),
        f"{made.back.parent}  what the steering group sent back and its champion has not received yet:",
        f"    {made.back.name}")
    return 0
