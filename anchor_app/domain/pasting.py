"""Pasting: lines of days and values, as columns of a spreadsheet give them, read into rows with every fault named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from anchor_app.domain.brief import brief
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.figures import figure
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.month import MONTHS
from anchor_app.domain.period import FIRST_YEAR, LAST_YEAR

MOST_ROWS = 20_000
"""The most lines that are read at once."""

_MONTHS: Mapping[str, int] = {name.casefold()[:3]: number for number, name in enumerate(MONTHS, start=1)}
_DAY = re.compile(r"\s*(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?"
                  r"|(?P<day>\d{1,2})(?P<gap>[/.\- ])(?P<month>\d{1,2}|[A-Za-z]{3,9})(?P=gap)(?P<year>\d{4}|\d{2}))"
                  r"(?=[\t;, ]|$)\s*[;,]?\s*", re.ASCII)


class PastedRow(NamedTuple):
    """A line that could be read: its number, the day, the value as it was typed, and the source behind it."""

    line: int
    on: date
    value: str
    number: Decimal
    source: str


class PastedFault(NamedTuple):
    """A line that could not be read, and why."""

    line: int
    text: str
    why: str

    @property
    def words(self) -> str:
        """The line and what is wrong with it, as a sentence."""
        return f"Line {self.line:,}: {self.why}"


class Pasted(NamedTuple):
    """What was read of a paste: nothing of it may be used while there are faults."""

    rows: tuple[PastedRow, ...]
    faults: tuple[PastedFault, ...]


def pasted(text: str, unit: str = "") -> Pasted:
    """The rows of a paste: on each line a day, a value and perhaps a source, parted by tabs, semicolons or spaces.

    Days are written 2026-03-31, 31/03/2026 or 31 March 2026, the day before the month. A first line without any digit
    is taken for headings. Raises WrongValue for more lines than are read at once.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_ROWS:
        raise WrongValue(f"This is {len(lines):,} lines; at most {MOST_ROWS:,} are read at once. Paste it in parts.")
    rows: list[PastedRow] = []
    faults: list[PastedFault] = []
    seen: dict[date, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or number == 1 and not re.search(r"\d", line):
            continue
        try:
            row = _row(number, line, unit)
        except WrongValue as fault:
            faults.append(PastedFault(number, line, str(fault)))
            continue
        if row.on in seen:
            faults.append(PastedFault(number, line, f"{day_words(row.on)} is on line {seen[row.on]:,} already. "
                                                    "Keep one of the two."))
            continue
        seen[row.on] = number
        rows.append(row)
    return Pasted(tuple(rows), tuple(faults))


def day_of(text: str) -> date:
    """A day as people write it: 2026-03-31, 31/03/2026, 31.3.26 or 31 March 2026; raises WrongValue."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise _no_day(text)
    return _day(found, text)


def _row(number: int, line: str, unit: str) -> PastedRow:
    found = _DAY.match(line)
    if found is None:
        raise _no_day(re.split(r"[\t;]", line.strip())[0])
    on = _day(found, found[0].strip(" \t;,"))
    value, _, source = re.sub(r"\s*[\t;]\s*", "\t", line[found.end():].strip()).partition("\t")
    return PastedRow(number, on, value.strip(), figure(value, unit), source.replace("\t", " ").strip())


def _day(found: re.Match[str], text: str) -> date:
    with suppress(ValueError):
        if found["y"]:
            day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        else:
            year, month = int(found["year"]), found["month"]
            number = int(month) if month.isdigit() else _month(month)
            day = date(year + 2000 if len(found["year"]) == 2 else year, number, int(found["day"]))
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    raise _no_day(text)


def _month(name: str) -> int:
    number = _MONTHS.get(name.casefold()[:3], 0)
    if not number or not MONTHS[number - 1].casefold().startswith(name.casefold()):
        raise ValueError(name)
    return number


def _no_day(text: str) -> WrongValue:
    shown = brief(text.strip(), 40)
    return WrongValue(f"'{shown}' is not a day. Write days as 2026-03-31, 31/03/2026 or 31 March 2026, "
                      "before the value.")
