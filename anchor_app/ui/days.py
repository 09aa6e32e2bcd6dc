"""Days as people type and read them."""

from __future__ import annotations

import re
from datetime import date

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.month import MONTHS

_NUMBERS = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+([A-Za-z]{3,9})[ .,-]+(\d{4})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def day_entered(text: str) -> date | None:
    """The day written as 1 April 2026, 1/4/2026 or 2026-04-01; None for nothing; raises WrongValue."""
    written = " ".join(text.split())
    if not written:
        return None
    try:
        day = _day(written)
    except ValueError:
        day = None
    if day is None:
        raise WrongValue(f"“{written[:40]}” is not a date. Write day, month and year, such as 1 April 2026 "
                         "or 01/04/2026.")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise WrongValue(f"The year {day.year} cannot be right. Write one from {_FIRST_YEAR} to {_LAST_YEAR}.")
    return day


def day_said(text: str) -> date | None:
    """The day that a text says and nothing else; None where it says none."""
    try:
        return day_entered(text)
    except WrongValue:
        return None


def day_shown(day: date | None) -> str:
    """The day as in 1 April 2026; "" for none."""
    return day_words(day) if day else ""


def _day(written: str) -> date | None:
    if found := _NUMBERS.fullmatch(written):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(written):
        months = [at for at, name in enumerate(MONTHS, start=1) if name.lower().startswith(found[2].lower())]
        return date(int(found[3]), months[0], int(found[1])) if len(months) == 1 else None
    return date.fromisoformat(written)
