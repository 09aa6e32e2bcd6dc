"""How the months of a period stand: written, missing, or not over yet; and which of them to write first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from anchor_app.domain.holdings import Holdings
from anchor_app.domain.month import MONTHS, Month, months_of
from anchor_app.domain.period import Period
from anchor_app.domain.updating import missing, months_written
from anchor_app.domain.wording import listed

_FIRST_DAYS = 7
"""Days of a month on which one still thinks of the month before."""


class MonthState(Enum):
    """How a month stands; the value is the words for it."""

    WRITTEN = "Written"
    MISSING = "Missing"
    BEGUN = "This month, begun"
    OPEN = "This month, nothing yet"
    BEFORE = "Before signing up"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return self.value


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """A month, and how it stands."""

    month: Month
    state: MonthState


def month_standings(holdings: Holdings, organisation: str, period: Period, on: date) -> tuple[MonthStanding, ...]:
    """How the months of a period stand that have begun on a day, newest first."""
    now, there = Month.containing(on), months_written(holdings, organisation)
    gone = set(missing(holdings, organisation, period, on))

    def state(month: Month) -> MonthState:
        if str(month) in there:
            return MonthState.BEGUN if month == now else MonthState.WRITTEN
        if month == now:
            return MonthState.OPEN
        return MonthState.MISSING if month in gone else MonthState.BEFORE

    return tuple(MonthStanding(one, state(one)) for one in reversed(months_of(period)) if one <= now)


def month_to_write(standings: Iterable[MonthStanding], on: date) -> Month | None:
    """The month that one most likely came to write, of standings newest first; None where there is none.

    It is this month; in its first days, while it has nothing, the month before where that is missing. Of a period that
    is over it is the newest that is missing, or the last.
    """
    every = tuple(standings)
    if not every:
        return None
    newest = every[0]
    lacking = next((one.month for one in every if one.state is MonthState.MISSING), None)
    if newest.month != Month.containing(on):
        return lacking or newest.month
    is_last_wanted = on.day <= _FIRST_DAYS and newest.state is MonthState.OPEN and lacking is not None
    return lacking if is_last_wanted and lacking is not None and lacking.next == newest.month else newest.month


def standings_words(standings: Iterable[MonthStanding]) -> str:
    """How many months are written, and which are missing, oldest first, as a sentence or two."""
    every = tuple(standings)
    written = sum(one.state in (MonthState.WRITTEN, MonthState.BEGUN) for one in every)
    asked = sum(one.state is not MonthState.BEFORE for one in every)
    lacking = [one.month for one in reversed(every) if one.state is MonthState.MISSING]
    said = f"{written} of {asked} {'month' if asked == 1 else 'months'} written."
    return f"{said} Missing: {months_words(lacking)}." if lacking else said


def months_words(months: Iterable[Month]) -> str:
    """Several months in words, each year said once, as in "July and September 2026"."""
    every = tuple(months)
    return listed([one.words if at + 1 == len(every) or every[at + 1].year != one.year else MONTHS[one.number - 1]
                   for at, one in enumerate(every)])
