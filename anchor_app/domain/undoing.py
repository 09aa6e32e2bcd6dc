"""Undo and redo: which step is next, from the entries alone, so that both work after a restart."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.errors import Conflict, WrongValue
from anchor_app.domain.holdings import ANSWERS, UNHELD, Holdings
from anchor_app.domain.lives import CARRYING

TYPING_PAUSE = timedelta(minutes=2)
"""Texts of one field that follow each other within this time are one step."""

_NOT_TYPED = ("status", "mark", "kind", "sensitivity", "priority", "direction", "shareable", "sections", "audience",
              "confidential", "answer", "picture", "is_withdrawn", "number")
_BESIDE_ANSWERS = frozenset({"moderation", "receipt", "introduction", "collaborative"})
"""Kinds that change although the answers are signed."""
_KEPT = ("workspace", "charter", "signing", "sending")
"""Kinds that no undo takes back: what the workspace is, the wordings it keeps, what was signed, and what was sent."""


@dataclass(frozen=True, slots=True)
class Step:
    """Entries that are taken back together: their numbers, and the one edit they come to."""

    ids: tuple[int, ...]
    edit: Edit
    last: Entry

    @property
    def owners(self) -> frozenset[str]:
        """The organisations and assessments that it touches; "" is the collaborative, whose voices are its own."""
        is_of_all = any(one.what.kind == "representative" for one in self.edit.changes)
        return self.edit.owners | {""} if is_of_all else self.edit.owners


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be undone and what can be redone, the next one last.

    They may be made of the end of a history only: `since` is the number of the entry before the first that was read,
    and `upto` that of the last.
    """

    undo: tuple[Step, ...] = ()
    redo: tuple[Step, ...] = ()
    since: int = 0
    upto: int = 0

    def after(self, entry: Entry) -> Steps:
        """The steps once an entry was saved."""
        return steps_of((entry,), self)

    def next_undo(self, holdings: Holdings, owners: Collection[str] | None = None) -> Step | None:
        """The latest step, of those that touch `owners`, whose changes still stand as it left them."""
        return _next(self.undo, holdings, owners)

    def next_redo(self, holdings: Holdings, owners: Collection[str] | None = None) -> Step | None:
        """The undo that was made last and still stands as it was left."""
        return _next(self.redo, holdings, owners)

    def is_cut(self, step: Step | None) -> bool:
        """Whether more of the history has to be read before this answer of `next_undo` can be relied on.

        A step to redo is not looked for further back: any later change of the same answers takes it away.
        """
        return self.since > 0 and (step is None or step.ids[0] == self.since + 1)


def steps_of(entries: Iterable[Entry], before: Steps | None = None) -> Steps:
    """What a history, oldest entry first, leaves to undo and to redo, after the steps that were known before."""
    before = before or Steps()
    stacks, upto = _Stacks(list(before.undo), list(before.redo)), before.upto
    for entry in entries:
        stacks.add(entry)
        upto = entry.id
    return Steps(tuple(stacks.undo), tuple(stacks.redo), before.since, upto)


def first_needed(entries: Iterable[Entry], since: int) -> int:
    """The entry before the first that steps of these entries need: what an undo took back has to be among them."""
    return min((number - 1 for entry in entries for number in entry.reverses), default=since)


@dataclass(slots=True)
class _Stacks:
    undo: list[Step]
    redo: list[Step]

    def add(self, entry: Entry) -> None:
        if entry.reverses:
            self._add_reversal(entry)
            return
        if any(change.what.kind in _KEPT for change in entry.edit.changes) and not _is_received(entry.edit):
            return
        if all(change.what.kind in UNHELD for change in entry.edit.changes):
            return
        if self.redo:
            owners = entry.edit.owners
            self.redo = [step for step in self.redo if not step.owners & owners]
        if self.undo and _continues(self.undo[-1], entry):
            joined = _joined(self.undo.pop(), entry)
            if joined.edit.changes:  # what was typed and taken away again leaves nothing to undo
                self.undo.append(joined)
        else:
            self.undo.append(Step((entry.id,), entry.edit, entry))

    def _add_reversal(self, entry: Entry) -> None:
        """An undo moves a step to what can be redone; a redo, which reverses an undo, moves it back."""
        taken = Step((entry.id,), entry.edit, entry)
        if _take_out(self.undo, entry.reverses):
            self.redo.append(taken)
        else:
            _take_out(self.redo, entry.reverses)
            self.undo.append(taken)


