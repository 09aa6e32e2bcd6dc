"""Commands about meetings: call one, write its items, agree decisions and actions, and keep who represents whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anchor_app.domain.acting import AddAction, title_from
from anchor_app.domain.action import ActionSource
from anchor_app.domain.commands import changes_of, known_values, new_id, organisation_of, removal_of
from anchor_app.domain.edit import Change, Edit
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import count_words
from anchor_app.domain.meeting import ItemKind, Meeting, MeetingItem, Representation, Representative
from anchor_app.domain.representing import fault_in_days


@dataclass(frozen=True, slots=True)
class AddMeeting:
    """Call a meeting of the steering group on a day, with the lines of its agenda as the first items."""

    on: date
    values: Mapping[str, Any] = field(default_factory=dict)
    agenda: tuple[str, ...] = ()
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        blank = Meeting(self.id)
        values = {**known_values("A meeting", Meeting.field_names(), self.values),
                  "on": self.on, "letter": _letter(holdings, self.on, self.id)}
        after = blank.with_facts({name: Meeting.encode(name, value) for name, value in values.items()})
        changes = list(changes_of("meeting", "", self.id, blank, values))
        for number, line in enumerate((one for one in self.agenda if one.strip()), start=1):
            item = MeetingItem(new_id())
            changes += changes_of("meeting-item", "", item.id, item,
                                  {"meeting": self.id, "number": number, "agenda": line.strip()})
        return Edit.of(f"Add the meeting {after.code}", changes)


@dataclass(frozen=True, slots=True)
class AmendMeeting:
    """Change fields of a meeting, named by its `key`; with its day the codes of its items change too."""

    meeting: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        held = meeting_of(holdings, self.meeting)
        values = known_values("A meeting", Meeting.field_names(), self.values)
        if "on" in values and values["on"] is None:
            raise WrongValue("A meeting needs its day.")
        if "on" in values and values["on"] != held.on:
            values["letter"] = _letter(holdings, values["on"], held.id)
        return Edit.of(f"Change the meeting {held.code}", changes_of("meeting", "", held.id, held, values))


@dataclass(frozen=True, slots=True)
class RemoveMeeting:
    """Remove a meeting with its items; actions that were agreed there stay."""

    meeting: str

    def edit(self, holdings: Holdings) -> Edit:
        held = meeting_of(holdings, self.meeting)
        changes: list[Change] = list(removal_of("meeting", "", held.id, held))
        for item in items_of(holdings, held):
            changes += removal_of("meeting-item", "", item.id, item)
        return Edit.of(f"Remove the meeting {held.code}", changes)


@dataclass(frozen=True, slots=True)
class AddMeetingItem:
    """Add an item at the end of a meeting: a line of its agenda, or a note or a decision with its words."""

    meeting: str
    values: Mapping[str, Any]
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        held = meeting_of(holdings, self.meeting)
        blank = MeetingItem(self.id)
        values = {**known_values("A meeting's item", MeetingItem.field_names(), self.values),
                  "meeting": held.id, "number": _next_number(holdings, held)}
        after = _checked(blank, values)
        return Edit.of(f"Add the item {after.code(held)}", changes_of("meeting-item", "", self.id, blank, values))


@dataclass(frozen=True, slots=True)
class AddAgenda:
    """Put several lines on the agenda of a meeting at once, at its end, as one change."""

    meeting: str
    lines: tuple[str, ...]

    def edit(self, holdings: Holdings) -> Edit:
        held = meeting_of(holdings, self.meeting)
        lines = [" ".join(one.split()) for one in self.lines if one.strip()]
        changes: list[Change] = []
        for number, line in enumerate(lines, start=_next_number(holdings, held)):
            item = MeetingItem(new_id())
            changes += changes_of("meeting-item", "", item.id, item,
                                  {"meeting": held.id, "number": number, "agenda": line})
        return Edit.of(f"Add {count_words(len(lines), 'item')} to the agenda of {held.code}", changes)


@dataclass(frozen=True, slots=True)
class AmendMeetingItem:
    """Change the words, the kind or the owner of an item, named by its `key`; its number stays."""

    item: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        held, meeting = _item(holdings, self.item)
        fixed = sorted({"meeting", "number", "action"} & set(self.values))
        if fixed:
            raise WrongValue(f"The {fixed[0]} of an item is not changed by hand.")
        values = known_values("A meeting's item", MeetingItem.field_names(), self.values)
        _checked(held, values)
        return Edit.of(f"Change the item {held.code(meeting)}",
                       changes_of("meeting-item", "", held.id, held, values))


@dataclass(frozen=True, slots=True)
class RemoveMeetingItem:
    """Remove an item; the numbers of the others stay, and so does an action that was agreed there."""

    item: str

    def edit(self, holdings: Holdings) -> Edit:
        held, meeting = _item(holdings, self.item)
        return Edit.of(f"Remove the item {held.code(meeting)}", removal_of("meeting-item", "", held.id, held))


@dataclass(frozen=True, slots=True)
class AgreeAction:
    """Make an action of an item: of the collaborative, or of the organisation named; the item says so from then on."""

    item: str
    values: Mapping[str, Any]
    organisation: str = ""
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        held, meeting = _item(holdings, self.item)
        if held.action:
            raise WrongValue(f"{held.code(meeting)} is an action already. Change that one.")
        made = {"title": title_from(held.text or held.agenda), "owner_name": held.owner_name,
                "created_on": meeting.on, **self.values, "source": ActionSource.MEETING, "source_item": held.id}
        edit = AddAction(self.organisation, made, self.id).edit(holdings)
        link = {"kind": ItemKind.ACTION, "action": self.id, "owner_name": made["owner_name"],
                "text": held.text or str(made["title"])}
        return Edit.of(f"Agree the action {held.code(meeting)}",
                       [*edit.changes, *changes_of("meeting-item", "", held.id, held, link)])


@dataclass(frozen=True, slots=True)
class NoteRepresentative:
    """Keep that somebody speaks for an organisation since a day, or that it signed up or left then.

    A change of champion or executive lead that is the newest of its kind becomes the organisation's own detail too.
    """

    organisation: str
    what: Representation
    on: date
    name: str = ""
    role: str = ""
    contact: str = ""
    note: str = ""
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        owner = organisation_of(holdings, self.organisation)
        is_person = self.what not in (Representation.SIGNED_UP, Representation.LEFT)
        if is_person and not self.name.strip():
            raise WrongValue(f"Say who it is: {self.what.words.lower()} needs a name.")
        entries = representatives_of(holdings, owner.id)
        fault = fault_in_days(owner.shown_name, (*entries, Representative(
            self.id, owner.id, self.what, " ".join(self.name.split()), on=self.on)))
        if fault and not fault_in_days(owner.shown_name, entries):
            raise WrongValue(fault)
        told = {"name": " ".join(self.name.split()), "role": self.role.strip(), "contact": self.contact.strip()}
        blank = Representative(self.id, owner.id)
        changes = list(changes_of("representative", owner.id, self.id, blank,
                                  {"what": self.what, "on": self.on, "note": self.note, **told}))
        prefix = {Representation.CHAMPION: "champion", Representation.EXECUTIVE_LEAD: "lead"}.get(self.what)
        if prefix and all(one.on is None or one.on <= self.on for one in entries if one.what is self.what):
            changes += changes_of("organisation", owner.id, "", owner,
                                  {f"{prefix}_{name}": value for name, value in told.items()})
        if self.what is Representation.SIGNED_UP:
            changes += changes_of("organisation", owner.id, "", owner, {"signed_up": self.on})
        return Edit.of(f"{self.what.words}: {owner.shown_name}", changes)


@dataclass(frozen=True, slots=True)
class RemoveRepresentative:
    """Take such an entry away, named by its `key`; the organisation's details stay."""

    representative: str

    def edit(self, holdings: Holdings) -> Edit:
        held = holdings.representatives.get(self.representative)
        if held is None:
            raise UnknownItem("That entry is not there any more.")
        return Edit.of("Remove an entry about representatives",
                       removal_of("representative", held.organisation, held.id, held))


