"""`anchor-app outcome add`, `list`, `read` and `paste`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.cli.named import choice_of
from anchor_app.cli.options import iso_date, sub_command, sub_group
from anchor_app.cli.text import complain, say, say_json, table
from anchor_app.domain.outcome import Direction, Follows

if TYPE_CHECKING:
    from datetime import date

    from anchor_app.domain.measures import Measure
    from anchor_app.services.workspace import Workspace

_VALUES = ("title", "definition", "unit", "direction", "baseline", "baseline_on", "target", "target_on", "follows")


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    commands = sub_group(group, "outcome", "What is to change, from which value to which, and how far it has come.")
    add = sub_command(commands, "add", run_add, "Follow an outcome, or say more of a domain's own.")
    _add_organisation(add)
    add.add_argument("--domain", metavar="D", help="the domain's id; without --title its own outcome is meant")
    add.add_argument("--title", metavar="T", help="what is to change")
    add.add_argument("--definition", metavar="T", help="what exactly is measured")
    add.add_argument("--unit", metavar="U", help="what readings count, such as %% or people")
    add.add_argument("--direction", metavar="D", type=choice_of(Direction, "a direction"), help="up or down is better")
    add.add_argument("--baseline", metavar="V", help="the value at the start")
    add.add_argument("--baseline-on", metavar="DATE", type=iso_date, help="the day of the baseline")
    add.add_argument("--target", metavar="V", help="the value that is wanted")
    add.add_argument("--target-on", metavar="DATE", type=iso_date, help="the day it is to be reached by")
    add.add_argument("--follows", metavar="F", type=choice_of(Follows, "something to count"),
                     help="count stories shared or taken-up instead of taking readings")
    listing = sub_command(commands, "list", run_list, "List an organisation's outcomes, and how each stands.")
    _add_organisation(listing)
    listing.add_argument("--on", metavar="DATE", type=iso_date, help="as of this day (default: today)")
    listing.add_argument("--json", action="store_true", help="as JSON with every reading, for programs")
    read = sub_command(commands, "read", run_read, "Record a reading.")
    _add_outcome(read)
    what = read.add_mutually_exclusive_group(required=True)
    what.add_argument("--value", metavar="V", help="the number, as 62, 4.5 or 1,200")
    what.add_argument("--evidence", metavar="E", help="the reference of a figure among the evidence, as E-003")
    read.add_argument("--on", metavar="DATE", type=iso_date, required=True, help="the day it was measured")
    read.add_argument("--source", metavar="T", default="", help="where it comes from")
    paste = sub_command(commands, "paste", run_paste, "Record readings from lines of a day and a value.")
    _add_outcome(paste)
    paste.add_argument("file", metavar="FILE", type=Path, help="a text file: on each line a day, a tab and a value")
    paste.add_argument("--source", metavar="T", default="", help="where those come from whose line does not say so")
    paste.add_argument("--preview", action="store_true", help="say what would be recorded, and record nothing")


def _add_organisation(command: argparse.ArgumentParser) -> None:
    command.add_argument("--organisation", metavar="O", required=True, help="its name or short name")


def _add_outcome(command: argparse.ArgumentParser) -> None:
    _add_organisation(command)
    command.add_argument("--outcome", metavar="N", required=True, help="the domain's id, or the outcome's title")


def run_add(args: argparse.Namespace) -> int:
    """Follow the outcome, and say what is still missing."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.measuring import AddOutcome, AmendOutcome

    values = {name: value for name in _VALUES if (value := getattr(args, name)) is not None}
    if args.title is None and args.domain is None:
        args.usage_error("name --title for an outcome of its own, or --domain for the charter's")
    with writing(args) as opened:
        workspace = opened.workspace
        owner = workspace.find_organisation(args.organisation).id
        if args.title is not None:
            wish = AddOutcome(owner, {**values, "domain": args.domain or ""})
            workspace.do(wish)
            key = wish.id
        else:
            key = _found(workspace, owner, args.domain).id
            workspace.do(AmendOutcome(owner, key, values))
        say("saved")
        for note in next(one.notes for one in _every(workspace, owner) if one.id == key):
            complain(f"Note: {note}")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """List the outcomes."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.domain.figures import figure_words
    from anchor_app.domain.level_wording import day_words

    with reading(args) as opened:
        workspace = opened.workspace
        on = args.on or workspace.clock.today()
        every = _every(workspace, workspace.find_organisation(args.organisation).id)
        if args.json:
            say_json([_as_json(one, on) for one in every])
            return 0
        rows = []
        for one in every:
            newest = one.point_on(on)
            rows.append((one.title, one.domain, *(figure_words(value, one.unit) if value is not None else ""
                                                  for value in (one.baseline, one.target)),
                         f"{figure_words(newest.value, one.unit)}, {day_words(newest.on)}" if newest else "",
                         one.track(on).words))
        say(table(("Outcome", "Domain", "Baseline", "Target", "Newest reading", "Stands"), rows))
    return 0


def run_read(args: argparse.Namespace) -> int:
    """Record one reading."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.commands_keeping import RecordReading
    from anchor_app.domain.errors import UnknownItem
    from anchor_app.domain.measuring import ReadFromEvidence

    with writing(args) as opened:
        workspace = opened.workspace
        owner = workspace.find_organisation(args.organisation).id
        held = _found(workspace, owner, args.outcome)
        if args.value is not None:
            workspace.do(RecordReading(owner, held.domain, args.value, args.on, args.source,
                                       outcome="" if held.is_charters else held.id))
        else:
            piece = next((one for one in workspace.holdings.evidence_of(owner)
                          if one.reference.casefold() == args.evidence.strip().casefold()), None)
            if piece is None:
                raise UnknownItem(f"There is no evidence {args.evidence[:40]}.")
            workspace.do(ReadFromEvidence(piece.id, held.id, args.on))
        say("saved")
    return 0


