"""The scales of a chart over time: where days and values stand, and which of them are written beside the axes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from anchor_app.domain.level_wording import day_words

_MOST: Final = 1e300
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 120000)


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high` on a line from `start` to `end`, in points; a value beyond stands at the end."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * min(max(share, 0.0), 1.0)


def number(value: Decimal) -> float:
    """The value as a number to draw with; one beyond all bounds, or that is none, as the nearest that can be drawn."""
    if value.is_nan():
        return 0.0
    return min(max(float(value), -_MOST), _MOST)


def value_steps(values: Sequence[float], about: int = 4) -> list[float]:
    """Round values that enclose all others; nought is among them unless all lie far from it."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if low >= 0 and low < 0.6 * high:
        low = 0.0
    elif high <= 0 and high > 0.6 * low:
        high = 0.0
    if low == high:
        spread = abs(low) * 0.1 or 1.0
        low, high = (low - spread, high + spread) if low else (0.0, 1.0)
    step = _round_step((high - low) / about)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [place * step for place in range(first, last + 1)]


def _round_step(rough: float) -> float:
    """The least of 1, 2, 2.5 and 5 times a power of ten that is not smaller."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * one for one in (1.0, 2.0, 2.5, 5.0, 10.0) if power * one >= rough * 0.999)


def step_words(steps: Sequence[float]) -> list[str]:
    """Round values as text, all with as many decimals as the finest of them needs; large ones with their power."""
    step = steps[1] - steps[0]
    if max(map(abs, steps)) >= 1e12 or step < 1e-6:
        return [f"{value:.3g}".replace("-", "\u2212") for value in steps]
    decimals = next((places for places in range(8) if abs(round(step, places) - step) < step * 1e-6), 8)
    return [f"{value + 0.0:,.{decimals}f}".replace("-", "\u2212") for value in steps]


def day_span(days: Iterable[date]) -> tuple[int, int]:
    """The first and the last day as ordinals; at least sixty days apart, so that one day stands in the middle."""
    every = [day.toordinal() for day in days]
    first, last = min(every), max(every)
    spare = max(0, 60 - (last - first))
    return first - spare // 2, last + (spare + 1) // 2


def day_steps(first: int, last: int, most: int) -> list[tuple[int, str]]:
    """About `most` days from the first to the last ordinal that are written at the axis, with their words."""
    for step in _DAYS:
        if (last - first) / step < most and last - first <= 62:
            return [(day, _short(date.fromordinal(day))) for day in range(max(first, 1), last + 1, step)
                    if day <= date.max.toordinal()]
    about = (last - first) / 30.4
    step = next((step for step in _MONTHS if about / step <= most), _MONTHS[-1])
    return list(_months(first, last, step))


def _months(first: int, last: int, step: int) -> Iterator[tuple[int, str]]:
    """The first days of every so many months, counted from a January."""
    start, end = date.fromordinal(max(first, 1)), date.fromordinal(min(last, date.max.toordinal()))
    month = -(-(start.year * 12 + start.month - 1) // step) * step
    while month <= end.year * 12 + end.month - 1 and month // 12 <= date.max.year:
        day = date(month // 12, month % 12 + 1, 1)
        month += step
        if first <= day.toordinal() <= last:
            yield day.toordinal(), f"{day.year}" if step >= 12 else _short(day).partition(" ")[2]


def _short(day: date) -> str:
    """The day in words, as in 3 Apr 2026."""
    number_of_day, name, year = day_words(day).split()
    return f"{number_of_day} {name[:3]} {year}"
