"""`anchor-app returns`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import iso_date, sub_command
from anchor_app.cli.text import say, say_json, table

if TYPE_CHECKING:
    from anchor_app.domain.returns import Return, Returns


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    command = sub_command(group, "returns", run, "Who has sent an assessment for a period, and who is missing.")
    command.add_argument("--period", metavar="P", required=True, help="the financial year, such as 2026/27")
    command.add_argument("--round", metavar="R", help="Baseline, Mid-year or Year end (default: each one's last)")
    command.add_argument("--reminder", action="store_true", help="only the text to send to those who are missing")
    command.add_argument("--due", metavar="DATE", type=iso_date, help="the day by which the reminder asks to send")
    command.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(args: argparse.Namespace) -> int:
    """List the returns."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.services.comparing import collect, wanted

    with reading(args) as opened:
        named = wanted(args.period, round_name=args.round)
        collected = collect(opened.workspace, period=named.period)
        found = collected.returns(named.period, named.round)
        text = collected.reminder(found, args.due)
        if args.json:
            say_json(_as_json(found, text))
        elif args.reminder:
            say(text)
        else:
            say(*_as_text(found))
    return 0


def _as_json(found: Returns, text: str) -> dict[str, Any]:
    return {"period": found.period, "round": found.round or None, "organisations": len(found.every),
            "received": [_return(one) for one in found.received],
            "missing": [one.member.name for one in found.missing], "reminder": text}


def _return(one: Return) -> dict[str, Any]:
    assert one.answers is not None
    return {"organisation": one.member.name, "short_name": one.member.short_name, "arrival": one.arrival.value,
            "received_at": one.at or None, "round": one.answers.round, "revision": one.answers.revision,
            "state": one.answers.state.value}


def _as_text(found: Returns) -> list[str]:
    if not found.every:
        return ["There are no organisations yet."]
    rows = [(one.member.name, one.arrival.words, one.when_words, one.answers.round if one.answers else "",
             f"revision {one.answers.revision}" if one.answers else "",
             one.answers.state.words if one.answers else "") for one in found.every]
    missing = ", ".join(one.member.name for one in found.missing)
    return [f"{found.title}: {found.words}", "",
            table(("Organisation", "Return", "When", "Round", "Revision", "State"), rows),
            *(["", f"Missing: {missing}"] if missing else [])]
