"""`anchor-app compare`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import iso_date, kind, sub_command
from anchor_app.cli.text import complain, say, say_json, table
from anchor_app.domain.collaborative import Audience

if TYPE_CHECKING:
    from anchor_app.domain.comparison import Board, BoardRow, Comparison
    from anchor_app.domain.coverage import Coverage
    from anchor_app.services.comparing import Collected

    Covered = dict[str, tuple[Coverage, ...]]

READINGS = ("self", "evidenced", "moderated")
AUDIENCES = (Audience.COLLABORATIVE.value, Audience.PUBLIC.value)
GROUPS = ("place", "kind")
MOST_LACKED = 5
"""Components that a terminal shows of what most lack."""


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    command = sub_command(group, "compare", run, "The board of all organisations for a period.",
                          "The board of all organisations for a period: level, count in each domain, what moved since "
                          "the period before, and what most lack.")
    command.add_argument("--period", metavar="P", required=True, help="the financial year, such as 2026/27")
    command.add_argument("--round", metavar="R", help="Baseline, Mid-year or Year end (default: each one's last)")
    command.add_argument("--reading", choices=READINGS, default="self", help="what counts (default: self)")
    command.add_argument("--on", metavar="DATE", type=iso_date,
                         help="the day on which evidence has to be current, as 2027-03-31 (default: today)")
    command.add_argument("--place", metavar="PLACE", action="append", default=[],
                         help="only organisations of this place; repeat it for more than one")
    command.add_argument("--kind", metavar="KIND", action="append", default=[], type=kind,
                         help="only organisations of this kind; repeat it for more than one")
    command.add_argument("--sort", metavar="COLUMN", default="name",
                         help="name, kind, place, level, count, change, distance, state, or a domain's id")
    command.add_argument("--descending", action="store_true", help="the largest first")
    command.add_argument("--group", choices=GROUPS, help="a table for each place or kind")
    command.add_argument("--audience", choices=AUDIENCES, default=AUDIENCES[0],
                         help="public: aliases for names, and no group that is too small")
    command.add_argument("--json", action="store_true", help="as JSON, for programs")
    command.add_argument("--output", metavar="F.pdf|F.xlsx|F.csv", type=Path,
                         help="write it to a file: a PDF, an Excel workbook, or one table as CSV")
    command.add_argument("--table", metavar="TABLE",
                         help="the table of a CSV file: board (default), components, coverage, returns, help, trend "
                         "or method; board-2 and so on where there are several charters")


def run(args: argparse.Namespace) -> int:
    """Compare, and print the boards, or write them to a file."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.services.comparing import collect, wanted

    _check(args)
    with reading(args) as opened:
        period = wanted(args.period).period
        collected = collect(opened.workspace, args.on, "" if args.output else period)
    found, covered = compared(collected, args)
    if args.output is not None:
        return _write(collected, found, args)
    if args.json:
        say_json({**as_json(found, covered), "on": collected.on.isoformat(), "audience": args.audience})
    else:
        say(*_as_text(found, covered, collected, args))
    return 0


def _check(args: argparse.Namespace) -> None:
    """Refuse a file of another kind, and options that mean nothing together, before anything is read."""
    from anchor_app.services.publishing_comparison import Format, format_of

    kind = format_of(args.output) if args.output is not None else None
    if args.table is not None and kind is not Format.CSV:
        args.usage_error("--table goes with --output F.csv")
    if args.json and kind is not None:
        args.usage_error("--json goes without --output")


def _write(collected: Collected, found: Comparison, args: argparse.Namespace) -> int:
    """Write the comparison, whole or not at all, and say where it is."""
    from anchor_app.domain.board_order import By
    from anchor_app.services.publishing_comparison import BOARD, report_of, write_comparison

    report = report_of(collected, found, Audience(args.audience), By(args.group) if args.group else None)
    output = args.output.absolute()
    published = write_comparison(report, output, table=args.table or BOARD)
    count = len(found.rows)
    pages = [f"{published.pages} {'page' if published.pages == 1 else 'pages'}"] if published.pages else []
    say(str(output), *pages, f"{count} {'organisation' if count == 1 else 'organisations'}")
    if published.warning:
        complain(f"Note: {published.warning}")
    return 0


def compared(collected: Collected, args: argparse.Namespace) -> tuple[Comparison, Covered]:
    """What the arguments ask for: the boards in their order, and the coverage by the digest of the charter."""
    from anchor_app.domain.board_order import ordered
    from anchor_app.domain.counting import Reading
    from anchor_app.services.comparing import wanted

    asked = replace(wanted(args.period, Reading(args.reading), args.round), places=frozenset(args.place),
                    kinds=frozenset(args.kind))
    audience = Audience(args.audience)
    found = collected.comparison(asked, audience)
    boards = tuple(ordered(board, args.sort, is_descending=args.descending) for board in found.boards)
    covered = {charter.digest: held for charter, held in collected.coverage(asked, audience)}
    return replace(found, boards=boards), covered


