"""The workspace that a sub-command is about, opened for reading or for writing."""

from __future__ import annotations

import argparse
from pathlib import Path

from anchor_app.cli.text import complain
from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.services.starting import Opened, default_folder, open_workspace
from anchor_app.services.workspace import Workspace
from anchor_app.storage.errors import ReadOnlyWorkspace


def folder_of(args: argparse.Namespace) -> Path:
    """The folder that --workspace names, or the person's own."""
    named: Path | None = getattr(args, "workspace", None)
    return default_folder() if named is None else named.absolute()


def reading(args: argparse.Namespace) -> Opened:
    """The workspace, opened without taking its lock: a window may have it open meanwhile."""
    return told(open_workspace(folder_of(args), read_only=True))


def writing(args: argparse.Namespace) -> Opened:
    """The workspace, opened for a change; raises WorkspaceInUse while a window has it open."""
    opened = told(open_workspace(folder_of(args)))
    if opened.workspace.read_only:
        opened.close()
        raise ReadOnlyWorkspace(opened.workspace.read_only)
    return opened


def told(opened: Opened) -> Opened:
    """The workspace, after what a person should know about it was said."""
    for notice in opened.notices:
        complain(f"Note: {notice}")
    return opened


def as_at(workspace: Workspace, args: argparse.Namespace) -> Workspace:
    """The workspace as it was when --as-at says, or as it is."""
    from anchor_app.services.looking_back import workspace_at

    return workspace_at(workspace, args.as_at) if args.as_at else workspace


def assessment_of(workspace: Workspace, args: argparse.Namespace) -> Assessment:
    """The assessment that the arguments name."""
    return workspace.find_assessment(args.organisation, args.period, args.round)


def charter_of(args: argparse.Namespace) -> Charter | None:
    """The charter in the file that --charter names; raises FaultyCharter."""
    from anchor_app.domain.charter_file import open_charter

    return open_charter(args.charter) if args.charter else None
