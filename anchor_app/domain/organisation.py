"""Organisations that have signed up to a charter, and the people who answer for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from anchor_app.domain.record import Record


class Kind(StrEnum):
    """What sort of organisation it is."""

    NHS_TRUST = "nhs-trust"
    ICB = "icb"
    COUNCIL = "council"
    UNIVERSITY = "university"
    COLLEGE = "college"
    EMPLOYER = "employer"
    VOLUNTARY = "voluntary-sector"

    @property
    def words(self) -> str:
        """The kind as people read it."""
        return {Kind.NHS_TRUST: "NHS trust", Kind.ICB: "Integrated care board", Kind.COUNCIL: "Council",
                Kind.UNIVERSITY: "University", Kind.COLLEGE: "College", Kind.EMPLOYER: "Employer",
                Kind.VOLUNTARY: "Voluntary sector"}[self]

    @property
    def is_nhs(self) -> bool:
        """Whether organisations of this kind are NHS bodies unless they say otherwise."""
        return self in (Kind.NHS_TRUST, Kind.ICB)


@dataclass(frozen=True, slots=True)
class Organisation(Record):
    """One organisation; `charter` is the digest of the charter that its new assessments follow.

    `alias` stands for its name where a comparison is shown to others.
    """

    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    name: str = ""
    short_name: str = ""
    alias: str = ""
    kind: Kind | None = None
    beyond_nhs: bool = False
    place: str = ""
    signed_up: date | None = None
    charter: str = ""
    champion_name: str = ""
    champion_role: str = ""
    champion_contact: str = ""
    lead_name: str = ""
    lead_role: str = ""
    lead_contact: str = ""

    @property
    def shown_name(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def answers_to(self, name: str) -> bool:
        """Whether this is the organisation somebody means by that name or short name."""
        wanted = name.strip().casefold()
        return bool(wanted) and wanted in (self.name.casefold(), self.short_name.casefold(), self.id)
