"""`anchor-app organisation add`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from anchor_app.cli.options import kind, sub_command, sub_group
from anchor_app.cli.text import say
from anchor_app.domain.organisation import Kind


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    commands = sub_group(group, "organisation", "Organisations that have signed up to a charter.")
    add = sub_command(commands, "add", run, "Add an organisation; a workspace that is not there yet is made.")
    add.add_argument("--name", required=True, help="the organisation's full name")
    add.add_argument("--kind", required=True, type=kind, metavar="KIND", help=f"one of {', '.join(Kind)}")
    add.add_argument("--short-name", metavar="NAME", default="", help="what people call it")
    add.add_argument("--place", default="", help="the place it is an anchor of")
    add.add_argument("--beyond-nhs", action="store_true",
                     help="it is not an NHS body (taken as read for kinds that are not)")
    add.add_argument("--charter", metavar="FILE", type=Path, help="the charter that its assessments follow "
                     "(default: the one that Anchor comes with)")


def run(args: argparse.Namespace) -> int:
    """Add the organisation, and make the workspace if need be."""
    from anchor_app.cli.workspaces import charter_of, folder_of, writing
    from anchor_app.domain.commands_keeping import AddOrganisation
    from anchor_app.domain.holdings import Holdings
    from anchor_app.services.starting import create_workspace, has_workspace

    charter = charter_of(args)
    command = AddOrganisation({
        "name": args.name, "short_name": args.short_name, "kind": args.kind, "place": args.place,
        "beyond_nhs": args.beyond_nhs or not args.kind.is_nhs, "charter": charter.digest if charter else ""})
    command.edit(Holdings())  # what nobody could add does not make a workspace either
    is_new = not has_workspace(folder_of(args))
    with create_workspace(folder_of(args)) if is_new else writing(args) as opened:
        opened.workspace.edit_for(command)
        if charter:
            opened.workspace.keep_charter(charter)
        opened.workspace.do(command)
        say(opened.workspace.holdings.organisations[command.id].name, "saved")
    return 0
