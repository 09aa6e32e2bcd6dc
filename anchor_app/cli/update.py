"""`anchor-app update add`, `list` and `draft`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import sub_command, sub_group
from anchor_app.cli.text import say, say_json, table
from anchor_app.domain.errors import WrongValue

if TYPE_CHECKING:
    from anchor_app.domain.month import Month
    from anchor_app.domain.update import Update

_TEXTS = (("did", "what we did"), ("changed", "what changed"), ("asks", "what we ask of others"),
          ("story", "a story worth sharing"))


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    commands = sub_group(group, "update", "What a champion says each month.")
    add = sub_command(commands, "add", run_add, "Write a month's update; what is not named stays as it is.")
    _add_month(add)
    add.add_argument("--domain", metavar="D", default="", help="only about this domain, by its id")
    for name, words in _TEXTS:
        add.add_argument(f"--{name}", metavar="T", help=words)
    add.add_argument("--draft", action="store_true", help="take what changed from the history")
    add.add_argument("--by", metavar="NAME", default="", help="who writes it")
    listing = sub_command(commands, "list", run_list, "List the updates of a period, and the months that have none.")
    listing.add_argument("--organisation", metavar="O", required=True, help="its name or short name")
    listing.add_argument("--period", metavar="P", required=True, help="the financial year, such as 2026/27")
    listing.add_argument("--json", action="store_true", help="as JSON with every text, for programs")
    draft = sub_command(commands, "draft", run_draft, "Say what the history says changed in a month.")
    _add_month(draft)
    draft.add_argument("--domain", metavar="D", default="", help="only about this domain, by its id")


def _add_month(command: argparse.ArgumentParser) -> None:
    command.add_argument("--organisation", metavar="O", required=True, help="its name or short name")
    command.add_argument("--month", metavar="M", required=True, type=month, help="the month, such as 2026-11")


def month(text: str) -> Month:
    """A month written as 2026-11."""
    from anchor_app.domain.month import Month

    try:
        return Month.parse(text)
    except WrongValue as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run_add(args: argparse.Namespace) -> int:
    """Write the texts as one change."""
    from anchor_app.cli.workspaces import writing
    from anchor_app.domain.updating import WriteUpdate
    from anchor_app.domain.what_changed import drafted
    from anchor_app.services.year_round import changed_in

    values = {name: value for name, _ in _TEXTS if (value := getattr(args, name)) is not None}
    if args.draft and "changed" in values:
        args.usage_error("--draft and --changed say the same")
    if not values and not args.draft:
        args.usage_error("say something, such as --did")
    with writing(args) as opened:
        workspace = opened.workspace
        owner = workspace.find_organisation(args.organisation).id
        if args.draft:
            values["changed"] = drafted(changed_in(workspace, owner, args.month), args.domain)
        workspace.do(WriteUpdate(owner, args.month, values, args.domain, args.by, workspace.clock.today()))
        say("saved")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """List the months of the period, with what is said of each."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.domain.month import months_of
    from anchor_app.domain.period import Period
    from anchor_app.domain.updating import missing, update_parts

    with reading(args) as opened:
        workspace = opened.workspace
        owner = workspace.find_organisation(args.organisation).id
        period = Period.parse(args.period)
        lacking = missing(workspace.holdings, owner, period, workspace.clock.today())
        parts = {one: update_parts(workspace.holdings, owner, one) for one in months_of(period)}
    if args.json:
        say_json({"period": str(period), "missing": [str(one) for one in lacking],
                  "updates": [_as_json(one) for held in parts.values() for one in held]})
        return 0
    say(table(("Month", "About", "Written", "What we did"), [
        row for one, held in parts.items() for row in _rows(one, held, one in lacking)]))
    return 0


def run_draft(args: argparse.Namespace) -> int:
    """Print what changed, line by line."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.domain.what_changed import drafted
    from anchor_app.services.year_round import changed_in

    with reading(args) as opened:
        workspace = opened.workspace
        lines = changed_in(workspace, workspace.find_organisation(args.organisation).id, args.month)
        say(drafted(lines, args.domain) or f"Nothing is known to have changed in {args.month.words}.")
    return 0


def _rows(one: Month, held: tuple[Update, ...], is_missing: bool) -> list[tuple[str, str, str, str]]:
    if not any(part.says_something for part in held):
        return [(one.words, "", "missing" if is_missing else "", "")]
    return [(one.words, part.domain or "in general", part.written_on.isoformat() if part.written_on else "", part.did)
            for part in held if part.says_something]


def _as_json(part: Update) -> dict[str, Any]:
    return {"month": part.month, "domain": part.domain or None, **{name: getattr(part, name) for name, _ in _TEXTS},
            "by": part.by, "written_on": part.written_on.isoformat() if part.written_on else None}
