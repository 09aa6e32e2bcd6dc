"""Any run of edits, undos, redos, attachments, restarts, restores and looks back leaves what a dictionary holds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from anchor_app.domain.commands import WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, StartAssessment
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Conflict, WrongValue
from anchor_app.domain.moment import Moment
from anchor_app.domain.organisation import Kind
from anchor_app.domain.signing import Reopen, SignOff
from anchor_app.domain.undoing import TakeBack
from anchor_app.services import evidence, history
from anchor_app.services.looking_back import workspace_at
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.storage import backup, restore
from anchor_app.storage.store import Store
from anchor_app.storage.thinning import Reason
from tests.faults import champion

ASSESSMENTS = ("a", "b")
COMPONENTS = ("1.1", "1.2")
TEXTS = st.sampled_from(["", "Yes", "No", "We did."]) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip)

Key = tuple[str, str]
"""A field of the model: an assessment and a component, or the word "evidence" and an id."""
Values = dict[Key, str]


@dataclass(frozen=True)
class Done:
    """One step in the model: what each field was before and after, whom it touched, and when it was last added to."""

    before: tuple[tuple[Key, str], ...]
    after: tuple[tuple[Key, str], ...]
    owners: frozenset[str]
    at: datetime
    is_typed: bool


@dataclass(frozen=True)
class Snapshot:
    """All that the model knows at one moment."""

    values: Values
    undo: tuple[Done, ...]
    redo: tuple[Done, ...]
    past: tuple[tuple[datetime, Values], ...]


class Model(RuleBasedStateMachine):
    """The services on a real store on disk, beside a dictionary."""

    steps_made = 0

    def __init__(self) -> None:
        super().__init__()
        memory = Path("/dev/shm")
        self.base = Path(tempfile.mkdtemp(prefix="anchor-faults-", dir=memory if memory.is_dir() else None))
        self.folder = self.base / "workspace"
        self.now = datetime(2026, 11, 2, 9, tzinfo=UTC)
        self.clock = Clock(lambda: self.now, lambda: self.now.date())
        self.number = 0
        self.values: Values = {}
        self.undo_steps: list[Done] = []
        self.redo_steps: list[Done] = []
        self.kept: list[tuple[Path, Snapshot]] = []
        self.fresh = 0  # changes since the last backup or restore, which take long and find nothing without any
        Store.create(self.folder, at=self.now).close()
        self._open()
        charter = champion.charter()
        self.workspace.keep_charter(charter)
        self.workspace.do(AddOrganisation({"name": "Invented Trust", "kind": Kind.NHS_TRUST}, "org"))
        for number, one in enumerate(ASSESSMENTS):
            self.workspace.do(StartAssessment("org", charter.digest, f"{2026 + number}/{27 + number}",
                                              started_on=self.now.date(), id=one))
            self._answer_for_good(one)
        self.past = [(self.now, dict(self.values))]

    def _answer_for_good(self, assessment: str) -> None:
        """Answers, signs and reopens: what was signed is not undone, and so the assessment itself never is."""
        self.workspace.do(WriteAnswer(assessment, "1.1", "summary", "First"))
        self.workspace.do(SignOff(assessment, "Boss Invented", "Chief executive", self.now.date(), self.now))
        self.workspace.do(Reopen(assessment))
        key = (assessment, "1.1")
        self.values[key] = "First"
        self.undo_steps.append(Done(((key, ""),), ((key, "First"),), frozenset({assessment}), self.now, True))

    # What people do

    @rule(assessment=st.sampled_from(ASSESSMENTS), component=st.sampled_from(COMPONENTS), text=TEXTS,
          is_soon=st.booleans())
    def edit(self, assessment: str, component: str, text: str, is_soon: bool) -> None:
        """Writes an answer, perhaps going on with one that was written just now."""
        self._wait(timedelta(seconds=20) if is_soon else timedelta(minutes=3))
        key = (assessment, component)
        old = self.values.get(key, "")
        self.workspace.do(WriteAnswer(assessment, component, "summary", text))
        if text != old:
            self._did(Done(((key, old),), ((key, text),), frozenset({assessment}), self.now, True))

    @rule(assessment=st.sampled_from(ASSESSMENTS), component=st.sampled_from(COMPONENTS))
    def attach(self, assessment: str, component: str) -> None:
        """Attaches a document."""
        self._wait()
        self.number += 1
        taken = evidence.take_in_bytes(self.store.content, b"Document %d" % self.number, f"{self.number}.txt")
        wish = evidence.evidence_command(self.workspace, assessment, taken.values, (component,))
        assert isinstance(wish, AddEvidence)
        self.workspace.do(wish)
        key = ("evidence", wish.id)
        self._did(Done(((key, ""),), ((key, str(taken.values["digest"])),), frozenset({assessment, "org"}),
                       self.now, False))

    @rule(owners=st.sampled_from([None, frozenset("a"), frozenset("b"), frozenset({"a", "org"})]))
    def undo(self, owners: frozenset[str] | None) -> None:
        """Takes back what was done last, anywhere or in one assessment."""
        self._step(history.undo, self.undo_steps, self.redo_steps, owners)

    @rule(owners=st.sampled_from([None, frozenset("a"), frozenset("b")]))
    def redo(self, owners: frozenset[str] | None) -> None:
        """Brings back what was undone last."""
        self._step(history.redo, self.redo_steps, self.undo_steps, owners)

    @precondition(lambda self: self.undo_steps)
    @rule(which=st.integers(0, 30))
    def take_an_overtaken_step_back(self, which: int) -> None:
        """Wishes for a step that a later answer stands on, as a menu that was opened too early would."""
        self._read_steps()
        steps = self.workspace.steps.undo
        place = -1 - which % len(self.undo_steps)  # before them stand the steps by which the assessments were started
        step, done = steps[place], self.undo_steps[place]
        if not self._stands(done):
            self._wait()
            with pytest.raises(Conflict):
                self.workspace.do(TakeBack(step))

    # What happens to the workspace

    @rule()
    def restart(self) -> None:
        """Closes the workspace and opens it again."""
        self.store.close()
        self._open()

    @precondition(lambda self: self.fresh > 2)
    @rule()
    def back_up(self) -> None:
        """Makes a backup."""
        self._wait()
        self.fresh = 0
        made = backup.make(self.folder, Reason.MANUAL, self.now)
        if made.path not in dict(self.kept):
            self.kept.append((made.path, self._snapshot()))

    @precondition(lambda self: self.kept and self.fresh > 1)
    @rule(which=st.integers(0, 30))
    def restore(self, which: int) -> None:
        """Restores a backup; what was there before is a backup from then on."""
        self._wait()
        self.fresh = 0
        path, then = self.kept[which % len(self.kept)]
        here = self._snapshot()
        self.store.close()
        done = restore.restore(self.folder, path, self.now)
        assert done.kept is not None and not done.missing
        if done.kept.path not in dict(self.kept):
            self.kept.append((done.kept.path, here))
        self.values, self.past = dict(then.values), list(then.past)
        self.undo_steps, self.redo_steps = list(then.undo), list(then.redo)
        self._open()

    @rule(which=st.integers(0, 200))
    def look_back(self, which: int) -> None:
        """Looks at the workspace as it was at any moment of its history."""
        at, values = self.past[which % len(self.past)]
        values = [held for when, held in self.past if when <= at][-1]
        then = workspace_at(self.workspace, Moment(at, at.date(), "then"))
        assert _held(then) == values

    @invariant()
    def holds_what_the_dictionary_holds(self) -> None:
        """In memory after every step; from the disk whenever the workspace is opened."""
        Model.steps_made += 1
        assert _held(self.workspace) == _without_nothing(self.values)

    def teardown(self) -> None:
        """Checks the whole workspace once more."""
        found = [one.sentence for one in self.store.check()]
        self.store.close()
        shutil.rmtree(self.base)
        assert not found, found

    # The model

    def _open(self) -> None:
        self.store = Store.open(self.folder)
        self.workspace = Workspace(self.store, self.store.load(), who="Ada Invented", clock=self.clock)
        self._read_steps()

    def _read_steps(self) -> None:
        if self.workspace.steps is None:
            self.workspace.steps = history.read_steps(self.store.past)

    def _wait(self, length: timedelta = timedelta(minutes=3)) -> None:
        self.now += length

    def _did(self, done: Done) -> None:
        self._take(done.after)
        self.redo_steps = [one for one in self.redo_steps if not one.owners & done.owners]
        last = self.undo_steps[-1] if self.undo_steps else None
        if (last and last.is_typed and done.is_typed and last.after == done.before
                and done.at - last.at <= timedelta(minutes=2)):
            self.undo_steps.pop()
            if last.before != done.after:
                self.undo_steps.append(replace(last, after=done.after, at=done.at))
        else:
            self.undo_steps.append(done)

    def _step(self, act: Callable[[Workspace, frozenset[str] | None], Edit], steps: list[Done], others: list[Done],
              owners: frozenset[str] | None) -> None:
        self._wait()
        found = next((one for one in reversed(steps)
                      if (owners is None or one.owners & owners) and self._stands(one)), None)
        if found is None:
            with pytest.raises(WrongValue):
                act(self.workspace, owners)
            return
        act(self.workspace, owners)
        steps.remove(found)
        back = replace(found, before=found.after, after=found.before, at=self.now, is_typed=False)
        others.append(back)
        self._take(back.after)

    def _stands(self, done: Done) -> bool:
        return all(self.values.get(key, "") == text for key, text in done.after)

    def _take(self, values: tuple[tuple[Key, str], ...]) -> None:
        self.fresh += 1
        self.values.update(values)
        self.past.append((self.now, _without_nothing(self.values)))

    def _snapshot(self) -> Snapshot:
        return Snapshot(dict(self.values), tuple(self.undo_steps), tuple(self.redo_steps), tuple(self.past))


def _without_nothing(values: Values) -> Values:
    return {key: text for key, text in values.items() if text}


def _held(workspace: Workspace) -> Values:
    """What a workspace says, in the model's words."""
    holdings = workspace.holdings
    found = {(one, component): holdings.assessments[one].component(component).summary
             for one in ASSESSMENTS for component in COMPONENTS}
    found.update({("evidence", one.id): one.digest for one in holdings.evidence.values()})
    return _without_nothing(found)


def run(steps: int, first_seed: int = 1, *, is_short: bool = True) -> int:
    """Makes at least so many steps; returns how many there were. Fails with the shortest run that differs.

    Unless it is to be short, the first run that differs is taken, which is found sooner.
    """
    Model.steps_made = 0
    chosen = settings(max_examples=20, stateful_step_count=40, deadline=None, database=None,
                      phases=[Phase.generate, *([Phase.shrink] if is_short else [])],
                      suppress_health_check=list(HealthCheck))
    number = first_seed
    while Model.steps_made < steps:
        seeded = seed(number)(type("SeededModel", (Model,), {}))
        run_state_machine_as_test(seeded, settings=chosen)
        number += 1
    return Model.steps_made