def _take_out(steps: list[Step], ids: tuple[int, ...]) -> bool:
    """Removes the step of those entries, most likely the last; whether it was there."""
    for place in reversed(range(len(steps))):
        if steps[place].ids == ids:
            del steps[place]
            return True
    return False


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take a step back: undo it, or redo it where the step is an undo. `reverses` goes with the edit to the store."""

    step: Step

    @property
    def reverses(self) -> tuple[int, ...]:
        """The entries that it takes back."""
        return self.step.ids

    def edit(self, holdings: Holdings) -> Edit:
        if not _stands(self.step, holdings):
            raise Conflict(f"“{self.step.edit.label}” was followed by a later change, which was kept. "
                           "Look at it, and change it by hand if that is still wanted.")
        if _is_frozen(self.step, holdings):
            raise WrongValue(f"“{self.step.edit.label}” belongs to answers that are signed off, so it is not taken "
                             "back. Reopen the assessment to make a new revision.")
        if not _leaves_whole(self.step, holdings):
            raise Conflict(f"“{self.step.edit.label}” is what later entries rest on, so it is not taken back. "
                           "Remove those first.")
        edit = self.step.edit.reversed()
        return Edit.of(edit.label, (change for change in edit.changes if change.what.kind not in UNHELD))


def _next(steps: tuple[Step, ...], holdings: Holdings, owners: Collection[str] | None) -> Step | None:
    for step in reversed(steps):
        touches = owners is None or bool(step.owners.intersection(owners))
        if (touches and not _is_frozen(step, holdings) and _stands(step, holdings)
                and _leaves_whole(step, holdings)):
            return step
    return None


def _stands(step: Step, holdings: Holdings) -> bool:
    """Whether everything is still as the step left it; where it changed a subject twice, the last text counts."""
    left = {change.what: change.new for change in step.edit.changes if change.what.kind not in UNHELD}
    return all(holdings.fact(what) == text for what, text in left.items())


def _is_received(edit: Edit) -> bool:
    """Whether the edit took in a pack, which may be taken back whole whatever came with it."""
    return any(change.what.kind == "receipt" for change in edit.changes)


def _is_frozen(step: Step, holdings: Holdings) -> bool:
    """Whether it touches answers that were signed off since, other than by receiving them so."""
    if all(_is_beside_answers(one) for one in step.edit.changes):
        return False
    if _is_received(step.edit):
        came = {one.what.item for one in step.edit.changes if one.what.kind == "assessment"}
        answered = {one.what.owner for one in step.edit.changes if one.what.kind in ANSWERS}
        return any(owner in holdings.assessments and holdings.assessments[owner].is_frozen
                   for owner in answered - came)
    return any(owner in holdings.assessments and holdings.assessments[owner].is_frozen
               for owner in (*step.owners, *(one.what.item for one in step.edit.changes
                                             if one.what.kind == "assessment")))


def _is_beside_answers(change: Change) -> bool:
    """Whether it changes although the answers are signed, as a decision does and the state that it brings."""
    is_state = (change.what.kind, change.what.field) == ("assessment", "state")
    return change.what.kind in _BESIDE_ANSWERS or is_state and None not in (change.old, change.new)


def _leaves_whole(step: Step, holdings: Holdings) -> bool:
    """Whether nothing that is kept would hang in the air: answers without their assessment, links without evidence."""
    made = {(change.what.kind, change.what.owner, change.what.item) for change in step.edit.changes
            if change.old is None and change.what.kind in ("organisation", "assessment", "evidence", *CARRYING)}
    if not made:
        return True
    after = holdings.with_edit(step.edit.reversed())
    for kind, owner, item in made:
        if kind == "organisation" and owner not in after.organisations and after.has_anything_of(owner):
            return False
        if kind == "assessment" and not _is_taken_whole(step, holdings, after, item):
            return False
        if kind in CARRYING and not _leaves_nothing_alone(after, kind, owner, item):
            return False
        if kind == "evidence" and item not in after.evidence and any(
                piece == item for one in after.assessments_of(owner) for piece, _ in one.supports):
            return False
    return True


def _leaves_nothing_alone(after: Holdings, kind: str, owner: str, item: str) -> bool:
    """Whether a record stays, or goes with everything that names it."""
    _, table, field = CARRYING[kind]
    return after.fact_count(kind, owner, item) > 0 or not any(
        getattr(one, field) == item for one in after.owned(table, owner))


def _is_taken_whole(step: Step, holdings: Holdings, after: Holdings, assessment_id: str) -> bool:
    """Whether an assessment stays with its charter, or goes with everything that is in it now."""
    if (left := after.assessments.get(assessment_id)) is not None:
        return bool(left.charter)  # a revision that was begun since would stay behind alone
    made = {change.what for change in step.edit.changes}
    return all(what in made for what, _ in holdings.facts_in(assessment_id))


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
    return Step((*step.ids, entry.id), Edit.of(step.edit.label, (joined,)), entry)
