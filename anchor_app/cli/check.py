"""`anchor-app check`."""

from __future__ import annotations

import argparse
from typing import Any

from anchor_app.cli.options import sub_command
from anchor_app.cli.text import complain, say


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    sub_command(group, "check", run, "Check the database, every hash and all evidence; nothing is changed.")


def run(args: argparse.Namespace) -> int:
    """List what is damaged."""
    from anchor_app.cli.workspaces import folder_of
    from anchor_app.services.checking import check_workspace, looked_at

    folder = folder_of(args)
    found = check_workspace(folder)
    for one in found:
        part = f"[{one.looked_at}] " if one.looked_at else ""
        say(f"{part}{one}" if one.is_serious else f"Note: {part}{one}")
    damaged = sum(one.is_serious for one in found)
    if not damaged:
        say("ok")
        return 0
    things = "one thing is" if damaged == 1 else f"{damaged:,} things are"
    say(f"Looked at: {', '.join(looked_at(folder))}.")
    complain(f"In the workspace in {folder} {things} damaged; each is named above. Nothing was changed.")
    return 1
