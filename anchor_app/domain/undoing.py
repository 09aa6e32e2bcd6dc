"""Undo and redo: which step is next, from the entries alone, so that both work after a restart."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.holdings import Holdings

TYPING_PAUSE = timedelta(minutes=2)
"""Texts of one field that follow each other within this time are one step."""

_NOT_TYPED = ("status", "mark", "kind", "sensitivity")
_KEPT = ("workspace", "charter", "signing")
"""Kinds that no undo takes back: what the workspace is, the wordings it keeps, and what was signed."""


@dataclass(frozen=True, slots=True)
class Step:
    """Entries that are taken back together: their numbers, and the one edit they come to."""

    ids: tuple[int, ...]
    edit: Edit
    last: Entry

    @property
    def owners(self) -> frozenset[str]:
        """The organisations and assessments that it touches."""
        return self.edit.owners


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be undone and what can be redone, the next one last."""

    undo: tuple[Step, ...] = ()
    redo: tuple[Step, ...] = ()

    def after(self, entry: Entry) -> Steps:
        """The steps once an entry was saved."""
        if entry.reverses:
            return self._after_reversal(entry)
        if any(change.what.kind in _KEPT for change in entry.edit.changes):
            return self
        redo = tuple(step for step in self.redo if not step.owners & entry.edit.owners)
        if self.undo and _continues(self.undo[-1], entry):
            return Steps((*self.undo[:-1], _joined(self.undo[-1], entry)), redo)
        return Steps((*self.undo, Step((entry.id,), entry.edit, entry)), redo)

    def _after_reversal(self, entry: Entry) -> Steps:
        """An undo moves a step to what can be redone; a redo, which reverses an undo, moves it back."""
        taken = Step((entry.id,), entry.edit, entry)
        if any(step.ids == entry.reverses for step in self.undo):
            return Steps(_without(self.undo, entry.reverses), (*self.redo, taken))
        return Steps((*self.undo, taken), _without(self.redo, entry.reverses))

    def next_undo(self, holdings: Holdings, owners: Collection[str] | None = None) -> Step | None:
        """The latest step, of those that touch `owners`, whose changes still stand as it left them."""
        return _next(self.undo, holdings, owners)

    def next_redo(self, holdings: Holdings, owners: Collection[str] | None = None) -> Step | None:
        """The undo that was made last and still stands as it was left."""
        return _next(self.redo, holdings, owners)


def steps_of(entries: Iterable[Entry]) -> Steps:
    """What a history, oldest entry first, leaves to undo and to redo."""
    steps = Steps()
    for entry in entries:
        steps = steps.after(entry)
    return steps


def _next(steps: tuple[Step, ...], holdings: Holdings, owners: Collection[str] | None) -> Step | None:
    for step in reversed(steps):
        touches = owners is None or bool(step.owners.intersection(owners))
        if touches and not _is_frozen(step, holdings) and _stands(step, holdings):
            return step
    return None


def _stands(step: Step, holdings: Holdings) -> bool:
    """Whether everything is still as the step left it."""
    return all(holdings.fact(change.what) == change.new for change in step.edit.changes)


def _is_frozen(step: Step, holdings: Holdings) -> bool:
    """Whether it touches answers that were signed off since."""
    return any(owner in holdings.assessments and holdings.assessments[owner].is_frozen
               for owner in step.owners)


def _without(steps: tuple[Step, ...], ids: tuple[int, ...]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.ids != ids)


def _typed(edit: Edit) -> Subject | None:
    """The field that an edit typed into, when that is all it did."""
    if len(edit.changes) == 1 and edit.changes[0].what.field not in _NOT_TYPED:
        return edit.changes[0].what
    return None


def _continues(step: Step, entry: Entry) -> bool:
    """Whether an entry goes on typing where a step stopped."""
    what = _typed(step.edit)
    return (what is not None and not step.last.reverses and _typed(entry.edit) == what
            and entry.who == step.last.who and entry.edit.changes[0].old == step.edit.changes[0].new
            and timedelta(0) <= entry.at - step.last.at <= TYPING_PAUSE)


def _joined(step: Step, entry: Entry) -> Step:
    change = step.edit.changes[0]
    joined = Change(change.what, change.old, entry.edit.changes[0].new)
    return Step((*step.ids, entry.id), replace(step.edit, changes=(joined,)), entry)
