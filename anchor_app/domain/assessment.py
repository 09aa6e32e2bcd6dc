"""One organisation's answers to the charter for one period and round."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from anchor_app.domain.collaborative import Receipt, Sending
from anchor_app.domain.moderation import Moderation
from anchor_app.domain.record import Record


class Status(StrEnum):
    """The champion's own judgement of a component."""

    NOT_STARTED = "not-started"
    WORKING_TOWARDS = "working-towards"
    FULFILLED = "fulfilled"
    NOT_APPLICABLE = "not-applicable"

    @property
    def words(self) -> str:
        """The status as people read it."""
        return self.value.replace("-", " ").capitalize()


class Mark(StrEnum):
    """The answer to a practice or a principle; an unanswered one has no mark at all."""

    IN_PLACE = "in-place"
    PARTLY = "partly"
    NOT_YET = "not-yet"

    @property
    def words(self) -> str:
        """The mark as people read it."""
        return self.value.replace("-", " ").capitalize()


class State(StrEnum):
    """How far an assessment has come."""

    DRAFT = "draft"
    SIGNED_OFF = "signed-off"
    SENT = "sent"
    MODERATED = "moderated"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return self.value.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class ComponentAnswer(Record):
    """What is recorded of a component itself."""

    status: Status = Status.NOT_STARTED
    reason: str = ""
    summary: str = ""
    lead: str = ""
    focus: bool = False
    look_again: bool = False
    look_again_note: str = ""

    @classmethod
    def describe(cls, name: str) -> str:
        """The field's name as a sentence may start with it."""
        return {"reason": "The reason", "summary": "The evidence summary", "lead": "The lead",
                "look_again_note": "The note to look at again"}.get(name, f"The {name}")


@dataclass(frozen=True, slots=True)
class MarkedAnswer(Record):
    """The mark and note of a practice, or of a principle in one domain."""

    mark: Mark | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Opportunity(Record):
    """One opportunity for progression under a component; `place` orders those of a component."""

    keys: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    component: str = ""
    text: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Signing(Record):
    """What was signed as one revision: by whom, on which day, and the checksum (SHA-256 hex) of the answers then.

    `at` is the moment in UTC, as text; `reopened` says that a later revision followed.
    """

    keys: ClassVar[tuple[str, ...]] = ("revision",)

    revision: str
    by: str = ""
    role: str = ""
    on: date | None = None
    at: str = ""
    checksum: str = ""
    reopened: bool = False


UNANSWERED = ComponentAnswer()
UNMARKED = MarkedAnswer()
_NOTHING: Mapping[str, str] = MappingProxyType({})


def principle_item(domain_id: str, principle_id: str) -> str:
    """The item under which a principle's answer in one domain is kept."""
    return f"{domain_id}/{principle_id}"


@dataclass(frozen=True)
class Assessment(Record):
    """The answers; mappings hold only what was answered, keyed by the charter's item.

    `components` by component id, `practices` by practice id, `principles` by `principle_item`,
    `opportunities` by their own id, `signings` by revision, `moderations` by `moderation_item`, `sendings` and
    `receipts` by the checksum of their pack, `supports` pairs of (evidence id, component id).
    """

    keys: ClassVar[tuple[str, ...]] = (
        "id", "organisation", "components", "practices", "principles", "opportunities", "signings", "moderations",
        "sendings", "receipts", "supports")

    id: str
    organisation: str
    charter: str = ""
    period: str = ""
    round: str = ""
    state: State = State.DRAFT
    revision: int = 1
    started_on: date | None = None
    started_from: str = ""
    components: Mapping[str, ComponentAnswer] = field(default_factory=dict)
    practices: Mapping[str, MarkedAnswer] = field(default_factory=dict)
    principles: Mapping[str, MarkedAnswer] = field(default_factory=dict)
    opportunities: Mapping[str, Opportunity] = field(default_factory=dict)
    signings: Mapping[str, Signing] = field(default_factory=dict)
    moderations: Mapping[str, Moderation] = field(default_factory=dict)
    sendings: Mapping[str, Sending] = field(default_factory=dict)
    receipts: Mapping[str, Receipt] = field(default_factory=dict)
    supports: Set[tuple[str, str]] = frozenset()

    @property
    def is_frozen(self) -> bool:
        """Whether the answers are signed, and change only after reopening."""
        return self.state is not State.DRAFT

    @property
    def signing(self) -> Signing | None:
        """What was signed as this revision, while it is signed."""
        return self.signings.get(str(self.revision)) if self.is_frozen else None

    def component(self, component_id: str) -> ComponentAnswer:
        """The answer to a component; a component that nobody touched is Not started."""
        return self.components.get(component_id, UNANSWERED)

    def practice(self, practice_id: str) -> MarkedAnswer:
        """The answer to a practice."""
        return self.practices.get(practice_id, UNMARKED)

    def principle(self, domain_id: str, principle_id: str) -> MarkedAnswer:
        """The answer to a principle in one domain."""
        return self.principles.get(principle_item(domain_id, principle_id), UNMARKED)

    def opportunities_of(self, component_id: str) -> tuple[Opportunity, ...]:
        """A component's opportunities in the champion's order."""
        return tuple(sorted((one for one in self.opportunities.values() if one.component == component_id),
                            key=lambda one: (one.place, one.id)))

    def evidence_of(self, component_id: str) -> frozenset[str]:
        """The ids of the evidence that supports a component."""
        return frozenset(evidence for evidence, component in self.supports if component == component_id)

    def components_of(self, evidence_id: str) -> frozenset[str]:
        """The ids of the components that a piece of evidence supports."""
        return frozenset(component for evidence, component in self.supports if evidence == evidence_id)

    @property
    def title(self) -> str:
        """Period and round, as in "2026/27 · Year end"."""
        return f"{self.period} · {self.round}" if self.round else self.period
