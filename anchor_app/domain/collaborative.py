"""The collaborative: what its steering group calls itself, what was sent and received, and whom it brings together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from anchor_app.domain.record import Record


class Audience(StrEnum):
    """For whom a pack or a comparison is made, from the widest circle to the narrowest."""

    PUBLIC = "public"
    COLLABORATIVE = "collaborative"
    INTERNAL = "internal"

    @property
    def words(self) -> str:
        """The audience as people read it."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Collaborative(Record):
    """The collaborative itself; in a public view of fewer than `smallest_group` organisations no names are shown."""

    name: str = ""
    smallest_group: int = 5


@dataclass(frozen=True, slots=True)
class Sending(Record):
    """A pack that was made of an assessment; `id` is its checksum, `at` the moment in UTC as text."""

    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    at: str = ""
    audience: Audience | None = None
    revision: int = 0
    with_files: bool = False
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Receipt(Record):
    """A pack that was received for an assessment; `id` is its checksum, `at` the moment in UTC as text.

    `left_out` is how many pieces of evidence came without their words or file, for the audience's sake.
    """

    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    at: str = ""
    audience: Audience | None = None
    revision: int = 0
    state: str = ""
    left_out: int = 0
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Introduction(Record):
    """That one organisation (`giver`) could help another (`taker`) with a component; `made_on` when they met."""

    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    giver: str = ""
    taker: str = ""
    component: str = ""
    period: str = ""
    reason: str = ""
    noted_on: date | None = None
    made_on: date | None = None
