"""A first look shows what the store would show, holds its lock, and gives way to the store when it is needed."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from anchor_app.storage.errors import ChangedUnderneath, DamagedWorkspace, WorkspaceInUse
from anchor_app.storage.first_look import look, looked_at
from anchor_app.storage.store import Store
from tests.storage.conftest import NOON, edit


def test_a_first_look_is_what_the_store_loads(filled: Path) -> None:
    with Store.open(filled) as store:
        loaded, about = store.load(), store.about()
    late, holdings = looked_at(filled) or pytest.fail("it could not be looked at")
    assert holdings == loaded and late.about() == about
    late.close()
    with Store.open(filled):
        pass


def test_the_lock_is_held_from_the_first_look_until_the_end(filled: Path) -> None:
    late, _ = looked_at(filled) or pytest.fail("it could not be looked at")
    with pytest.raises(WorkspaceInUse):
        Store.open(filled)
    late.save(edit(("component", "a1", "1.1", "lead", None, "Estates")), who="Ada", at=NOON)
    with pytest.raises(WorkspaceInUse):
        Store.open(filled)
    late.close()
    with Store.open(filled) as store:
        assert store.load().assessments["a1"].component("1.1").lead == "Estates"


def test_a_change_between_the_look_and_the_opening_is_noticed_and_nothing_is_saved(filled: Path) -> None:
    """D06."""
    late, _ = looked_at(filled) or pytest.fail("it could not be looked at")
    with closing(sqlite3.connect(filled / "anchor.db")) as other, other:
        other.execute("DELETE FROM fact WHERE entry = (SELECT max(id) FROM journal)")
        other.execute("DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)")
    with pytest.raises(ChangedUnderneath):
        late.save(edit(("component", "a1", "1.1", "lead", None, "Estates")), who="Ada", at=NOON)
    late.close()


@pytest.mark.parametrize("statement", [
    "UPDATE fact SET value = 'other' WHERE field = 'name'",
    "DELETE FROM fact WHERE field = 'name'",
    "UPDATE journal SET who = 'other' WHERE id = (SELECT max(id) FROM journal)",
])
def test_what_is_not_what_was_saved_is_never_shown(filled: Path, statement: str) -> None:
    """C01: opening it in the usual way then says what is wrong."""
    with closing(sqlite3.connect(filled / "anchor.db")) as other, other:
        other.execute(statement)
    with pytest.raises(DamagedWorkspace):
        look(filled / "anchor.db")
    assert looked_at(filled) is None
    with pytest.raises(DamagedWorkspace), Store.open(filled) as store:
        store.load()


def test_after_a_crash_more_than_a_look_is_needed(filled: Path) -> None:
    (filled / "anchor.db-journal").write_bytes(b"left by something")
    assert looked_at(filled) is None


def test_another_thread_waits_until_the_stores_own_has_opened_it(filled: Path) -> None:
    late, _ = looked_at(filled) or pytest.fail("it could not be looked at")
    found: list[object] = []
    asking = threading.Thread(target=lambda: found.append(late.past))
    asking.start()
    opened = late.settle()
    asking.join()
    assert found == [opened.past]
    late.close()
