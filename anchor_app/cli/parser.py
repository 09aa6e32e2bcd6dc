"""The parser of the command line, put together from the sub-commands."""

from __future__ import annotations

import argparse

from anchor_app import __version__
from anchor_app.cli import (
    action,
    answer,
    assessment,
    backup,
    charter,
    check,
    compare,
    evidence,
    example,
    history,
    match,
    meeting,
    moderate,
    organisation,
    outcome,
    pack,
    report,
    returns,
    score,
    self_test,
    sheet,
    signing,
    story,
    update,
)
from anchor_app.cli.options import add_workspace
from anchor_app.cli.self_test import ShowWindow


def build_parser(show_window: ShowWindow) -> argparse.ArgumentParser:
    """A parser whose result has `run`, unless no sub-command was named: then the window is wanted."""
    parser = argparse.ArgumentParser(
        prog="anchor-app", allow_abbrev=False,
        description="Self-assessment against the NHS Anchor Charter. Without a command the window opens.",
        epilog="Exit codes: 0 done, 1 refused with a reason on standard error, 2 wrong use.")
    parser.add_argument("--version", action="version", version=f"anchor-app {__version__}")
    add_workspace(parser)
    group = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for part in (example, organisation, assessment, answer, evidence, score, sheet, history, signing, pack,
                 returns, moderate, compare, match, action, outcome, update, meeting, story, report, backup,
                 charter, check):
        part.add_to(group)
    self_test.add_to(group, show_window)
    return parser
