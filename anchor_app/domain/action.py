"""Actions: what somebody will do by when, the dated notes on it, and what is overdue, whose, and most urgent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anchor_app.domain.evidence import Sensitivity
from anchor_app.domain.owned_record import OwnedRecord


class ActionStatus(StrEnum):
    """How an action stands, by its owner's own judgement."""

    NOT_STARTED = "not-started"
    ON_TRACK = "on-track"
    MINOR_DELAY = "minor-delay"
    OFF_TRACK = "off-track"
    COMPLETE = "complete"

    @property
    def words(self) -> str:
        """The status as people read it."""
        return self.value.replace("-", " ").capitalize()


class Priority(StrEnum):
    """How much an action matters; one that nobody weighed has no priority at all."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def words(self) -> str:
        """The priority as people read it."""
        return self.value.capitalize()


class ActionSource(StrEnum):
    """What an action was made from."""

    OWN = "own"
    OPPORTUNITY = "opportunity"
    FLAG = "flag"
    MODERATION = "moderation"
    MEETING = "meeting"

    @property
    def words(self) -> str:
        """The source as people read it."""
        return {ActionSource.OWN: "Made by itself", ActionSource.FLAG: "Look at again"}.get(
            self, self.value.capitalize())


@dataclass(frozen=True, slots=True)
class Action(OwnedRecord):
    """One thing to do, of an organisation or (with `organisation` empty) of the collaborative.

    `components` are ids parted by spaces, `assessment` the id of the one that it came from, `source_item` what in it:
    an opportunity's id, a component's, or the key of a meeting's item. `sensitivity` says in whose packs it goes.
    """

    id: str
    organisation: str
    title: str = ""
    components: str = ""
    assessment: str = ""
    period: str = ""
    source: ActionSource = ActionSource.OWN
    source_item: str = ""
    owner_name: str = ""
    due: date | None = None
    status: ActionStatus = ActionStatus.NOT_STARTED
    priority: Priority | None = None
    created_on: date | None = None
    completed_on: date | None = None
    sensitivity: Sensitivity = Sensitivity.INTERNAL

    @property
    def component_ids(self) -> tuple[str, ...]:
        """The components that it is about."""
        return tuple(self.components.split())

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status is not ActionStatus.COMPLETE

    def is_overdue(self, on: date) -> bool:
        """Whether it is still to be done although its day is over."""
        return self.is_open and self.due is not None and self.due < on

    def is_off_track(self, on: date) -> bool:
        """Whether somebody should ask about it: it is overdue, delayed or off track."""
        return self.is_overdue(on) or self.status in (ActionStatus.MINOR_DELAY, ActionStatus.OFF_TRACK)

    def is_of(self, name: str) -> bool:
        """Whether that person is its owner, however the name is spaced and capitalised."""
        return bool(name.strip()) and _folded(name) == _folded(self.owner_name)


@dataclass(frozen=True, slots=True)
class ActionNote(OwnedRecord):
    """A dated note on an action of the same owner; `action` is the action's id."""

    id: str
    organisation: str
    action: str = ""
    on: date | None = None
    by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which actions are looked for; a field that is empty does not narrow anything. `components` are a domain's."""

    owner_name: str = ""
    overdue_on: date | None = None
    components: frozenset[str] = frozenset()
    status: ActionStatus | None = None
    only_open: bool = False
    words: str = ""

    def takes(self, action: Action, notes: Iterable[ActionNote] = ()) -> bool:
        """Whether an action is looked for; the words may stand in its notes too."""
        if self.owner_name and not action.is_of(self.owner_name) or self.only_open and not action.is_open:
            return False
        if self.overdue_on and not action.is_overdue(self.overdue_on) or self.status not in (None, action.status):
            return False
        if self.components and not self.components.intersection(action.component_ids):
            return False
        wanted = _folded(self.words).split()
        text = _folded(" ".join((action.title, action.owner_name, action.components, action.period,
                                 *(one.text for one in notes)))) if wanted else ""
        return all(word in text for word in wanted)


_PRIORITIES: Mapping[Priority | None, int] = {Priority.HIGH: 0, Priority.MEDIUM: 1, None: 2, Priority.LOW: 3}


def by_urgency(actions: Iterable[Action]) -> tuple[Action, ...]:
    """What is to be done before what is done; then by due date, those without one last, by priority and title."""
    return tuple(sorted(actions, key=lambda one: (
        not one.is_open, one.due or date.max, _PRIORITIES[one.priority], one.title.casefold(), one.key)))


def by_status(actions: Iterable[Action]) -> Mapping[ActionStatus, tuple[Action, ...]]:
    """The columns of a board, each by urgency; a status that no action has is there as well."""
    every = by_urgency(actions)
    return {status: tuple(one for one in every if one.status is status) for status in ActionStatus}


def overdue(actions: Iterable[Action], on: date) -> tuple[Action, ...]:
    """The actions that are overdue on a day, the longest first."""
    return by_urgency(one for one in actions if one.is_overdue(on))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
