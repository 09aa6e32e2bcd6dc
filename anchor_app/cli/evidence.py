"""`anchor-app evidence add` and `anchor-app evidence list`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import add_assessment, add_components, iso_date, sub_command, sub_group
from anchor_app.cli.text import complain, say, say_json, table

if TYPE_CHECKING:
    from anchor_app.domain.assessment import Assessment
    from anchor_app.domain.evidence import Evidence
    from anchor_app.domain.holdings import Holdings
    from anchor_app.services.evidence import Taken
    from anchor_app.services.starting import Opened
    from anchor_app.services.workspace import Workspace


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    commands = sub_group(group, "evidence", "What shows that components are fulfilled.")
    add = sub_command(commands, "add", run_add, "Add a piece of evidence and link it to components.")
    add_assessment(add)
    add_components(add)
    what = add.add_mutually_exclusive_group(required=True)
    what.add_argument("--file", metavar="F", type=Path, help="a document; a copy of it is kept")
    what.add_argument("--figure", metavar="V", help="a number, with its --unit")
    what.add_argument("--account", metavar="T", help="a story, quotation or note")
    what.add_argument("--link", metavar="URL", help="an address that starts with https://, http:// or mailto:")
    add.add_argument("--unit", metavar="U", help="what the figure counts, such as %%")
    add.add_argument("--title", metavar="T", help="what it is (default: the file's name, or its first words)")
    add.add_argument("--review-by", metavar="DATE", type=iso_date, help="the last day it counts, as 2027-03-31")
    listing = sub_command(commands, "list", run_list, "List evidence by reference.")
    add_assessment(listing, required=False)
    listing.add_argument("--search", metavar="T", default="", help="only what has every one of these words")
    listing.add_argument("--json", action="store_true", help="as JSON, for programs")


def run_add(args: argparse.Namespace) -> int:
    """Keep the content, then save the evidence that names it."""
    from anchor_app.cli.workspaces import assessment_of, writing
    from anchor_app.services.evidence import add_evidence, evidence_command

    if args.unit is not None and args.figure is None:
        args.usage_error("--unit goes with --figure")
    if args.figure is not None and not (args.unit or "").strip():
        args.usage_error("--figure needs its --unit")
    with writing(args) as opened:
        workspace = opened.workspace
        assessment = assessment_of(workspace, args)
        components = tuple(dict.fromkeys(args.components))
        for one in components:
            workspace.holdings.charter_of(assessment).component(one)
        taken = _taken(opened, args)
        given = {"title": args.title.strip() if args.title else "", "review_by": args.review_by}
        values = {**taken.values, **{name: value for name, value in given.items() if value}}
        workspace.edit_for(evidence_command(workspace, assessment.id, values, components))
        piece = add_evidence(workspace, assessment.id, values, components)
        if taken.warning:
            complain(f"Note: {taken.warning}")
        say(piece.reference, "saved")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """List the evidence of one organisation, or of all."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.domain.register import is_match

    with reading(args) as opened:
        holdings = opened.workspace.holdings
        named = _named(opened.workspace, args)
        rows = [(holdings.organisations[piece.organisation].shown_name, piece)
                for organisation in ([named[0]] if named else _organisations(holdings))
                for piece in holdings.evidence_of(organisation) if is_match(piece, args.search)]
        assessment = named[1] if named else None
        if args.json:
            say_json([_entry(holdings, piece, assessment) for _, piece in rows])
        elif rows:
            say(_as_table(holdings, rows, assessment, opened.workspace))
        else:
            say("No evidence has these words." if args.search else "There is no evidence yet.")
    return 0


def _taken(opened: Opened, args: argparse.Namespace) -> Taken:
    """The content of what is added, kept; the fields that it makes."""
    from anchor_app.services.evidence import Taken, account_values, figure_values, link_values, take_in
    from anchor_app.services.settings import read_settings

    if args.file is not None:
        return take_in(opened.store.content, args.file.absolute(), limit=read_settings()[0].evidence_limit)
    if args.figure is not None:
        return Taken(figure_values(args.figure, args.unit))
    return Taken(account_values(args.account) if args.account is not None else link_values(args.link))


def _named(workspace: Workspace, args: argparse.Namespace) -> tuple[str, Assessment | None] | None:
    """The organisation, and the assessment if a period is named too, that the arguments ask for."""
    if args.organisation is None:
        if args.period is not None or args.round is not None:
            args.usage_error("--period and --round go with --organisation")
        return None
    if args.period is None:
        return workspace.find_organisation(args.organisation).id, None
    assessment = workspace.find_assessment(args.organisation, args.period, args.round)
    return assessment.organisation, assessment


def _organisations(holdings: Holdings) -> list[str]:
    return [one.id for one in sorted(holdings.organisations.values(), key=lambda one: (one.name.casefold(), one.id))]


def _components(holdings: Holdings, piece: Evidence, assessment: Assessment | None) -> list[str]:
    """The components that a piece supports, in one assessment or in any, in the charter's order."""
    every = [assessment] if assessment else holdings.assessments_of(piece.organisation)
    found: dict[str, None] = {}
    for one in every:
        linked = one.components_of(piece.id)
        found |= {component: None for component in holdings.charter_of(one).components if component in linked}
    return list(found)


def _entry(holdings: Holdings, piece: Evidence, assessment: Assessment | None) -> dict[str, Any]:
    return {
        "reference": piece.reference, "organisation": holdings.organisations[piece.organisation].name,
        "kind": piece.kind.value, "title": piece.title, "shows": piece.shows, "describes": piece.describes,
        "review_by": piece.review_by.isoformat() if piece.review_by else None, "owner": piece.owner,
        "sensitivity": piece.sensitivity.value, "components": _components(holdings, piece, assessment),
        "file_name": piece.file_name, "sha256": piece.digest, "size": piece.size, "figure": piece.figure,
        "unit": piece.unit, "source": piece.source, "text": piece.text, "url": piece.url}


def _as_table(holdings: Holdings, rows: list[tuple[str, Evidence]], assessment: Assessment | None,
              workspace: Workspace) -> str:
    from anchor_app.domain.level_wording import capitalised
    from anchor_app.domain.register import review_of

    today = workspace.clock.today()
    cells = [(owner, piece.reference, piece.kind.words, piece.title,
              piece.review_by.isoformat() if piece.review_by else "", capitalised(review_of(piece, today).value),
              ", ".join(_components(holdings, piece, assessment)) or "unused") for owner, piece in rows]
    headings = ("Organisation", "Reference", "Kind", "Title", "Review by", "Review", "Supports")
    alone = len({owner for owner, _ in rows}) == 1
    return table(headings[alone:], [row[alone:] for row in cells])