def run_paste(args: argparse.Namespace) -> int:
    """Record the readings of a file, all or none; or say what they are."""
    from anchor_app.cli.workspaces import reading, writing
    from anchor_app.domain.measuring import PasteReadings
    from anchor_app.domain.pasting import pasted
    from anchor_app.services.year_round import read_pasted

    text = read_pasted(args.file)
    with (reading if args.preview else writing)(args) as opened:
        workspace = opened.workspace
        owner = workspace.find_organisation(args.organisation).id
        held = _found(workspace, owner, args.outcome)
        found = pasted(text, held.unit)
        if args.preview:
            say(table(("Line", "Day", "Value", "Source"), [
                (one.line, one.on.isoformat(), one.value, one.source) for one in found.rows]),
                *(one.words for one in found.faults))
            return 1 if found.faults else 0
        edit = workspace.do(PasteReadings(owner, held.id, found.rows, found.faults, args.source))
        count = sum(one.what.field == "value" for one in edit.changes)
        say(f"{count:,} {'reading' if count == 1 else 'readings'} saved, {len(found.rows) - count:,} here already")
    return 0


def _every(workspace: Workspace, owner: str) -> tuple[Measure, ...]:
    from anchor_app.services.year_round import outcomes

    return outcomes(workspace, owner)


def _found(workspace: Workspace, owner: str, name: str) -> Measure:
    """The outcome of that domain, or of that title; raises UnknownItem, naming those there are."""
    from anchor_app.domain.errors import UnknownItem

    every, wanted = _every(workspace, owner), " ".join(name.split()).casefold()
    for one in every:
        if wanted in (one.id.casefold(), one.title.casefold()):
            return one
    raise UnknownItem(f"There is no outcome {name[:60]}. There is: {', '.join(one.title for one in every)}.")


def _as_json(measure: Measure, on: date) -> dict[str, Any]:
    kept, share = measure.outcome, measure.progress(on)
    return {
        "id": measure.id, "title": measure.title, "domain": measure.domain or None, "charter": measure.is_charters,
        "definition": measure.definition, "unit": measure.unit,
        "direction": measure.direction.value if measure.direction else None, "wish": measure.wish or None,
        "baseline": kept.baseline or None, "baseline_on": kept.baseline_on.isoformat() if kept.baseline_on else None,
        "target": kept.target or None, "target_on": kept.target_on.isoformat() if kept.target_on else None,
        "follows": kept.follows.value if kept.follows else None, "stands": measure.track(on).name.lower(),
        "progress": None if share is None else round(float(share), 4), "notes": list(measure.notes),
        "points": [{"on": one.on.isoformat(), "value": str(one.value)} for one in measure.points],
        "readings": [{"on": one.on.isoformat() if one.on else None, "value": one.value, "source": one.source}
                     for one in measure.readings]}
