"""What the example collaborative's files tell, with ids, numbers and days that are the same whenever it is made."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from zlib import crc32

from anchor_app import resources
from anchor_app.services.workspace import Clock

Told = Mapping[str, Any]
"""A table of an example's file."""

Choice = TypeVar("Choice")

_SPACE = uuid.UUID("9a0a3c52-6d0e-4f0b-8a53-2d6f7a1c4e08")


@dataclass(frozen=True, slots=True)
class Story:
    """The group, its members and their periods, as on the day `today`; nothing in it happens later than the day before.

    `words` are what members say of a component, by its number; `year` is what they and the group did between.
    """

    told: Told
    words: Told
    year: Told
    today: date

    @classmethod
    def read(cls, today: date) -> Story:
        """The story of the example's files."""
        return cls(_read("collaborative.toml"), _read("collaborative-answers.toml"),
                   _read("collaborative-year.toml"), today)

    @property
    def stages(self) -> Sequence[Told]:
        """The periods, the first first."""
        found: Sequence[Told] = self.told["stages"]
        return found

    @property
    def members(self) -> Sequence[Told]:
        """The organisations."""
        found: Sequence[Told] = self.told["members"]
        return found

    def member(self, slug: str) -> Told:
        """The organisation of that short name for files."""
        return next(one for one in self.members if one["slug"] == slug)

    def stages_of(self, member: Told) -> Iterator[Told]:
        """The periods in which a member answered."""
        return (one for one in self.stages if one["period"] in member["answers"])

    def clock(self, day: date, hour: int) -> Clock:
        """A clock that stands at an hour (UTC) of a day, or of yesterday where that is earlier."""
        at = datetime.combine(self.day(day), time(hour), UTC)
        return Clock(lambda: at, at.date)

    def day(self, day: date) -> date:
        """The day, or yesterday where that is earlier."""
        return min(day, self.today - timedelta(days=1))

    def step(self, stage: Told) -> int:
        """How many periods were before."""
        return self.stages.index(stage)


def id_of(*names: object) -> str:
    """The same id for the same thing in every example."""
    return uuid.uuid5(_SPACE, "/".join(map(str, names))).hex


def number_of(*names: object) -> int:
    """A number that looks as if by chance, and is the same in every example."""
    return crc32("/".join(map(str, names)).encode())


def picked(choices: Sequence[Choice], *names: object) -> Choice:
    """One of several, the same in every example."""
    return choices[number_of(*names) % len(choices)]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.examples() / name).read_text(encoding="utf-8"))
