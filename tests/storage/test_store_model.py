"""Any run of edits, conflicts, undoings and reopenings leaves what a plain dictionary would hold."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.errors import Conflict
from anchor_app.storage import facts
from anchor_app.storage.store import Store
from tests.storage.conftest import NOON

SUBJECTS = st.builds(Subject, st.sampled_from(["component", "organisation"]), st.sampled_from(["a", "b"]),
                     st.sampled_from(["", "1.1"]), st.sampled_from(["name", "summary"]))
TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


class StoreModel(RuleBasedStateMachine):
    """A store on disk beside a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        memory = Path("/dev/shm")  # where there is one: syncing costs nothing there
        self.folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.store = Store.create(self.folder)
        self.model: dict[Subject, str] = {}
        self.done: list[Edit] = []

    @rule(wanted=st.dictionaries(SUBJECTS, TEXTS, min_size=1, max_size=4))
    def save(self, wanted: dict[Subject, str | None]) -> None:
        edit = Edit.of("Edit", (Change(what, self.model.get(what), new) for what, new in wanted.items()))
        self._save(edit)
        self.done.append(edit)

    @precondition(lambda self: self.done)
    @rule()
    def take_back(self) -> None:
        self._save(self.done.pop().reversed())

    @rule(wanted=st.dictionaries(SUBJECTS, TEXTS, min_size=1, max_size=4), wrong=TEXTS, which=st.integers(0, 3))
    def save_from_a_wrong_value(self, wanted: dict[Subject, str | None], wrong: str | None, which: int) -> None:
        changes = [Change(what, self.model.get(what), new) for what, new in wanted.items()]
        which %= len(changes)
        if changes[which].old == wrong:
            return
        changes[which] = Change(changes[which].what, wrong, changes[which].new)
        with pytest.raises(Conflict):
            self.store.save(Edit("Wrong", tuple(changes)), who="", at=NOON)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder)

    @rule()
    def check(self) -> None:
        assert self.store.check() == []

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        self.store.load()
        with self.store._database.reading() as connection:
            rows = facts.read(connection)[0]
        held = {Subject(*row[:4]): row[4] for row in rows if row[0] != "workspace"}
        assert held == self.model

    def _save(self, edit: Edit) -> None:
        self.store.save(edit, who="", at=NOON)
        for change in edit.changes:
            if change.new is None:
                self.model.pop(change.what, None)
            else:
                self.model[change.what] = change.new

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestStoreModel = pytest.mark.filterwarnings("default")(StoreModel.TestCase)
TestStoreModel.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow])