def meetings_of(holdings: Holdings) -> tuple[Meeting, ...]:
    """Every meeting, the newest first."""
    return tuple(sorted(holdings.meetings.values(), key=lambda one: (one.on or date.min, one.letter, one.id),
                        reverse=True))


def items_of(holdings: Holdings, meeting: Meeting) -> tuple[MeetingItem, ...]:
    """The items of a meeting by number."""
    return tuple(sorted((one for one in holdings.meeting_items.values() if one.meeting == meeting.id),
                        key=lambda one: (one.number, one.id)))


def representatives_of(holdings: Holdings, organisation: str) -> tuple[Representative, ...]:
    """Sign-ups, champions and others of an organisation, oldest first."""
    return tuple(sorted(holdings.owned("representatives", organisation),
                        key=lambda one: (one.on or date.max, one.id)))


def meeting_of(holdings: Holdings, key: str) -> Meeting:
    """The meeting of that key; raises UnknownItem."""
    try:
        return holdings.meetings[key]
    except KeyError:
        raise UnknownItem("That meeting is not there any more.") from None


def _item(holdings: Holdings, key: str) -> tuple[MeetingItem, Meeting]:
    held = holdings.meeting_items.get(key)
    meeting = holdings.meetings.get(f"/{held.meeting}") if held else None
    if held is None or meeting is None:
        raise UnknownItem("That item is not there any more.")
    return held, meeting


def _next_number(holdings: Holdings, meeting: Meeting) -> int:
    return 1 + max((one.number for one in items_of(holdings, meeting)), default=0)


def _letter(holdings: Holdings, on: date, key: str) -> str:
    """The first letter that no other meeting of that day has: none, then b, c and so on."""
    taken = {one.letter for one in holdings.meetings.values() if one.on == on and one.id != key}
    letters = ("", *(chr(one) for one in range(ord("b"), ord("z") + 1)))
    free = next((one for one in letters if one not in taken), None)
    if free is None:
        raise WrongValue(f"There are {len(letters)} meetings on that day already. Choose another day.")
    return free


def _checked(held: MeetingItem, values: Mapping[str, Any]) -> MeetingItem:
    after = held.with_facts({name: MeetingItem.encode(name, value) for name, value in values.items()})
    if not after.agenda.strip() and not after.text.strip():
        raise WrongValue("An item needs a few words: what stood on the agenda, or what came of it.")
    if after.kind is ItemKind.DECISION and not after.text.strip():
        raise WrongValue("A decision needs its words. Write what was decided.")
    if after.kind is ItemKind.ACTION and not after.action and held.kind is not ItemKind.ACTION:
        raise WrongValue("An item becomes an action by agreeing it, with an owner and a day.")
    return after
