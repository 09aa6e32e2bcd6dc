"""A kill -9 while backing up or restoring leaves one of two states, and every backup that has a name whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from anchor_app.storage.backup import listed, make, verify
from anchor_app.storage.restore import restore
from anchor_app.storage.store import Store
from anchor_app.storage.thinning import Reason
from tests.storage.conftest import fill
from tests.storage.test_backup import renamed

NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
KILLS = 30

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL here")


def _killed(act: Callable[[], object], after: float) -> None:
    """Does something in a process that is killed after so many seconds."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _length(act: Callable[[], object]) -> float:
    begun = time.monotonic()
    act()
    return time.monotonic() - begun


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where workspaces are copied to, one for each kill."""
    with Store.create(tmp_path / "first") as store:
        fill(store)
    return tmp_path


def test_a_backup_that_is_killed_is_whole_or_not_there(place: Path) -> None:
    """C09: and the next one is made."""
    shutil.copytree(place / "first", place / "timed")
    length = _length(lambda: make(place / "timed", Reason.MANUAL, NOW))
    chance, seen = random.Random(5), set()
    with Store.open(place / "first", read_only=True) as store:
        wanted = store.load()
    for number in range(KILLS):
        folder = place / str(number)
        shutil.copytree(place / "first", folder)
        _killed(lambda folder=folder: make(folder, Reason.MANUAL, NOW),  # type: ignore[misc]
                chance.random() * length * 1.3)
        seen.add(len(listed(folder)))
        for one in listed(folder):
            verify(one.path)
        verify(make(folder, Reason.MANUAL, LATER).path)
        with Store.open(folder) as store:
            assert store.load() == wanted and store.check() == []
        shutil.rmtree(folder)
    assert seen <= {0, 1} and 0 in seen


def test_a_restore_that_is_killed_leaves_one_of_the_two_states_and_what_was_there_is_kept(place: Path) -> None:
    """A08."""
    chosen = make(place / "first", Reason.MANUAL, NOW).path.name
    states = []
    with Store.open(place / "first", read_only=True) as store:
        states.append(store.load())
    renamed(place / "first", "Invented Trust", "Renamed since")
    with Store.open(place / "first", read_only=True) as store:
        states.append(store.load())
    shutil.copytree(place / "first", place / "timed")
    length = _length(lambda: restore(place / "timed", place / "timed" / "backups" / chosen, LATER))
    chance, seen = random.Random(6), set()
    for number in range(KILLS):
        folder = place / str(number)
        shutil.copytree(place / "first", folder)
        _killed(lambda folder=folder: restore(folder, folder / "backups" / chosen, LATER),  # type: ignore[misc]
                chance.random() * length * 1.3)
        for one in listed(folder):
            verify(one.path)
        with Store.open(folder) as store:
            found = store.load()
            assert store.check() == []
        assert found in states
        seen.add(states.index(found))
        if found == states[0]:
            kept = next(one for one in listed(folder) if one.reason == "before restore")
            restore(folder, kept.path, LATER + timedelta(hours=1))
            with Store.open(folder) as store:
                assert store.load() == states[1]
        shutil.rmtree(folder)
    assert 1 in seen
