"""`anchor-app story add`, `list` and `take-up`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from anchor_app.cli.named import SHOWN, named
from anchor_app.cli.options import iso_date, sub_command, sub_group
from anchor_app.cli.text import say, say_json, table

if TYPE_CHECKING:
    from anchor_app.domain.telling import Told


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    commands = sub_group(group, "story", "Good practice: what was done, what came of it, and who took it up.")
    add = sub_command(commands, "add", run_add, "Tell a story of good practice.")
    add.add_argument("--organisation", metavar="O", required=True, help="whose it is")
    add.add_argument("--title", metavar="T", required=True, help="what it is called")
    add.add_argument("--what", metavar="T", required=True, help="what was done")
    add.add_argument("--result", metavar="T", default="", help="what came of it")
    add.add_argument("--component", metavar="C", default="", help="the component that it is about")
    add.add_argument("--contact", metavar="T", default="", help="whom to ask")
    add.add_argument("--shareable", action="store_true", help="it may go to others")
    add.add_argument("--on", metavar="DATE", type=iso_date, help="when it was told (default: today)")
    listing = sub_command(commands, "list", run_list, "List stories, the newest first.")
    listing.add_argument("--search", metavar="T", default="", help="only what has every one of these words")
    listing.add_argument("--component", metavar="C", default="", help="only about this component")
    listing.add_argument("--all", action="store_true", help="also those that may not go to others")
    listing.add_argument("--json", action="store_true", help="as JSON, for programs")
    taken = sub_command(commands, "take-up", run_take_up, "Say that another organisation took a story up.")
    taken.add_argument("story", metavar="ID", help="the beginning of its id, as list shows it")
    taken.add_argument("--by", metavar="O", required=True, help="who took it up")
    taken.add_argument("--on", metavar="DATE", type=iso_date, help="when (default: today)")
    taken.add_argument("--note", metavar="T", default="", help="what became of it there")


def run_add(args: argparse.Namespace) -> int:
    """Tell the story."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.telling import AddStory

    with writing(args) as opened:
        workspace = opened.workspace
        values = {name: getattr(args, name) for name in ("title", "what", "result", "component", "contact",
                                                         "shareable")}
        wish = AddStory(workspace.find_organisation(args.organisation).id,
                        {**values, "on": args.on or workspace.clock.today()})
        workspace.do(wish)
        say(wish.id[:SHOWN], "saved")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """List the library."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.domain.telling import library

    with reading(args) as opened:
        found = library(opened.workspace.holdings, args.search, args.component, only_shareable=not args.all)
    if args.json:
        say_json([_as_json(one) for one in found])
    elif found:
        say(table(("Id", "Organisation", "Component", "Title", "Result", "Taken up by"), [
            (one.story.id[:SHOWN], one.organisation, one.story.component, one.story.title, one.story.result,
             ", ".join(part.by for part in one.taken_up)) for one in found]))
    else:
        say("There is no such story." if args.search or args.component else "There is no story to share yet.")
    return 0


def run_take_up(args: argparse.Namespace) -> int:
    """Note who took the story up."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.telling import NoteTakenUp

    with writing(args) as opened:
        workspace = opened.workspace
        key = named(workspace.holdings.stories.values(), args.story, "story").key
        workspace.do(NoteTakenUp(key, args.by, args.on or workspace.clock.today(), args.note))
        say("saved")
    return 0


def _as_json(told: Told) -> dict[str, Any]:
    one = told.story
    return {"id": one.id, "organisation": told.organisation, "component": one.component or None, "title": one.title,
            "what": one.what, "result": one.result, "contact": one.contact, "shareable": one.shareable,
            "on": one.on.isoformat() if one.on else None,
            "taken_up": [{"by": part.by, "on": part.on.isoformat() if part.on else None, "note": part.note}
                         for part in told.taken_up]}
