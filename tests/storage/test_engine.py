"""How SQLite is set up, what its errors mean, and what makes a write too dangerous."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from anchor_app.storage import errors, opening
from anchor_app.storage.connection import APPLICATION_ID, FORMAT, connect, trouble
from anchor_app.storage.engine import Database
from anchor_app.storage.store import Store
from tests.storage.conftest import save

NAME = ("organisation", "o1", "", "name")


def test_every_connection_is_set_to_lose_nothing(filled: Path) -> None:
    wanted = {"journal_mode": "truncate", "synchronous": 3, "fullfsync": 1, "foreign_keys": 1, "trusted_schema": 0,
              "secure_delete": 1, "cell_size_check": 1, "busy_timeout": 2500, "application_id": APPLICATION_ID,
              "user_version": FORMAT}
    with Store.open(filled) as store:
        for _ in range(2):
            with store._database.reading() as connection:
                assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted} == wanted
            store._database.reopen()


@pytest.mark.parametrize(("code", "expected"), [
    (sqlite3.SQLITE_CORRUPT, errors.DamagedWorkspace), (sqlite3.SQLITE_CORRUPT_INDEX, errors.DamagedWorkspace),
    (sqlite3.SQLITE_NOTADB, errors.NotAWorkspace), (sqlite3.SQLITE_FULL, errors.DiskFull),
    (sqlite3.SQLITE_IOERR, errors.DiskTrouble), (sqlite3.SQLITE_IOERR_FSYNC, errors.DiskTrouble),
    (sqlite3.SQLITE_READONLY, errors.ReadOnlyWorkspace), (sqlite3.SQLITE_BUSY, errors.WorkspaceBusy),
    (sqlite3.SQLITE_LOCKED, errors.WorkspaceBusy), (sqlite3.SQLITE_CANTOPEN, errors.WorkspaceGone),
    (sqlite3.SQLITE_PROTOCOL, errors.DiskTrouble), (None, errors.DiskTrouble),
])
def test_each_error_of_sqlite_has_its_own_meaning(code: int | None, expected: type, tmp_path: Path) -> None:
    """C04: that the disk cannot be read says nothing about damage."""
    error = sqlite3.OperationalError("told")
    if code is not None:
        error.sqlite_errorcode = code
    meant = trouble(error, tmp_path / "anchor.db")
    assert type(meant) is expected
    assert str(meant).endswith(".") and str(tmp_path) in str(meant)


def test_a_file_that_was_exchanged_is_not_written_to(filled: Path, tmp_path: Path) -> None:
    """D06: a syncing program renames another copy over the live file."""
    other = tmp_path / "other.db"
    with Store.open(filled) as store:
        store.copy_to(other)
        before = other.read_bytes()
        other.replace(filled / "anchor.db")
        with pytest.raises(errors.ChangedUnderneath):
            save(store, (*NAME, "Invented Trust", "Renamed"))
        with pytest.raises(errors.ChangedUnderneath):
            store.load()
    assert (filled / "anchor.db").read_bytes() == before


def test_what_another_program_wrote_is_not_overwritten(filled: Path) -> None:
    """D06: another program changes the same file."""
    with Store.open(filled) as store:
        other = connect(filled / "anchor.db")
        other.execute("CREATE TABLE theirs (x)")
        other.close()
        with pytest.raises(errors.ChangedUnderneath):
            save(store, (*NAME, "Invented Trust", "Renamed"))
        assert store.load().organisations["o1"].name == "Invented Trust"
        save(store, (*NAME, "Invented Trust", "Renamed"))  # what they wrote has now been seen


def test_a_workspace_that_another_program_holds_is_busy(filled: Path) -> None:
    """D10: the save is refused after the wait, and works once the other program lets go."""
    with Store.open(filled) as store:
        with store._database.reading() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        other = connect(filled / "anchor.db")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(errors.WorkspaceBusy):
            save(store, (*NAME, "Invented Trust", "Renamed"))
        other.execute("ROLLBACK")
        other.close()
        save(store, (*NAME, "Invented Trust", "Renamed"))
        assert store.load().organisations["o1"].name == "Renamed"


def test_a_folder_that_vanished_is_told(filled: Path) -> None:
    """B10: a stick is pulled."""
    with Store.open(filled) as store:
        shutil.move(filled, filled.with_name("elsewhere"))
        with pytest.raises(errors.WorkspaceGone):
            save(store, (*NAME, "Invented Trust", "Renamed"))
        with pytest.raises(errors.WorkspaceGone):
            store.load()


def test_a_missing_file_is_never_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(errors.WorkspaceGone):
        Database(tmp_path / "anchor.db")
    assert list(tmp_path.iterdir()) == []


def test_one_workspace_has_one_name(filled: Path, tmp_path: Path) -> None:
    """D09: a link to the folder leads to the same lock."""
    link = tmp_path / "link"
    link.symlink_to(filled)
    with Store.open(filled), pytest.raises(errors.WorkspaceInUse):
        Store.open(link)
    with Store.open(link) as store:
        assert store.folder == filled


def test_a_file_with_two_names_is_refused(filled: Path, tmp_path: Path) -> None:
    """D09: two windows could write to it at once."""
    os.link(filled / "anchor.db", tmp_path / "second.db")
    with pytest.raises(errors.UnfitPlace):
        Store.open(filled)


def test_copies_that_a_syncing_program_made_are_noticed(filled: Path) -> None:
    """D07."""
    names = {"anchor (conflicted copy).db", "anchor-DESKTOP-123.db", "anchor.sync-conflict-20261025.db",
             "anchor (Ada's conflicted copy 2026-10-25).db", "Anchor (1).db"}
    for name in names:
        (filled / name).write_bytes(b"copy")
    (filled / "notes.txt").write_bytes(b"")
    with Store.open(filled) as store:
        assert {path.name for path in store.strangers()} == names
        assert all(not finding.is_serious for finding in store.check())
    assert set(opening.strangers(filled))
