"""Annual reports: of one organisation against the same content in untagged platypus, in Word, and of sixty members."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.domain.acting import AddAction, NoteAction
from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import AddOpportunity, Command, NotePractice, SetStatus, WriteAnswer, mark_practice
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, RecordReading, StartAssessment
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.measuring import AddOutcome, AmendOutcome
from anchor_app.domain.month import months_of
from anchor_app.domain.period import Period
from anchor_app.domain.updating import WriteUpdate
from anchor_app.services.starting import shipped_charter
from anchor_app.services.workspace import Clock, Workspace
from benchmarks.collaborative import LAST, make_collaborative
from benchmarks.material import words
from benchmarks.measure import Result, in_turn, peak_mb, timed

if TYPE_CHECKING:
    from anchor_app.reports.document import Document

PERIODS, PIECES, CHARTS, MEMBERS = 5, 120, 20, 60
TODAY = date(2026, 11, 22)
RUNS = 3
ALLOWED_MB = 150.0


def year() -> Holdings:
    """One organisation with sixteen components answered in five periods, its evidence, outcomes and actions."""
    charter = shipped_charter()
    holdings = Holdings({charter.digest: charter})
    for command in itertools.chain(_answers(), _evidence(), _outcomes(), _year()):
        holdings = holdings.with_edit(command.edit(holdings))
    return holdings


def _answers() -> Iterator[Command]:
    charter = shipped_charter()
    yield AddOrganisation({"name": "Example Bay Hospitals", "kind": "nhs-trust"}, "org")
    marks = itertools.cycle([Mark.IN_PLACE, Mark.PARTLY, Mark.NOT_YET])
    for back in reversed(range(PERIODS)):
        key = f"a{back}"
        yield StartAssessment("org", charter.digest, str(Period(LAST.year - back)), id=key)
        for place, component in enumerate(charter):
            if (place + back) % 4:
                yield SetStatus(key, component.id, Status.FULFILLED)
            yield WriteAnswer(key, component.id, "summary", words(40))
            yield AddOpportunity(key, component.id, words(15))
            for practice in component.practices:
                yield mark_practice(key, practice.id, next(marks))
                yield NotePractice(key, practice.id, words(12))


def _evidence() -> Iterator[Command]:
    components = list(shipped_charter().components)
    for piece in range(PIECES):
        yield AddEvidence("a0", {
            "kind": EvidenceKind.ACCOUNT, "title": f"{piece} {words(6)}", "shows": words(12), "text": words(30),
            "owner": "Robin Example", "describes": "2026/27", "review_by": TODAY + timedelta(days=10 * piece),
            "sensitivity": Sensitivity.COLLABORATIVE}, (components[piece % len(components)],), f"e{piece}")


def _outcomes() -> Iterator[Command]:
    path: dict[str, Any] = {"baseline": "20", "baseline_on": date(2022, 4, 1), "target": "60",
                            "target_on": date(2028, 3, 31)}
    domains = [one.id for one in shipped_charter().domains]
    for number in range(CHARTS):
        key = domains[number] if number < len(domains) else f"o{number}"
        if number < len(domains):
            yield AmendOutcome("org", key, path)
        else:
            yield AddOutcome("org", {**path, "title": f"Outcome {number}", "unit": "%",
                                     "domain": domains[number % len(domains)]}, key)
        for quarter in range(12):
            on = date(2023, 4, 1) + timedelta(days=91 * quarter)
            domain = key if key in domains else ""
            yield RecordReading("org", domain, str(20 + 3 * quarter), on, "A register", outcome="" if domain else key)


def _year() -> Iterator[Command]:
    for number, component in enumerate(shipped_charter()):
        yield AddAction("org", {"title": f"Action {number} {words(6)}", "components": component.id,
                                "due": TODAY + timedelta(days=number * 9 - 40)}, id=f"t{number}")
        yield NoteAction(f"org/t{number}", words(20), TODAY, "Robin Example")
    for month in months_of(LAST)[:8]:
        yield WriteUpdate("org", month, {"did": words(40), "asks": words(12)}, by="Robin Example")


def document_of(holdings: Holdings) -> Document:
    """What its report says."""
    from anchor_app.services.publishing_year import annual_document

    workspace = Workspace(None, holdings, who="Sam", clock=Clock(today=lambda: TODAY))  # type: ignore[arg-type]
    return annual_document(workspace, "org", str(LAST), audience=Audience.INTERNAL)


def bare_platypus(document: Document) -> None:
    """The same words, tables and charts in reportlab's own untagged paragraphs and tables."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles = getSampleStyleSheet()
    story: list[Any] = []
    for block in document.blocks:
        story += _bare(block, lambda text, name="BodyText": Paragraph(_escaped(text), styles[name]))
    SimpleDocTemplate(BytesIO()).build([*story, Spacer(1, 1)])


