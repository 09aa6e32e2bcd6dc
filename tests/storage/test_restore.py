"""A restore puts exactly the backup in place, keeps what was there, and can be taken back; or it changes nothing."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from anchor_app.domain.holdings import Holdings
from anchor_app.storage import backup, errors
from anchor_app.storage import restore as module
from anchor_app.storage.backup import listed, make, newest_good
from anchor_app.storage.restore import restore
from anchor_app.storage.store import Store
from anchor_app.storage.thinning import Reason
from tests.storage.conftest import fill, save
from tests.storage.test_backup import NAME, renamed, spoil
from tests.storage.test_disk import _in_namespace

NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def held(folder: Path) -> Holdings:
    """What is in a workspace, which is whole."""
    with Store.open(folder) as store:
        assert store.check() == []
        return store.load()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a workspace but the lock."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and path.name != "workspace.lock"}


def test_twenty_backups_are_restored_without_a_difference(filled: Path) -> None:
    wanted, name = {}, "Invented Trust"
    for number in range(20):
        renamed(filled, name, f"Name {number}")
        name = f"Name {number}"
        made = make(filled, Reason.MANUAL, NOW + timedelta(minutes=number))
        wanted[made.path] = held(filled)
    for number, (path, holdings) in enumerate(reversed(wanted.items())):
        restore(filled, path, LATER + timedelta(minutes=number))
        assert held(filled) == holdings


def test_a_restore_keeps_what_was_there_and_is_taken_back(filled: Path) -> None:
    """C11."""
    made = make(filled, Reason.MANUAL, NOW)
    before = held(filled)
    renamed(filled, "Invented Trust", "Renamed since")
    after = held(filled)
    done = restore(filled, made.path, LATER)
    assert held(filled) == before and done.set_aside is None
    assert done.kept is not None and done.kept.reason == "before restore"
    restore(filled, done.kept.path, LATER + timedelta(hours=1))
    assert held(filled) == after
    assert {one.path for one in listed(filled)} == {made.path, done.kept.path}


def test_edits_after_a_restore_lead_on_from_it(filled: Path) -> None:
    made = make(filled, Reason.MANUAL, NOW)
    renamed(filled, "Invented Trust", "Renamed since")
    restore(filled, made.path, LATER)
    renamed(filled, "Invented Trust", "Another way")
    again = make(filled, Reason.MANUAL, LATER + timedelta(hours=1))
    assert len(listed(filled)) == 3 and again.stamp is not None and again.stamp.entry == 44


@pytest.mark.parametrize("harm", [
    lambda path: spoil(path, 0, bytes(100)), lambda path: spoil(path, 8192, bytes(4096)),
    lambda path: os.truncate(path, path.stat().st_size // 2), lambda path: os.truncate(path, 0),
], ids=["header", "page", "truncated", "empty"])
def test_a_damaged_workspace_is_set_aside_whole(filled: Path, harm: Callable[[Path], object]) -> None:
    """C02: nothing is ever deleted."""
    made, before = make(filled, Reason.MANUAL, NOW), held(filled)
    harm(filled / "anchor.db")
    damaged = (filled / "anchor.db").read_bytes()
    done = restore(filled, made.path, LATER)
    assert done.kept is None and done.set_aside is not None and done.set_aside.read_bytes() == damaged
    assert held(filled) == before


def test_a_lost_database_is_restored(filled: Path) -> None:
    made, before = make(filled, Reason.MANUAL, NOW), held(filled)
    (filled / "anchor.db").unlink()
    done = restore(filled, made.path, LATER)
    assert (done.kept, done.set_aside) == (None, None) and held(filled) == before


def test_a_backup_is_restored_into_an_empty_folder(filled: Path, tmp_path: Path) -> None:
    made, before = make(filled, Reason.MANUAL, NOW), held(filled)
    (tmp_path / "elsewhere").mkdir()
    restore(tmp_path / "elsewhere", made.path, LATER)
    assert held(tmp_path / "elsewhere") == before


@pytest.mark.parametrize("harm", [lambda path: spoil(path), lambda path: path.write_text("foreign " * 900),
                                  lambda path: os.truncate(path, 5000), lambda path: path.unlink()],
                         ids=["a bit", "foreign", "truncated", "gone"])
def test_a_backup_that_is_not_whole_changes_nothing(filled: Path, harm: Callable[[Path], object]) -> None:
    made = make(filled, Reason.MANUAL, NOW)
    renamed(filled, "Invented Trust", "Renamed since")
    harm(made.path)
    before = contents(filled)
    with pytest.raises(errors.WorkspaceTrouble, match="backup"):
        restore(filled, made.path, LATER)
    assert contents(filled) == before


def test_a_backup_of_another_workspace_is_restored_only_when_that_is_meant(filled: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "other") as store:
        fill(store, 3)
    other = make(tmp_path / "other", Reason.MANUAL, NOW)
    before = contents(filled)
    with pytest.raises(errors.OtherWorkspace, match="another workspace"):
        restore(filled, other.path, LATER)
    assert contents(filled) == before
    done = restore(filled, other.path, LATER, even_if_other=True)
    assert held(filled) == held(tmp_path / "other") and done.kept is not None


def test_an_open_workspace_is_not_restored_over(filled: Path) -> None:
    made = make(filled, Reason.MANUAL, NOW)
    with Store.open(filled) as store:
        with pytest.raises(errors.WorkspaceInUse):
            restore(filled, made.path, LATER)
        save(store, (*NAME, "Invented Trust", "Still ours"))


def test_a_workspace_that_cannot_be_read_for_now_is_not_taken_for_damaged(filled: Path,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """B05: nothing is set aside, nothing replaced."""
    made = make(filled, Reason.MANUAL, NOW)
    renamed(filled, "Invented Trust", "Renamed since")
    before = contents(filled)

    def fail(path: Path) -> Path:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(module.opening, "located", fail)
    with pytest.raises(errors.DiskTrouble):
        restore(filled, made.path, LATER)
    monkeypatch.undo()
    assert contents(filled) == before


def test_documents_that_are_missing_are_named(filled: Path) -> None:
    with Store.open(filled) as store:
        digest = store.content.add_bytes(b"a document").digest
        save(store, ("evidence", "o1", "e1", "digest", None, digest))
    made = make(filled, Reason.MANUAL, NOW)
    assert restore(filled, made.path, LATER).missing == ()
    shutil.rmtree(filled / "evidence")
    assert restore(filled, made.path, LATER).missing == (digest,)


def test_a_stale_journal_is_not_applied_to_what_is_restored(filled: Path) -> None:
    """C05."""
    made, before = make(filled, Reason.MANUAL, NOW), held(filled)
    child = os.fork() if hasattr(os, "fork") else 0
    if not child:
        connection = sqlite3.connect(filled / "anchor.db", isolation_level=None)
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN")
        connection.execute("UPDATE fact SET value = value || 'half'")
        connection.execute("INSERT INTO fact SELECT kind, owner, item || 'x', field, hex(zeroblob(3000)), entry, hash "
                           "FROM fact WHERE kind = 'component'")
        os._exit(0)
    os.waitpid(child, 0)
    assert (filled / "anchor.db-journal").stat().st_size
    spoil(filled / "anchor.db", 8192, bytes(4096))
    restore(filled, made.path, LATER)
    assert held(filled) == before


FILL = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from anchor_app.storage.backup import listed, make
from anchor_app.storage.errors import DiskFull
from anchor_app.storage.restore import restore
from anchor_app.storage import backup
from anchor_app.storage.store import Store
from anchor_app.storage.thinning import Reason
from tests.storage.conftest import fill, save
folder, told = Path(sys.argv[1]) / "workspace", set()
NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
backup._check_room = lambda folder: None  # so that the disk itself has to refuse
with Store.create(folder) as store:
    fill(store, 60)
    first = make(folder, Reason.MANUAL, NOW)
    save(store, ("organisation", "o1", "", "name", "Invented Trust", "Renamed"))
    wanted = store.load()
spare = folder.parent / "spare"
for left in range(0, 400_000, 8192):
    with spare.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(8192)):
                pass
        except OSError:
            pass
    with spare.open("r+b") as file:
        file.truncate(max(spare.stat().st_size - left, 0))
    for act in (lambda: make(folder, Reason.MANUAL, NOW + timedelta(hours=1)),
                lambda: restore(folder, first.path, NOW + timedelta(hours=2))):
        try:
            act()
        except DiskFull as full:
            assert "room" in str(full) or "full" in str(full), full
            told.add("full")
        else:
            told.add("done")
        assert not [one.trouble for one in listed(folder) if one.trouble]
        assert not list(folder.rglob(".anchor-*")), list(folder.rglob(".anchor-*"))
        assert first.path.exists()
    spare.unlink()
    with Store.open(folder) as store:
        assert store.check() == []
        if store.load() != wanted:
            break
print(*sorted(told))
"""


