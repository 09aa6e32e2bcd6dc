"""Months: how they are written, which updates are of which, and of which months nothing was said."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from anchor_app.domain.brief import brief
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.period import FIRST_YEAR, LAST_YEAR, Period

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")

_WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@total_ordering
@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, written as in 2026-11."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written as 2026-11; raises WrongValue."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR or not 1 <= int(found[2]) <= 12:
            written = brief(text, 40)
            raise WrongValue(f"'{written}' is not a month. Write one as 2026-11.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def containing(cls, day: date) -> Month:
        """The month that a day lies in."""
        return cls(day.year, day.month)

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def next(self) -> Month:
        """The month after."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def words(self) -> str:
        """The month as people write it, as in "November 2026"."""
        return f"{MONTHS[self.number - 1]} {self.year}"

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.number)

    def __lt__(self, other: Month) -> bool:
        return (self.year, self.number) < (other.year, other.number)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


def update_item(month: Month, domain: str = "") -> str:
    """The item under which what is said of a month, or of a domain in it, is kept."""
    return f"{month}/{domain}" if domain else str(month)


def is_update_item(item: str) -> bool:
    """Whether an item is one that `update_item` makes."""
    month, sign, domain = item.partition("/")
    try:
        return str(Month.parse(month)) == month and bool(sign) == bool(domain) and domain.isprintable()
    except WrongValue:
        return False


def months_of(period: Period) -> tuple[Month, ...]:
    """The twelve months of a period, April to March."""
    found = [Month.containing(period.start)]
    while len(found) < 12:
        found.append(found[-1].next)
    return tuple(found)


def missing_months(period: Period, there: Collection[str], on: date, since: date | None = None) -> tuple[Month, ...]:
    """The months of a period that are over on a day and of which nothing was said.

    `there` are the months that have an update, as in 2026-11; months before the one of `since` are not asked for.
    """
    now, first = Month.containing(on), Month.containing(since) if since else None
    return tuple(one for one in months_of(period)
                 if one < now and str(one) not in there and (first is None or one >= first))
