"""Meetings of the steering group: who was there, each item with its code, and who speaks for whom since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anchor_app.domain.owned_record import OwnedRecord


class ItemKind(StrEnum):
    """What came of an item of an agenda; one that was not reached has none."""

    NOTE = "note"
    DECISION = "decision"
    ACTION = "action"

    @property
    def words(self) -> str:
        """The kind as people read it."""
        return self.value.capitalize()


class Representation(StrEnum):
    """What changed in who speaks for an organisation."""

    SIGNED_UP = "signed-up"
    CHAMPION = "champion"
    EXECUTIVE_LEAD = "executive-lead"
    MEMBER = "steering-group-member"
    LEFT = "left"

    @property
    def words(self) -> str:
        """The change as people read it."""
        return self.value.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Meeting(OwnedRecord):
    """One meeting; `organisation` is empty. `letter` tells it from others of the same day: none, then b, c …

    `present` and `apologies` are names, one on each line.
    """

    id: str
    organisation: str = ""
    on: date | None = None
    letter: str = ""
    title: str = ""
    place: str = ""
    present: str = ""
    apologies: str = ""
    notes: str = ""

    @property
    def code(self) -> str:
        """How it is cited, as in 2026-11-22, or 2026-11-22b for the second of a day."""
        return f"{self.on.isoformat() if self.on else 'undated'}{self.letter}"

    @property
    def names_present(self) -> tuple[str, ...]:
        """Those who were there."""
        return _names(self.present)

    @property
    def names_of_apologies(self) -> tuple[str, ...]:
        """Those who sent apologies."""
        return _names(self.apologies)


@dataclass(frozen=True, slots=True)
class MeetingItem(OwnedRecord):
    """One item of a meeting: what stood on the agenda, and what came of it. `action` is the id of the action made."""

    id: str
    organisation: str = ""
    meeting: str = ""
    number: int = 0
    agenda: str = ""
    kind: ItemKind | None = None
    text: str = ""
    owner_name: str = ""
    action: str = ""

    def code(self, meeting: Meeting) -> str:
        """How it is cited, as in 2026-11-22/3."""
        return f"{meeting.code}/{self.number}"


@dataclass(frozen=True, slots=True)
class Representative(OwnedRecord):
    """Who speaks for an organisation since a day, or that it signed up or left then."""

    id: str
    organisation: str
    what: Representation | None = None
    name: str = ""
    role: str = ""
    contact: str = ""
    on: date | None = None
    note: str = ""


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for line in text.splitlines() if (name := line.strip()))
