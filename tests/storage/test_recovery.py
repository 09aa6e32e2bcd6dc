"""A journal beside the database is rolled back when it belongs to it, and set aside when it does not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from anchor_app.storage.check import check
from anchor_app.storage.errors import DamagedWorkspace, ForeignJournal
from anchor_app.storage.store import Store
from tests.storage.conftest import save

NAME = ("organisation", "o1", "", "name")


def _crash(folder: Path, name: str) -> None:
    """Leaves the workspace as a crash does in the middle of a commit: pages written, the journal still there."""
    child = os.fork()
    if child == 0:
        try:
            store = Store.open(folder)
            with store._database.writing() as connection:
                connection.exec_driver_sql("PRAGMA cache_size = 1")
                connection.exec_driver_sql("UPDATE fact SET value = ? || hex(zeroblob(4000))", (name,))
                os._exit(0)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (folder / "anchor.db-journal").stat().st_size > 0


def test_a_half_written_commit_is_taken_back(filled: Path) -> None:
    before = (filled / "anchor.db").read_bytes()
    _crash(filled, "Half")
    assert (filled / "anchor.db").read_bytes() != before
    with Store.open(filled) as store:
        assert store.load().organisations["o1"].name == "Invented Trust"
        assert store.check() == []
        save(store, (*NAME, "Invented Trust", "Renamed"))
    assert not list(filled.glob("*.set-aside")) and not list(filled.glob(".anchor-*"))


def test_a_journal_of_another_time_is_set_aside(filled: Path) -> None:
    """C05: SQLite by itself would write its old pages over the newer answers."""
    whole = (filled / "anchor.db").read_bytes()
    _crash(filled, "Half")
    stale = (filled / "anchor.db-journal").read_bytes()
    (filled / "anchor.db-journal").unlink()
    (filled / "anchor.db").write_bytes(whole)
    with Store.open(filled) as store:
        save(store, (*NAME, "Invented Trust", "Renamed"), ("component", "a1", "9.9", "summary", None, "x" * 50_000))
        wanted = store.load()
    (filled / "anchor.db-journal").write_bytes(stale)
    with Store.open(filled) as store:
        assert store.load() == wanted and store.check() == []
    assert (filled / "anchor.db-journal.set-aside").read_bytes() == stale


@pytest.mark.parametrize("look", ["check", "read"])
def test_who_only_reads_changes_nothing_for_a_journal_of_another_time(filled: Path, look: str) -> None:
    """C05: what checks or reads has to leave it to who may set it aside."""
    whole = (filled / "anchor.db").read_bytes()
    _crash(filled, "Half")
    stale = (filled / "anchor.db-journal").read_bytes()
    (filled / "anchor.db-journal").unlink()
    (filled / "anchor.db").write_bytes(whole)
    with Store.open(filled) as store:
        save(store, (*NAME, "Invented Trust", "Renamed"), ("component", "a1", "9.9", "summary", None, "x" * 50_000))
        wanted = store.load()
    newer = (filled / "anchor.db").read_bytes()
    (filled / "anchor.db-journal").write_bytes(stale)
    if look == "check":
        assert "anchor.db-journal" in check(filled)[0].sentence
    else:
        with pytest.raises(ForeignJournal, match="Open the workspace in the app"):
            Store.open(filled, read_only=True)
    assert (filled / "anchor.db").read_bytes() == newer and (filled / "anchor.db-journal").read_bytes() == stale
    with Store.open(filled) as store:
        assert store.load() == wanted


def test_who_only_reads_sees_what_was_saved_before_a_crash(filled: Path) -> None:
    _crash(filled, "Half")
    with Store.open(filled, read_only=True) as store:
        assert store.load().organisations["o1"].name == "Invented Trust"


def test_a_write_ahead_log_of_another_time_is_set_aside(filled: Path, tmp_path: Path) -> None:
    """C05."""
    from anchor_app.storage.connection import connect

    with Store.open(filled) as store:
        store.copy_to(tmp_path / "other.db")
        wanted = store.load()
    other = connect(tmp_path / "other.db")
    other.execute("PRAGMA journal_mode = WAL").fetchall()
    other.execute("UPDATE fact SET value = 'Stale'")
    (filled / "anchor.db-wal").write_bytes((tmp_path / "other.db-wal").read_bytes())
    other.close()
    with Store.open(filled) as store:
        assert store.load() == wanted and store.check() == []


def test_a_database_that_is_damaged_either_way_is_left_alone(filled: Path) -> None:
    """C05: with the journal, for whoever can make something of it."""
    _crash(filled, "Half")
    journal = filled / "anchor.db-journal"
    journal.write_bytes(journal.read_bytes()[:2000])
    before = {path.name: path.read_bytes() for path in filled.iterdir() if path.is_file()}
    with pytest.raises(DamagedWorkspace):
        Store.open(filled)
    assert {path.name: path.read_bytes() for path in filled.iterdir() if path.is_file()} == {
        **before, "workspace.lock": b""}
