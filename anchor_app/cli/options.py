"""Options that several sub-commands share, and the types of their values."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from anchor_app.domain.assessment import Mark
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.moment import Moment
from anchor_app.domain.organisation import Kind
from anchor_app.domain.period import FIRST_YEAR, LAST_YEAR

Run = Callable[[argparse.Namespace], int]
"""Does what a sub-command's arguments ask for; returns the exit code."""

UNANSWERED = "unanswered"


def sub_command(group: Any, name: str, run: Run, summary: str, description: str = "") -> argparse.ArgumentParser:
    """A new sub-command with its summary and --workspace, which may stand before it too."""
    command: argparse.ArgumentParser = group.add_parser(
        name, help=summary, description=description or summary, allow_abbrev=False)
    add_workspace(command)
    command.set_defaults(run=run, usage_error=command.error)
    return command


def sub_group(group: Any, name: str, summary: str) -> Any:
    """A group of sub-commands, such as `organisation`; one of them has to be named."""
    parser = group.add_parser(name, help=summary, description=summary, allow_abbrev=False)
    add_workspace(parser)
    return parser.add_subparsers(dest=f"{name}_command", required=True, metavar="COMMAND", title="commands")


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """The option that every command has; left out, it does not undo one that stood before the command."""
    parser.add_argument("--workspace", metavar="DIR", type=Path, default=argparse.SUPPRESS,
                        help="the workspace's folder (default: your own)")


def add_assessment(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """The options that name an assessment."""
    parser.add_argument("--organisation", metavar="O", required=required, help="its name or short name")
    parser.add_argument("--period", metavar="P", required=required, help="the financial year, such as 2026/27")
    parser.add_argument("--round", metavar="R", help="Baseline, Mid-year or Year end (default: the last there is)")


def add_components(parser: argparse.ArgumentParser) -> None:
    """The option that names components, more than one if wanted."""
    parser.add_argument("--component", metavar="C", action="append", required=True, dest="components",
                        help="the component's number, such as 1.1; repeat it for more than one")


def iso_date(text: str) -> date:
    """A date written as 2027-03-31, in a year from 1900 to 2999."""
    with suppress(ValueError):
        day = date.fromisoformat(text.strip())
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    raise argparse.ArgumentTypeError(f"{text!r} is not a date; write one as 2027-03-31")


def moment(text: str) -> Moment:
    """A day, which means its end, or a time, as 2027-03-31 or 2027-03-31T14:02."""
    try:
        return Moment.parse(text)
    except WrongValue as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def add_as_at(parser: argparse.ArgumentParser) -> None:
    """The option that looks back."""
    parser.add_argument("--as-at", metavar="WHEN", type=moment,
                        help="as everything was at the end of a day, 2027-03-31, or at a time, 2027-03-31T14:02")


def kind(text: str) -> Kind:
    """A kind of organisation, by its id or as people write it."""
    wanted = "-".join(text.casefold().replace("_", " ").replace("-", " ").split())
    for one in Kind:
        if wanted in (one.value, one.words.casefold().replace(" ", "-")):
            return one
    raise argparse.ArgumentTypeError(f"{text!r} is not a kind; the kinds are {', '.join(Kind)}")


def practice_mark(text: str) -> tuple[str, Mark | None]:
    """A practice's id and its mark, from 1.1.2=in-place; no mark for "unanswered"."""
    practice, sign, mark = text.partition("=")
    names = [*(one.value for one in Mark), UNANSWERED]
    if not sign or not practice.strip() or mark.strip() not in names:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a practice with its mark; write one as 1.1.2={'|'.join(names)}")
    return practice.strip(), None if mark.strip() == UNANSWERED else Mark(mark.strip())
