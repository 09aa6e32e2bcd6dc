"""Returns: for a period, which organisations have sent their assessment, in what state, and who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from anchor_app.domain.board_rows import AssessmentRow, by_organisation
from anchor_app.domain.comparison import chosen
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.members import Member, by_name, member_of
from anchor_app.domain.organisation import Organisation


class Arrival(StrEnum):
    """How an organisation's assessment came here."""

    RECEIVED = "received"
    KEPT_HERE = "kept-here"
    MISSING = "missing"

    @property
    def words(self) -> str:
        """The arrival as people read it."""
        return {Arrival.RECEIVED: "Received", Arrival.KEPT_HERE: "Answered in this workspace",
                Arrival.MISSING: "Missing"}[self]


@dataclass(frozen=True, slots=True)
class Return:
    """One organisation's return for a period; `answers` is None while it is missing.

    `at` is the moment (UTC, as text) of the newest pack that was received, empty where none was.
    """

    member: Member
    answers: AssessmentRow | None

    @property
    def arrival(self) -> Arrival:
        """How it came here."""
        if self.answers is None:
            return Arrival.MISSING
        return Arrival.RECEIVED if self.answers.received_at else Arrival.KEPT_HERE

    @property
    def at(self) -> str:
        """When the newest pack was received."""
        return self.answers.received_at if self.answers else ""

    @property
    def when_words(self) -> str:
        """When it was received, as in "3 November 2026, 14:02" here; empty where it was not."""
        if not self.at:
            return ""
        try:
            local = datetime.fromisoformat(self.at).astimezone()
        except (OverflowError, ValueError):
            return self.at
        return f"{day_words(local.date())}, {local:%H:%M}"


@dataclass(frozen=True, slots=True)
class Returns:
    """The returns of a period (and round, "" meaning each one's last), by name."""

    period: str
    round: str
    every: tuple[Return, ...]

    @property
    def received(self) -> tuple[Return, ...]:
        """Those that are here, by a pack or answered in this workspace."""
        return tuple(one for one in self.every if one.arrival is not Arrival.MISSING)

    @property
    def missing(self) -> tuple[Return, ...]:
        """Those that are not here."""
        return tuple(one for one in self.every if one.arrival is Arrival.MISSING)

    @property
    def title(self) -> str:
        """Period and round, as in "2026/27 · Year end"."""
        return f"{self.period} · {self.round}" if self.round else self.period

    @property
    def words(self) -> str:
        """How many are here, as in "7 of 12 received"; "here" where some were answered in this workspace."""
        is_sent = all(one.arrival is Arrival.RECEIVED for one in self.received)
        return f"{len(self.received)} of {len(self.every)} {'received' if is_sent else 'here'}"


def returns(rows: Iterable[AssessmentRow], organisations: Mapping[str, Organisation], period: str,
            round_name: str = "") -> Returns:
    """The return of every organisation for a period, in that round or else its last one."""
    held = by_organisation(rows)
    members = by_name(member_of(one) for one in organisations.values())
    return Returns(period, round_name, tuple(
        Return(one, chosen(held.get(one.organisation, ()), period, round_name)) for one in members))


def reminder(collaborative: str, found: Returns, due: date | None = None) -> str:
    """A text to copy into a message to those who are missing: what it is about, and what to do.

    It names nobody, so that it can be sent to all of them.
    """
    who = collaborative or "our collaborative"
    by = f" by {day_words(due)}" if due else ""
    return "\n".join((
        f"Subject: Anchor charter assessment {found.title}",
        "",
        "Hello,",
        "",
        f"the steering group of {who} has not received your organisation's assessment for {found.title} yet. "
        f"Please send it{by}.",
        "",
        "1. Open Anchor and finish your answers for this period. Unfinished answers may be sent too.",
        "2. Have the assessment signed off, if it is ready.",
        "3. Choose Send a pack, for the steering group and the other members. Look through what goes, then save "
        "the file.",
        "4. Send us that one file.",
        "",
        "If you have sent it already, please send it once more: it does no harm when it arrives twice.",
        "",
        f"The steering group of {who}" if collaborative else "The steering group"))