def test_a_full_disk_refuses_backup_and_restore_and_spoils_neither(tmp_path: Path) -> None:
    """C09, B03: at every step of the filling."""
    script = tmp_path / "fill.py"
    script.write_text(FILL)
    disk = tmp_path / "disk"
    disk.mkdir()
    told = _in_namespace(f'mount -t tmpfs -o size=1500k none "$1"; "$2" {script} "$1"', disk)
    assert told.split() == ["done", "full"]


LOOK = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from anchor_app.storage.backup import listed, make, newest_good
from anchor_app.storage.errors import DiskTrouble, ReadOnlyWorkspace
from anchor_app.storage.restore import restore
from anchor_app.storage.thinning import Reason
folder, now = Path(sys.argv[1]), datetime(2026, 10, 26, tzinfo=UTC)
[first] = listed(folder)
assert not first.trouble and newest_good(folder) == first
for act in (lambda: make(folder, Reason.MANUAL, now), lambda: restore(folder, first.path, now)):
    try:
        act()
    except (DiskTrouble, ReadOnlyWorkspace) as refused:
        assert "cannot be written" in str(refused), refused
    else:
        raise AssertionError("written")
"""


def test_a_read_only_folder_can_be_listed_and_is_refused_in_words(filled: Path, tmp_path: Path) -> None:
    """B08."""
    make(filled, Reason.MANUAL, NOW)
    renamed(filled, "Invented Trust", "Renamed since")
    script = tmp_path / "look.py"
    script.write_text(LOOK)
    _in_namespace(f'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; "$2" {script} "$1"', filled)


def test_backup_and_check_and_newest_change_nothing_in_a_healthy_workspace(filled: Path) -> None:
    """C13."""
    make(filled, Reason.MANUAL, NOW)
    before = contents(filled)
    assert newest_good(filled) is not None and listed(filled)
    make(filled, Reason.WHILE_WORKING, LATER)
    for one in listed(filled):
        backup.verify(one.path)
    assert contents(filled) == before


def test_restoring_what_is_there_changes_no_fact(filled: Path) -> None:
    """C13."""
    made, before = make(filled, Reason.MANUAL, NOW), held(filled)
    done = restore(filled, made.path, LATER)
    assert held(filled) == before and done.kept == made
    with closing(sqlite3.connect(filled / "anchor.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
