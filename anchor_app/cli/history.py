"""`anchor-app undo`, `redo` and `history`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from anchor_app.cli.difference import difference_lines
from anchor_app.cli.options import add_assessment, iso_date, sub_command
from anchor_app.cli.text import WIDEST_CELL, say, say_json, table

if TYPE_CHECKING:
    from anchor_app.domain.assessment import Assessment
    from anchor_app.domain.history import HistoryLine, Looked
    from anchor_app.services.workspace import Workspace
    from anchor_app.storage.past import Past


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    undo = sub_command(group, "undo", run_undo, "Take the last change back, and say what it was.",
                       "Take the last change back, and say what it was; with --organisation and --period the last "
                       "change of that assessment and its organisation.")
    add_assessment(undo, required=False)
    redo = sub_command(group, "redo", run_redo, "Take the last undo back, and say what it was.")
    add_assessment(redo, required=False)
    history = sub_command(group, "history", run_history, "What was changed: when, by whom, from what to what.")
    add_assessment(history)
    history.add_argument("--component", metavar="C", help="only this component, such as 1.1")
    history.add_argument("--field", metavar="F", help="only this field, such as status or summary")
    history.add_argument("--who", metavar="NAME", help="only what this person changed")
    history.add_argument("--since", metavar="D", type=iso_date, help="only from this day on, as 2027-03-31")
    history.add_argument("--search", metavar="T", default="", help="only what has these words")
    history.add_argument("--since-signed", action="store_true",
                         help="what is different from the revision that was signed last, each field once")
    history.add_argument("--json", action="store_true", help="as JSON, for programs")


def run_undo(args: argparse.Namespace) -> int:
    """Undo the next step of the workspace, or of one assessment."""
    from anchor_app.services.history import undo

    return _taken_back(args, "Undone", undo)


def run_redo(args: argparse.Namespace) -> int:
    """Redo the step that was undone last."""
    from anchor_app.services.history import redo

    return _taken_back(args, "Redone", redo)


def run_history(args: argparse.Namespace) -> int:
    """List the changes, newest first."""
    from anchor_app.cli.workspaces import assessment_of, reading
    from anchor_app.services.looking_back import changes_since_signed
    from anchor_app.services.reading_history import history

    if args.since_signed and (args.component or args.field or args.since or args.search or args.who is not None):
        args.usage_error("--since-signed goes without --component, --field, --who, --since and --search")
    with reading(args) as opened:
        workspace = opened.workspace
        assessment = assessment_of(workspace, args)
        if args.component:
            workspace.holdings.charter_of(assessment).component(args.component)
        lines = (changes_since_signed(workspace, assessment.id) if args.since_signed else
                 tuple(history(opened.store.past, workspace.holdings, _looked(opened.store.past, assessment, args))))
    if args.json:
        say_json([_entry(line) for line in lines])
    else:
        say(_as_text(lines, dated=not args.since_signed) if lines else "Nothing was changed.")
    return 0


def _looked(past: Past, assessment: Assessment, args: argparse.Namespace) -> Looked:
    """What the arguments look for; raises UnknownItem for somebody who changed nothing here."""
    from dataclasses import replace

    from anchor_app.domain.history import on_assessment
    from anchor_app.services.reading_history import person_called

    looked = replace(on_assessment(assessment, args.component or "", args.since), field=args.field or "",
                     search=args.search)
    return looked if args.who is None else replace(looked, who=person_called(past, looked, args.who))


def _taken_back(args: argparse.Namespace, done: str, take: Any) -> int:
    from anchor_app.cli.workspaces import writing

    if (args.organisation is None) != (args.period is None):
        args.usage_error("--organisation and --period go together")
    if args.round is not None and args.period is None:
        args.usage_error("--round goes with --organisation and --period")
    with writing(args) as opened:
        edit = take(opened.workspace, _owners(opened.workspace, args))
    say(f"{done}: {edit.label}", "saved")
    return 0


def _owners(workspace: Workspace, args: argparse.Namespace) -> frozenset[str] | None:
    """The assessment and organisation that are named; the organisation alone where it has no assessment (any more)."""
    from anchor_app.cli.workspaces import assessment_of
    from anchor_app.services.history import owners_of

    if args.organisation is None:
        return None
    organisation = workspace.find_organisation(args.organisation)
    if not workspace.holdings.assessments_of(organisation.id):
        return frozenset((organisation.id,))
    return owners_of(workspace, assessment_of(workspace, args).id)


def _entry(line: HistoryLine) -> dict[str, Any]:
    """A line as `history --json` gives it."""
    what = line.what
    dated = {"entry": line.entry, "at": line.at.isoformat(timespec="seconds"), "who": line.who} if line.entry else {}
    return {**dated, "change": line.label, "takes_back": bool(line.turn), "turn": line.turn or None,
            "component": line.component or None, "about": line.about,
            "field": what.field if what.kind != "support" else "link", "old": line.old or None, "new": line.new or None}


def _as_text(lines: tuple[HistoryLine, ...], dated: bool) -> str:
    """A table, and under each row with a text that it has no room for, what differs in it."""
    headings = (*(("When", "Who") if dated else ()), "About", "Field", "Old", "New")
    rows = [(*((f"{line.at.astimezone():%Y-%m-%d %H:%M}", line.who) if dated else ()), line.about, line.field_words,
             _value(line, line.old), _value(line, line.new)) for line in lines]
    head, *told = table(headings, rows).split("\n")
    shown = [head]
    for line, row in zip(lines, told, strict=True):
        shown += [row, *(difference_lines(line.old, line.new) if _is_long(line) else ())]
    return "\n".join(shown)


def _is_long(line: HistoryLine) -> bool:
    return any(len(text) > WIDEST_CELL or "\n" in text for text in (line.old, line.new))


def _value(line: HistoryLine, text: str) -> str:
    return "–" if not text else "(below)" if _is_long(line) else text
