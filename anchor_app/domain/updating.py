"""Commands about updates: write what is said of a month, in general or of one domain, and take a month away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anchor_app.domain.commands import changes_of, known_values, organisation_of, removal_of
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.measuring import domain_of
from anchor_app.domain.month import Month, missing_months, update_item
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.period import Period
from anchor_app.domain.update import Update

TEXTS = ("did", "changed", "asks", "story")
"""The fields that people fill in their own words."""


@dataclass(frozen=True, slots=True)
class WriteUpdate:
    """Write texts of a month's update, of one domain or (with "") in general; `by` and `on` say who wrote when."""

    organisation: str
    month: Month
    values: Mapping[str, str]
    domain: str = ""
    by: str = ""
    on: date | None = None

    def edit(self, holdings: Holdings) -> Edit:
        known_values("An update", TEXTS, self.values)
        organisation_of(holdings, self.organisation)
        if self.domain and domain_of(holdings, self.domain) is None:
            raise UnknownItem(f"No charter here has a domain {self.domain}.")
        if self.on is not None and self.on < self.month.start:
            raise WrongValue(f"{self.month.words} has not begun yet. Write its update once it has.")
        held = update_of(holdings, self.organisation, self.month, self.domain)
        written = {"by": self.by.strip(), "written_on": self.on} if self.by or self.on else {}
        label = f"Write the update of {self.month.words}"
        edit = Edit.of(label, changes_of("update", self.organisation, held.id, held, self.values))
        if edit.is_empty:
            return edit
        return Edit.of(label, changes_of("update", self.organisation, held.id, held, {**self.values, **written}))


@dataclass(frozen=True, slots=True)
class RemoveUpdate:
    """Take away all that was said of a month."""

    organisation: str
    month: Month

    def edit(self, holdings: Holdings) -> Edit:
        held = update_parts(holdings, self.organisation, self.month)
        if not held:
            raise UnknownItem(f"There is no update of {self.month.words}.")
        return Edit.of(f"Remove the update of {self.month.words}", [
            change for one in held for change in removal_of("update", one.organisation, one.id, one)])


def update_of(holdings: Holdings, organisation: str, month: Month, domain: str = "") -> Update:
    """What is said of a month, or of a domain in it; empty where nothing is."""
    item = update_item(month, domain)
    return holdings.updates.get(owned_key(organisation, item)) or Update(item, organisation)


def update_parts(holdings: Holdings, organisation: str, month: Month) -> tuple[Update, ...]:
    """All that is said of a month: in general first, then by domain in the order of their ids."""
    return tuple(sorted((one for one in holdings.owned("updates", organisation) if one.month == str(month)),
                        key=lambda one: one.id))


def months_written(holdings: Holdings, organisation: str) -> frozenset[str]:
    """The months of which anything is said, as in 2026-11."""
    return frozenset(one.month for one in holdings.owned("updates", organisation) if one.says_something)


def missing(holdings: Holdings, organisation: str, period: Period, on: date) -> tuple[Month, ...]:
    """The months of a period that are over and of which an organisation said nothing, since it signed up."""
    held = holdings.organisations.get(organisation)
    return missing_months(period, months_written(holdings, organisation), on, held.signed_up if held else None)
