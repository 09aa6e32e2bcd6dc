"""How the evidence register at the end of a report is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from anchor_app.reports.flowables import Spacer
from anchor_app.reports.paragraph import Heading, Text, labelled, prose
from anchor_app.reports.register_content import RegisterEntry
from anchor_app.reports.table import Cell, Column, Table
from anchor_app.reports.text import Span

_COLUMNS = (Column("Reference", width=66), Column("Evidence", 0.46), Column("About it", 0.40), Column("Supports", 0.14))
_BLANK_ROWS = 10
_SHORT = 60


def register_flowables(entries: Sequence[RegisterEntry], blank: bool = False) -> list[Flowable]:
    """The register with its heading; a blank one has empty rows, and an empty one says so."""
    heading = Heading("Evidence register", 2)
    if blank:
        rows = [(Cell([Text(f"E-{number:03d}"), Spacer(1, 14)], header=True), "", "", "")
                for number in range(1, _BLANK_ROWS + 1)]
        return [heading, Table(_COLUMNS, rows)]
    if not entries:
        return [heading, Text("No evidence supports a component of this assessment yet.", "soft")]
    return [heading, Table(_COLUMNS, [_row(entry) for entry in entries])]


def _row(entry: RegisterEntry) -> tuple[Cell, list[Flowable], list[Flowable], str]:
    evidence: list[Flowable] = [Text(entry.title, "strong"), Text(entry.kind, "soft"), *prose(entry.content)]
    return Cell(Text(entry.reference, "strong"), header=True), evidence, _about(entry), ", ".join(entry.supports)


def _about(entry: RegisterEntry) -> list[Flowable]:
    """Particulars in a few words share a paragraph; each longer one has paragraphs of its own."""
    short: list[str | Span] = []
    long: list[Flowable] = []
    for name, words in entry.particulars:
        if len(words) <= _SHORT and "\n" not in words:
            short += [*([" · "] if short else []), Span(f"{name}: ", weight="semibold"), words]
        else:
            long += labelled(name, words, "body")
    return [*long, *([Text(short)] if short else [])]
