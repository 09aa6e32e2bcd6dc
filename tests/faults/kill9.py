"""Kills a champion at random moments of every kind of work: nothing acknowledged may be lost, nothing half there.

    python -m tests.faults.kill9 --cycles 100000
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from anchor_app.storage.store import Store
from tests.faults import champion, remains
from tests.faults.promise import SIZE, Promise, State

SHARES = {"save": 14, "undo": 10, "attach": 10, "sign-off": 4, "backup": 4, "export": 1, "import": 1, "restore": 2,
          "migration": 2}
"""How often each kind of work is killed, of forty-eight times: what a champion does all day more often."""
_TURNS = tuple(kind for turn in range(14) for kind, share in SHARES.items() if turn < share)

CYCLES_PER_WORKSPACE = 72
"""After so many a new workspace is begun, so that the check of each stays short."""
CHECK_EVERY = 10
"""After so many cycles everything is checked, the documents as well."""


@dataclass
class Tally:
    """How often a champion was killed in each kind of work, and how many changes had been acknowledged."""

    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0

    @property
    def cycles(self) -> int:
        """How many kills there were."""
        return self.killed.total()


@contextmanager
def place() -> Iterator[Path]:
    """A folder that is gone afterwards, in memory where that is possible: a kill loses nothing that was written."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="anchor-faults-", dir=memory if memory.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_in_lanes(cycles: int, lanes: int = 2, seed: int = 9) -> Tally:
    """Shares the cycles out to that many processes."""
    with ProcessPoolExecutor(lanes, get_context("spawn")) as pool:
        tallies = list(pool.map(run, [cycles // lanes] * lanes, range(seed, seed + lanes)))
    return Tally(sum((one.killed for one in tallies), Counter()), sum(one.acknowledged for one in tallies))


def run(cycles: int, seed: int = 9, spoil: Callable[[], object] = lambda: None) -> Tally:
    """Kills that often; fails with the first change that is lost. `spoil` is called in each champion's process."""
    import alembic.operations
    import alembic.runtime.migration
    import alembic.script  # noqa: F401  (children are made of a process that has everything loaded)

    chance, tally = random.Random(seed), Tally()
    with place() as folder:
        trial = _Trial(folder, chance, tally, champion.two_formats(folder / "migrations"), spoil)
        while tally.cycles < cycles:
            trial.begin()
            for number in range(min(CYCLES_PER_WORKSPACE, cycles - tally.cycles)):
                trial.kill_once(_TURNS[number % len(_TURNS)])
    return tally


class _Trial:
    """One workspace after the other, in which champions are killed."""

    def __init__(self, folder: Path, chance: random.Random, tally: Tally, migrations: Path,
                 spoil: Callable[[], object]) -> None:
        self._place, self._chance, self._tally = folder, chance, tally
        self._migrations, self._spoil = migrations, spoil
        self._workspace = folder / "workspace"
        self._longest: dict[str, float] = {}

    def begin(self) -> None:
        """Begins a new workspace."""
        shutil.rmtree(self._workspace, ignore_errors=True)
        champion.start(self._workspace)
        self._here: State | None = None
        self._known: dict[str, State] = {}

    def kill_once(self, kind: str) -> None:
        """Lets a champion work, kills it, and judges what is left."""
        folder = self._workspace
        if kind == "migration":  # which leads to a format that the app does not know: in a copy
            folder = self._place / "copy"
            shutil.copytree(self._workspace, folder)
        if kind not in self._longest:
            self._longest[kind] = self._measured(kind)
        told = self._killed(folder, kind, self._chance.random() * self._longest[kind])
        promise = Promise.of(told, self._here)
        self._tally.killed[kind] += 1
        self._tally.acknowledged += max(promise.acknowledged - 1, 0)
        found = self._inspect(folder, promise, is_whole=self._tally.cycles % CHECK_EVERY == 0)
        if kind == "migration":
            shutil.rmtree(folder)
        else:
            self._here = found.state

    def _measured(self, kind: str) -> float:
        """Seconds within which the kill is to come: what three acts of that kind take, in a copy."""
        lengths = []
        for acts in (0, 3):
            folder = self._place / "measured"
            shutil.copytree(self._workspace, folder)
            begun = time.monotonic()
            self._killed(folder, kind, 60.0, most=acts)
            lengths.append(time.monotonic() - begun)
            shutil.rmtree(folder)
        return max(0.01, lengths[1] - (lengths[0] if kind != "migration" else 0.0))

    def _inspect(self, folder: Path, promise: Promise, is_whole: bool) -> remains.Remains:
        """Opens what is left as the app does, unless it is of the later format, and reads it without the app."""
        if remains_version(folder) == 1:
            with Store.open(folder) as store:
                if is_whole:
                    store.load()
                    found = [one.sentence for one in store.check()]
                    assert not found, found
            assert not [*folder.glob(".anchor-*"), *folder.glob("evidence/.anchor-*")], "something was left behind"
        found = remains.look(folder / "anchor.db")
        remains.judge(found, promise, lambda: remains.backups_in(folder, self._known))
        remains.check_sent(folder)
        return found

    def _killed(self, folder: Path, kind: str, after: float, most: int = 10**9) -> bytes:
        """What a champion told who was killed that many seconds after the start, or once everything was done."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                self._spoil()
                champion.work(folder, writing, kind, most, self._migrations if kind == "migration" else None)
            finally:
                os._exit(1)
        os.close(writing)
        # Most are killed at work, the others while opening and recovering.
        told = os.read(reading, SIZE) if self._chance.random() < 0.75 else b""
        until = time.monotonic() + after
        while (left := until - time.monotonic()) > 0:
            if select.select([reading], [], [], left)[0]:
                piece = os.read(reading, 65536)
                told += piece
                if not piece:  # it has ended by itself
                    break
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reading, 65536):
            told += more
        os.close(reading)
        return told


def remains_version(folder: Path) -> int:
    """The format that the header of the workspace's file says, read while nobody has it open."""
    return int.from_bytes((folder / "anchor.db").read_bytes()[60:64])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=2000)
    parser.add_argument("--lanes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=9)
    chosen = parser.parse_args()
    begun = time.monotonic()
    tally = run_in_lanes(chosen.cycles, chosen.lanes, chosen.seed)
    print(f"{tally.cycles:,} kills ({dict(tally.killed)}), {tally.acknowledged:,} acknowledged changes, 0 lost, "
          f"{tally.cycles / (time.monotonic() - begun) * 60:,.0f} kills a minute")
