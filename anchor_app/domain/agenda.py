"""The agenda that is made from what is open, and the log of decisions and actions over all meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anchor_app.domain.action import Action, by_urgency
from anchor_app.domain.brief import brief
from anchor_app.domain.collaborative import Introduction
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import capitalised, count_words, day_words
from anchor_app.domain.meeting import ItemKind, Meeting, MeetingItem
from anchor_app.domain.minuting import meetings_of
from anchor_app.domain.month import Month
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.returns import Returns
from anchor_app.domain.wording import listed

MOST_NAMED = 12
"""Names in one line of an agenda; of more the rest is counted."""


class Topic(StrEnum):
    """What a line of the agenda is about."""

    LAST_MEETING = "last-meeting"
    RETURNS = "returns"
    CONFLICTS = "conflicts"
    INTRODUCTIONS = "introductions"
    ACTIONS = "actions"
    UPDATES = "updates"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of a drafted agenda, and the keys or ids of what it names, for whoever wants to look at them."""

    topic: Topic
    words: str
    items: tuple[str, ...] = ()


def drafted_agenda(holdings: Holdings, on: date, found: Returns | None = None,
                   conflicts: Iterable[str] = ()) -> tuple[AgendaLine, ...]:
    """What a meeting on a day should speak of; topics about which nothing is open are left out.

    `found` are the returns of the period. `conflicts` are the names of packs that wait for a decision: only whoever
    is receiving them knows.
    """
    lines = (_last_meeting(holdings, on), _returns(found), _conflicts(tuple(conflicts)), _introductions(holdings),
             _off_track(holdings, on), _updates(holdings, on))
    return tuple(one for one in lines if one is not None)


@dataclass(frozen=True, slots=True)
class LogLine:
    """A decision or an action of a meeting; `action` is the action as it stands now, None where it was removed."""

    code: str
    meeting: Meeting
    item: MeetingItem
    action: Action | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is an action that is still to be done."""
        return self.action is not None and self.action.is_open

    @property
    def words(self) -> str:
        """What it is searched by, in small letters."""
        item = self.item
        return f"{self.code} {item.agenda} {item.text} {item.owner_name} {self.meeting.title}".casefold()


def log(holdings: Holdings, search: str = "") -> tuple[LogLine, ...]:
    """The decisions and actions of all meetings, the newest meeting first, that have every one of the words."""
    actions = {one.id: one for one in holdings.actions.values()}
    return tuple(_logged(holdings, actions, search.casefold().split()))


def tallies(holdings: Holdings) -> Mapping[tuple[str, ItemKind | None], int]:
    """How many items of each kind every meeting has, by the meeting's id and the kind."""
    found: dict[tuple[str, ItemKind | None], int] = {}
    for item in holdings.meeting_items.values():
        key = item.meeting, item.kind
        found[key] = found.get(key, 0) + 1
    return found


def _logged(holdings: Holdings, actions: Mapping[str, Action], words: list[str]) -> Iterator[LogLine]:
    of_meeting: dict[str, list[MeetingItem]] = {}
    for item in holdings.meeting_items.values():
        if item.kind in (ItemKind.DECISION, ItemKind.ACTION):
            of_meeting.setdefault(item.meeting, []).append(item)
    for meeting in meetings_of(holdings):
        code = meeting.code
        for item in sorted(of_meeting.get(meeting.id, ()), key=lambda one: (one.number, one.id)):
            line = LogLine(f"{code}/{item.number}", meeting, item, actions.get(item.action))
            if not words or all(word in line.words for word in words):
                yield line


def _last_meeting(holdings: Holdings, on: date) -> AgendaLine | None:
    before = next((one for one in meetings_of(holdings) if one.on is not None and one.on < on), None)
    if before is None:
        return None
    assert before.on is not None
    return AgendaLine(Topic.LAST_MEETING, f"Minutes of {day_words(before.on)}, and what came of them", (before.key,))


def _returns(found: Returns | None) -> AgendaLine | None:
    if found is None or not found.missing:
        return None
    names = [one.member.name for one in found.missing]
    return AgendaLine(Topic.RETURNS, f"Returns for {found.title} that are missing: {_some(names)}",
                      tuple(one.member.organisation for one in found.missing))


def _conflicts(names: tuple[str, ...]) -> AgendaLine | None:
    return AgendaLine(Topic.CONFLICTS, f"Differences to decide in packs: {_some(names)}") if names else None


def _introductions(holdings: Holdings) -> AgendaLine | None:
    still = sorted((one for one in holdings.introductions.values() if one.made_on is None),
                   key=lambda one: (one.noted_on or date.max, one.id))
    if not still:
        return None
    names = [_introduced(one, holdings.organisations) for one in still]
    return AgendaLine(Topic.INTRODUCTIONS, f"Introductions still to make: {_some(names)}",
                      tuple(one.id for one in still))


def _introduced(one: Introduction, organisations: Mapping[str, Organisation]) -> str:
    giver, taker = (organisations[key].shown_name if key in organisations else "an organisation that was removed"
                    for key in (one.giver, one.taker))
    return f"{giver} to {taker} ({one.component})"


def _off_track(holdings: Holdings, on: date) -> AgendaLine | None:
    late = by_urgency(one for one in holdings.actions.values() if one.is_off_track(on))
    if not late:
        return None
    names = _some([_late(one) for one in late])
    return AgendaLine(Topic.ACTIONS, f"Actions that are overdue, delayed or off track: {names}",
                      tuple(one.key for one in late))


def _late(action: Action) -> str:
    title = brief(action.title, 80)
    return f"{title} ({action.owner_name})" if 0 < len(action.owner_name) <= 80 else title


def _updates(holdings: Holdings, on: date) -> AgendaLine | None:
    """Updates of this month and the one before, which are those that came since the last monthly meeting."""
    now = Month.containing(on)
    first = Month.containing(date.fromordinal(now.start.toordinal() - 1))
    there = {one.organisation for one in holdings.updates.values()
             if one.says_something and one.month in (str(first), str(now))}
    names = sorted(holdings.organisations[key].shown_name for key in there if key in holdings.organisations)
    if not names:
        return None
    return AgendaLine(Topic.UPDATES, f"{capitalised(count_words(len(names), 'update'))} received: {_some(names)}",
                      tuple(sorted(there)))


def _some(names: Iterable[str]) -> str:
    every = list(names)
    rest = len(every) - MOST_NAMED
    return listed([*every[:MOST_NAMED], f"{rest} more"]) if rest > 0 else listed(every)


def linked_action(holdings: Holdings, item: MeetingItem) -> Action | None:
    """The action that an item became, where it is still there."""
    if not item.action:
        return None
    found = holdings.actions.get(owned_key("", item.action))
    return found or next((one for one in holdings.actions.values() if one.id == item.action), None)
