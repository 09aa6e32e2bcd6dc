"""`anchor-app report`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.cli import report_papers
from anchor_app.cli.options import add_as_at, iso_date, sub_command
from anchor_app.cli.text import complain, say
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.counting import Reading
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.period import Period
from anchor_app.domain.report_plan import ReportKind, report_item

if TYPE_CHECKING:
    from anchor_app.reports.document import Block, Document
    from anchor_app.services.workspace import Workspace


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    command = sub_command(group, "report", run, "Write a report as a PDF or a Word file.",
                          "Write a report: the annual report of an organisation or of the collaborative, the "
                          "certificate of a level, a monthly update, the minutes of a meeting or the log of all, or "
                          "actions. A file that ends in .pdf is a tagged PDF, one that ends in .docx can be edited in "
                          "Word.")
    command.add_argument("--kind", choices=tuple(_KINDS), required=True, help="which report")
    command.add_argument("--organisation", metavar="O", help="the organisation, where the report is one's")
    command.add_argument("--period", metavar="P", help="the financial year, such as 2026/27")
    command.add_argument("--round", metavar="R", default="", help="Baseline, Mid-year or Year end (default: the last)")
    command.add_argument("--output", metavar="F.pdf|F.docx", type=Path, required=True, help="the file to write")
    command.add_argument("--audience", choices=tuple(Audience),
                         help="for whom: what they may not see is left out (default: as the report's plan says)")
    command.add_argument("--sections", metavar="NAMES", default="",
                         help="which sections in which order, parted by commas (default: as the report's plan says)")
    command.add_argument("--front-sheet", metavar="F.toml", nargs="?", const=Path(), type=Path,
                         help="put a board paper's front sheet before an annual report: that of a file, or without "
                              "one that which was filled in")
    command.add_argument("--reading", choices=tuple(Reading), default=Reading.SELF,
                         help="which level a certificate is of (default: self)")
    report_papers.add_options(command)
    command.add_argument("--on", metavar="DATE", type=iso_date, help="the day it speaks of, as 2027-03-31 "
                                                                     "(default: today)")
    add_as_at(command)


def run(args: argparse.Namespace) -> int:
    """Write the report, whole or not at all, and say where it is."""
    from anchor_app.cli.workspaces import as_at, reading
    from anchor_app.services.publishing_document import paper_of
    from anchor_app.services.publishing_year import write_report

    output = args.output.absolute()
    paper_of(output)
    with reading(args) as opened:
        workspace = as_at(opened.workspace, args)
        document = _KINDS[args.kind](workspace, args)
        published = write_report(document, output)
        written_for = _written_for_fewer(workspace, args)
    pages = [f"{published.pages} {'page' if published.pages == 1 else 'pages'}"] if published.pages else []
    say(str(output), *pages, document.title)
    if published.warning:
        complain(f"Note: {published.warning}")
    if written_for:
        complain(f"Note: what was written for this report by hand was written for the audience {written_for}. Read it "
                 "before the report goes out.")
    return 0


def _written_for_fewer(workspace: Workspace, args: argparse.Namespace) -> str:
    """For whom a report's own words were written, where more are to read them now; "" where not."""
    from anchor_app.domain.planning import plan_of

    if args.kind not in tuple(ReportKind) or not args.audience:
        return ""
    organisation = workspace.find_organisation(args.organisation).id if args.kind == ReportKind.ANNUAL else ""
    plan = plan_of(workspace.holdings, organisation, report_item(ReportKind(args.kind), Period.parse(args.period)))
    narrower = list(Audience).index(plan.audience) > list(Audience).index(Audience(args.audience))
    return plan.audience.words if narrower and (plan.foreword or plan.summary or plan.plan).strip() else ""


def _annual(workspace: Workspace, args: argparse.Namespace) -> Document:
    from anchor_app.services.publishing_year import annual_document

    organisation = workspace.find_organisation(_needed(args, "organisation")).id
    return annual_document(workspace, organisation, _needed(args, "period"), args.round,
                           audience=Audience(args.audience) if args.audience else None, sections=args.sections,
                           on=args.on, front_sheet=_front_sheet(workspace, args, organisation))


def _collaborative(workspace: Workspace, args: argparse.Namespace) -> Document:
    from anchor_app.services.publishing_collaborative import collaborative_document

    return collaborative_document(workspace, _needed(args, "period"), sections=args.sections, on=args.on,
                                  audience=Audience(args.audience) if args.audience else None,
                                  front_sheet=_front_sheet(workspace, args, ""))


def _certificate(workspace: Workspace, args: argparse.Namespace) -> Document:
    from anchor_app.services.publishing_certificate import certificate_document

    held = workspace.find_assessment(_needed(args, "organisation"), _needed(args, "period"), args.round or None)
    return certificate_document(workspace, held.id, args.reading, on=args.on,
                                audience=Audience(args.audience) if args.audience else Audience.INTERNAL)


def _front_sheet(workspace: Workspace, args: argparse.Namespace, organisation: str) -> tuple[Block, ...]:
    """The front sheet that was asked for, as blocks; raises FaultyFrontSheet, and WrongValue where there is none."""
    if args.front_sheet is None:
        return ()
    from anchor_app.services.publishing_certificate import front_sheet_of

    kind = ReportKind.ANNUAL if organisation else ReportKind.COLLABORATIVE
    report = report_item(kind, Period.parse(_needed(args, "period")))
    file = args.front_sheet if args.front_sheet != Path() else None
    found = front_sheet_of(workspace, organisation, report, file, Audience(args.audience) if args.audience else None)
    if not found:
        raise WrongValue("No front sheet was filled in for this report. Name a file after --front-sheet, or fill it "
                         "in under Reports.")
    return found


def _needed(args: argparse.Namespace, name: str) -> str:
    """An option that this kind of report needs; it is wrong use to leave it out."""
    given: str | None = getattr(args, name)
    if not given:
        args.usage_error(f"--kind {args.kind} needs --{name}")
    return given or ""


_KINDS: Mapping[str, Callable[[Workspace, argparse.Namespace], Document]] = {
    "annual": _annual,
    "collaborative": _collaborative,
    "certificate": _certificate,
    "update": report_papers.update,
    "minutes": report_papers.minutes,
    "log": report_papers.log,
    "actions": report_papers.actions,
}
"""Each kind of report with what makes it."""
