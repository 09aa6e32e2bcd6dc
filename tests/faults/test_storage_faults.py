"""What was acknowledged survives kills, power cuts and failing system calls.

These are short runs; ANCHOR_FAULTS=full makes them as long as a release asks for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from anchor_app.domain.errors import Refusal
from tests.faults import kill9, powercut, syscalls

IS_FULL = os.environ.get("ANCHOR_FAULTS") == "full"

posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL here")


def _can_trace() -> bool:
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode == 0


traced = pytest.mark.skipif(sys.platform != "linux" or not _can_trace(), reason="strace is missing or may not trace")


@posix
def test_no_acknowledged_edit_is_lost_when_the_app_is_killed() -> None:
    """A01, A03, A09: kills come while opening and recovering as well as at work."""
    tally = kill9.run_in_lanes(2000) if IS_FULL else kill9.run(150)
    assert tally.cycles == (2000 if IS_FULL else 150)
    assert tally.acknowledged > tally.cycles, "champions were killed at work"


@traced
def test_no_acknowledged_edit_is_lost_when_the_power_is_cut() -> None:
    """A02, A03: after every system call, in two models of what a disk keeps."""
    if IS_FULL:
        assert powercut.run_in_lanes(12, 12) > 2000
    else:
        assert powercut.run(3, 4) > 200


@traced
@pytest.mark.parametrize("spoiling", [
    "from anchor_app.storage import engine; "
    "engine.PRAGMAS = tuple(one.replace('synchronous=EXTRA', 'synchronous=OFF') for one in engine.PRAGMAS)",
    "from anchor_app.storage import content; content.sync = lambda file: None",
], ids=["commits are not synced", "documents are not synced"])
def test_a_store_that_does_not_sync_is_found_out(spoiling: str) -> None:
    """That the replay would notice."""
    with pytest.raises((AssertionError, Refusal), match="acknowledged|damaged|missing|not what was saved|half"):
        powercut.run(4, 6, spoiling=spoiling)


@traced
def test_a_failing_system_call_is_told_in_words_and_loses_nothing() -> None:
    """B05, B06, B07, A13: each of the first calls fails once, and from then on; or the app dies at it."""
    injections = list(syscalls.points(12 if IS_FULL else 4))
    if not IS_FULL:
        injections = injections[::4]
    assert syscalls.run(injections) == len(injections)
