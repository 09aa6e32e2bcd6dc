"""Backups are whole or not there; a damaged one is told from one that cannot be read, and none is taken on trust."""

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

from anchor_app.storage import backup
from anchor_app.storage.backup import listed, make, newest_good, verify
from anchor_app.storage.errors import DamagedBackup, DamagedWorkspace, DiskFull, DiskTrouble, UnfitBackup
from anchor_app.storage.store import Store
from anchor_app.storage.thinning import Reason
from tests.storage.conftest import save

NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
NAME = ("organisation", "o1", "", "name")


def renamed(folder: Path, old: str, new: str) -> None:
    """One more entry."""
    with Store.open(folder) as store:
        save(store, (*NAME, old, new))


def spoil(path: Path, at: int = 0, to: bytes | None = None) -> None:
    """Flips a bit in the middle of a file, or writes over it at a place."""
    data = bytearray(path.read_bytes())
    if to is None:
        data[len(data) // 2] ^= 4
    else:
        data[at:at + len(to)] = to
    path.write_bytes(data)


def test_a_backup_holds_what_the_workspace_holds_and_says_so(filled: Path) -> None:
    with Store.open(filled) as store:
        wanted = store.load()
        made = make(filled, Reason.MANUAL, NOW)
    verify(made.path)
    assert made.path.name.startswith("2026-10-25T12-00-00Z-manual-000043-")
    assert made.holds is not None and not made.trouble
    assert (made.holds.organisations, made.holds.assessments, made.holds.answers) == (1, 1, 40)
    copy = filled.parent / "copy"
    copy.mkdir()
    shutil.copy(made.path, copy / "anchor.db")
    with Store.open(copy) as store:
        assert store.load() == wanted and store.check() == []


def test_an_unchanged_workspace_is_not_backed_up_twice(filled: Path) -> None:
    first = make(filled, Reason.MANUAL, NOW)
    assert make(filled, Reason.WHILE_WORKING, NOW + timedelta(days=3)) == first
    renamed(filled, "Invented Trust", "Renamed")
    assert make(filled, Reason.WHILE_WORKING, NOW + timedelta(days=3)) != first
    assert [one.reason for one in listed(filled)] == ["while working", "manual"]


def test_an_unchanged_workspace_is_backed_up_again_when_its_backup_is_damaged(filled: Path) -> None:
    first = make(filled, Reason.MANUAL, NOW)
    spoil(first.path)
    second = make(filled, Reason.MANUAL, NOW + timedelta(hours=1))
    assert second.path != first.path and newest_good(filled) == second
    assert first.path.exists()


@pytest.mark.parametrize("harm", [
    lambda path: spoil(path), lambda path: spoil(path, 0, bytes(100)), lambda path: spoil(path, 4096, bytes(4096)),
    lambda path: os.truncate(path, path.stat().st_size // 2), lambda path: os.truncate(path, 0),
    lambda path: path.write_text("Something else altogether. " * 500),
], ids=["a bit", "header", "page", "truncated", "empty", "foreign"])
def test_a_damaged_backup_is_named_and_passed_over(filled: Path, harm: Callable[[Path], object]) -> None:
    """C02, C07: the next older one is offered, and nothing is removed."""
    older = make(filled, Reason.MANUAL, NOW)
    renamed(filled, "Invented Trust", "Renamed")
    newer = make(filled, Reason.MANUAL, NOW + timedelta(hours=1))
    harm(newer.path)
    with pytest.raises(UnfitBackup, match=r"damaged|no backup"):
        verify(newer.path)
    assert [bool(one.trouble) for one in listed(filled)] == [True, False]
    assert newest_good(filled) == older and newer.path.exists()


def test_damage_is_found_in_a_backup_that_a_person_has_renamed(filled: Path) -> None:
    made = make(filled, Reason.MANUAL, NOW)
    other = made.path.with_name("mine.anchor-backup")
    made.path.rename(other)
    verify(other)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("UPDATE fact SET value = 'Other' WHERE field = 'name'")
    with pytest.raises(DamagedBackup, match="mine"):
        verify(other)
    assert newest_good(filled) is None


def test_a_backup_of_a_newer_version_is_told_as_that(filled: Path) -> None:
    made = make(filled, Reason.MANUAL, NOW)
    other = made.path.with_name("newer.anchor-backup")
    made.path.rename(other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UnfitBackup, match="newer version of the app .format 99"):
        verify(other)
    assert "newer version" in listed(filled)[0].trouble


def test_a_backup_that_cannot_be_read_is_not_called_damaged(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """B05: Zotero's rule."""
    made = make(filled, Reason.MANUAL, NOW)

    def fail(path: Path) -> str:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(backup, "hash_of", fail)
    with pytest.raises(DiskTrouble, match="could not be read"):
        verify(made.path)
    assert "could not be read" in listed(filled)[0].trouble


def test_a_damaged_workspace_is_not_backed_up(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "anchor.db", isolation_level=None)) as connection:
        connection.execute("UPDATE fact SET value = 'Other' WHERE field = 'name'")
    with pytest.raises(DamagedWorkspace, match=r"No backup was made.*name of organisation o1"):
        make(filled, Reason.MANUAL, NOW)
    assert listed(filled) == [] and not list((filled / "backups").iterdir())


def test_without_room_no_backup_is_begun(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """C09."""
    first = make(filled, Reason.MANUAL, NOW)
    renamed(filled, "Invented Trust", "Renamed")
    usage = shutil.disk_usage(filled)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda folder: usage._replace(free=1000))
    with pytest.raises(DiskFull, match="older backups are kept"):
        make(filled, Reason.MANUAL, NOW + timedelta(hours=1))
    assert listed(filled) == [first]


def test_old_backups_go_and_the_one_before_an_upgrade_stays(filled: Path) -> None:
    """C10, on files."""
    with Store.open(filled) as store:
        name = "Invented Trust"
        for day in range(120):
            made = make(filled, Reason.BEFORE_UPGRADE if day == 3 else Reason.MANUAL, NOW + timedelta(days=day))
            save(store, (*NAME, name, f"Name {day}"))
            name = f"Name {day}"
    there = listed(filled)
    assert there[0] == made and 30 < len(there) < 60 and not any(one.trouble for one in there)
    assert sum(one.reason == "before upgrade" for one in there) == 1
    copies = [path.name[:10] for path in (filled / "backups").glob("*.json")]
    assert sorted(copies) == ["2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-21"]


def test_a_backup_can_be_made_while_a_transaction_is_open_and_gives_no_lock_away(filled: Path) -> None:
    """C08, C14: it holds the state before the transaction."""
    with Store.open(filled) as store:
        with store._database.writing() as connection:
            connection.exec_driver_sql("UPDATE fact SET value = value")
            made = make(filled, Reason.MANUAL, NOW)
        assert made.stamp is not None and made.stamp.entry == 42 + 1
        save(store, (*NAME, "Invented Trust", "Renamed"))
        assert store.check() == []
