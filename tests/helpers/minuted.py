"""A steering group's workspace with meetings in it, for tests and pictures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from anchor_app.domain.acting import SetActionStatus
from anchor_app.domain.action import ActionStatus
from anchor_app.domain.commands_keeping import AmendOrganisation
from anchor_app.domain.meeting import ItemKind, Representation
from anchor_app.domain.minuting import AddMeeting, AddMeetingItem, AgreeAction, NoteRepresentative
from anchor_app.services import starting
from anchor_app.services.settings import Settings
from tests.helpers.app_window import CLOCK
from tests.helpers.states import LONG
from tests.helpers.steering import steering

CHAIR, GUEST = "Kit Specimen (chair)", "Robin Example"


def minuted(folder: Path) -> None:
    """Two meetings, of October with minutes and of November with an agenda; three people who speak for members."""
    steering(folder)
    with starting.open_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        do = opened.workspace.do
        do(AmendOrganisation("bay", {"champion_name": "Robin Example", "champion_role": "Sustainability lead"}))
        do(NoteRepresentative("northmoor", Representation.SIGNED_UP, date(2024, 2, 29), id="signed"))
        do(NoteRepresentative("northmoor", Representation.CHAMPION, date(2025, 5, 13), "Sasha Sample",
                              "Inclusive growth lead", "sasha@northmoor.example", id="sasha"))
        do(NoteRepresentative("fellside", Representation.CHAMPION, date(2026, 2, 2), "Dr Noor Example",
                              "Civic engagement manager", note="Follows Kim Specimen", id="noor"))
        do(AddMeeting(date(2026, 10, 13), {
            "title": "Steering group", "place": "Northmoor City Hall, room 2",
            "present": f"{CHAIR}\nRobin Example\nSasha Sample\nAli Specimen", "apologies": "Charlie Sample",
            "notes": "The next meeting is on 10 November."}, id="october"))
        for number, (agenda, kind, text) in enumerate((
                ("Minutes of the last meeting", ItemKind.NOTE, "Agreed as a true record."),
                ("Returns that are missing", ItemKind.DECISION,
                 "Returns are accepted until 26 October. Nobody is moderated on an unsigned return."),
                ("Local spend", None, "Agree one way of counting spend with firms whose head office is elsewhere."),
                ("Social value in tenders", None, "Northmoor shows its policy."),
                ("Any other business", None, ""))):
            values = {"agenda": agenda, "text": text, **({"kind": kind} if kind else {})}
            do(AddMeetingItem("/october", values, id=f"oct{number}"))
        do(AgreeAction("/oct2", {"title": "Propose one way of counting local spend", "owner_name": "Noor Procure",
                                 "due": date(2026, 10, 30)}, id="spend"))
        do(SetActionStatus("/spend", ActionStatus.OFF_TRACK, date(2026, 10, 28)))
        do(AgreeAction("/oct3", {"title": "Show the social value policy", "owner_name": "Sasha Sample",
                                 "due": date(2027, 1, 12)}, "northmoor", id="policy"))
        do(AddMeeting(date(2026, 11, 10), {"title": "Steering group", "place": "Online", "present": CHAIR},
                      ("Returns that are missing", "Good practice"), id="november"))


def minuted_hostile(folder: Path) -> None:
    """The same with long and hostile words in every field of a meeting, and many items."""
    minuted(folder)
    with starting.open_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        do = opened.workspace.do
        fields = ("title", "place", "present", "apologies", "notes")
        do(AddMeeting(date(2028, 2, 29), dict.fromkeys(fields, LONG), (LONG,) * 3, id="long"))
        do(AddMeetingItem("/long", {"agenda": LONG, "text": LONG * 3, "kind": ItemKind.DECISION, "owner_name": LONG},
                          id="long-item"))
        do(AddMeetingItem("/long", {"text": LONG}, id="long-action"))
        do(AgreeAction("/long-action", {"title": LONG, "owner_name": LONG}, "bay"))
        do(NoteRepresentative("port", Representation.MEMBER, date(2028, 2, 29), LONG, LONG, LONG, LONG))