def as_json(found: Comparison, covered: Covered) -> dict[str, Any]:
    """A comparison as `compare --json` gives it."""
    return {
        "period": found.wanted.period, "round": found.wanted.round or None, "reading": found.wanted.reading.value,
        "boards": [_board(board, covered.get(board.charter.digest, ())) for board in found.boards],
        "missing": [one.name for one in found.missing], "unscored": [one.name for one in found.unscored],
        "withheld": found.withheld or None}


def _board(board: Board, covered: tuple[Coverage, ...]) -> dict[str, Any]:
    from anchor_app.domain.comparison import at_levels
    from anchor_app.domain.coverage import what_most_lack

    return {
        "charter": board.charter.id, "edition": board.charter.edition, "digest": board.charter.digest,
        "domains": [{"id": one.id, "number": one.number, "title": one.title} for one in board.charter.domains],
        "organisations": [_row(row) for row in board.rows],
        "levels": [{"name": name, "organisations": count} for name, count in at_levels(board.charter, board.rows)],
        "coverage": [{"component": one.component.id, "title": one.component.title, "of": one.of,
                      "fulfilled": one.fulfilled, "unproven": one.unproven, "planned": one.planned,
                      "lacking": one.lacking, "not_applicable": one.not_applicable} for one in covered],
        "most_lack": [one.component.id for one in what_most_lack(covered)]}


def _row(row: BoardRow) -> dict[str, Any]:
    held, answers = row.standing, row.answers
    found: dict[str, Any] = {
        "organisation": row.member.name, "short_name": row.member.short_name,
        "kind": row.member.kind.value if row.member.kind else None, "place": row.member.place or None,
        "level": held.level.id if held and held.level else None, "level_name": row.level_name,
        "fulfilled": held.counted if held else None, "components": held.of if held else None,
        "change": row.change, "is_new": row.is_new, "since": row.since or None,
        "levels_gained": row.levels_gained, "distance": row.distance,
        "domains": [{"id": one.domain.id, "fulfilled": one.counted, "components": one.of,
                     "level": one.level.id if one.level else None, "more": one.more, "change": one.change}
                    for one in row.cells]}
    if answers is not None:
        found |= {"period": answers.period, "round": answers.round, "revision": answers.revision,
                  "state": answers.state.value}
    return found


def _as_text(found: Comparison, covered: Covered, collected: Collected, args: argparse.Namespace) -> list[str]:
    from anchor_app.domain.level_wording import day_words

    wanted = found.wanted
    day = f", {day_words(collected.on)}" if wanted.reading.value == "evidenced" else ""
    title = f"{wanted.period} · {wanted.round}" if wanted.round else wanted.period
    lines = [f"{title}, {wanted.reading.words.lower()}{day}"]
    lines += [one for one in (found.charters_sentence, found.withheld) if one]
    for board in found.boards:
        lines += ["", board.title, *_tables(board, collected, args), *_lacked(covered.get(board.charter.digest, ()))]
    if not found.boards and not found.withheld:
        periods = ", ".join(collected.periods)
        lines.append("No organisation has an assessment here"
                     + (f" that fits. There are assessments for {periods}." if periods else " yet."))
    for words, members in (("Missing", found.missing), ("Answered under a charter that is not here", found.unscored)):
        if members:
            lines += ["", f"{words}: {', '.join(one.name for one in members)}"]
    return lines


def _tables(board: Board, collected: Collected, args: argparse.Namespace) -> list[str]:
    from anchor_app.domain.board_order import By, grouped
    from anchor_app.domain.public_view import public_groups

    if not args.group:
        return [_table(board, board.rows)]
    by = By(args.group)
    parts = (public_groups(board, by, collected.collaborative.smallest_group)
             if args.audience == Audience.PUBLIC else grouped(board, by))
    lines = []
    for one in parts:
        levels = ", ".join(f"{name} {count}" for name, count in one.levels if count)
        lines += ["", f"{one.label}: {levels}", _table(board, one.rows)]
    return lines[1:]


def _table(board: Board, rows: tuple[BoardRow, ...]) -> str:
    headings = ("Organisation", "Kind", "Place", "Level", *(one.short_title for one in board.charter.domains),
                "Fulfilled", "Change", "To next")
    empty = [""] * len(board.charter.domains)
    return table(headings, [(
        row.member.name, row.member.kind_words, row.member.place_words, row.level_name,
        *([cell.words for cell in row.cells] or empty), row.standing.counted if row.standing else "",
        row.change_words, "" if row.distance is None else row.distance) for row in rows])


def _lacked(covered: tuple[Coverage, ...]) -> list[str]:
    """What most lack, one line each."""
    from anchor_app.domain.coverage import what_most_lack
    from anchor_app.domain.level_wording import count_words

    found = what_most_lack(covered)
    lines = [f"  {one.component.id} {one.component.title}: {one.words}" for one in found[:MOST_LACKED]]
    if len(found) > MOST_LACKED:
        lines.append(f"  and {count_words(len(found) - MOST_LACKED, 'more component')}, in --json")
    return ["", "What most lack", *lines] if lines else []
