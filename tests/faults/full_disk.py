"""Fills the disk at one step after the other: the work stops in words, loses nothing, and goes on once there is room.

    python -m tests.faults.full_disk --count 300

Each disk is a small one in memory, in a name space of mounts that nobody else sees.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import traceback
from collections import Counter, namedtuple
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from anchor_app.domain.errors import Refusal
from anchor_app.storage.errors import DiskFull
from anchor_app.storage.store import Store
from tests.faults import champion, remains
from tests.faults.champion import KINDS
from tests.faults.promise import Promise

SIZE = 6_000_000
"""Bytes of each disk."""
MOST_SPARE = 120_000
"""At most so many are free when the work begins."""

_Usage = namedtuple("_Usage", "total used free")
_usage = shutil.disk_usage


def why_not() -> str:
    """Why disks cannot be mounted here, or ""."""
    if sys.platform != "linux":
        return "only Linux has private mounts"
    done = subprocess.run([*_private(), "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, text=True)
    return f"no private mounts: {done.stderr.strip()}" if done.returncode else ""


def _private() -> list[str]:
    return ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-Urm"]


def run(count: int, seed: int = 5) -> dict[str, int]:
    """Tries that many disks in a name space of their own; returns how often each kind of work was stopped."""
    done = subprocess.run([*_private(), sys.executable, "-m", "tests.faults.full_disk", "--inside",
                           "--count", str(count), "--seed", str(seed)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return {kind: int(number) for kind, number in (line.split() for line in done.stdout.splitlines())}


def _run_inside(count: int, seed: int) -> Counter[str]:
    chance, stopped = random.Random(seed), Counter[str]()
    with TemporaryDirectory() as base:
        migrations = champion.two_formats(Path(base) / "migrations")
        disk = Path(base) / "disk"
        disk.mkdir()
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(disk)], check=True)
            try:
                spare = chance.randrange(MOST_SPARE)
                stopped[kind] += _try(disk, kind, spare, migrations, is_told_wrong=chance.random() < 0.8)
            finally:
                subprocess.run(["umount", "-l", str(disk)], check=True)
    return stopped


def _try(disk: Path, kind: str, spare: int, migrations: Path, is_told_wrong: bool) -> bool:
    """One kind of work on a disk with so much room; whether it was stopped.

    If `is_told_wrong`, every look at the free space beforehand says that there is plenty, as when another program
    fills the disk in between.
    """
    folder, ballast = disk / "workspace", disk / "ballast"
    champion.start(folder)
    with ballast.open("wb") as file:
        file.write(bytes(max(0, _usage(disk).free - spare)))
    reading, writing = os.pipe()
    shutil.disk_usage = (lambda path: _Usage(10**9, 0, 10**9)) if is_told_wrong else _usage  # type: ignore[assignment]
    is_stopped = _is_stopped(folder, writing, kind, migrations)
    os.close(writing)
    told = b""
    while more := os.read(reading, 65536):
        told += more
    os.close(reading)
    shutil.disk_usage = _usage
    promise = Promise.of(told)
    _judge(folder, promise, is_stopped)
    ballast.unlink()
    if remains.look(folder / "anchor.db").version == 1:
        with Store.open(folder) as store:
            assert [one for one in store.check() if one.is_serious] == []
        assert not [*folder.rglob(".anchor-*.part")], "something was left behind"
        _judge(folder, promise, is_stopped)
        with Path(os.devnull).open("wb") as nobody:
            champion.work(folder, nobody.fileno(), "save", 1)
    return is_stopped


def _is_stopped(folder: Path, writing: int, kind: str, migrations: Path) -> bool:
    """Works in a process of its own, which ends when it is refused something; fails if it was not told why in words."""
    child = os.fork()
    if child == 0:
        code = 3
        try:
            champion.work(folder, writing, kind, 30, migrations if kind == "migration" else None)
            code = 0
        except DiskFull as full:
            code = 4 if "ree" in str(full) and full.needed > 0 else 5
        except Refusal as refusal:
            code = 4 if "full" in str(refusal) or "space" in str(refusal) else 5
            print(kind, refusal, file=sys.stderr)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 4), f"{kind}: the disk was full, and that was not said"
    return code == 4


def _judge(folder: Path, promise: Promise, is_stopped: bool) -> None:
    """Everything is there and can be read while the disk is full, too."""
    found = remains.look(folder / "anchor.db")
    remains.judge(found, promise, lambda: remains.backups_in(folder), is_cut=is_stopped)
    remains.check_sent(folder)
    if found.version == 1:
        with Store.open(folder, read_only=True) as store:
            store.load()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    found = _run_inside(chosen.count, chosen.seed) if chosen.inside else run(chosen.count, chosen.seed)
    with suppress(BrokenPipeError):
        print(*(f"{kind} {number}" for kind, number in found.items()), sep="\n")
