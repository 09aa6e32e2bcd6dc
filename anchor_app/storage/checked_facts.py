"""Rows of facts as they are stored, and whether they are what was saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from anchor_app.domain.charter import Charter
from anchor_app.domain.charter_file import read_charter
from anchor_app.domain.edit import Subject
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.seals import fact_hash, is_wording

Row = tuple[str, str, str, str, str, int]
"""A fact as stored: kind, owner, item, field, value, and the number of the entry that set it."""


def verified(rows: Iterable[Any]) -> tuple[list[Row], bytes, tuple[Subject, ...]]:
    """The facts of rows, the seal of what was read, and the subjects whose row is not what was saved."""
    found: list[Row] = []
    seal, damaged = 0, []
    for kind, owner, item, field, value, entry, kept in rows:
        computed = fact_hash(kind, owner, item, field, value, entry)
        if computed != kept:
            damaged.append(Subject(str(kind), str(owner), str(item), str(field)))
        seal ^= int.from_bytes(computed)
        found.append((kind, owner, item, field, value, entry))
    return found, seal.to_bytes(32), tuple(damaged)


def charters_of(found: Iterable[Row], sources: Mapping[str, str]) -> Iterator[tuple[str, Charter]]:
    """Every charter that a fact says is kept, read from its own text; raises DamagedWorkspace."""
    for kind, owner, digest, field, title, _ in found:
        if kind == "charter":
            source = sources.get(digest)
            if source is None or not is_wording(source, digest):
                raise DamagedWorkspace(f"The wording of the charter {title} is damaged or missing, and nothing was "
                                       "changed. Restore the newest backup that is whole.",
                                       (Subject(kind, owner, digest, field),))
            yield digest, read_charter(source)


def subjects_of(found: Iterable[Row]) -> Iterator[tuple[Subject, str]]:
    """The facts as the domain layer knows them."""
    return ((Subject(kind, owner, item, field), value) for kind, owner, item, field, value, _ in found)


def damage(subjects: tuple[Subject, ...]) -> DamagedWorkspace:
    """That these fields are not what was saved."""
    named = ", ".join(in_words(what) for what in subjects[:5]) or "what is stored"
    more = f" and {len(subjects) - 5:,} more" if len(subjects) > 5 else ""
    return DamagedWorkspace(f"The workspace is damaged: {named}{more} cannot be trusted, and nothing was changed. "
                            "Restore the newest backup that is whole.", subjects)


def in_words(what: Subject) -> str:
    """A subject as a finding names it."""
    return f"the {what.field.replace('_', ' ')} of {what.kind} {what.item or what.owner}".rstrip()
