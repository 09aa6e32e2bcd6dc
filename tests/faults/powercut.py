"""Replays recorded work of every kind with the power cut after every system call.

What was written but not synced may be on the disk wholly, in part, torn in blocks of 512 bytes, or not at all;
and a new name may be there or not, in the two models of `disk.Disk`.

    python -m tests.faults.powercut --rounds 4 --patterns 12
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from anchor_app.domain.errors import Refusal
from anchor_app.storage.store import Store
from anchor_app.storage.thinning import SUFFIX
from tests.faults import champion, remains
from tests.faults.disk import ACKNOWLEDGE, CALLS, Disk
from tests.faults.kill9 import place
from tests.faults.promise import Promise, State

OPEN_EVERY = 200
"""Of the different states, one in so many is opened by the app as well, whatever is in it."""
OPEN_UNFINISHED_EVERY = 8
"""And one in so many of those that have a database or journal of their own that was left half written."""

_LINE = re.compile(r"(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+)(?:<.*>)?(?: .*)?$")

Call = tuple[str, str, int]
Image = dict[str, bytes]


@dataclass
class Tally:
    """States that were replayed, those of them that were different, and those that the app itself opened."""

    replayed: int = 0
    different: int = 0
    opened: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.replayed + other.replayed, self.different + other.different, self.opened + other.opened)


def record(folder: Path, rounds: int, migrations: Path, spoiling: str = "") -> list[Call]:
    """The system calls of a champion who does that many rounds of every kind; `spoiling` is run first."""
    trace = folder.with_name("trace")
    program = (f"{spoiling}\nimport os; os.dup2(1, {ACKNOWLEDGE})\n"
               "from pathlib import Path; from tests.faults import champion\n"
               f"champion.work_through(Path({str(folder)!r}), {ACKNOWLEDGE}, {rounds}, Path({str(migrations)!r}))")
    subprocess.run(["strace", "-f", "-xx", "-s", "4000000", "-e", f"trace={CALLS}", "-o", str(trace),
                    sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)
    with trace.open() as lines:
        return [(found[1], found[2], int(found[3])) for line in lines if (found := _LINE.match(line))]


def states(disk: Disk, calls: list[Call], patterns: int, chance: random.Random) -> Iterator[tuple[Image, bytes]]:
    """Each state that a power cut may leave, with all that was told by then."""
    for call in calls:
        told = disk.told
        if disk.step(*call) or disk.told != told:
            for pattern in range(patterns):
                yield disk.image(pattern, chance), disk.told


def run_in_lanes(rounds: int, patterns: int, seed: int = 2) -> Tally:
    """Tries every state of each model in a process of its own."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        return sum(pool.map(run, [rounds] * 2, [patterns] * 2, [(True,), (False,)], [""] * 2, [seed] * 2), Tally())


def run(rounds: int = 1, patterns: int = 9, models: tuple[bool, ...] = (True, False), spoiling: str = "",
        seed: int = 2) -> Tally:
    """Tries every state in the models, ordered (True) and strict (False); fails with the first that lost anything."""
    tally = Tally()
    with place() as base:
        folder = base / "workspace"
        migrations = champion.two_formats(base / "migrations")
        champion.start(folder)
        disks = [Disk.holding(folder, is_ordered) for is_ordered in models]
        calls = record(folder, rounds, migrations, spoiling)
        judge = Judge(base / "replay", tally)
        for disk in disks:
            for image, told in states(disk, calls, patterns, random.Random(seed)):
                judge.judge(image, told)
    return tally


class Judge:
    """Judges states, each different one once; what is the same in many of them is read once."""

    def __init__(self, folder: Path, tally: Tally) -> None:
        self._folder, self._tally = folder, tally
        self._seen: set[int] = set()
        self._unfinished: set[int] = set()
        self._databases: dict[tuple[bytes, bytes], remains.Remains | str] = {}
        self._backups: dict[tuple[str, bytes], State] = {}
        self._promise = lru_cache(4)(Promise.of)

    def judge(self, image: Image, told: bytes) -> None:
        """Fails unless everything that was told is in the state, and nothing in it is damaged."""
        self._tally.replayed += 1
        key = hash((told, *sorted(image.items())))
        if key in self._seen:
            return
        self._seen.add(key)
        self._tally.different += 1
        promise = self._promise(told)
        found = self._database(image)
        if isinstance(found, str) or (self._is_sample(image) and found.version == 1):
            found = self._opened(image, found)
        remains.judge(found, promise, lambda: self._kept(image))
        for digest in found.digests:
            assert _is_content(image.get(f"evidence/{digest[:2]}/{digest}"), digest), "a document is missing or damaged"
        self._kept(image)
        if champion.PACK in image:
            _check_pack(image[champion.PACK])

    def _is_sample(self, image: Image) -> bool:
        """Whether the app, too, is to open what SQLite alone finds whole."""
        journal = image.get("anchor.db-journal")
        if journal and (key := hash((image["anchor.db"], journal))) not in self._unfinished:
            self._unfinished.add(key)
            return len(self._unfinished) % OPEN_UNFINISHED_EVERY == 1
        return self._tally.different % OPEN_EVERY == 0

    def _database(self, image: Image) -> remains.Remains | str:
        """What SQLite alone makes of the database and its journal, or what is wrong then."""
        data, journal = image.get("anchor.db", b""), image.get("anchor.db-journal", b"")
        assert data, "the workspace's file is gone or empty"
        key = (sha256(data).digest(), journal)
        if key not in self._databases:
            try:
                self._databases[key] = self._looked(data, journal)
            except (AssertionError, sqlite3.Error) as error:
                self._databases[key] = str(error)
        return self._databases[key]

    def _looked(self, data: bytes, journal: bytes) -> remains.Remains:
        if not journal:
            with closing(sqlite3.connect(":memory:")) as connection:
                connection.deserialize(data)
                return remains.look_at(connection)
        self._put({"anchor.db": data, "anchor.db-journal": journal})
        return remains.look(self._folder / "anchor.db")

    def _opened(self, image: Image, found: remains.Remains | str) -> remains.Remains:
        """What the app makes of the state, which is to be what SQLite makes of it, if that is whole."""
        self._tally.opened += 1
        self._put(image)
        try:
            with Store.open(self._folder) as store:
                store.load()
                wrong = [one.sentence for one in store.check() if one.is_serious]
        except Refusal as refusal:
            raise AssertionError(f"the app does not open what is left: {refusal}") from refusal
        assert not wrong, wrong
        opened = remains.look(self._folder / "anchor.db")
        assert isinstance(found, str) or found == opened, "the app reads something else than SQLite"
        return opened

    def _put(self, image: Image) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        (self._folder / "evidence").mkdir(parents=True)
        for name, data in image.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def _kept(self, image: Image) -> list[State]:
        """The states of all backups there are; each that has its name has to be whole."""
        kept = []
        for path, data in image.items():
            if path.endswith(SUFFIX):
                key = (path, data)
                if key not in self._backups:
                    self._backups[key] = remains.state_of_backup(path.rpartition("/")[2], data)
                kept.append(self._backups[key])
        return kept


@lru_cache(1_000)
def _check_pack(data: bytes) -> None:
    remains.check_pack(data)


@lru_cache(10_000)
def _is_content(data: bytes | None, digest: str) -> bool:
    return data is not None and sha256(data).hexdigest() == digest


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--patterns", type=int, default=9)
    chosen = parser.parse_args()
    begun = time.monotonic()
    tried = run_in_lanes(chosen.rounds, chosen.patterns)
    print(f"{tried}, 0 lost, {tried.replayed / (time.monotonic() - begun):,.0f} a second")
