"""The period an assessment answers for, a UK financial year, and the rounds within it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import total_ordering

from anchor_app.domain.brief import brief
from anchor_app.domain.errors import WrongValue

FIRST_YEAR = 1900
LAST_YEAR = 2999

_WRITTEN = re.compile(r"(\d{4})\s*[/\-\u2010-\u2015]\s*(\d{4}|\d{2})", re.ASCII)
_GAPS = re.compile(r"[\s_\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The UK financial year that begins on 1 April of `year`, written as in 2026/27."""

    year: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise WrongValue(f"The period has to begin in a year from {FIRST_YEAR} to {LAST_YEAR}.")

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period written as 2026/27, 2026-27 or 2026/2027; raises WrongValue."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            written = brief(text, 40)
            raise WrongValue(f"'{written}' is not a period. Write a financial year, as in 2026/27.")
        year = int(found[1])
        period = cls(year)
        if found[2] not in (str(year + 1), f"{(year + 1) % 100:02}"):
            raise WrongValue(f"'{text.strip()}' is not one financial year. The year that begins on "
                             f"1 April {year} is written {period}.")
        return period

    @classmethod
    def containing(cls, day: date) -> Period:
        """The period that a day lies in; raises WrongValue for days centuries away."""
        return cls(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)

    @property
    def start(self) -> date:
        """The first day, 1 April."""
        return date(self.year, 4, 1)

    @property
    def end(self) -> date:
        """The last day, 31 March."""
        return date(self.year + 1, 3, 31)

    @property
    def previous(self) -> Period:
        """The period before."""
        return Period(self.year - 1)

    @property
    def next(self) -> Period:
        """The period after."""
        return Period(self.year + 1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02}"


@total_ordering
class Round(Enum):
    """Which assessment within a period, in order; the value is the name that people read."""

    BASELINE = "Baseline"
    MID_YEAR = "Mid-year"
    YEAR_END = "Year end"

    @classmethod
    def parse(cls, text: str) -> Round:
        """The round of that name, whatever its capitals, hyphens and spaces; raises WrongValue."""
        for one in cls:
            if _bare(one.value) == _bare(text):
                return one
        written = brief(text, 40)
        raise WrongValue(f"'{written}' is not a round. The rounds are {', '.join(one.value for one in cls)}.")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Round):
            return NotImplemented
        order = list(Round)
        return order.index(self) < order.index(other)

    def __str__(self) -> str:
        return self.value


def _bare(name: str) -> str:
    return _GAPS.sub("", name).casefold()
