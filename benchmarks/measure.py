"""Measuring: two things in turn, so that both meet the same moods of the machine, and their medians."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


class Skipped(Exception):
    """What is measured against is not on this machine; `str()` says what is missing."""


@dataclass(frozen=True, slots=True)
class Result:
    """One figure: the median in milliseconds, the limit's median, their ratio, and the ratio to reach.

    Where the limit is a fixed figure rather than something measured, `limit_ms` is that figure, and so says `note`.
    """

    name: str
    median_ms: float
    limit_ms: float
    target: float
    note: str = ""
    more: dict[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """How many times the limit it takes."""
        return self.median_ms / self.limit_ms

    def figures(self) -> dict[str, object]:
        """The figures as they stand in the JSON."""
        return {"ratio": round(self.ratio, 3), "target": self.target, "median_ms": round(self.median_ms, 3),
                "limit_ms": round(self.limit_ms, 3), **({"note": self.note} if self.note else {}), **self.more}

    def __str__(self) -> str:
        verdict = "within" if self.ratio <= self.target else "OVER"
        note = f"  ({self.note})" if self.note else ""
        return (f"{self.name:<24} {self.ratio:7.2f} x  {verdict} {self.target:g} x   "
                f"{self.median_ms:10.2f} ms against {self.limit_ms:10.2f} ms{note}")


def timed(work: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def in_turn(ours: Callable[[], float], limit: Callable[[], float], runs: int) -> tuple[float, float]:
    """The medians of two measurements taken alternately, after one of each that does not count."""
    ours(), limit()
    pairs = [(ours(), limit()) for _ in range(runs)]
    return median(one for one, _ in pairs), median(one for _, one in pairs)


def peak_mb() -> float:
    """The most memory this process has held so far, in MB of 1,000,000 bytes.

    Linux keeps it for the program that runs now; `getrusage` would also count what started it.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        raise Skipped("the peak of a process's memory is read from /proc, which is not here")
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1_000_000
