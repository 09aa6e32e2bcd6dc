"""`anchor-app assessment` and `anchor-app list`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.cli import signing
from anchor_app.cli.options import sub_command, sub_group
from anchor_app.cli.text import say, say_json, table

if TYPE_CHECKING:
    from anchor_app.domain.assessment import Assessment
    from anchor_app.domain.holdings import Holdings


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    commands = sub_group(group, "assessment", "One organisation's answers for one period and round.")
    start = sub_command(commands, "start", run_start, "Start an assessment.")
    start.add_argument("--organisation", metavar="O", required=True, help="its name or short name")
    start.add_argument("--period", metavar="P", required=True, help="the financial year, such as 2026/27")
    start.add_argument("--round", metavar="R", default="Year end", help="Baseline, Mid-year or Year end (default)")
    start.add_argument("--charter", metavar="FILE", type=Path,
                       help="the charter to assess against (default: the organisation's)")
    start.add_argument("--from-last", action="store_true",
                       help="carry over evidence links, leads and opportunities from the last assessment")
    signing.add_to_assessment(commands)
    listing = sub_command(group, "list", run_list, "List the assessments of a workspace.")
    listing.add_argument("--json", action="store_true", help="as JSON, for programs")


def run_start(args: argparse.Namespace) -> int:
    """Start the assessment, keeping the wording of its charter."""
    from anchor_app.cli.workspaces import charter_of, writing
    from anchor_app.domain.carrying_over import StartFromLast
    from anchor_app.domain.commands_keeping import StartAssessment
    from anchor_app.domain.period import Round
    from anchor_app.services.starting import shipped_charter

    named, round_name = charter_of(args), Round.parse(args.round).value
    with writing(args) as opened:
        workspace = opened.workspace
        organisation = workspace.find_organisation(args.organisation)
        kept = workspace.holdings.charters.get(organisation.charter)
        charter = named or kept or shipped_charter()
        start = StartFromLast if args.from_last else StartAssessment
        command = start(organisation.id, charter.digest, args.period, round_name, workspace.clock.today())
        command.edit(workspace.holdings.with_charter(charter))  # a refused start does not keep a charter
        workspace.keep_charter(charter)
        workspace.do(command)
        say(f"{organisation.name}, {workspace.assessment(command.id).title}", "saved")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """List every assessment, by organisation, oldest first."""
    from anchor_app.cli.workspaces import reading

    with reading(args) as opened:
        holdings = opened.workspace.holdings
        every = list(assessments(holdings))
        if args.json:
            say_json([entry(holdings, one) for one in every])
            return 0
        say(_as_table(holdings, every))
        for organisation in sorted(holdings.organisations.values(), key=lambda one: one.name.casefold()):
            if not holdings.assessments_of(organisation.id):
                say(f"{organisation.name} has no assessment yet.")
    return 0


def assessments(holdings: Holdings) -> Iterator[Assessment]:
    """Every assessment, by the name of its organisation, oldest first."""
    for organisation in sorted(holdings.organisations.values(), key=lambda one: (one.name.casefold(), one.id)):
        yield from holdings.assessments_of(organisation.id)


def entry(holdings: Holdings, assessment: Assessment) -> dict[str, str]:
    """An assessment as `list --json` gives it."""
    organisation = holdings.organisation_of(assessment)
    return {"organisation": organisation.name, "short_name": organisation.short_name,
            "kind": organisation.kind.value if organisation.kind else "", "period": assessment.period,
            "round": assessment.round, "charter": holdings.charter_of(assessment).id,
            "state": assessment.state.value}


def _as_table(holdings: Holdings, every: list[Assessment]) -> str:
    if not every:
        return "There are no assessments yet." if holdings.organisations else "There are no organisations yet."
    rows = []
    for one in every:
        organisation, charter = holdings.organisation_of(one), holdings.charter_of(one)
        rows.append((organisation.name, organisation.kind.words if organisation.kind else "", one.period,
                     one.round, f"{charter.title}, {charter.edition}", one.state.words))
    return table(("Organisation", "Kind", "Period", "Round", "Charter", "State"), rows)
