"""`anchor-app action add`, `list`, `set` and `note`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.cli.named import SHOWN, choice_of, named
from anchor_app.cli.options import iso_date, sub_command, sub_group
from anchor_app.cli.text import say, say_json, table
from anchor_app.domain.action import ActionStatus, Priority
from anchor_app.domain.evidence import Sensitivity

if TYPE_CHECKING:
    from datetime import date

    from anchor_app.domain.acting import AddAction
    from anchor_app.domain.action import Action
    from anchor_app.services.workspace import Workspace


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    commands = sub_group(group, "action", "What somebody will do by when.")
    add = sub_command(commands, "add", run_add, "Make an action, by itself or from what calls for it.")
    add.add_argument("--organisation", metavar="O", help="whose it is (default: the collaborative's own)")
    what = add.add_mutually_exclusive_group(required=True)
    what.add_argument("--title", metavar="T", help="what is to be done")
    what.add_argument("--opportunity", metavar="N", type=int, help="the Nth opportunity of the --component")
    what.add_argument("--flag", action="store_true", help="the mark to look again at the --component")
    what.add_argument("--moderation", action="store_true", help="what the group asked for on the --component")
    add.add_argument("--component", metavar="C", action="append", default=[], dest="components",
                     help="a component that it is about; repeat it for more than one")
    add.add_argument("--period", metavar="P", help="the financial year that it belongs to, such as 2026/27")
    add.add_argument("--round", metavar="R", help="Baseline, Mid-year or Year end (default: the last there is)")
    add.add_argument("--on", metavar="DATE", type=iso_date, help="the day it was made (default: today)")
    _add_values(add)
    listing = sub_command(commands, "list", run_list, "List actions, the most urgent first.")
    listing.add_argument("--organisation", metavar="O", help="only this organisation's")
    listing.add_argument("--owner", metavar="NAME", default="", help="only this person's")
    listing.add_argument("--overdue", action="store_true", help="only what is overdue")
    listing.add_argument("--open", action="store_true", help="only what is still to be done")
    listing.add_argument("--status", metavar="S", type=choice_of(ActionStatus, "a status"), help="only in this status")
    listing.add_argument("--domain", metavar="D", help="only about components of this domain, by its id or number")
    listing.add_argument("--search", metavar="T", default="", help="only what has every one of these words")
    listing.add_argument("--on", metavar="DATE", type=iso_date, help="the day that overdue is judged on")
    listing.add_argument("--output", metavar="F", type=Path,
                         help="write them to a file that ends in .ics (due dates), .xlsx, .csv, .pdf or .docx")
    listing.add_argument("--json", action="store_true", help="as JSON, for programs")
    change = sub_command(commands, "set", run_set, "Say how an action stands, or change it.")
    change.add_argument("action", metavar="ID", help="the beginning of its id, as list shows it")
    change.add_argument("--title", metavar="T", help="what is to be done")
    change.add_argument("--status", metavar="S", type=choice_of(ActionStatus, "a status"),
                        help=f"one of {', '.join(ActionStatus)}")
    change.add_argument("--on", metavar="DATE", type=iso_date, help="the day it was completed (default: today)")
    _add_values(change)
    note = sub_command(commands, "note", run_note, "Add a dated note to an action.")
    note.add_argument("action", metavar="ID", help="the beginning of its id, as list shows it")
    note.add_argument("--text", metavar="T", required=True, help="what happened")
    note.add_argument("--by", metavar="NAME", default="", help="who says so")
    note.add_argument("--on", metavar="DATE", type=iso_date, help="when (default: today)")


def _add_values(command: argparse.ArgumentParser) -> None:
    command.add_argument("--owner", metavar="NAME", dest="owner_name", help="who will do it")
    command.add_argument("--due", metavar="DATE", type=iso_date, help="by when, as 2027-03-31")
    command.add_argument("--priority", metavar="P", type=choice_of(Priority, "a priority"),
                         help=f"one of {', '.join(Priority)}")
    command.add_argument("--sensitivity", metavar="S", type=choice_of(Sensitivity, "a sensitivity"),
                         help=f"in whose packs it goes: one of {', '.join(Sensitivity)} (default: internal)")


def run_add(args: argparse.Namespace) -> int:
    """Make the action."""
    from anchor_app.cli.workspaces import writing

    with writing(args) as opened:
        workspace = opened.workspace
        wish = _wish(workspace, args, args.on or workspace.clock.today())
        workspace.do(wish)
        say(wish.id[:SHOWN], "saved")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """List the actions that are looked for, or write their calendar."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.domain.action import Sought
    from anchor_app.services.year_round import actions, write_actions

    with reading(args) as opened:
        workspace = opened.workspace
        today = args.on or workspace.clock.today()
        owner = workspace.find_organisation(args.organisation).id if args.organisation else None
        sought = Sought(args.owner, today if args.overdue else None, _components(workspace, args.domain), args.status,
                        args.open, args.search)
        found = actions(workspace, owner, sought)
        if args.output is not None:
            count = write_actions(workspace, args.output, found, today, sought)
            say(str(args.output), f"{count:,} {'action' if count == 1 else 'actions'}")
        elif args.json:
            say_json([_as_json(workspace, one, today) for one in found])
        elif found:
            say(table(("Id", "Whose", "Action", "Components", "Owner", "Due", "Status", "Priority"), [
                (one.id[:SHOWN], _whose(workspace, one), one.title, " ".join(one.component_ids), one.owner_name,
                 _due(one, today), one.status.words, one.priority.words if one.priority else "") for one in found]))
        else:
            say("There is no such action." if workspace.holdings.actions else "There is no action yet.")
    return 0


