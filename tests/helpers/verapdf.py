"""Asks veraPDF whether files keep a standard, where it and Java are at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_CHECKER = Path(__file__).resolve().parents[3] / "shared" / "tools" / "verapdf"
_QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
FLAVOURS = ("ua1", "2a")
"""PDF/UA-1 and PDF/A-2a."""


def complaints(flavour: str, *files: Path) -> str:
    """What veraPDF says of files that do not comply; "" when all do. Skips the test where it cannot be asked."""
    if not _CHECKER.exists() or not shutil.which("java"):
        pytest.skip(f"veraPDF or Java is not here, so {flavour} is not checked")
    # The checker keeps itself between runs, in the person's own cache and not in the one that tests are given.
    surroundings = {**os.environ, "JAVA_TOOL_OPTIONS": _QUICK_TO_START}
    if kept := os.environ.get("ANCHOR_TOOLS_CACHE"):
        surroundings["XDG_CACHE_HOME"] = kept
    with _one_at_a_time():
        done = subprocess.run([_CHECKER, flavour, *map(str, files)], capture_output=True, text=True, check=False,
                              env=surroundings)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Lets one process after the other ask, since the first that does fetches the checker."""
    try:
        import fcntl
    except ImportError:  # no such locks on Windows, where the checker does not run either
        yield
        return
    with (Path(tempfile.gettempdir()) / "anchor-verapdf.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
