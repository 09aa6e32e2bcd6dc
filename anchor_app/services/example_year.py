"""The example's year around the charter: outcomes, actions, updates, stories and meetings as its files tell them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from anchor_app.domain.acting import AddAction, NoteAction, SetActionStatus
from anchor_app.domain.action import ActionStatus, Priority
from anchor_app.domain.commands import Command
from anchor_app.domain.commands_keeping import RecordReading
from anchor_app.domain.evidence import Sensitivity
from anchor_app.domain.measuring import AddOutcome, AmendOutcome
from anchor_app.domain.meeting import ItemKind, Representation
from anchor_app.domain.minuting import AddMeeting, AddMeetingItem, AgreeAction, NoteRepresentative
from anchor_app.domain.month import Month
from anchor_app.domain.outcome import Direction
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.telling import AddStory, NoteTakenUp
from anchor_app.domain.updating import TEXTS, WriteUpdate

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Year:
    """What one organisation did in its year, as wishes; `id_of` gives the same id for the same name every time.

    Days of the files are counted from `today`; nothing but what is due happens later.
    """

    organisation: str
    today: date
    id_of: Callable[[str], str]

    def wishes(self, told: Told) -> Iterator[Command]:
        """Every wish that a file's year amounts to, in an order in which they can be made."""
        for name, wish in (("outcomes", self._outcome), ("actions", self._action), ("updates", self._update),
                           ("stories", self._story)):
            for one in told.get(name, ()):
                yield from wish(one)

    def _outcome(self, one: Told) -> Iterator[Command]:
        values = {name: one[name] for name in ("title", "definition", "unit", "baseline", "baseline_on", "target",
                                               "target_on") if name in one}
        if "domain" in one:
            yield AmendOutcome(self.organisation, one["domain"], values)
            return
        key = self.id_of(f"outcome {one['key']}")
        yield AddOutcome(self.organisation, {**values, "domain": one["of"], "direction": Direction(one["direction"])},
                         id=key)
        for number, told in enumerate(one["readings"]):
            yield RecordReading(self.organisation, "", told["value"], told["on"], told["source"], outcome=key,
                                id=self.id_of(f"reading {one['key']} {number}"))

    def _action(self, one: Told) -> Iterator[Command]:
        key = self.id_of(f"action {one['key']}")
        values: dict[str, Any] = {
            "title": one["title"], "components": " ".join(one["components"]), "owner_name": one["owner"],
            "created_on": self._day(one["made"]), "due": self._day(one["due"]),
            "sensitivity": Sensitivity(one.get("sensitivity", "collaborative"))}
        if "priority" in one:
            values["priority"] = Priority(one["priority"])
        yield AddAction(self.organisation, values, id=key)
        held = owned_key(self.organisation, key)
        yield SetActionStatus(held, ActionStatus(one["status"]), self._day(one.get("completed", 0)))
        for number, note in enumerate(one.get("notes", ())):
            yield NoteAction(held, note["text"], self._day(note["days"]), note["by"],
                             id=self.id_of(f"note {one['key']} {number}"))

    def _update(self, one: Told) -> Iterator[Command]:
        month = Month.containing(self.today)
        for _ in range(one["months_ago"]):
            month = Month.containing(month.start - timedelta(days=1))
        written = min(month.next.start + timedelta(days=2), self.today)
        for part in (one, *one.get("domains", ())):
            said = {name: part[name].strip() for name in TEXTS if part.get(name, "").strip()}
            yield WriteUpdate(self.organisation, month, said, part.get("domain", ""), one["by"], written)

    def _story(self, one: Told) -> Iterator[Command]:
        key = self.id_of(f"story {one['key']}")
        values = {name: one[name].strip() if isinstance(one[name], str) else one[name]
                  for name in ("component", "title", "what", "result", "contact", "shareable")}
        yield AddStory(self.organisation, {**values, "on": self._day(one["days"])}, id=key)
        for number, told in enumerate(one.get("taken_up", ())):
            yield NoteTakenUp(owned_key(self.organisation, key), told["by"], self._day(told["days"]), told["note"],
                              id=self.id_of(f"taken up {one['key']} {number}"))

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Meetings:
    """What a steering group minuted, as wishes; `organisation_of` gives the id of a member by its short name in files.

    `day` holds days of the files to what has happened already.
    """

    id_of: Callable[[str], str]
    organisation_of: Callable[[str], str]
    day: Callable[[date], date]

    def wishes(self, told: Told) -> Iterator[Command]:
        """The meetings with their items, what was agreed, and who speaks for whom since when."""
        for one in told["representatives"]:
            name, role, contact, note = (one.get(field, "") for field in ("name", "role", "contact", "note"))
            yield NoteRepresentative(self.organisation_of(one["member"]), Representation(one["what"]),
                                     self.day(one["on"]), name, role, contact, note,
                                     id=self.id_of(f"representative {one['key']}"))
        for one in told["meetings"]:
            yield from self._meeting(one)

    def _meeting(self, one: Told) -> Iterator[Command]:
        key = self.id_of(f"meeting {one['key']}")
        yield AddMeeting(self.day(one["on"]), {
            "title": one["title"], "place": one["place"], "present": "\n".join(one["present"]),
            "apologies": "\n".join(one["apologies"]), "notes": one.get("notes", "")}, id=key)
        for number, item in enumerate(one["items"]):
            name = self.id_of(f"item {one['key']} {number}")
            values = {"agenda": item["agenda"], "text": item.get("text", ""), "owner_name": item.get("owner", "")}
            if "kind" in item:
                values["kind"] = ItemKind(item["kind"])
            yield AddMeetingItem(owned_key("", key), values, id=name)
            if "action" in item:
                yield from self._agreed(one, item["action"], name)

    def _agreed(self, meeting: Told, agreed: Told, item: str) -> Iterator[Command]:
        owner = self.organisation_of(agreed["member"]) if "member" in agreed else ""
        action, day = self.id_of(f"agreed {item}"), self.day(meeting["on"])
        yield AgreeAction(owned_key("", item), {
            "title": agreed["title"], "owner_name": agreed["owner"], "due": agreed["due"],
            "components": " ".join(agreed.get("components", ())),
            "sensitivity": Sensitivity.COLLABORATIVE}, owner, id=action)
        if "status" in agreed:
            yield SetActionStatus(owned_key(owner, action), ActionStatus(agreed["status"]), day)
