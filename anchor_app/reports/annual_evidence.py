"""The evidence register of an annual report: every piece, or of those an audience may not see only that it is there."""

from __future__ import annotations

from collections.abc import Iterator

from anchor_app.design import LIGHT
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.level_wording import capitalised, count_words, day_words, size_words
from anchor_app.domain.wording import listed
from anchor_app.reports.annual import Annual
from anchor_app.reports.annual_parts import HIDDEN, joined
from anchor_app.reports.document import Block, Grid, GridCell, GridColumn, Paragraph

_COLUMNS = (GridColumn("Evidence", 0.9), GridColumn("Title", 1.7), GridColumn("What it is", 3),
            GridColumn("Supports", 0.9), GridColumn("Review by", 1.2), GridColumn("For", 1.2))


def evidence_blocks(annual: Annual) -> list[Block]:
    """The register; nothing where there is no evidence."""
    pieces = annual.pieces
    if not pieces:
        return []
    past = sum(not one.is_current(annual.on) for one in pieces)
    hidden = sum(one.id in annual.seen.hidden for one in pieces)
    parts = [f"{capitalised(count_words(len(pieces), 'piece'))} of evidence"]
    parts += [f"{past} past the review date"] if past else []
    parts += [f"{hidden} whose words this audience does not see"] if hidden else []
    return [Paragraph(f"{listed(parts)}."), Grid(_COLUMNS, tuple(_row(annual, one) for one in pieces))]


def _row(annual: Annual, piece: Evidence) -> tuple[GridCell | str, ...]:
    supports = [one for one in annual.charter.components if one in annual.assessment.components_of(piece.id)] if (
        annual.charter and annual.assessment) else []
    is_past = not piece.is_current(annual.on)
    review = day_words(piece.review_by) if piece.review_by else "No review date"
    is_hidden = piece.id in annual.seen.hidden
    title = HIDDEN.capitalize() if is_hidden else piece.title or "No title"
    return (GridCell(piece.reference, is_header=True), GridCell(title, is_header=not is_hidden),
            piece.kind.words if is_hidden else "\n".join(_content(piece)), ", ".join(supports) or "–",
            GridCell(f"{review}\nPast" if is_past else review, tone=LIGHT.warning if is_past else None),
            piece.sensitivity.words)


def _content(piece: Evidence) -> Iterator[str]:
    """What it is, its words, and whatever else was said of it, each on a line of its own."""
    document = f"{piece.file_name} ({size_words(piece.size)})" if piece.file_name else ""
    yield joined((piece.kind.words, document, piece.figure_words, piece.url))
    yield from filter(str.strip, (piece.text, piece.shows))
    about = (("Describes", piece.describes), ("Source", piece.source), ("Owner", piece.owner),
             ("Added", day_words(piece.added_on) if piece.added_on else ""))
    yield joined(f"{name}: {words}" for name, words in about if words.strip())
