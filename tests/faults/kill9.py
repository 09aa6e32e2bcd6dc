"""Kills a champion at work at random moments: no acknowledged edit may be lost, none may be there by half.

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
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tests.faults import champion

CYCLES_PER_WORKSPACE = 100
"""After so many a new workspace is begun, so that the check of each stays short."""


@dataclass
class Tally:
    """How often a champion was killed, how many edits had been acknowledged, and in how many seconds."""

    cycles: int = 0
    acknowledged: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (f"{self.cycles:,} kills, {self.acknowledged:,} acknowledged edits, 0 lost, "
                f"{self.cycles / self.seconds * 60:,.0f} kills a minute")


def run_in_lanes(cycles: int, lanes: int = 2, seed: int = 9) -> Tally:
    """Shares the cycles out to that many processes."""
    begun = time.monotonic()
    with ProcessPoolExecutor(lanes, get_context("spawn")) as pool:
        tallies = list(pool.map(run, [cycles // lanes] * lanes, range(seed, seed + lanes)))
    return Tally(sum(one.cycles for one in tallies), sum(one.acknowledged for one in tallies),
                 time.monotonic() - begun)


def run(cycles: int, seed: int = 9, longest: float = 0.02, seconds: float = 600.0) -> Tally:
    """Kills that often, up to `longest` seconds after the start; fails with the first edit that is lost."""
    chance, tally, begun = random.Random(seed), Tally(), time.monotonic()
    memory = Path("/dev/shm")  # a kill loses nothing that was written, so a disk in memory proves as much
    place = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    try:
        while tally.cycles < cycles and time.monotonic() - begun < seconds:
            folder = place / str(tally.cycles)
            champion.start(folder)
            last = 0
            for _ in range(min(CYCLES_PER_WORKSPACE, cycles - tally.cycles)):
                told = _killed(folder, chance.random() * longest, at_work=chance.random() < 0.75)
                promised = champion.acknowledged(told) or last
                last = champion.inspect(folder, promised, promised + 1, whole=tally.cycles % 10 == 9)
                tally.cycles += 1
                tally.acknowledged += max(len(told) // 4 - 1, 0)
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(place)
    tally.seconds = time.monotonic() - begun
    return tally


def _killed(folder: Path, after: float, at_work: bool) -> bytes:
    """Lets a champion go on for that many seconds, from the start or from the first edit; returns what was told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            champion.work(folder, writing)
        finally:
            os._exit(1)
    os.close(writing)
    told = os.read(reading, 4) if at_work else b""
    until = time.monotonic() + after
    while (left := until - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            told += os.read(reading, 65536)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        told += more
    os.close(reading)
    return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=2000)
    parser.add_argument("--lanes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=9)
    chosen = parser.parse_args()
    print(run_in_lanes(chosen.cycles, chosen.lanes, chosen.seed))
