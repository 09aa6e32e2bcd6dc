"""The main job without a window: the example's score and reporting sheet, through the command line."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from installer.environment import app_command
from installer.system import Refused, say


def demonstrate(python: Path) -> int:
    """Make, list and score the example and write its sheet, saying each command; the exit code."""
    say("No display was found, so no window opens: here are the example's score and reporting sheet instead.")
    with tempfile.TemporaryDirectory(prefix="anchor-example-") as scratch:
        workspace = str(Path(scratch) / "workspace")
        show(python, ["example", workspace])
        show(python, ["list", "--workspace", workspace])
        listed = json.loads(ask(python, ["list", "--json", "--workspace", workspace]))
        named = name_assessment(listed)
        show(python, ["score", "--workspace", workspace, *named])
        sheet = sheet_path(Path.cwd())
        show(python, ["sheet", "--workspace", workspace, *named, "--output", str(sheet)])
    print(f"The reporting sheet is in {sheet}")
    return 0


def name_assessment(listed: list[dict[str, str]]) -> list[str]:
    """Arguments that name the latest assessment of a `list --json`."""
    if not listed:
        raise Refused("The example workspace holds no assessment: please report this.")
    latest = max(enumerate(listed), key=lambda pair: (pair[1]["period"], pair[0]))[1]
    named = ["--organisation", latest["organisation"], "--period", latest["period"]]
    return [*named, "--round", latest["round"]] if latest.get("round") else named


def sheet_path(folder: Path) -> Path:
    """Where the sheet goes: the folder we are in, or a temporary one if that cannot be written."""
    if os.access(folder, os.W_OK):
        return folder / "anchor-example-sheet.pdf"
    return Path(tempfile.mkdtemp(prefix="anchor-example-")) / "anchor-example-sheet.pdf"


def show(python: Path, arguments: list[str]) -> None:
    """Say a command as a person would type it, and run it in front of them."""
    print(f"\n$ anchor-app {shlex.join(arguments)}", flush=True)
    if subprocess.run(app_command(python, arguments), stdin=subprocess.DEVNULL).returncode:
        raise Refused("This step of the demonstration failed: the reason is above.")


def ask(python: Path, arguments: list[str]) -> bytes:
    """What a command prints."""
    command = app_command(python, arguments)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise Refused("The example's assessments could not be listed: the reason is above.")
    return done.stdout
