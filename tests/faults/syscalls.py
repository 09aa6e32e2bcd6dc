"""Makes one system call of a champion at work fail, or kills the champion at it, call by call.

    python -m tests.faults.syscalls --most 12
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from anchor_app.domain.errors import Refusal
from anchor_app.storage.store import Store
from tests.faults import champion, remains
from tests.faults.champion import KINDS
from tests.faults.kill9 import place
from tests.faults.promise import Promise

CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "openat", "unlink")
FAULTS = ("error=ENOSPC", "error=EIO", "error=EACCES", "signal=KILL")
ACTS = 2


def points(most: int) -> Iterator[tuple[str, str]]:
    """Kinds of work, and what strace is to inject: each fault at each of the first calls, once and from then on."""
    for when in range(1, most + 1):
        for call in CALLS:
            for fault in FAULTS:
                for kind in KINDS[:-1]:
                    yield kind, f"{call}:{fault}:when={when}"
                    if fault != "signal=KILL":
                        yield kind, f"{call}:{fault}:when={when}+"


def some(wanted: int, most: int = 12) -> list[tuple[str, str]]:
    """So many of the points, evenly spread over calls, faults and kinds of work."""
    every = list(points(most))
    return [every[number * len(every) // wanted] for number in range(wanted)]


def run(injections: list[tuple[str, str]]) -> int:
    """Tries each injection on a fresh workspace; returns how many of them made the champion stop."""
    stopped = 0
    with place() as base:
        champion.start(base / "new")
        for kind, injection in injections:
            folder = base / "workspace"
            shutil.copytree(base / "new", folder)
            told, ending = _under(injection, folder, kind)
            assert ending != "bug", f"{kind}, {injection}: an error without words for the user"
            stopped += ending != "done"
            try:
                _inspect(folder, Promise.of(told), is_cut=ending != "done")
            except AssertionError as error:
                raise AssertionError(f"{kind}, {injection}: {error}") from error
            shutil.rmtree(folder)
    return stopped


def _inspect(folder: Path, promise: Promise, is_cut: bool) -> None:
    with Store.open(folder) as store:
        store.load()
        found = [one.sentence for one in store.check() if one.is_serious]
    assert not found, found
    left = [*folder.glob(".anchor-*"), *folder.glob("evidence/.anchor-*")]
    assert not left, f"left behind: {left}"
    remains.judge(remains.look(folder / "anchor.db"), promise, lambda: remains.backups_in(folder), is_cut=is_cut)
    remains.check_sent(folder)


def _under(injection: str, folder: Path, kind: str) -> tuple[bytes, str]:
    """Lets a champion work under strace; returns what was acknowledged, and how it ended."""
    told, go = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        code = 3
        try:
            os.read(go[0], 1)
            champion.work(folder, told[1], kind, ACTS)
            code = 0
        except Refusal:
            code = 4  # said in words; the champion stops
        finally:
            os._exit(code)
    for end in (told[1], go[0]):
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
    begun = time.monotonic()
    tried = list(points(parser.parse_args().most))
    print(f"{len(tried):,} injected faults, of which {run(tried):,} stopped the work, 0 acknowledged changes lost, "
          f"{len(tried) / (time.monotonic() - begun):,.0f} a second")
