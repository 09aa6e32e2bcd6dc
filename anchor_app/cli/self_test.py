"""`anchor-app self-test`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from anchor_app.cli.options import sub_command
from anchor_app.cli.text import complain, say

ShowWindow = Callable[[Path], object]
"""Shows a window on the workspace in a folder until it has painted, and closes it; raises when it cannot."""


def add_to(group: Any, show_window: ShowWindow) -> None:
    """Add this sub-command to the parser."""
    def run(args: argparse.Namespace) -> int:
        from anchor_app.services.self_test import self_test

        for step in self_test(show_window):
            if step.trouble:
                complain(f"failed  {step.name}: {step.trouble}")
                return 1
            say(f"ok  {step.name}")
        return 0

    sub_command(group, "self-test", run, "Try everything on a scratch workspace, and remove it again.")
