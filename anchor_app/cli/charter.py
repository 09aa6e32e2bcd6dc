"""`anchor-app charter check`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from anchor_app.cli.options import sub_command, sub_group
from anchor_app.cli.text import complain, say


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    commands = sub_group(group, "charter", "Charters, which are files.")
    check = sub_command(commands, "check", run, "Say “ok”, or every fault of a charter file with its line.")
    check.add_argument("file", metavar="FILE", type=Path, help="the charter file, which ends in .toml")


def run(args: argparse.Namespace) -> int:
    """Read the file as the app would."""
    from anchor_app.domain.charter_file import FaultyCharter, open_charter

    try:
        open_charter(args.file)
    except FaultyCharter as error:
        for fault in error.faults:
            complain(str(fault))
        return 1
    say("ok")
    return 0
