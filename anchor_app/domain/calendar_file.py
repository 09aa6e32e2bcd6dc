"""Calendar files: the due dates of actions as RFC 5545 says them, the same bytes for the same actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256

from anchor_app.domain.action import Action, Priority

PRODUCT = "-//Anchor//Actions//EN"
_LONGEST_LINE = 75
_PRIORITY: Mapping[Priority, str] = {Priority.HIGH: "1", Priority.MEDIUM: "5", Priority.LOW: "9"}


def calendar(actions: Iterable[Action], on: date) -> bytes:
    """A calendar with one all-day event for each open action that has a due date, in UTF-8; `on` is when it is made.

    An action keeps its event from file to file, so that a calendar program brings the earlier one up to date.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for action in sorted(actions, key=lambda one: (one.due or date.max, one.key)):
        if action.due is not None and action.is_open:
            lines += _event(action, action.due, on)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in _folded(line)).encode()


def _event(action: Action, due: date, on: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(action.key.encode('utf-8', 'replace')).hexdigest()[:32]}@actions.anchor"
    yield f"DTSTAMP:{_day(on)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(due)}"
    if due < date.max:
        yield f"DTEND;VALUE=DATE:{_day(due + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(action.title)}"
    said = [f"Owner: {action.owner_name}" if action.owner_name else "", f"Status: {action.status.words}",
            f"Components: {', '.join(action.component_ids)}" if action.component_ids else ""]
    yield "DESCRIPTION:" + _escaped("\n".join(one for one in said if one))
    if action.priority is not None:
        yield f"PRIORITY:{_PRIORITY[action.priority]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    """The text as a value of type TEXT; control characters other than line breaks cannot stand in one."""
    whole = "\n".join(text.splitlines()).replace("\t", " ")
    kept = "".join(one for one in whole if one == "\n" or not _is_control(one))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _is_control(one: str) -> bool:
    return ord(one) < 0x20 or ord(one) == 0x7F


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each but the first after a space, and no character torn in two."""
    room, part = _LONGEST_LINE, ""
    for one in line:
        size = len(one.encode("utf-8", "replace"))
        if size > room:
            yield part
            part, room = " ", _LONGEST_LINE - 1
        part += one
        room -= size
    yield part
