"""Makes one system call of a champion at work fail, or kills the champion at it, call by call.

    python -m tests.faults.syscalls --most 12
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from anchor_app.domain.errors import Refusal
from tests.faults import champion

CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "openat", "unlink")
FAULTS = ("error=ENOSPC", "error=EIO", "error=EACCES", "signal=KILL")
EDITS = 6


def points(most: int) -> Iterator[str]:
    """What strace is to inject: each fault at each of the first calls, once and from then on."""
    for call in CALLS:
        for fault in FAULTS:
            for when in range(1, most + 1):
                yield f"{call}:{fault}:when={when}"
                if fault != "signal=KILL":
                    yield f"{call}:{fault}:when={when}+"


def run(injections: list[str], seconds: float = 600.0) -> int:
    """Tries each injection on a fresh workspace; returns how many were tried before the time was up."""
    memory, tried, begun = Path("/dev/shm"), 0, time.monotonic()
    place = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    try:
        champion.start(place / "new")
        for injection in injections:
            folder = place / "workspace"
            shutil.copytree(place / "new", folder)
            told, error = _under(injection, folder)
            assert error != "bug", f"{injection}: an error without words for the user"
            promised = champion.acknowledged(told)
            champion.inspect(folder, promised, EDITS)
            shutil.rmtree(folder)
            tried += 1
            if time.monotonic() - begun > seconds:
                break
    finally:
        shutil.rmtree(place)
    return tried


def _under(injection: str, folder: Path) -> tuple[bytes, str]:
    """Lets a champion work under strace; returns what was acknowledged, and how it ended."""
    told, ready, go = os.pipe(), os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        code = 3
        try:
            os.read(go[0], 1)
            champion.work(folder, told[1], EDITS)
            code = 0
        except Refusal:
            code = 4  # said in words; the champion stops
        finally:
            os._exit(code)
    for end in (told[1], go[0], *ready):
        os.close(end)
    with subprocess.Popen(["strace", "-f", "-p", str(child), "-e", f"trace={injection.split(':')[0]}",
                           "-e", f"inject={injection}"], stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        first = strace.stderr.readline()
        assert "attached" in first, first
        os.write(go[1], b"x")
        status = os.waitpid(child, 0)[1]
        strace.stderr.read()
    os.close(go[1])
    answer = b""
    while more := os.read(told[0], 65536):
        answer += more
    os.close(told[0])
    code = os.waitstatus_to_exitcode(status)
    return answer, {0: "done", 4: "refused", -9: "killed"}.get(code, "bug")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=12)
    start = time.monotonic()
    count = run(list(points(parser.parse_args().most)))
    print(f"{count:,} injected faults, 0 acknowledged edits lost, {count / (time.monotonic() - start):,.0f} a second")
