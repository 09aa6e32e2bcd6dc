"""Moderation: what the steering group says of each component, first apart, then together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from anchor_app.domain.record import Record

TOGETHER = ""
"""The reviewer under whom a decision that was agreed together is kept."""


class Decision(StrEnum):
    """What the steering group, or one reviewer, says of a component."""

    AGREED = "agreed"
    NOT_AGREED = "not-agreed"
    MORE_EVIDENCE = "more-evidence"

    @property
    def words(self) -> str:
        """The decision as people read it."""
        return {Decision.AGREED: "Agreed", Decision.NOT_AGREED: "Not agreed",
                Decision.MORE_EVIDENCE: "More evidence needed"}[self]


@dataclass(frozen=True, slots=True)
class Moderation(Record):
    """What was said of one component; `item` is made by `moderation_item`, `revision` the one that was looked at."""

    keys: ClassVar[tuple[str, ...]] = ("item",)

    item: str
    decision: Decision | None = None
    reason: str = ""
    by: str = ""
    on: date | None = None
    revision: int = 0

    @property
    def component(self) -> str:
        """The component that it is about."""
        return self.item.partition("/")[0]

    @property
    def is_apart(self) -> bool:
        """Whether it is one reviewer's own judgement, rather than what was agreed together."""
        return "/" in self.item


def moderation_item(component_id: str, reviewer: str = TOGETHER) -> str:
    """The item under which a decision on a component is kept; each reviewer's own stands beside it."""
    name = " ".join(reviewer.split()).casefold()
    return f"{component_id}/{name}" if name else component_id


def agreed(moderations: Mapping[str, Moderation]) -> frozenset[str]:
    """The components that the steering group agreed with, together."""
    return frozenset(one.component for one in moderations.values()
                     if not one.is_apart and one.decision is Decision.AGREED)


def is_moderated(moderations: Mapping[str, Moderation]) -> bool:
    """Whether anything was decided together."""
    return any(not one.is_apart and one.decision is not None for one in moderations.values())