def run_set(args: argparse.Namespace) -> int:
    """Change the action, and say what might be asked once it is complete."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.acting import AmendAction, SetActionStatus, status_questions
    from anchor_app.domain.commands import together

    values = {name: value for name in ("title", "owner_name", "due", "priority", "sensitivity")
              if (value := getattr(args, name)) is not None}
    if not values and args.status is None:
        args.usage_error("say what to change, such as --status on-track")
    with writing(args) as opened:
        workspace = opened.workspace
        key = named(workspace.holdings.actions.values(), args.action, "action").key
        wishes: list[Any] = [AmendAction(key, values)] if values else []
        if args.status is not None:
            wishes.append(SetActionStatus(key, args.status, args.on or workspace.clock.today()))
        workspace.do(wishes[0] if len(wishes) == 1 else together("Change an action", wishes))
        asked = status_questions(workspace.holdings, workspace.holdings.actions[key])
        say("saved", *(one.words for one in asked if args.status is ActionStatus.COMPLETE))
    return 0


def run_note(args: argparse.Namespace) -> int:
    """Add the note."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.acting import NoteAction

    with writing(args) as opened:
        workspace = opened.workspace
        key = named(workspace.holdings.actions.values(), args.action, "action").key
        workspace.do(NoteAction(key, args.text, args.on or workspace.clock.today(), args.by))
        say("saved")
    return 0


def _wish(workspace: Workspace, args: argparse.Namespace, on: date) -> AddAction:
    from anchor_app.domain.acting import AddAction, from_flag, from_moderation, from_opportunity
    from anchor_app.domain.errors import UnknownItem
    from anchor_app.domain.period import Period

    values = {name: value for name in ("owner_name", "due", "priority", "sensitivity")
              if (value := getattr(args, name)) is not None}
    if args.title is not None:
        owner = workspace.find_organisation(args.organisation).id if args.organisation else ""
        period = str(Period.parse(args.period)) if args.period else ""
        return AddAction(owner, {"title": args.title, "components": " ".join(args.components), "period": period,
                                 "created_on": on, **values})
    if not args.organisation or not args.period or len(args.components) != 1:
        args.usage_error("it comes from an assessment: name --organisation, --period and one --component")
    held = workspace.find_assessment(args.organisation, args.period, args.round)
    component = workspace.holdings.charter_of(held).component(args.components[0]).id
    if args.flag:
        return from_flag(workspace.holdings, held.id, component, on, **values)
    if args.moderation:
        return from_moderation(workspace.holdings, held.id, component, on, **values)
    every = held.opportunities_of(component)
    if not 1 <= args.opportunity <= len(every):
        raise UnknownItem(f"{component} has {len(every)} {'opportunity' if len(every) == 1 else 'opportunities'}.")
    return from_opportunity(workspace.holdings, held.id, every[args.opportunity - 1].id, on, **values)


def _components(workspace: Workspace, domain: str | None) -> frozenset[str]:
    """The components of the domain of that id or number, in every charter here; raises UnknownItem."""
    from anchor_app.domain.errors import UnknownItem

    if domain is None:
        return frozenset()
    found = frozenset(component.id for charter in workspace.holdings.charters.values() for one in charter.domains
                      if domain.strip() in (one.id, str(one.number)) for component in one.components)
    if not found:
        raise UnknownItem(f"No charter here has a domain {domain[:40]}.")
    return found


def _whose(workspace: Workspace, action: Action) -> str:
    held = workspace.holdings.organisations.get(action.organisation)
    return held.shown_name if held else "Collaborative"


def _due(action: Action, on: date) -> str:
    if action.due is None:
        return ""
    return f"{action.due.isoformat()} (overdue)" if action.is_overdue(on) else action.due.isoformat()


def _as_json(workspace: Workspace, action: Action, on: date) -> dict[str, Any]:
    from anchor_app.domain.acting import notes_of

    held = workspace.holdings.organisations.get(action.organisation)
    return {
        "id": action.id, "organisation": held.name if held else None, "title": action.title,
        "components": list(action.component_ids), "period": action.period or None, "source": action.source.value,
        "owner": action.owner_name, "due": _iso(action.due), "status": action.status.value,
        "priority": action.priority.value if action.priority else None, "created_on": _iso(action.created_on),
        "completed_on": _iso(action.completed_on), "sensitivity": action.sensitivity.value,
        "overdue": action.is_overdue(on),
        "notes": [{"on": _iso(one.on), "by": one.by, "text": one.text}
                  for one in notes_of(workspace.holdings, action)]}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
