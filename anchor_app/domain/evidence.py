"""Evidence: what shows that a component is fulfilled, and readings of the outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from anchor_app.domain.record import Record


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    DOCUMENT = "document"
    FIGURE = "figure"
    ACCOUNT = "account"
    LINK = "link"

    @property
    def words(self) -> str:
        """The kind as people read it."""
        return self.value.capitalize()


class Sensitivity(StrEnum):
    """Who may see a piece of evidence, from the widest circle to the narrowest."""

    PUBLIC = "public"
    COLLABORATIVE = "collaborative"
    INTERNAL = "internal"
    PERSONAL = "personal-data"

    @property
    def words(self) -> str:
        """The sensitivity as people read it."""
        return self.value.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """One piece of evidence of an organisation.

    `describes` is the period it speaks of, in the champion's words; it is current through `review_by`.
    `twin` is a letter that tells it from another with the same number, where two people added one apart.
    A document has `digest` (SHA-256 hex of its content), `file_name` and `size` in bytes; a figure has
    `figure`, `unit`, `source`; an account has `text`; a link has `url`.
    """

    keys: ClassVar[tuple[str, ...]] = ("id", "organisation")

    id: str
    organisation: str
    number: int = 0
    twin: str = ""
    kind: EvidenceKind = EvidenceKind.DOCUMENT
    title: str = ""
    shows: str = ""
    describes: str = ""
    review_by: date | None = None
    owner: str = ""
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    added_on: date | None = None
    file_name: str = ""
    digest: str = ""
    size: int = 0
    figure: str = ""
    unit: str = ""
    source: str = ""
    text: str = ""
    url: str = ""

    @property
    def reference(self) -> str:
        """The reference that people cite, as in E-001, or E-001b for the twin of another."""
        return f"E-{self.number:03d}{self.twin}"

    def is_current(self, on: date) -> bool:
        """Whether it still counts on that day: it has no review date, or the date has not passed."""
        return self.review_by is None or on <= self.review_by

    @property
    def figure_words(self) -> str:
        """A figure with its unit, as people read it; the percent sign follows a space as printed."""
        return f"{self.figure} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class OutcomeReading(Record):
    """What an organisation measured on a day for the outcome of a `domain`, or else for one of its own (`outcome`).

    `evidence` is the id of the figure among the evidence that it was taken from, where it was.
    """

    keys: ClassVar[tuple[str, ...]] = ("id", "organisation")

    id: str
    organisation: str
    domain: str = ""
    value: str = ""
    on: date | None = None
    source: str = ""
    outcome: str = ""
    evidence: str = ""
