"""`anchor-app meeting add`, `list`, `item`, `action`, `agenda`, `log` and `represent`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from anchor_app.cli.named import SHOWN, choice_of
from anchor_app.cli.options import iso_date, sub_command, sub_group
from anchor_app.cli.text import say, say_json, table
from anchor_app.domain.meeting import ItemKind, Representation

if TYPE_CHECKING:
    from anchor_app.domain.holdings import Holdings
    from anchor_app.domain.meeting import Meeting, MeetingItem


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    commands = sub_group(group, "meeting", "Meetings of the steering group, and what came of them.")
    add = sub_command(commands, "add", run_add, "Call a meeting, or write down who was there.")
    add.add_argument("--on", metavar="DATE", type=iso_date, required=True, help="the day, as 2026-11-22")
    for name, words in (("title", "what it is called"), ("place", "where it is"), ("notes", "anything else")):
        add.add_argument(f"--{name}", metavar="T", default="", help=words)
    add.add_argument("--present", metavar="NAME", action="append", default=[], help="who was there; repeat it")
    add.add_argument("--apologies", metavar="NAME", action="append", default=[], help="who sent apologies; repeat it")
    add.add_argument("--agenda", metavar="T", action="append", default=[], help="an item of the agenda; repeat it")
    add.add_argument("--draft", action="store_true", help="put on the agenda what is open")
    add.add_argument("--period", metavar="P", help="with --draft: the period whose returns may be missing")
    listing = sub_command(commands, "list", run_list, "List the meetings, the newest first.")
    listing.add_argument("--json", action="store_true", help="as JSON with every item, for programs")
    item = sub_command(commands, "item", run_item, "Add a note or a decision to a meeting.")
    item.add_argument("meeting", metavar="CODE", help="the meeting, as 2026-11-22")
    item.add_argument("--agenda", metavar="T", default="", help="the line of the agenda that it came under")
    what = item.add_mutually_exclusive_group(required=True)
    what.add_argument("--note", metavar="T", help="what was said")
    what.add_argument("--decision", metavar="T", help="what was decided")
    action = sub_command(commands, "action", run_action, "Agree an action under an item of a meeting.")
    action.add_argument("item", metavar="CODE", help="the item, as 2026-11-22/3")
    action.add_argument("--title", metavar="T", help="what is to be done (default: the item's words)")
    action.add_argument("--owner", metavar="NAME", default="", help="who will do it")
    action.add_argument("--due", metavar="DATE", type=iso_date, help="by when, as 2027-03-31")
    action.add_argument("--organisation", metavar="O", help="whose action it is (default: the collaborative's own)")
    agenda = sub_command(commands, "agenda", run_agenda, "Say what is open, as the agenda of a meeting.")
    agenda.add_argument("--on", metavar="DATE", type=iso_date, help="the day of the meeting (default: today)")
    agenda.add_argument("--period", metavar="P", help="the period whose returns may be missing")
    log = sub_command(commands, "log", run_log, "List the decisions and actions of all meetings.")
    log.add_argument("--search", metavar="T", default="", help="only what has every one of these words")
    log.add_argument("--json", action="store_true", help="as JSON, for programs")
    speaks = sub_command(commands, "represent", run_represent, "Keep who speaks for an organisation since when.")
    speaks.add_argument("--organisation", metavar="O", required=True, help="its name or short name")
    speaks.add_argument("--as", metavar="R", dest="what", required=True,
                        type=choice_of(Representation, "such a change"), help=f"one of {', '.join(Representation)}")
    speaks.add_argument("--on", metavar="DATE", type=iso_date, required=True, help="since when")
    for name, words in (("name", "who it is"), ("role", "the person's role"), ("contact", "how to reach them"),
                        ("note", "anything else")):
        speaks.add_argument(f"--{name}", metavar="T", default="", help=words)


def run_add(args: argparse.Namespace) -> int:
    """Keep the meeting, with its agenda."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.minuting import AddMeeting
    from anchor_app.services.year_round import agenda

    if args.period and not args.draft:
        args.usage_error("--period goes with --draft")
    with writing(args) as opened:
        workspace = opened.workspace
        drafted = agenda(workspace, args.on, args.period or "") if args.draft else ()
        wish = AddMeeting(args.on, {
            "title": args.title, "place": args.place, "notes": args.notes, "present": "\n".join(args.present),
            "apologies": "\n".join(args.apologies)}, (*(one.words for one in drafted), *args.agenda))
        workspace.do(wish)
        say(workspace.holdings.meetings[f"/{wish.id}"].code, "saved")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """List the meetings."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.domain.minuting import items_of, meetings_of

    with reading(args) as opened:
        holdings = opened.workspace.holdings
        every = [(one, items_of(holdings, one)) for one in meetings_of(holdings)]
    if args.json:
        say_json([_as_json(one, items) for one, items in every])
    elif every:
        say(table(("Meeting", "Title", "Place", "Present", "Items", "Decisions", "Actions"), [
            (one.code, one.title, one.place, len(one.names_present), len(items),
             *(sum(item.kind is kind for item in items) for kind in (ItemKind.DECISION, ItemKind.ACTION)))
            for one, items in every]))
    else:
        say("There is no meeting yet.")
    return 0


def run_item(args: argparse.Namespace) -> int:
    """Add the item."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.minuting import AddMeetingItem

    with writing(args) as opened:
        workspace = opened.workspace
        meeting = _meeting(workspace.holdings, args.meeting)
        kind = ItemKind.NOTE if args.note is not None else ItemKind.DECISION
        text = args.note if args.note is not None else args.decision
        wish = AddMeetingItem(meeting.key, {"agenda": args.agenda, "kind": kind, "text": text})
        workspace.do(wish)
        say(workspace.holdings.meeting_items[f"/{wish.id}"].code(meeting), "saved")
    return 0


