"""Edits: the one form in which a change is saved, applied, announced, kept in the history and undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Subject(NamedTuple):
    """What a change is about: one field of one item.

    `kind` names the sort of record ("component", "evidence" …), `owner` the organisation or assessment
    that the item belongs to, `item` the record within its owner, `field` the field of that record.
    A tuple, as packs and whole workspaces come to a million of them, each made once and looked up often.
    """

    kind: str
    owner: str
    item: str
    field: str


class Change(NamedTuple):
    """One field's old and new text; None stands for "not there", which is not the same as any text."""

    what: Subject
    old: str | None
    new: str | None

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.what, self.new, self.old)


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that are applied together or not at all, under words fit for the Undo menu."""

    label: str
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, label: str, changes: Iterable[Change]) -> Edit:
        """An edit without the changes that change nothing."""
        return cls(label, tuple(change for change in changes if change.old != change.new))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save."""
        return not self.changes

    @property
    def owners(self) -> frozenset[str]:
        """The organisations and assessments that the edit touches."""
        return frozenset({change.what.owner for change in self.changes})

    def reversed(self) -> Edit:
        """The edit that takes this one back, in the opposite order."""
        return Edit(self.label, tuple(change.reversed() for change in reversed(self.changes)))

    def touches(self, kind: str, item: str | None = None) -> bool:
        """Whether any change is of that kind (and of that item)."""
        return any(change.what.kind == kind and item in (None, change.what.item) for change in self.changes)
