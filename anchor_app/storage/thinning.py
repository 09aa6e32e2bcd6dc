"""Which backups are kept: the names that say when and why each was made, and the rule that thins them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

SUFFIX = ".anchor-backup"

ALL, DAILY, WEEKLY = timedelta(days=2), timedelta(days=30), timedelta(days=183)
"""For how long every backup is kept, then the last of each day, then of each week; after that of each month."""

NEWEST = 10
"""So many of the newest are kept whatever their age, because a clock may jump."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-([a-z-]+)-(\d+)-([0-9a-f]{16})" + re.escape(SUFFIX))
_TIME = "%Y-%m-%dT%H-%M-%SZ"


class Reason(StrEnum):
    """Why a backup was made, as people read it."""

    MANUAL = "manual"
    WHILE_WORKING = "while working"
    BEFORE_RESTORE = "before restore"
    BEFORE_IMPORT = "before import"
    BEFORE_SIGN_OFF = "before sign-off"
    BEFORE_UPGRADE = "before upgrade"

    @property
    def slug(self) -> str:
        """The reason as it stands in a file's name."""
        return self.value.replace(" ", "-")


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """What a backup's name says: when it was made (UTC, whole seconds), its last entry, why, and its hash.

    `hash` are the first 16 hexadecimal digits of the SHA-256 of the file, by which damage is told.
    """

    at: datetime
    entry: int
    reason: Reason
    hash: str

    @property
    def name(self) -> str:
        """The file's name: in order of time, and fit for every system."""
        return f"{self.at.astimezone(UTC):{_TIME}}-{self.reason.slug}-{self.entry:06d}-{self.hash}{SUFFIX}"

    @classmethod
    def parse(cls, name: str) -> Stamp | None:
        """The stamp that makes that name, if there is one."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        with suppress(ValueError, StopIteration):
            reason = next(one for one in Reason if one.slug == found[2])
            return cls(datetime.strptime(found[1], _TIME).replace(tzinfo=UTC), int(found[3]), reason, found[4])
        return None


def kept(stamps: Iterable[Stamp], now: datetime) -> set[Stamp]:
    """Those that are kept, out of backups that are whole.

    All of the last two days and of the future, the last of each day for 30 days, of each ISO week for 183 days,
    of each month for ever; those before an upgrade, and the ten newest. Days are those of UTC.
    """
    ordered = sorted(stamps)
    keep = {one for one in ordered if now - one.at <= ALL or one.reason is Reason.BEFORE_UPGRADE}
    keep.update(ordered[-NEWEST:])
    for period, age in _PERIODS:
        last = {period(one): one for one in ordered}
        keep.update(one for one in last.values() if age is None or now - one.at <= age)
    return keep


def fit_to_go(stamps: Collection[Stamp], now: datetime, is_whole: Callable[[Stamp], bool]) -> set[Stamp]:
    """Those that may be removed because others, which are found to be whole, stand for the same time.

    A backup that is damaged stands for nothing, and is left for a person to remove.
    """
    known: dict[Stamp, bool] = {}
    while True:
        whole = {one for one in stamps if known.get(one, True)}
        keep = kept(whole, now)
        heirs = {heir for one in whole - keep for heir in _heirs(one, keep)} - known.keys()
        if not heirs:
            return whole - keep
        known.update((one, is_whole(one)) for one in heirs)


def last_of_months(stamps: Iterable[Stamp]) -> set[Stamp]:
    """The last of each month, among them the newest of all."""
    return set({_month(one): one for one in sorted(stamps)}.values())


def _heirs(gone: Stamp, keep: Collection[Stamp]) -> set[Stamp]:
    """The next later of those kept that stands for the same month, and the newest of all."""
    later = [one for one in keep if one > gone and _month(one) == _month(gone)]
    return {min(later), max(keep)} if later else {max(keep)}


def _day(one: Stamp) -> tuple[int, ...]:
    return one.at.year, one.at.month, one.at.day


def _week(one: Stamp) -> tuple[int, ...]:
    return tuple(one.at.isocalendar())[:2]


def _month(one: Stamp) -> tuple[int, ...]:
    return one.at.year, one.at.month


_PERIODS: tuple[tuple[Callable[[Stamp], tuple[int, ...]], timedelta | None], ...] = (
    (_day, DAILY), (_week, WEEKLY), (_month, None))
