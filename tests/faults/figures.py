"""The figures of the proof: what each kind of run does, how much of it, and what came of it."""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to that lost nothing: how many trials there were, and in words what was tried.

    A run that loses anything raises at the first trial that does.
    """

    trials: int
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A kind of run: its name, its title, how many trials in every test run and before a release, and how to do it.

    `why_not` says why it cannot be done here, or "".
    """

    name: str
    title: str
    short: int
    release: int
    run: Callable[[int], Outcome]
    why_not: Callable[[], str] = lambda: ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a figure with its outcome, or with why it was skipped or failed."""

    name: str
    title: str
    wanted: int
    trials: int = 0
    seconds: float = 0.0
    words: str = ""
    skipped: str = ""
    failed: str = ""


def no_fork() -> str:
    """Why processes cannot be forked and killed here."""
    return "there is no fork and no SIGKILL on Windows" if sys.platform == "win32" else ""


def no_strace() -> str:
    """Why system calls cannot be recorded or made to fail here."""
    if sys.platform != "linux":
        return "strace is for Linux only"
    if shutil.which("strace") is None:
        return "strace is not installed"
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True)
    return f"strace may not trace here: {done.stderr.strip()}" if done.returncode else ""


def no_disks() -> str:
    """Why small disks cannot be mounted here."""
    from tests.faults import full_disk

    return full_disk.why_not()


def _kills(wanted: int) -> Outcome:
    from tests.faults import kill9

    tally = kill9.run_in_lanes(wanted)
    shares = ", ".join(f"{kind} {number:,}" for kind, number in tally.killed.items())
    return Outcome(tally.cycles, f"{tally.acknowledged:,} acknowledged changes; killed during {shares}")


def _whole_app(wanted: int) -> Outcome:
    # In a process of its own, in which no application has been made yet.
    done = subprocess.run([sys.executable, "-m", "tests.faults.whole_app", "--json", "--cycles", str(wanted)],
                          capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(done.stderr[-2000:])
    told = json.loads(done.stdout)
    return Outcome(told["cycles"], f"{told['saved']:,} times said to be saved; at most "
                                   f"{told['lost_seconds']:.2f} s of typing lost")


def _power_cuts(wanted: int) -> Outcome:
    from tests.faults import powercut

    tally, round_ = powercut.Tally(), 0
    while tally.replayed < wanted:
        # Each round is recorded anew and torn at random anew.
        tally += powercut.run_in_lanes(1, 9, seed=2 + round_)
        round_ += 1
    return Outcome(tally.replayed, f"{tally.different:,} of them different, {tally.opened:,} opened by the app too")


def _system_calls(wanted: int) -> Outcome:
    from tests.faults import syscalls

    points = syscalls.some(wanted)
    stopped = syscalls.run(points)
    return Outcome(len(points), f"{stopped:,} stopped the work, each in words")


def _full_disks(wanted: int) -> Outcome:
    from tests.faults import full_disk

    stopped = full_disk.run(wanted)
    return Outcome(wanted, f"{sum(stopped.values()):,} stopped the work, each in words")


def _bits(wanted: int) -> Outcome:
    from tests.faults import bit_flips

    tally = bit_flips.run(wanted)
    assert tally.refused and tally.unchanged
    return Outcome(tally.flips, f"{tally.refused:,} refused, {tally.unchanged:,} in places that say nothing")


def _model(wanted: int) -> Outcome:
    from tests.faults import model

    return Outcome(model.run(wanted), "steps, each compared")


def _merges(wanted: int) -> Outcome:
    from tests.faults import merges

    made, received, asked = merges.run(wanted)
    return Outcome(made, f"{received:,} packs received, {asked:,} of them with conflicts to decide")


def _backups(wanted: int) -> Outcome:
    from tests.faults import backups

    tally = backups.run(wanted)
    return Outcome(tally.restored, f"{tally.compared:,} facts, entries and documents compared")


def _packs(wanted: int) -> Outcome:
    from tests.faults import packs

    tally = packs.run(wanted)
    return Outcome(tally.mutants, f"{tally.structured:,} with every hash made again; {tally.accepted:,} of all were "
                                  "packs still, each exactly what its bytes say")


FIGURES = (
    Figure("kills", "kill -9 at work: acknowledged changes lost", 2_000, 100_000, _kills, no_fork),
    Figure("whole-app", "kill -9 while being typed into: acknowledged changes lost", 60, 2_000, _whole_app, no_fork),
    Figure("power-cuts", "power cuts, replayed: states lost or corrupt", 10_000, 300_000, _power_cuts, no_strace),
    Figure("system-calls", "system calls that fail: acknowledged changes lost", 200, 3_000, _system_calls, no_strace),
    Figure("full-disks", "full disks: acknowledged changes lost", 20, 300, _full_disks, no_disks),
    Figure("bits", "single bits flipped: silently different answers", 2_000, 50_000, _bits),
    Figure("model", "steps beside a dictionary: differences", 5_000, 500_000, _model),
    Figure("merges", "steps of copies that exchange packs: order changes the result, or an answer lost",
           20_000, 1_000_000, _merges),
    Figure("backups", "backups restored and compared: differences", 20, 500, _backups),
    Figure("packs", "packs changed: taken for what they are not, or crashes", 200_000, 10_000_000, _packs),
)


def rows(figures: tuple[Figure, ...], *, is_release: bool = False, share: float = 1.0) -> Iterator[Row]:
    """Runs each figure, and says what came of it; `share` of the trials that are asked for."""
    for figure in figures:
        wanted = max(1, round(share * (figure.release if is_release else figure.short)))
        if why_not := figure.why_not():
            yield Row(figure.name, figure.title, wanted, skipped=why_not)
            continue
        begun = time.monotonic()
        try:
            outcome = figure.run(wanted)
        except Exception as error:
            yield Row(figure.name, figure.title, wanted, seconds=time.monotonic() - begun,
                      failed=f"{type(error).__name__}: {error}")
        else:
            yield Row(figure.name, figure.title, wanted, outcome.trials, time.monotonic() - begun,
                      outcome.words)


def surroundings() -> dict[str, str]:
    """The day and the versions that figures belong to."""
    return {"date": date.today().isoformat(), "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "python": platform.python_version(), "sqlite": sqlite3.sqlite_version,
            "qt": version("PySide6-Essentials"), "sqlalchemy": version("SQLAlchemy"),
            "system": f"{platform.system()} {platform.release().partition('-')[0]}"}
