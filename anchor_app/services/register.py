"""The evidence register: search, filter and order, as pure functions of the values."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.evidence import Evidence, EvidenceKind, Sensitivity
from anchor_app.domain.guidance import REVIEW_NOTICE_DAYS
from anchor_app.domain.holdings import Holdings


class Review(StrEnum):
    """How a piece of evidence stands towards its review date."""

    NONE = "none"
    CURRENT = "current"
    DUE = "due"
    PAST = "past"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return {Review.NONE: "No review date", Review.CURRENT: "Current", Review.DUE: "Review due",
                Review.PAST: "Past its review date"}[self]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person looks for; what is empty does not narrow. `domain` and `component` are ids."""

    text: str = ""
    domain: str = ""
    component: str = ""
    kind: EvidenceKind | None = None
    sensitivity: Sensitivity | None = None
    review: Review | None = None
    unused: bool = False


def review_of(piece: Evidence, on: date) -> Review:
    """How a piece stands on a day; a review is due in the last 30 days before its date."""
    if piece.review_by is None:
        return Review.NONE
    if not piece.is_current(on):
        return Review.PAST
    return Review.DUE if piece.review_by <= on + timedelta(days=REVIEW_NOTICE_DAYS) else Review.CURRENT


def register(holdings: Holdings, assessment: Assessment, wanted: Wanted, on: date) -> tuple[Evidence, ...]:
    """The evidence of an assessment's organisation that is wanted, by reference.

    Domain, component and "unused" are about the links of this assessment.
    """
    inside = _components_within(holdings, assessment, wanted)
    used = {evidence for evidence, _ in assessment.supports}
    linked = {evidence for evidence, component in assessment.supports if component in inside}
    narrows = bool(wanted.domain or wanted.component)
    return tuple(
        piece for piece in holdings.evidence_of(assessment.organisation)
        if (not narrows or piece.id in linked)
        and (not wanted.unused or piece.id not in used)
        and wanted.kind in (None, piece.kind)
        and wanted.sensitivity in (None, piece.sensitivity)
        and wanted.review in (None, review_of(piece, on))
        and is_match(piece, wanted.text))


def is_match(piece: Evidence, text: str) -> bool:
    """Whether every word of a search stands somewhere in a piece of evidence."""
    words = normalised(text).split()
    if not words:
        return True
    everything = normalised("\n".join(_texts_of(piece)))
    return all(word in everything for word in words)


def normalised(text: str) -> str:
    """Text as searches compare it: composed and decomposed letters, capitals, unseen characters, spaces
    and typographic quotation marks and hyphens make no difference. What is stored never changes."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    kept = "".join(_plain(one) for one in folded)
    return " ".join(unicodedata.normalize("NFC", kept.replace("i\u0307", "i")).split())


ORDERS = ("reference", "title", "kind", "sensitivity", "review_by", "used", "owner")
"""What a register may be ordered by."""


def in_order(pieces: tuple[Evidence, ...], order: str, assessment: Assessment, *,
             descending: bool = False) -> tuple[Evidence, ...]:
    """Pieces ordered by one of ORDERS, then by reference; no review date comes after every date."""
    keys: dict[str, Callable[[Evidence], Any]] = {
        "reference": lambda one: one.number,
        "title": lambda one: normalised(one.title),
        "kind": lambda one: one.kind.value,
        "sensitivity": lambda one: list(Sensitivity).index(one.sensitivity),
        "review_by": lambda one: (one.review_by is None, one.review_by or date.max),
        "used": lambda one: len(assessment.components_of(one.id)),
        "owner": lambda one: normalised(one.owner),
    }
    by_number = sorted(pieces, key=lambda one: one.number)
    return tuple(sorted(by_number, key=keys[order], reverse=descending))


def _components_within(holdings: Holdings, assessment: Assessment, wanted: Wanted) -> set[str]:
    charter = holdings.charter_of(assessment)
    if wanted.component:
        return {charter.component(wanted.component).id}
    if wanted.domain:
        return {one.id for one in charter.domain(wanted.domain).components}
    return set(charter.components)


def _texts_of(piece: Evidence) -> tuple[str, ...]:
    return (piece.reference, piece.title, piece.shows, piece.describes, piece.owner, piece.file_name,
            piece.figure_words, piece.source, piece.text, piece.url)


def _plain(one: str) -> str:
    if one.isascii():
        return one
    if unicodedata.category(one) in ("Cf", "Cc"):
        return " " if one.isspace() else ""
    if one in "\u2018\u2019\u201a\u201b\u02bc":
        return "'"
    if one in "\u201c\u201d\u201e\u201f":
        return '"'
    return "-" if unicodedata.category(one) == "Pd" else one
