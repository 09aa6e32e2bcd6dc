"""An assessment as it stands where it was received: signed, with the receipt of the pack that it came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from anchor_app.domain.assessment import Status
from anchor_app.domain.collaborative import Audience, Receipt, Sending
from anchor_app.domain.commands import Command, SetStatus, WriteAnswer, changes_of
from anchor_app.domain.edit import Edit
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.signing import SignOff

SENT_AT = "2026-11-01T10:00:00+00:00"
FULFILLED = ("1.1", "1.2", "2.1")


@dataclass(frozen=True)
class CameIn:
    """Notes that an assessment came in a pack."""

    assessment: str = "now"
    audience: Audience = Audience.COLLABORATIVE
    at: str = SENT_AT

    def edit(self, holdings: Holdings) -> Edit:
        values = {"at": self.at, "audience": self.audience, "revision": 1, "state": "sent"}
        return Edit.of("Receive", changes_of("receipt", self.assessment, "b" * 64, Receipt("b" * 64), values))


@dataclass(frozen=True)
class WentOut:
    """Notes that a pack was made of an assessment."""

    assessment: str = "now"
    at: str = SENT_AT

    def edit(self, holdings: Holdings) -> Edit:
        values = {"at": self.at, "audience": Audience.COLLABORATIVE, "revision": 1}
        return Edit.of("Send", changes_of("sending", self.assessment, "a" * 64, Sending("a" * 64), values))


def signed(assessment: str = "now") -> Iterable[Command]:
    """Some fulfilled components, signed off."""
    now = datetime(2026, 11, 1, 9, tzinfo=UTC)
    yield WriteAnswer(assessment, "1.1", "summary", "We hold fairs in each ward.")
    for component in FULFILLED:
        yield SetStatus(assessment, component, Status.FULFILLED)
    yield SignOff(assessment, "Dr Ada Example", "Chief executive", date(2026, 11, 1), now)
