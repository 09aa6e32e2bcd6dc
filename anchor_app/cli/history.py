"""`anchor-app undo`, `redo` and `history`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import add_assessment, iso_date, sub_command
from anchor_app.cli.text import say, say_json, table

if TYPE_CHECKING:
    from anchor_app.domain.history import HistoryLine
    from anchor_app.services.workspace import Workspace


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
    from anchor_app.domain.history import Looked, on_assessment
    from anchor_app.services.history import history
    from anchor_app.services.looking_back import changes_since_signed

    if args.since_signed and (args.component or args.field or args.since or args.search):
        args.usage_error("--since-signed goes without --component, --field, --since and --search")
    with reading(args) as opened:
        workspace = opened.workspace
        assessment = assessment_of(workspace, args)
        if args.component:
            workspace.holdings.charter_of(assessment).component(args.component)
        if args.since_signed:
            lines = changes_since_signed(workspace, assessment.id)
        else:
            all_of_it = on_assessment(assessment, args.component or "", args.since)
            looked = Looked(all_of_it.owners, all_of_it.assessment, all_of_it.component, args.field or "",
                            args.since, args.search)
            lines = tuple(history(opened.store.past, workspace.holdings, looked))
        if args.json:
            say_json([_entry(line) for line in lines])
        else:
            say(_as_table(lines, dated=not args.since_signed) if lines else "Nothing was changed.")
    return 0


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
    return {**dated, "change": line.label, "takes_back": line.is_undo, "component": line.component or None,
            "about": line.about, "field": what.field if what.kind != "support" else "link",
            "old": line.old or None, "new": line.new or None}


def _as_table(lines: tuple[HistoryLine, ...], dated: bool) -> str:
    rows = [(*((f"{line.at.astimezone():%Y-%m-%d %H:%M}", line.who) if dated else ()), line.about,
             f"{line.field} (taken back)" if line.is_undo else line.field, line.old or "–", line.new or "–")
            for line in lines]
    return table((*(("When", "Who") if dated else ()), "About", "Field", "Old", "New"), rows)
