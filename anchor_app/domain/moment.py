"""Moments that people name: a day, which means its end, or a time of a day, here where they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from anchor_app.domain.brief import brief
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.period import FIRST_YEAR, LAST_YEAR

_HAS_SECONDS = re.compile(r"[T ]\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment (`at`, UTC), the local day that it lies in, and its words, as in "3 March 2027, 14:02"."""

    at: datetime
    day: date
    words: str

    @classmethod
    def end_of(cls, day: date) -> Moment:
        """The end of a day, in local time; raises WrongValue for days centuries away."""
        _check_year(day, day.isoformat())
        return cls(_utc(datetime.combine(day, time.max), day.isoformat()), day, day_words(day))

    @classmethod
    def parse(cls, text: str) -> Moment:
        """The moment written as 2027-03-03, 2027-03-03T14:02 or with seconds or an offset; raises WrongValue.

        A minute, or a second, means its end, so that what a screen shows under that time is there.
        """
        written = text.strip()
        try:
            return cls.end_of(date.fromisoformat(written))
        except ValueError:
            pass
        try:
            named = datetime.fromisoformat(written)
        except ValueError:
            raise _not_a_moment(text) from None
        _check_year(named.date(), text)
        is_minute = ":" in written and not _HAS_SECONDS.search(written)
        last = named.replace(second=59) if is_minute else named
        at = _utc(last.replace(microsecond=last.microsecond or 999_999), text)
        local = at.astimezone()
        return cls(at, local.date(), f"{day_words(local.date())}, {local:{'%H:%M' if is_minute else '%H:%M:%S'}}")


def _utc(named: datetime, text: str) -> datetime:
    try:
        return named.astimezone(UTC)
    except (OSError, OverflowError, ValueError):
        raise _not_a_moment(text) from None


def _check_year(day: date, text: str) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _not_a_moment(text)


def _not_a_moment(text: str) -> WrongValue:
    written = brief(text, 40)
    return WrongValue(f"'{written}' is neither a date nor a time. Write one as 2027-03-31 or 2027-03-31T14:02.")