def _bare(block: Any, text: Callable[..., Any]) -> list[Any]:
    from reportlab.platypus import PageBreak

    from anchor_app.reports import document as blocks
    from anchor_app.reports.document_charts import PAPER_WIDTH, chart_drawing

    match block:
        case blocks.Heading():
            return [text(block.words, f"Heading{min(block.level, 4)}")]
        case blocks.Paragraph() | blocks.Callout():
            return [text(one) for one in block.words.splitlines() if one]
        case blocks.Bullets():
            return [text(one) for one in block.items]
        case blocks.Facts():
            return [_table([[text(one) for one in row] for row in block.rows])]
        case blocks.Grid():
            return [_table(_cells(block, text))]
        case blocks.Picture():
            return [chart_drawing(block.chart, PAPER_WIDTH), *(_bare(block.grid, text) if block.grid else [])]
        case blocks.Turn():
            return [PageBreak()]
    return []


def _cells(grid: Any, text: Callable[..., Any]) -> list[list[Any]]:
    def words_of(cell: Any) -> str:
        return cell if isinstance(cell, str) else f"{cell.sign.words if cell.sign else ''} {cell.words}"

    return [[text(one.title) for one in grid.columns], *([text(words_of(one)) for one in row] for row in grid.rows)]


def _table(rows: list[list[Any]]) -> Any:
    from reportlab.platypus import Table

    return Table(rows, colWidths=[450 / len(rows[0])] * len(rows[0]), repeatRows=1 if len(rows) > 1 else 0)


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)


def memory(folder: str) -> None:
    """Print how much more the reports of the sixty take at the peak than the open workspace, in MB."""
    with _members(Path(folder)) as opened:
        before = peak_mb()
        write_members(opened.workspace)
    print(peak_mb() - before)


def _members(folder: Path) -> Any:
    from anchor_app.services.starting import open_workspace

    return open_workspace(folder, read_only=True)


def write_members(workspace: Workspace) -> int:
    """Make and lay out the report of all members; how many pages it has."""
    from anchor_app.services.publishing_collaborative import collaborative_document
    from anchor_app.services.publishing_document import laid_out_document

    return laid_out_document(collaborative_document(workspace, str(LAST), on=TODAY), progress=lambda page: None).pages


def measure(folder: Path) -> Iterator[Result]:
    """The documents are written to memory; what says them is part of what is measured."""
    from anchor_app.services.publishing_document import Paper, laid_out_document

    holdings = year()
    document = document_of(holdings)
    pages = laid_out_document(document).pages
    ours, limit = in_turn(lambda: timed(lambda: laid_out_document(document_of(holdings))),
                          lambda: timed(lambda: bare_platypus(document)), RUNS)
    about = f"{pages} pages, {PIECES} pieces of evidence, {PERIODS} periods"
    yield Result("annual", ours, limit, 2.0, f"{about}, against untagged platypus")
    yield Result("annual-seconds", ours, 2_000.0, 1.0, "the same; the limit is fixed")
    word = timed(lambda: laid_out_document(document, Paper.WORD))
    yield Result("annual-word", word, 5_000.0, 1.0, "the same as a Word file; the limit is fixed")
    where = folder / "members"
    make_collaborative(where, MEMBERS, PERIODS)
    with _members(where) as opened:
        counted: list[int] = []
        taken = timed(lambda: counted.append(write_members(opened.workspace)))
    yield Result("annual-collaborative", taken, 20_000.0, 1.0, f"{MEMBERS} members, {counted[0]} pages; the limit is "
                                                               "fixed")
    script = "import sys; from benchmarks import annual; annual.memory(*sys.argv[1:])"
    done = subprocess.run([sys.executable, "-c", script, str(where)], capture_output=True, text=True, check=True,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, timeout=300)
    yield Result("annual-memory", float(done.stdout.split()[-1]), ALLOWED_MB, 1.0,
                 "MB more at the peak than the open workspace, against those allowed")
