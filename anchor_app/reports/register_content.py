"""What the evidence register at the end of a report says: every field of every piece that is cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.evidence import Evidence, EvidenceKind
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words, size_words


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One piece: its content in words, other particulars by name, and the components it supports."""

    reference: str
    title: str
    kind: str
    content: str
    particulars: tuple[tuple[str, str], ...]
    supports: tuple[str, ...]
    is_current: bool


def register_entries(holdings: Holdings, assessment: Assessment, on: date) -> tuple[RegisterEntry, ...]:
    """Every piece that supports a component of the assessment, by reference."""
    charter = holdings.charter_of(assessment)
    cited = {evidence for evidence, _ in assessment.supports}
    return tuple(
        RegisterEntry(piece.reference, piece.title, piece.kind.words, _content(piece), _particulars(piece, on),
                      tuple(one for one in charter.components if one in assessment.components_of(piece.id)),
                      piece.is_current(on))
        for piece in holdings.evidence_of(assessment.organisation) if piece.id in cited)


def _content(piece: Evidence) -> str:
    match piece.kind:
        case EvidenceKind.DOCUMENT:
            return f"{piece.file_name} ({size_words(piece.size)})" if piece.file_name else ""
        case EvidenceKind.FIGURE:
            return piece.figure_words
        case EvidenceKind.ACCOUNT:
            return piece.text
        case EvidenceKind.LINK:
            return piece.url


def _particulars(piece: Evidence, on: date) -> tuple[tuple[str, str], ...]:
    review = ""
    if piece.review_by:
        review = day_words(piece.review_by) + ("" if piece.is_current(on) else " (passed)")
    lines = (
        ("Shows", piece.shows),
        ("Describes", piece.describes),
        ("Source", piece.source),
        ("Review by", review),
        ("Owner", piece.owner),
        ("Sensitivity", piece.sensitivity.words),
        ("Added", day_words(piece.added_on) if piece.added_on else ""),
        ("Text", piece.text if piece.kind is not EvidenceKind.ACCOUNT else ""),
        ("Address", piece.url if piece.kind is not EvidenceKind.LINK else ""),
        ("Figure", piece.figure_words if piece.kind is not EvidenceKind.FIGURE else ""),
    )
    return tuple((name, words) for name, words in lines if words)
