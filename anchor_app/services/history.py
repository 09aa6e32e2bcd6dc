"""Undo and redo of a workspace: read from its journal when somebody asks, from its end as far as needed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.undoing import Step, Steps, TakeBack, first_needed, steps_of
from anchor_app.services.workspace import Workspace

if TYPE_CHECKING:
    from anchor_app.storage.past import Past

Owners = Collection[str] | None
"""The ids of the assessment and organisation whose steps are meant; None means every one's."""

AT_FIRST = 500
"""Entries that are read before it is known how far back an undo has to look."""

MOST_AT_FIRST = 2_000_000
"""Characters of changes after which no more of them are read at first: one that receives packs may have as many."""

FURTHEST = 8 * MOST_AT_FIRST
"""Characters of changes beyond which no undo looks: years of a champion's work, or a thousand packs received."""

NOTHING_TO_UNDO = "There is nothing to undo here."
NOTHING_TO_REDO = "There is nothing to redo here."


def read_steps(past: Past, at_least: int = AT_FIRST, most: int = MOST_AT_FIRST) -> Steps:
    """What the last entries leave to undo and to redo, to be relied on where they go as far back as any undo looks.

    In the store's own thread.
    """
    entries = past.tail(at_least, most)
    last, since = entries[-1].id, entries[0].id - 1
    is_all = most >= FURTHEST and len(entries) < at_least
    while (needed := first_needed(entries, since)) < since:
        since = needed
        entries = past.since(since)
    return steps_of(entries, Steps(since=0 if is_all else since, upto=last))


def find_undo(past: Past, holdings: Holdings, owners: Owners = None,
              known: Steps | None = None) -> tuple[Step | None, Steps]:
    """The next step to undo, however far back it stands, with the steps that were read; in the store's own thread."""
    steps, most = known or read_steps(past), MOST_AT_FIRST
    while steps.is_cut(step := steps.next_undo(holdings, owners)):
        most = min(4 * most, FURTHEST)
        steps = read_steps(past, 4 * (steps.upto - steps.since), most)
    return step, steps


def undo(workspace: Workspace, owners: Owners = None) -> Edit:
    """Take the next step back, at once; raises Refusal when there is none."""
    step, workspace.steps = find_undo(workspace.store.past, workspace.holdings, owners, workspace.steps)
    if step is None:
        raise WrongValue(NOTHING_TO_UNDO)
    return workspace.do(TakeBack(step))


def redo(workspace: Workspace, owners: Owners = None) -> Edit:
    """Take the last undo back, at once; raises Refusal when there is none."""
    workspace.steps = workspace.steps or read_steps(workspace.store.past)
    step = workspace.next_redo(owners)
    if step is None:
        raise WrongValue(NOTHING_TO_REDO)
    return workspace.do(TakeBack(step))


@dataclass(frozen=True, slots=True)
class UndoNext:
    """The wish to undo whatever is next when its turn comes, so that several can wait in line.

    `edit` and `reverses` speak of the same step as long as nothing is accepted between them.
    """

    workspace: Workspace
    owners: frozenset[str] | None = None

    @property
    def reverses(self) -> tuple[int, ...]:
        """The entries that it takes back."""
        return self._step().ids

    def edit(self, holdings: Holdings) -> Edit:
        """The edit that takes the step back; raises Refusal."""
        return TakeBack(self._step()).edit(holdings)

    def _step(self) -> Step:
        return _known(self.workspace, self.workspace.next_undo(self.owners), NOTHING_TO_UNDO)


@dataclass(frozen=True, slots=True)
class RedoNext(UndoNext):
    """The wish to redo whatever was undone last when its turn comes."""

    def _step(self) -> Step:
        return _known(self.workspace, self.workspace.next_redo(self.owners), NOTHING_TO_REDO)


def _known(workspace: Workspace, step: Step | None, nothing: str) -> Step:
    if step is None:
        raise WrongValue(nothing if workspace.steps is not None else
                         "The history is still being read. Try again in a moment.")
    return step


def owners_of(workspace: Workspace, assessment_id: str) -> frozenset[str]:
    """The owners whose steps an undo on an assessment's pages takes back: itself and its organisation."""
    return frozenset((assessment_id, workspace.assessment(assessment_id).organisation))
