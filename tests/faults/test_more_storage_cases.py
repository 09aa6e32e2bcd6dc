"""Single cases that no long run tries: a stopped writer, a report that is cut off, and days when the clocks change."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from anchor_app.domain.moment import Moment
from anchor_app.services.publishing import write_file
from anchor_app.storage.errors import WorkspaceInUse
from anchor_app.storage.store import Store
from tests.faults import champion, remains
from tests.faults.figures import no_fork
from tests.faults.promise import SIZE, Promise

forking = pytest.mark.skipif(bool(no_fork()), reason=no_fork())


@forking
def test_a_report_that_is_cut_off_leaves_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    """A05, A06: whatever moment the writer is killed at."""
    target, old, new = tmp_path / "sheet.pdf", b"old" * 100_000, b"new" * 1_000_000
    write_file(target, old)
    begun = time.monotonic()
    write_file(tmp_path / "measured.pdf", new)
    length = time.monotonic() - begun
    chance = random.Random(6)
    for _ in range(40):
        child = os.fork()
        if child == 0:
            while True:
                write_file(target, old)
                write_file(target, new)
        time.sleep(chance.random() * length * 2)  # the moment of the kill, and no wait for anything
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert target.read_bytes() in (old, new)


@forking
def test_a_writer_that_is_stopped_for_a_while_keeps_the_workspace_and_goes_on(tmp_path: Path) -> None:
    """A14: a laptop that sleeps; nobody takes the lock meanwhile."""
    folder = tmp_path / "workspace"
    champion.start(folder)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        champion.work(folder, writing, "save")
    os.close(writing)
    told = os.read(reading, 5 * SIZE)
    for _ in range(10):
        os.kill(child, signal.SIGSTOP)
        os.waitpid(child, os.WUNTRACED)
        with pytest.raises(WorkspaceInUse):
            Store.open(folder)
        os.kill(child, signal.SIGCONT)
        told += os.read(reading, SIZE)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        told += more
    os.close(reading)
    with Store.open(folder) as store:
        assert store.check() == []
    remains.judge(remains.look(folder / "anchor.db"), Promise.of(told), lambda: [])


@forking
@pytest.mark.parametrize(("written", "expected"), [
    ("2026-10-25T00:30", datetime(2026, 10, 24, 23, 30, 59, 999_999, UTC)),
    ("2026-10-25T02:30", datetime(2026, 10, 25, 2, 30, 59, 999_999, UTC)),
    ("2027-03-28T00:30", datetime(2027, 3, 28, 0, 30, 59, 999_999, UTC)),
    ("2027-03-28T02:30", datetime(2027, 3, 28, 1, 30, 59, 999_999, UTC)),
])
def test_a_moment_beside_a_change_of_the_clocks_is_the_one_that_was_meant(
        monkeypatch: pytest.MonkeyPatch, written: str, expected: datetime) -> None:
    """K02: in London; times are kept as UTC, so that no hour is there twice."""
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        assert Moment.parse(written).at == expected
        lengths = [Moment.end_of(day + timedelta(1)).at - Moment.end_of(day).at
                   for day in (date(2026, 10, 24), date(2027, 3, 27), date(2027, 3, 28))]
        assert lengths == [timedelta(hours=25), timedelta(hours=23), timedelta(hours=24)]
    finally:
        monkeypatch.undo()
        time.tzset()


@forking
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_date_is_the_same_day_in_every_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """K04: a day is kept as a day, not as a moment."""
    folder = tmp_path / "workspace"
    champion.start(folder)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        with Store.open(folder) as store:
            assert store.load().assessments[champion.ASSESSMENT].started_on == date(2026, 11, 2)
    finally:
        monkeypatch.undo()
        time.tzset()
