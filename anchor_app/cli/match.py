"""`anchor-app match`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import iso_date, sub_command
from anchor_app.cli.text import say, say_json, table

if TYPE_CHECKING:
    from anchor_app.domain.helping import Match


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    command = sub_command(group, "match", run, "Who can help whom, the nearest first.",
                          "Who can help whom: what is fulfilled and agreed with at one organisation, and a focus or "
                          "an opportunity at another; those of the same place first.")
    command.add_argument("--period", metavar="P", required=True, help="the financial year, such as 2026/27")
    command.add_argument("--on", metavar="DATE", type=iso_date,
                         help="the day on which evidence has to be current, as 2027-03-31 (default: today)")
    command.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(args: argparse.Namespace) -> int:
    """List the matches."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.services.comparing import collect, wanted

    with reading(args) as opened:
        period = wanted(args.period).period
        found = collect(opened.workspace, args.on, period).matches(period)
    if args.json:
        say_json([_as_json(one) for one in found])
    elif found:
        say(table(("Can help", "Whom", "Component", "Because", "Introduction"), [
            (one.giver.short_name, one.taker.short_name, f"{one.component.id} {one.component.title}", one.reason,
             _introduction(one)) for one in found]))
    else:
        say("Nobody here has as a focus or an opportunity what another has fulfilled and proven in that period.")
    return 0


def _as_json(match: Match) -> dict[str, Any]:
    noted = match.introduction
    return {"giver": match.giver.name, "taker": match.taker.name, "component": match.component.id,
            "title": match.component.title, "agreed": match.is_agreed, "focus": match.is_focus,
            "same_place": match.is_same_place, "reason": match.reason,
            "introduction": None if noted is None else {
                "noted_on": noted.noted_on.isoformat() if noted.noted_on else None,
                "made_on": noted.made_on.isoformat() if noted.made_on else None}}


def _introduction(match: Match) -> str:
    if match.introduction is None:
        return ""
    return "made" if match.introduction.made_on else "noted"
