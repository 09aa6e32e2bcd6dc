"""Commands of the steering group on the collaborative: its own details, and whom it brings together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anchor_app.domain.collaborative import Collaborative, Introduction
from anchor_app.domain.commands import changes_of, known_values, new_id, organisation_of, removal_of
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.period import Period

LARGEST_GROUP = 1_000
"""The largest `smallest_group` that may be asked for."""


@dataclass(frozen=True, slots=True)
class AmendCollaborative:
    """Change fields of the collaborative: its name, and the smallest group that a public view may tell apart."""

    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        values = known_values("A collaborative", Collaborative.field_names(), self.values)
        least = values.get("smallest_group", 1)
        if not isinstance(least, int) or isinstance(least, bool) or not 1 <= least <= LARGEST_GROUP:
            raise WrongValue(f"The smallest group is a whole number from 1 to {LARGEST_GROUP:,}.")
        if "name" in values:
            values["name"] = " ".join(str(values["name"]).split())
        return Edit.of("Change the details of the collaborative",
                       changes_of("collaborative", "", "", holdings.collaborative, values))


@dataclass(frozen=True, slots=True)
class NoteIntroduction:
    """Note that one organisation (`giver`) could help another (`taker`) with a component in a period."""

    giver: str
    taker: str
    component: str
    period: str
    on: date
    reason: str = ""
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        giver, taker = (organisation_of(holdings, one).shown_name for one in (self.giver, self.taker))
        if giver == taker:
            raise WrongValue("An introduction brings two organisations together. Choose two.")
        period = str(Period.parse(self.period))
        if not any(self.component in one.components for one in holdings.charters.values()):
            raise UnknownItem(f"No charter here has a component {self.component}.")
        if is_noted(holdings, self.giver, self.taker, self.component, period):
            raise WrongValue(f"This introduction is noted already: {giver} to {taker}, {self.component}, {period}.")
        values = {"giver": self.giver, "taker": self.taker, "component": self.component, "period": period,
                  "reason": self.reason.strip(), "noted_on": self.on}
        return Edit.of(f"Note an introduction of {giver} to {taker}",
                       changes_of("introduction", "", self.id, Introduction(self.id), values))


@dataclass(frozen=True, slots=True)
class MarkIntroductionMade:
    """Say on which day the two were brought together; None says that it is still to do."""

    id: str
    on: date | None

    def edit(self, holdings: Holdings) -> Edit:
        held = _introduction(holdings, self.id)
        return Edit.of("Mark an introduction as made" if self.on else "Mark an introduction as still to make",
                       changes_of("introduction", "", held.id, held, {"made_on": self.on}))


@dataclass(frozen=True, slots=True)
class RewordIntroduction:
    """Change the reason of an introduction."""

    id: str
    reason: str

    def edit(self, holdings: Holdings) -> Edit:
        held = _introduction(holdings, self.id)
        return Edit.of("Change the reason of an introduction",
                       changes_of("introduction", "", held.id, held, {"reason": self.reason.strip()}))


@dataclass(frozen=True, slots=True)
class RemoveIntroduction:
    """Remove an introduction."""

    id: str

    def edit(self, holdings: Holdings) -> Edit:
        held = _introduction(holdings, self.id)
        return Edit.of("Remove an introduction", removal_of("introduction", "", held.id, held))


def is_noted(holdings: Holdings, giver: str, taker: str, component: str, period: str) -> bool:
    """Whether that introduction is noted already."""
    return any((one.giver, one.taker, one.component, one.period) == (giver, taker, component, period)
               for one in holdings.introductions.values())


def _introduction(holdings: Holdings, key: str) -> Introduction:
    try:
        return holdings.introductions[key]
    except KeyError:
        raise UnknownItem("That introduction is not there any more.") from None
