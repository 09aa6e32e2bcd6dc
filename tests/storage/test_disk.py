"""Full, read-only and failing disks: nothing is acknowledged that is not there, and the next try works."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from anchor_app.storage import errors
from anchor_app.storage.store import Store
from tests.storage.conftest import save

NAME = ("organisation", "o1", "", "name")


def _in_namespace(script: str, folder: Path) -> str:
    """Runs a script where disks can be mounted that nobody else sees; `folder` is its first argument."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only the administrator of a Linux computer may mount a disk")
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        pytest.skip("this computer does not allow disks of one's own")
    done = subprocess.run(["unshare", "-m", "sh", "-ec", script, "sh", str(folder), sys.executable],
                          capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


FILL = """
import sys
from pathlib import Path
from anchor_app.domain.errors import Refusal
from anchor_app.storage.errors import DiskFull
from anchor_app.storage.store import Store
from tests.storage.conftest import save
folder = Path(sys.argv[1])
store = Store.create(folder)
spare = folder.parent / "spare"
spare.write_bytes(bytes(60_000))
saved = 0
try:
    while saved < 10_000:
        if saved % 2:
            store.content.add_bytes(b"%d" % saved * 3000)
        save(store, ("component", "a1", str(saved), "summary", None, "x" * 3000))
        saved += 1
except DiskFull as full:
    assert "room" in str(full) or "full" in str(full), full
try:
    while saved < 10_000:
        save(store, ("component", "a1", str(saved), "summary", None, "x" * 3000))
        saved += 1
except DiskFull as full:
    assert "Free at least" in str(full) and full.needed > 0, full
spare.unlink()
save(store, ("component", "a1", str(saved), "summary", None, "after space was freed"))
store.close()
with Store.open(folder) as store:
    assert len([1 for e in store.entries("a1")]) == saved + 1
    assert store.check() == [], store.check()
print(saved)
"""


@pytest.mark.parametrize("size", ["300k", "700k", "2500k"])
def test_a_full_disk_refuses_the_save_and_takes_it_once_there_is_room(size: str, tmp_path: Path) -> None:
    """B01, B02."""
    script = tmp_path / "fill.py"
    script.write_text(FILL)
    disk = tmp_path / "disk"
    disk.mkdir()
    told = _in_namespace(f'mount -t tmpfs -o size={size} none "$1"; "$2" {script} "$1/workspace"', disk)
    assert int(told) > 3


LOOK = """
import sys
from pathlib import Path
from anchor_app.storage.errors import ReadOnlyWorkspace
from anchor_app.storage.store import Store
folder = Path(sys.argv[1])
try:
    Store.open(folder)
except ReadOnlyWorkspace as refused:
    assert "reading only" in str(refused), refused
else:
    raise AssertionError("opened for writing")
with Store.open(folder, read_only=True) as store:
    assert store.load().organisations["o1"].name == "Invented Trust"
    assert store.check() == []
"""


def test_a_read_only_disk_can_be_read(filled: Path, tmp_path: Path) -> None:
    """B08."""
    script = tmp_path / "look.py"
    script.write_text(LOOK)
    _in_namespace(f'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; "$2" {script} "$1"', filled)


def _broken_commit(store: Store, monkeypatch: pytest.MonkeyPatch, after: bool) -> list[str]:
    """Makes the next commit fail, before or after it has reached the disk; returns what was reopened."""
    seen: list[str] = []
    reopen = store._database.reopen
    monkeypatch.setattr(store._database, "reopen", lambda: (seen.append("reopened"), reopen()))
    left = [1]

    def fail(connection: object) -> None:
        if left[0]:
            left[0] -= 1
            if after:
                connection.exec_driver_sql("COMMIT")  # type: ignore[attr-defined]
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise error

    event.listen(store._database._engine, "commit", fail)
    return seen


@pytest.mark.parametrize("after", [False, True], ids=["before the commit", "after the commit"])
def test_when_a_sync_fails_the_file_is_opened_anew_and_looked_at(filled: Path, monkeypatch: pytest.MonkeyPatch,
                                                                  after: bool) -> None:
    """B07: the edit is either found to be there, or reported as not saved; it is never sent again."""
    with Store.open(filled) as store:
        before = len(list(store.entries()))
        seen = _broken_commit(store, monkeypatch, after)
        if after:
            save(store, (*NAME, "Invented Trust", "Renamed"))
        else:
            with pytest.raises(errors.DiskTrouble):
                save(store, (*NAME, "Invented Trust", "Renamed"))
        assert seen == ["reopened"]
        assert len(list(store.entries())) == before + after
        save(store, (*NAME, "Renamed" if after else "Invented Trust", "Again"))
        assert store.load().organisations["o1"].name == "Again"
        assert store.check() == []


@pytest.mark.parametrize("act", [lambda store: store.load(), lambda store: save(store, (*NAME, "Invented Trust", "x"))])
def test_a_disk_that_cannot_be_read_is_not_called_damage(filled: Path, monkeypatch: pytest.MonkeyPatch,
                                                        act: Callable[[Store], object]) -> None:
    """B05, B10: operational trouble is told apart from damage."""
    with Store.open(filled) as store:
        def fail(self: Path, **_: object) -> os.stat_result:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        with monkeypatch.context() as failing:
            failing.setattr(Path, "stat", fail)
            with pytest.raises(errors.DiskTrouble):
                act(store)
        assert store.load().organisations["o1"].name == "Invented Trust"