def run_action(args: argparse.Namespace) -> int:
    """Make the action of the item."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.minuting import AgreeAction

    with writing(args) as opened:
        workspace = opened.workspace
        item = _item(workspace.holdings, args.item)
        owner = workspace.find_organisation(args.organisation).id if args.organisation else ""
        values = {"title": args.title, "owner_name": args.owner, "due": args.due}
        wish = AgreeAction(item.key, {name: value for name, value in values.items() if value}, owner)
        workspace.do(wish)
        say(wish.id[:SHOWN], "saved")
    return 0


def run_agenda(args: argparse.Namespace) -> int:
    """Print the agenda."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.services.year_round import agenda

    with reading(args) as opened:
        lines = agenda(opened.workspace, args.on or opened.workspace.clock.today(), args.period or "")
    say(*([f"{number}. {one.words}" for number, one in enumerate(lines, start=1)] or ["Nothing is open."]))
    return 0


def run_log(args: argparse.Namespace) -> int:
    """List decisions and actions."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.domain.agenda import log

    with reading(args) as opened:
        found = log(opened.workspace.holdings, args.search)
    if args.json:
        say_json([{"code": one.code, "kind": one.item.kind.value if one.item.kind else None, "text": one.item.text,
                   "agenda": one.item.agenda, "owner": one.item.owner_name,
                   "action": one.action.id if one.action else None,
                   "status": one.action.status.value if one.action else None} for one in found])
    elif found:
        say(table(("Code", "Kind", "Text", "Owner", "Stands"), [
            (one.code, one.item.kind.words if one.item.kind else "", one.item.text, one.item.owner_name,
             one.action.status.words if one.action else "") for one in found]))
    else:
        say("No decision or action has these words." if args.search else "There is no decision or action yet.")
    return 0


def run_represent(args: argparse.Namespace) -> int:
    """Keep the change."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.minuting import NoteRepresentative

    with writing(args) as opened:
        workspace = opened.workspace
        owner = workspace.find_organisation(args.organisation).id
        workspace.do(NoteRepresentative(owner, args.what, args.on, args.name, args.role, args.contact, args.note))
        say("saved")
    return 0


def _meeting(holdings: Holdings, code: str) -> Meeting:
    from anchor_app.domain.errors import UnknownItem

    for one in holdings.meetings.values():
        if one.code == code.strip():
            return one
    raise UnknownItem(f"There is no meeting {code[:40]}. List the meetings to see their codes.")


def _item(holdings: Holdings, code: str) -> MeetingItem:
    from anchor_app.domain.errors import UnknownItem
    from anchor_app.domain.minuting import items_of

    name, _, number = code.strip().partition("/")
    meeting = _meeting(holdings, name)
    for one in items_of(holdings, meeting):
        if str(one.number) == number:
            return one
    raise UnknownItem(f"The meeting {meeting.code} has no item {number[:10] or 'without a number'}.")


def _as_json(meeting: Meeting, items: tuple[MeetingItem, ...]) -> dict[str, Any]:
    return {
        "code": meeting.code, "on": meeting.on.isoformat() if meeting.on else None, "title": meeting.title,
        "place": meeting.place, "present": list(meeting.names_present),
        "apologies": list(meeting.names_of_apologies), "notes": meeting.notes,
        "items": [{"code": one.code(meeting), "agenda": one.agenda, "kind": one.kind.value if one.kind else None,
                   "text": one.text, "owner": one.owner_name, "action": one.action or None} for one in items]}
