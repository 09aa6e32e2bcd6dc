"""What a merge comes to: each difference, what stands in its way, and the changes that carry it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.lineage import Lineages
from anchor_app.domain.pack_content import PackContent


class Side(Enum):
    """Whose text a person decides for where both were changed."""

    MINE = "mine"
    THEIRS = "theirs"


class Kind(Enum):
    """How a field of the pack stands to the one here; the value is the word for it."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    KEPT = "kept"
    """Removed in one copy and changed in the other: the record stays, or comes back."""
    CONFLICT = "conflict"
    OLDER = "older"
    """The pack has an earlier text than this workspace, which stays."""
    SAME = "same"


class Difference(NamedTuple):
    """One field of a pack beside the one here.

    `old` is the text here, `new` what it would be; in a conflict `new` is the text of the pack, until a person has
    chosen. Conflicts with the same `unit` are decided together: `choices` of a plan go by it. `only` is the one side
    that can be chosen, where the answers of the other are signed. `component` is "" for what belongs to none.
    """

    kind: Kind
    what: Subject
    component: str
    old: str | None
    new: str | None
    unit: Subject
    chosen: Side | None = None
    only: Side | None = None


@dataclass(frozen=True)
class MergePlan:
    """How a pack is merged into what is kept here.

    `organisation` and `assessments` are the ids under which it is kept here, and `revisions` the pack's own revision
    and state of each assessment. `refusals` are sentences, each with what to do now; with any of them, or with a
    conflict that nobody decided, nothing can be applied. `namesake` is the id of an organisation here that has the same
    name under another id, when a person has to say whether it is the same; `joined` that of a bare member entry which
    the pack fills in without a question. `charters` are wordings to be kept before the changes are saved.
    `lineages` are those after it, for the next pack.
    """

    content: PackContent
    organisation: str
    assessments: tuple[str, ...]
    revisions: Mapping[str, tuple[int, str]]
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    lineages: Lineages
    charters: Mapping[str, Charter] = field(default_factory=dict)
    refusals: tuple[str, ...] = ()
    namesake: str = ""
    joined: str = ""

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """What both sides changed, decided or not."""
        return tuple(one for one in self.differences if one.kind is Kind.CONFLICT)

    @property
    def undecided(self) -> tuple[Difference, ...]:
        """The conflicts that a person has yet to decide."""
        return tuple(one for one in self.conflicts if one.chosen is None)

    @property
    def is_ready(self) -> bool:
        """Whether it can be applied."""
        return not self.refusals and not self.undecided

    @property
    def changes_nothing(self) -> bool:
        """Whether all that it says is known here already."""
        return not self.changes

    @cached_property
    def counts(self) -> Mapping[Kind, int]:
        """How many differences there are of each kind."""
        return Counter(one.kind for one in self.differences)

    def by_component(self) -> dict[str, tuple[Difference, ...]]:
        """The differences under the component they belong to, "" for the organisation and its evidence."""
        found: dict[str, list[Difference]] = {}
        for one in self.differences:
            found.setdefault(one.component, []).append(one)
        return {component: tuple(differences) for component, differences in found.items()}

    def lineage_changes(self) -> dict[Subject, list[Change]]:
        """Of each owner the one or two changes of its lineages: what is known before is written first."""
        found: dict[Subject, list[Change]] = {}
        for change in self.changes:
            if change.what.kind == "lineage":
                found.setdefault(change.what, []).append(change)
        return found

    def edit(self, label: str) -> Edit:
        """The changes as an edit, without receipts."""
        return Edit(label, self.changes)
