"""A large workspace is checked whole, read in parts, and each part is what it was when the workspace was opened."""

from __future__ import annotations

import dataclasses
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.edit import Edit
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.unread import Unread
from anchor_app.services.history import redo, undo
from anchor_app.services.starting import shipped_charter
from anchor_app.services.workspace import Workspace
from anchor_app.storage import unread_parts
from anchor_app.storage.errors import ChangedUnderneath, DamagedWorkspace
from anchor_app.storage.first_look import look
from anchor_app.storage.store import Store
from tests.storage.conftest import NOON, fill, save

SUPPORT = ("support", "a1", "e1", "1.1")
DECISION = ("moderation", "a1", "1.1", "decision")


@pytest.fixture
def large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An open workspace whose two assessments are left unread."""
    monkeypatch.setattr(unread_parts, "FEW_ASSESSMENTS", 1)
    with Store.create(folder) as store:
        fill(store, 8)
        charter = shipped_charter()
        store.keep_charter(charter)
        save(store, ("assessment", "o1", "a1", "charter", None, charter.digest))
        save(store, ("assessment", "o1", "a2", "period", None, "2025/26"),
             ("component", "a2", "1.1", "lead", None, "B"), ("evidence", "o1", "e1", "number", None, "1"),
             (*SUPPORT, None, "yes"), (*DECISION, None, "agreed"),
             ("signing", "a1", "1", "by", None, "Robin"), ("lineage", "a1", "", "versions", None, "{}"))
        yield store


def eager(store: Store, monkeypatch: pytest.MonkeyPatch) -> Holdings:
    """The same, all read at once."""
    with monkeypatch.context() as patched:
        patched.setattr(unread_parts, "FEW_ASSESSMENTS", 100)
        return store.load()


def test_nothing_is_read_before_it_is_touched_and_then_it_is_what_was_stored(
        large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = eager(large, monkeypatch)
    read: list[str] = []
    one = unread_parts.PartsReader._read
    monkeypatch.setattr(unread_parts.PartsReader, "_read", lambda self, key: (read.append(key), one(self, key))[1])
    found = large.load()
    assert found.assessments["a1"].title == "2026/27" and [one.id for one in found.assessments_of("o1")] == ["a2", "a1"]
    assert not read
    assert len(found.assessments["a1"].components) == 8 and read == ["a1"]
    assert found == wanted and wanted == found and list(found.all_facts()) == list(wanted.all_facts())
    assert sorted(read) == ["a1", "a2"], "what was read is kept for a while"


def test_an_unread_part_answers_like_the_one_it_stands_for(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, found = (one.assessments["a1"] for one in (eager(large, monkeypatch), large.load()))
    assert isinstance(found.components, Unread)
    assert dict(found.components) == wanted.components and found.components == wanted.components
    assert list(found.components) == list(wanted.components) and repr(found.components) == repr(wanted.components)
    assert "1.3" in found.components and "9.9" not in found.components and found.components.get("9.9") is None
    assert found.supports == wanted.supports and wanted.supports == found.supports and len(found.supports) == 1
    assert ("e1", "1.1") in found.supports and set(found.supports) == wanted.supports
    assert found.supports | {("e2", "1.2")} == {("e1", "1.1"), ("e2", "1.2")}
    assert dataclasses.replace(found, period="2024/25") == dataclasses.replace(wanted, period="2024/25")


def test_a_first_look_leaves_the_same_unread(large: Store) -> None:
    assert large.folder is not None
    looked = look(large.folder / "anchor.db")
    assert isinstance(looked.holdings.assessments["a2"].components, Unread) and looked.holdings == large.load()


@pytest.mark.parametrize("statement", [
    "UPDATE fact SET value = 'other' WHERE kind = 'component' AND item = '1.3'",
    "DELETE FROM fact WHERE kind = 'support'",
    "UPDATE fact SET owner = 'a2' WHERE kind = 'moderation'",
    "UPDATE fact SET entry = 1 WHERE kind = 'component' AND item = '1.3'",
    "UPDATE fact SET value = '[]' WHERE kind = 'lineage'",
    "UPDATE fact SET value = CAST(x'6ff0' AS TEXT) WHERE kind = 'component' AND item = '1.3'",
])
def test_damage_in_what_is_left_unread_is_told_at_opening(large: Store, statement: str) -> None:
    """C01: with the subject, and by the first look as well."""
    assert large.folder is not None
    large.close()
    with closing(sqlite3.connect(large.folder / "anchor.db")) as other, other:
        other.execute(statement)
    with pytest.raises(DamagedWorkspace) as raised, Store.open(large.folder) as store:
        store.load()
    if "6ff0" not in statement:
        assert raised.value.subjects
    with pytest.raises(DamagedWorkspace):
        look(large.folder / "anchor.db")


def opened(store: Store) -> Workspace:
    return Workspace(store, store.load(), who="Robin Example")


def test_what_an_edit_changes_stays_as_it_was_in_the_value_before(
        large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = eager(large, monkeypatch)
    workspace = opened(large)
    earlier = workspace.holdings
    workspace.do(SetStatus("a1", "1.1", Status.FULFILLED))
    assert earlier.assessments["a1"].component("1.1").status is Status.NOT_STARTED and earlier == before
    assert workspace.holdings == eager(large, monkeypatch)


def test_the_value_before_stays_even_when_much_else_was_read_since(
        large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread_parts, "RECENT", 1)
    workspace = opened(large)
    earlier = workspace.holdings
    workspace.do(SetStatus("a1", "1.1", Status.FULFILLED))
    assert earlier.assessments["a2"].component("1.1").lead == "B"
    assert earlier.assessments["a1"].component("1.1").status is Status.NOT_STARTED
    assert workspace.holdings.assessments["a1"].moderations["1.1"].decision is not None, "a part that was not changed"


@pytest.mark.parametrize("restarts", [False, True])
def test_undo_and_redo_of_what_is_unread(large: Store, monkeypatch: pytest.MonkeyPatch, restarts: bool) -> None:
    workspace = opened(large)
    workspace.do(SetStatus("a1", "1.1", Status.FULFILLED))
    states = [workspace.holdings]
    for step in (undo, redo, undo):
        workspace = opened(large) if restarts else workspace
        step(workspace)
        states.append(workspace.holdings)
        assert workspace.holdings == eager(large, monkeypatch)
    assert states[0] == states[2] and states[1] == states[3] != states[0]


def test_a_later_state_is_never_shown_in_an_earlier_value(large: Store) -> None:
    """However it came about: here somebody saved past the workspace."""
    earlier = large.load()
    save(large, ("component", "a1", "1.1", "lead", None, "Estates"))
    with pytest.raises(ChangedUnderneath):
        earlier.assessments["a1"].component("1.1")
    assert earlier.assessments["a2"].component("1.1").lead == "B"


def test_an_undone_change_past_the_workspace_is_not_taken_for_the_state_before(large: Store) -> None:
    """The text is the same again, and the entry that set it is another."""
    earlier = large.load()
    made = save(large, (*SUPPORT, "yes", None))
    large.save(Edit("Back", made.reversed().changes), who="", at=NOON)
    with pytest.raises(ChangedUnderneath):
        assert earlier.assessments["a1"].supports


def test_several_threads_read_while_the_store_saves(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread_parts, "RECENT", 1)
    wanted = eager(large, monkeypatch)
    workspace = opened(large)
    seen = workspace.holdings
    wrong: list[object] = []

    def read() -> None:
        try:
            for _ in range(150):
                if seen != wanted:
                    wrong.append(seen)
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(10):
        workspace.do(SetStatus("a1", "1.1", (Status.FULFILLED, Status.WORKING_TOWARDS)[number % 2]))
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize("close", [lambda store: store.close(), lambda store: store.load()])
def test_a_value_outlives_its_store(large: Store, close: Callable[[Store], object]) -> None:
    held = large.load()
    assert held.assessments["a2"].components
    close(large)
    assert len(held.assessments["a1"].components) == 8
    assert held.assessments["a1"].signings["1"].by == "Robin"


def test_a_workspace_of_few_assessments_is_read_at_once(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread_parts, "FEW_ASSESSMENTS", 1)
    with Store.open(filled) as store:
        assert type(store.load().assessments["a1"].components) is dict
