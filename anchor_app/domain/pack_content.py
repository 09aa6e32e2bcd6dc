"""What a pack says: of each field it speaks of the text and the lineage, and the wordings that go with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Subject
from anchor_app.domain.lineage import Lineage

LONGEST_SHOWN = 60
"""Characters of a name from a pack that a sentence shows."""


def shown_name(name: str) -> str:
    """A name from a pack as it may stand in a sentence: short, and with what cannot be seen written out."""
    kept = "".join(one if one.isprintable() else f"[U+{ord(one):04X}]" for one in name[:LONGEST_SHOWN])
    return kept + "…" if len(name) > LONGEST_SHOWN else kept


class Told(NamedTuple):
    """What a pack says of one field: its text, None where it is at its default or was deleted, and its lineage."""

    text: str | None
    lineage: Lineage


@dataclass(frozen=True)
class PackContent:
    """What one organisation sends of itself, apart from the bytes of its documents.

    `facts` are by subject, as in a workspace: those of the organisation have its id as their owner, those within an
    assessment the assessment's. A field that is not among them is not spoken of: it was withheld, or nobody ever
    touched it; that never means that it was deleted. `charters` are the sources of the wordings that the assessments
    name, by digest. `files` are the documents that come along: the size in bytes by SHA-256 (hex). `left_out` is how
    many pieces of evidence come without their words or without their file for the audience's sake.
    """

    organisation: str
    assessments: tuple[str, ...]
    facts: Mapping[Subject, Told] = field(default_factory=dict)
    charters: Mapping[str, str] = field(default_factory=dict)
    audience: Audience = Audience.INTERNAL
    left_out: int = 0
    files: Mapping[str, int] = field(default_factory=dict)

    @property
    def owners(self) -> tuple[str, ...]:
        """The organisation and the assessments: every owner whose lineages a merge has to know."""
        return (self.organisation, *self.assessments)

    def text(self, kind: str, owner: str, item: str, name: str) -> str:
        """What it says of one field; "" where it says nothing."""
        told = self.facts.get(Subject(kind, owner, item, name))
        return (told.text or "") if told is not None else ""

    @property
    def organisation_name(self) -> str:
        """The name of the organisation that it is about."""
        return self.text("organisation", self.organisation, "", "name")

    def told(self) -> Iterator[tuple[Subject, str]]:
        """The facts that it says hold, as `Holdings.from_facts` takes them."""
        for what, (text, _) in self.facts.items():
            if text is not None:
                yield what, text
