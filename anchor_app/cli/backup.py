"""`anchor-app backup now`, `backup list`, `backup restore`, `backup set-aside` and `rebuild`."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import sub_command, sub_group
from anchor_app.cli.text import complain, say, say_json, table
from anchor_app.domain.errors import Refusal
from anchor_app.services.backups import Reason
from anchor_app.services.folders import command

if TYPE_CHECKING:
    from anchor_app.storage.backup import Backup

_GENTLY = 10
"""By how many steps a gentle backup stands behind others, of the 19 that there are."""


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    commands = sub_group(group, "backup", "Backups of the workspace.")
    making = sub_command(
        commands, "now", run_now, "Back the workspace up, unless there is a backup of this very state.")
    making.add_argument("--reason", metavar="WHY", type=_reason, default=Reason.MANUAL,
                        help=f"why, as the list tells it: {', '.join(Reason)} (default: {Reason.MANUAL})")
    making.add_argument("--gently", action="store_true", help="give way to whatever else this computer does")
    making.add_argument("--json", action="store_true", help="print JSON")
    making.add_argument("--at", metavar="TIME", type=datetime.fromisoformat,
                        help="the time that its name says (default: now)")
    listing = sub_command(commands, "list", run_list, "List the backups, newest first, with what each holds.")
    listing.add_argument("--json", action="store_true", help="print JSON")
    restoring = sub_command(
        commands, "restore", run_restore, "Put a backup in the place of what is there now, which is kept first.")
    restoring.add_argument("id", metavar="ID", help='the id from the list, the file\'s name, or "newest"')
    restoring.add_argument("--even-if-other", action="store_true", help="even if it is of another workspace")
    aside = sub_command(
        commands, "set-aside", run_set_aside, "Move a damaged backup out of the way of the list and the check.")
    aside.add_argument("id", metavar="ID", help="the id from the list, or the file's name")
    rebuilding = sub_command(
        group, "rebuild", run_rebuild, "Make a new workspace from what is left of a damaged one, which is only read.")
    rebuilding.add_argument("source", metavar="DIR", type=Path, help="the damaged workspace's folder")
    rebuilding.add_argument("--into", metavar="DIR", type=Path, required=True, help="a new folder")


def run_now(args: argparse.Namespace) -> int:
    """Back up, or say which backup there is; as JSON a refusal is told as "trouble"."""
    from anchor_app.cli.workspaces import folder_of
    from anchor_app.services import backups

    folder = folder_of(args)

    def make() -> Backup:
        return backups.back_up(folder, args.reason, args.at, once_copied=_give_way if args.gently else lambda: None)

    if args.json:
        try:
            say_json(_as_json(make()))
        except Refusal as refusal:
            say_json({"trouble": str(refusal)})
            raise
        return 0
    known = {one.path for one in backups.list_backups(folder)} if folder.is_dir() else set()
    made = make()
    if made.path in known:
        say(f"Nothing has changed since the backup {made.id} of {backups.in_words(made)}.")
    else:
        say(f"{made.id}  {backups.in_words(made)}", str(made.path), "saved")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """List the backups."""
    from anchor_app.cli.workspaces import folder_of
    from anchor_app.services import backups

    found = backups.list_backups(folder_of(args))
    if args.json:
        say_json([_as_json(one) for one in found])
    elif found:
        rows = [(one.id, one.at.astimezone().strftime("%Y-%m-%d %H:%M"), one.reason, *_counts(one),
                 f"{one.size / 1000:,.0f} KB", "damaged or unreadable" if one.trouble else "whole") for one in found]
        say(table(("id", "made", "reason", "organisations", "assessments", "answers", "evidence", "size", "state"),
                  rows))
        for one in found:
            if one.trouble:
                complain(one.trouble)
    else:
        say("There are no backups yet.")
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Restore, and say how that is taken back."""
    from anchor_app.cli.workspaces import folder_of
    from anchor_app.services import backups

    folder = folder_of(args)
    named = Path(args.id)
    chosen = named if named.is_file() else backups.find(backups.list_backups(folder), args.id).path
    done = backups.restore(folder, chosen, even_if_other=args.even_if_other)
    say(f"Restored the backup of {backups.in_words(done.backup)}.")
    if done.kept is not None:
        more = " --even-if-other" if args.even_if_other else ""
        say(f"What was there before is kept. To take this back: "
            f"{command(f'backup restore {done.kept.id}{more}', folder)}")
    if done.set_aside is not None:
        say(f"What was there before is damaged. It is kept as {done.set_aside}.")
    if done.missing:
        complain(f"{len(done.missing):,} of its documents are not in the evidence folder; "
                 f"{command('check', folder)} names each of them.")
    say("saved")
    return 0


def run_set_aside(args: argparse.Namespace) -> int:
    """Set a damaged backup aside, and say where it is."""
    from anchor_app.cli.workspaces import folder_of
    from anchor_app.services import backups

    folder = folder_of(args)
    chosen = backups.find(backups.list_backups(folder), args.id)
    say(f"The backup of {backups.in_words(chosen)} is set aside, as it was, in {backups.set_aside(chosen.path)}.",
        f"To make a new one: {command('backup now', folder)}")
    return 0


def run_rebuild(args: argparse.Namespace) -> int:
    """Rebuild, and say what is missing; 1 when something is."""
    from anchor_app.services import backups

    done = backups.rebuild(args.source.absolute(), args.into.absolute())
    say(f"Rebuilt in {done.folder}: {done.entries:,} entries of the history and {done.documents:,} documents, from "
        f"{'; '.join(done.used)}.")
    if done.added:
        say(f"{done.added:,} fields were taken over without the history that led to them.")
    for sentence in done.missing:
        complain(sentence)
    say("saved" if done.missing else "saved whole")
    return 1 if done.missing else 0


def _give_way() -> None:
    """Stand behind other processes, now that nobody waits for the workspace; Windows is told from outside."""
    if hasattr(os, "nice"):
        os.nice(_GENTLY)


def _reason(text: str) -> Reason:
    """A reason as people read it."""
    try:
        return Reason(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no reason; the reasons are {', '.join(Reason)}") from None


def _counts(one: Backup) -> tuple[object, ...]:
    held = one.holds
    if held is None:
        return ("", "", "", "")
    return held.organisations, held.assessments, held.answers, held.evidence


def _as_json(one: Backup) -> dict[str, Any]:
    held = one.holds
    holds = None if held is None else {
        "workspace": held.workspace, "organisations": held.organisations, "assessments": held.assessments,
        "answers": held.answers, "evidence": held.evidence, "documents": sorted(held.digests)}
    return {"id": one.id, "file": str(one.path), "made_at": one.at.isoformat(), "reason": one.reason,
            "last_entry": one.stamp.entry if one.stamp else None, "size": one.size, "is_whole": not one.trouble,
            "trouble": one.trouble or None, "holds": holds}
