"""The smaller papers of `anchor-app report`: a monthly update, minutes, the log of all meetings, and actions."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from anchor_app.domain.collaborative import Audience

if TYPE_CHECKING:
    from anchor_app.reports.document import Document
    from anchor_app.services.workspace import Workspace


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what only these papers need."""
    from anchor_app.cli.update import month

    command.add_argument("--month", metavar="M", type=month, help="the month of an update, such as 2026-11")
    command.add_argument("--meeting", metavar="CODE", help="the meeting of minutes, as 2026-11-22 (default: the last)")
    command.add_argument("--log", action="store_true", help="add the log of all meetings to minutes")


def update(workspace: Workspace, args: argparse.Namespace) -> Document:
    """The update of a month."""
    from anchor_app.services.publishing_year_papers import update_document

    if not args.organisation or args.month is None:
        args.usage_error("--kind update needs --organisation and --month")
    owner = workspace.find_organisation(args.organisation).id
    return update_document(workspace, owner, args.month, _audience(args))


def minutes(workspace: Workspace, args: argparse.Namespace) -> Document:
    """The minutes of a meeting; raises UnknownItem where there is none."""
    from anchor_app.domain.errors import UnknownItem
    from anchor_app.domain.minuting import meetings_of
    from anchor_app.services.publishing_year_papers import minutes_document

    wanted = (args.meeting or "").strip()
    key = next((one.key for one in meetings_of(workspace.holdings) if wanted in ("", one.code)), None)
    if key is None:
        raise UnknownItem(f"There is no meeting {wanted[:40]}. List the meetings to see their codes." if wanted
                          else "There is no meeting yet, so there are no minutes.")
    return minutes_document(workspace, key, with_log=args.log, audience=_audience(args))


def log(workspace: Workspace, args: argparse.Namespace) -> Document:
    """The decisions and actions of all meetings, and who speaks for whom."""
    from anchor_app.services.publishing_year_papers import log_document

    return log_document(workspace, audience=_audience(args))


def actions(workspace: Workspace, args: argparse.Namespace) -> Document:
    """The actions of an organisation, or of all."""
    from anchor_app.services.publishing_year_papers import actions_document

    owner = workspace.find_organisation(args.organisation).id if args.organisation else None
    return actions_document(workspace, owner, on=args.on, audience=_audience(args))


def _audience(args: argparse.Namespace) -> Audience:
    return Audience(args.audience) if args.audience else Audience.INTERNAL
