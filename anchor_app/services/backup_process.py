"""A backup made in a process of its own, so that nobody who types meanwhile waits for it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anchor_app
from anchor_app.domain.errors import Refusal
from anchor_app.services import backups
from anchor_app.storage.thinning import Reason, Stamp

if TYPE_CHECKING:
    from anchor_app.storage.backup import Backup

_log = logging.getLogger(__name__)

_LOOKS_EVERY = 0.2
"""Seconds between two looks at whether the backup is still wanted."""

_LINGERS = 5.0
"""Seconds that a process which was told to end gets for it."""

_WINDOWS = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)


class NotBackedUp(Refusal):
    """A backup was asked of another process, which refused with this sentence, or was stopped."""


def back_up_apart(folder: Path, reason: Reason, now: datetime, is_cancelled: Callable[[], bool]) -> Backup:
    """Back up the workspace in a folder as `backups.back_up` does, in another process that gives way to this one.

    Once `is_cancelled`, the process is ended; what it had begun has no name yet. Where no process can be started, or
    it ends without a word, the backup is made in this one. Raises NotBackedUp, and what `backups.back_up` raises.
    """
    told = _told(_command(folder.absolute(), reason, now), is_cancelled)
    if "file" in told:
        return _backup(told)
    if told.get("trouble"):
        raise NotBackedUp(str(told["trouble"]))
    return backups.back_up(folder, reason, now)


def _command(folder: Path, reason: Reason, now: datetime) -> list[str]:
    """The app's own command line; where it is packaged, the program is the app and not Python."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "anchor_app"]
    return [*program, "backup", "now", "--json", "--gently", "--workspace", str(folder),
            "--reason", reason.value, "--at", now.astimezone(UTC).isoformat()]


def _told(command: list[str], is_cancelled: Callable[[], bool]) -> dict[str, Any]:
    """What a process said, as JSON; {} for one that could not be started, or ended without a word."""
    home = Path(anchor_app.__file__).parents[1]  # so that no folder we happen to be in lends it modules
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, cwd=home if home.is_dir() else None,
                                   creationflags=_WINDOWS)
    except OSError as error:
        _log.warning("no process for a backup: %s", type(error).__name__)
        return {}
    with process:
        try:
            said = _heard(process, is_cancelled)
        except BaseException:
            process.kill()
            raise
    try:
        told = json.loads(said)
    except ValueError:
        _log.warning("the process of a backup ended with %s and no word", process.returncode)
        return {}
    return told if isinstance(told, dict) else {}


def _heard(process: subprocess.Popen[bytes], is_cancelled: Callable[[], bool]) -> bytes:
    while True:
        try:
            return process.communicate(timeout=_LOOKS_EVERY)[0]
        except subprocess.TimeoutExpired:
            if is_cancelled():
                process.terminate()
                process.communicate(timeout=_LINGERS)
                raise NotBackedUp("The backup was stopped. The older ones are kept.") from None


def _backup(told: dict[str, Any]) -> Backup:
    """A backup as the command line tells of it."""
    from anchor_app.storage.backup import Backup, Holds

    path, held = Path(told["file"]), told["holds"]
    holds = None if held is None else Holds(held["workspace"], held["organisations"], held["assessments"],
                                            held["answers"], held["evidence"], frozenset(held["documents"]))
    return Backup(path, datetime.fromisoformat(told["made_at"]), told["size"], Stamp.parse(path.name), holds,
                  told["trouble"] or "")
