"""Outcomes: what a domain, or an organisation, wants to change, from which value to which, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anchor_app.domain.owned_record import OwnedRecord


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"

    @property
    def words(self) -> str:
        """The direction as people read it."""
        return "Higher is better" if self is Direction.UP else "Lower is better"


class Follows(StrEnum):
    """What an outcome is counted from, where nobody has to take readings."""

    SHARED = "shared"
    TAKEN_UP = "taken-up"

    @property
    def words(self) -> str:
        """What is counted, as people read it."""
        return {Follows.SHARED: "Stories shared", Follows.TAKEN_UP: "Stories taken up"}[self]


@dataclass(frozen=True, slots=True)
class Outcome(OwnedRecord):
    """An outcome that an organisation follows. With the id of a domain it is that domain's, as the charter has it.

    Fields that are empty are then the charter's. `baseline` and `target` are numbers as they were typed.
    """

    id: str
    organisation: str
    domain: str = ""
    title: str = ""
    definition: str = ""
    unit: str = ""
    direction: Direction | None = None
    baseline: str = ""
    baseline_on: date | None = None
    target: str = ""
    target_on: date | None = None
    follows: Follows | None = None
