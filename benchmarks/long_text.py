"""The sheet with one field of 64,000 words: under five seconds, and eight times one of 8,000 words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from statistics import median

from anchor_app.reports.sheet_layout import write_sheet
from benchmarks.material import words
from benchmarks.measure import Result, timed
from benchmarks.sheet_text import content_of

ALLOWED_MS = 5_000.0


def measure(folder: Path) -> Iterator[Result]:
    """The whole sheet in each case; the slope leaves out what the rest of the sheet takes."""
    bare = content_of(1)

    def with_summary(count: int) -> float:
        section, *others = bare.sections
        row, *rows = section.rows
        longer = replace(section, rows=(replace(row, summary=words(count)), *rows))
        sheet = replace(bare, sections=(longer, *others))
        return median(timed(lambda: write_sheet(sheet, BytesIO())) for _ in range(3))

    none, short, long = with_summary(1), with_summary(8_000), with_summary(64_000)
    yield Result("long-text", long, ALLOWED_MS, 1.0, "against the five seconds allowed, not measured")
    yield Result("long-text-slope", (long - none) / 64, (short - none) / 8, 1.2, "milliseconds per 1,000 words")
