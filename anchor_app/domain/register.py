"""The register of evidence: what a search and its filters find, and the order they are shown in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import Enum
from typing import Any

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.evidence import Evidence, EvidenceKind, Sensitivity
from anchor_app.domain.guidance import REVIEW_NOTICE_DAYS


class Review(Enum):
    """How a review date stands on a day; the value is what people read."""

    NONE = "no review date"
    CURRENT = "current"
    DUE = "review due"
    PAST = "past its review date"


class Column(Enum):
    """What the register can be sorted by; the value is the heading."""

    REFERENCE = "Reference"
    TITLE = "Title"
    KIND = "Kind"
    SUPPORTS = "Supports"
    DESCRIBES = "Describes"
    REVIEW = "Review by"
    SENSITIVITY = "Sensitivity"
    OWNER = "Owner"


class Trait(Enum):
    """A state that the register can be narrowed to; the value is what people choose."""

    UNUSED = "Unused"
    REVIEW_DUE = "Review due"
    REVIEW_PAST = "Review past"
    DAMAGED = "Damaged or missing"


@dataclass(frozen=True, slots=True)
class Selection:
    """What a person looks for; a field at its default does not narrow anything."""

    search: str = ""
    domain: str = ""
    kind: EvidenceKind | None = None
    sensitivity: Sensitivity | None = None
    trait: Trait | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.search.strip() and all(
            getattr(self, one.name) == one.default for one in fields(self) if one.name != "search")


def folded(text: str) -> str:
    """Text as searches compare it, never stored: composed and decomposed letters, capitals, unseen characters,
    spaces, typographic quotation marks and hyphens make no difference."""
    if text.isascii():
        return " ".join(text.casefold().split())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(map(_plain, apart)).replace("i\u0307", "i")
    return " ".join(unicodedata.normalize("NFKC", kept).split())


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


def searched_text(piece: Evidence) -> str:
    """Everything of a piece that a search looks through, folded."""
    return folded("\n".join((piece.reference, piece.title, piece.shows, piece.describes, piece.owner,
                             piece.file_name, piece.figure_words, piece.source, piece.text, piece.url,
                             piece.kind.words, piece.sensitivity.words)))


def is_match(piece: Evidence, search: str) -> bool:
    """Whether every word of a search stands somewhere in a piece."""
    words = folded(search).split()
    text = searched_text(piece) if words else ""
    return all(word in text for word in words)


def review_of(piece: Evidence, on: date) -> Review:
    """How the piece's review date stands on a day."""
    if piece.review_by is None:
        return Review.NONE
    if not piece.is_current(on):
        return Review.PAST
    return Review.DUE if piece.review_by <= on + timedelta(days=REVIEW_NOTICE_DAYS) else Review.CURRENT


def supports_by_evidence(assessment: Assessment, charter: Charter) -> dict[str, tuple[str, ...]]:
    """The components that each piece supports in an assessment, in the charter's order."""
    order = {component: place for place, component in enumerate(charter.components)}
    found: dict[str, list[str]] = {}
    for evidence, component in assessment.supports:
        if component in order:
            found.setdefault(evidence, []).append(component)
    return {key: tuple(sorted(value, key=order.__getitem__)) for key, value in found.items()}


@dataclass(frozen=True, slots=True)
class Register:
    """An organisation's evidence as one assessment and one day see it.

    `texts` answers a piece's searched text and may remember it; `damaged` holds ids of evidence.
    """

    pieces: tuple[Evidence, ...]
    supports: Mapping[str, tuple[str, ...]]
    charter: Charter
    on: date
    damaged: Collection[str] = ()
    texts: Callable[[Evidence], str] = searched_text

    def found(self, selection: Selection) -> list[Evidence]:
        """The pieces that a selection leaves; every word searched for must be somewhere in a piece."""
        words = folded(selection.search).split()
        return [one for one in self.pieces
                if self._fits(one, selection) and all(word in self.texts(one) for word in words)]

    def _fits(self, piece: Evidence, selection: Selection) -> bool:
        if selection.kind not in (None, piece.kind) or selection.sensitivity not in (None, piece.sensitivity):
            return False
        if selection.domain and not any(self.charter.domain_of[one].id == selection.domain
                                        for one in self.supports.get(piece.id, ())):
            return False
        return selection.trait is None or self.has(piece, selection.trait)

    def has(self, piece: Evidence, trait: Trait) -> bool:
        """Whether a piece is in that state."""
        match trait:
            case Trait.UNUSED:
                return not self.supports.get(piece.id)
            case Trait.DAMAGED:
                return piece.id in self.damaged
            case Trait.REVIEW_DUE:
                return review_of(piece, self.on) is Review.DUE
        return review_of(piece, self.on) is Review.PAST

    def sorted(self, pieces: Iterable[Evidence], column: Column, descending: bool = False) -> list[Evidence]:
        """The pieces by a column, pieces without a value last either way, ties by reference."""
        every = sorted(pieces, key=lambda one: one.number)
        filled = [one for one in every if self._key(one, column) is not None]
        filled.sort(key=lambda one: self._key(one, column), reverse=descending)
        return filled + [one for one in every if self._key(one, column) is None]

    def _key(self, piece: Evidence, column: Column) -> Any:
        match column:
            case Column.REFERENCE:
                return piece.number
            case Column.SUPPORTS:
                order = list(self.charter.components)
                return tuple(order.index(one) for one in self.supports.get(piece.id, ())) or None
            case Column.REVIEW:
                return piece.review_by
            case Column.SENSITIVITY:
                return list(Sensitivity).index(piece.sensitivity)
            case Column.KIND:
                return piece.kind.words
        return folded(getattr(piece, column.name.lower())) or None
