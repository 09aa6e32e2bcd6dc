"""A year's papers for tests: an update, a meeting with what came of it, and actions, of a plainly made-up trust."""

from __future__ import annotations

from datetime import date

from anchor_app.domain.acting import AddAction, NoteAction, SetActionStatus
from anchor_app.domain.action import ActionStatus, Priority
from anchor_app.domain.meeting import ItemKind, Representation
from anchor_app.domain.minuting import AddMeeting, AddMeetingItem, AgreeAction, NoteRepresentative
from anchor_app.domain.month import Month
from anchor_app.domain.updating import WriteUpdate
from anchor_app.reports.document import Document, Facts, Grid, GridCell, Paragraph
from tests.helpers.values import Desk, ready_desk

ON = date(2026, 11, 22)
NOVEMBER = Month(2026, 11)


def year_desk() -> Desk:
    """A desk with one update in general and of a domain, one meeting with three items, and four actions."""
    desk = ready_desk()
    desk.do(WriteUpdate("org", NOVEMBER, {"did": "Met all wards.\nAsked R&D <early>.", "asks": "Who buys locally?"},
                        by="Robin Sample", on=ON))
    desk.do(WriteUpdate("org", NOVEMBER, {"did": "Opened a garden.", "changed": "It is open.", "story": "=1+1"},
                        "environment", by="Kim Sample", on=date(2026, 11, 20)))
    desk.do(AddAction("org", {"title": "Ask the wards", "components": "1.1 2.2", "owner_name": "Robin Sample",
                              "due": date(2026, 11, 10), "priority": Priority.HIGH, "period": "2026/27",
                              "created_on": date(2026, 5, 1)}, id="ask"))
    desk.do(NoteAction("org/ask", "Half have answered", date(2026, 6, 10), "Kim Sample"))
    desk.do(AddAction("org", {"title": "Plant trees", "due": date(2027, 1, 31)}, id="plant"))
    desk.do(SetActionStatus("org/plant", ActionStatus.COMPLETE, ON))
    desk.do(AddMeeting(date(2026, 11, 3), {"title": "Autumn meeting", "place": "Room <4>", "notes": "Cold room.",
                                           "present": "Robin Sample\nKim Sample", "apologies": "Sam Example"}, id="m"))
    desk.do(AddMeeting(date(2026, 12, 1), {"place": "Fellside"}, id="next"))
    for key, values in (("i1", {"agenda": "Minutes", "kind": ItemKind.NOTE, "text": "Agreed as true."}),
                        ("i2", {"agenda": "Tenders", "kind": ItemKind.DECISION, "text": "Ask for social value."}),
                        ("i3", {"agenda": "Trees"})):
        desk.do(AddMeetingItem("/m", values, id=key))
    desk.do(AgreeAction("/i3", {"title": "Find a nursery", "owner_name": "Sam Example", "due": date(2026, 11, 21)},
                        id="nursery"))
    desk.do(NoteRepresentative("org", Representation.CHAMPION, date(2026, 9, 1), "Robin Sample", "Head of place",
                               "robin@bay.example", "After a gap"))
    return desk


def words_of(document: Document) -> str:
    """Every word of a document, in reading order."""
    found: list[str] = []
    for one in document.blocks:
        match one:
            case Facts():
                found += (f"{name}: {words}" for name, words in one.rows)
            case Grid():
                found += [*(column.title for column in one.columns), *(
                    " ".join(filter(None, (cell.sign.words if cell.sign else "", cell.words)))
                    if isinstance(cell, GridCell) else cell for row in one.rows for cell in row), one.caption]
            case Paragraph():
                found += [one.label, one.words]
            case _:
                found += getattr(one, "items", ()) or [getattr(one, "words", "")]
    return "\n".join(found)
