"""`anchor-app sheet` as a whole process, against LibreOffice converting the same sheet from Word."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from anchor_app.reports.sheet_content import Sheet
from benchmarks.material import filled
from benchmarks.measure import Result, Skipped, in_turn, timed
from benchmarks.sheet_text import content_of

WORDS = 150


def store_filled(folder: Path) -> None:
    """Put the filled assessment into a workspace of its own."""
    from anchor_app.domain.edit import Change, Edit
    from anchor_app.services.starting import shipped_charter
    from anchor_app.storage.store import Store

    holdings = filled(WORDS)
    changes = [Change(subject, None, text) for subject, text in holdings.all_facts()]
    Store.create(folder, who="Benchmark").close()
    with Store.open(folder) as store:
        store.keep_charter(shipped_charter())
        store.save(Edit("Fill", tuple(changes)), who="Benchmark", at=datetime.now(UTC))


def write_word(sheet: Sheet, path: Path) -> None:
    """The same words in the same table as a Word file."""
    import docx
    from docx.enum.section import WD_ORIENT

    document = docx.Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    document.add_heading(sheet.organisation, 1)
    for section in sheet.sections:
        document.add_heading(section.title, 2)
        table = document.add_table(rows=1, cols=4)
        for cell, name in zip(table.rows[0].cells, ("Component", "Status", "Evidence", "Opportunities"), strict=True):
            cell.text = name
        for row in section.rows:
            cells = table.add_row().cells
            cells[0].text = f"{row.id} {row.title}"
            for practice in row.practices:
                cells[0].add_paragraph(f"{practice.text} {practice.mark.words if practice.mark else ''}")
                cells[0].add_paragraph(practice.note)
            cells[1].text = row.status.words
            cells[2].text = row.summary
            cells[3].text = "\n".join([*row.opportunities, row.lead, row.look_again_note])
    document.save(str(path))


def measure(folder: Path) -> Iterator[Result]:
    """Each as a process from its start to its end, with its output on the disk."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise Skipped("LibreOffice is not on this machine")
    workspace, word = folder / "workspace", folder / "sheet.docx"
    store_filled(workspace)
    write_word(content_of(WORDS), word)
    ours = [sys.executable, "-m", "anchor_app", "sheet", "--workspace", str(workspace), "--organisation",
            "Example Bay Hospitals", "--period", "2026/27", "--output", str(folder / "sheet.pdf")]
    theirs = [office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf",
              "--outdir", str(folder / "out"), str(word)]

    def run(command: list[str]) -> float:
        return timed(lambda: subprocess.run(command, check=True, capture_output=True))

    mine, limit = in_turn(lambda: run(ours), lambda: run(theirs), 3)
    yield Result("sheet-process", mine, limit, 0.6)
