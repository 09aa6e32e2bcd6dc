"""An older workspace becomes one of this format whole, or stays as it was; every released format still opens."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from anchor_app.storage import facts
from anchor_app.storage import upgrade as module
from anchor_app.storage.connection import FORMAT, connect
from anchor_app.storage.engine import Database
from anchor_app.storage.errors import DiskFull, UpgradeFailed
from anchor_app.storage.store import Store
from anchor_app.storage.tables import metadata
from anchor_app.storage.upgrade import MIGRATIONS, run, upgrade

HERE = Path(__file__).parent
SECOND = HERE / "migrations_for_tests" / "versions" / "0002_second.py"
GOLDEN = {1: "b5b02e6b55976232af97e52ef9be17ca26d4e8a82fcd9755f3a4218d3026ba88"}
"""The hash of the facts and the history in the kept workspace of each released format."""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """The released migrations and a second one."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SECOND, folder / "versions")
    return folder


def content_hash(path: Path) -> str:
    """What a workspace's file says, whatever its format."""
    with closing(Database(path, read_only=True)) as database, database.reading() as connection:
        rows = sorted(facts.read(connection)[0])
        history = connection.exec_driver_sql("SELECT id, at, who, label, changes FROM journal ORDER BY id").fetchall()
    return hashlib.sha256(repr((rows, [tuple(row) for row in history])).encode()).hexdigest()


def schema(path: Path) -> list[tuple[str, ...]]:
    """The tables with their columns, in a form in which white space does not matter."""
    with closing(connect(path)) as connection:
        made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
    return [(*row[:3], "".join((row[3] or "").split())) for row in made]


def version(path: Path) -> int:
    """The format that the file says it has."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_every_released_format_opens_with_what_was_in_it(number: int, tmp_path: Path) -> None:
    """E03."""
    folder = tmp_path / "workspace"
    (folder / "evidence").mkdir(parents=True)
    shutil.copy(HERE / "formats" / f"{number}.db", folder / "anchor.db")
    with Store.open(folder) as store:
        assert store.load().organisations and store.check() == []
    assert content_hash(folder / "anchor.db") == GOLDEN[number]


def test_a_new_workspace_has_the_tables_that_the_migrations_make(filled: Path, tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.db"
    connect(migrated, "rwc").close()
    with closing(Database(migrated)) as database, database.writing() as connection:
        run(connection, module._steps(MIGRATIONS, 0, FORMAT))
    assert schema(migrated) == schema(filled / "anchor.db")
    assert version(migrated) == version(filled / "anchor.db") == FORMAT
    assert {row[1] for row in schema(migrated) if row[0] == "table"} == set(metadata.tables)


def test_an_upgrade_keeps_every_fact_and_the_old_file(filled: Path, migrations: Path) -> None:
    path = filled / "anchor.db"
    before, said = content_hash(path), schema(path)
    kept = upgrade(path, migrations, 2)
    assert (version(path), content_hash(path)) == (2, before)
    assert kept.parent == filled / "backups" and "-before-upgrade-" in kept.name
    assert version(kept) == 1 and content_hash(kept) == before
    assert schema(kept) == said != schema(path)
    assert {one.name for one in filled.iterdir()} == {
        "anchor.db", "anchor.db-journal", "backups", "evidence", "workspace.lock"}


@pytest.mark.parametrize("statements", range(5))
def test_an_upgrade_that_fails_half_way_leaves_the_old_file(statements: int, filled: Path, migrations: Path) -> None:
    """E04: after each statement of the migration."""
    script = migrations / "versions" / SECOND.name
    script.write_text(script.read_text().replace(
        "for statement in STATEMENTS:", f"for statement in [*STATEMENTS[:{statements}], lambda: 1 / 0]:"))
    path = filled / "anchor.db"
    before = path.read_bytes()
    with pytest.raises(UpgradeFailed, match="as it was"):
        upgrade(path, migrations, 2)
    assert path.read_bytes() == before
    assert not list(filled.glob(".anchor-*"))
    Store.open(filled).close()


@pytest.mark.parametrize("harm", ["UPDATE fact SET value = 'x' WHERE item = '1.1'", "DELETE FROM fact",
                                  "UPDATE journal SET who = 'somebody else' WHERE id = 2"])
def test_an_upgrade_that_changes_what_was_saved_is_not_taken(harm: str, filled: Path, migrations: Path) -> None:
    """E04."""
    script = migrations / "versions" / SECOND.name
    script.write_text(script.read_text() + f"\n\ndef upgrade():\n    op.execute({harm!r})\n")
    before = (filled / "anchor.db").read_bytes()
    with pytest.raises(UpgradeFailed):
        upgrade(filled / "anchor.db", migrations, 2)
    assert (filled / "anchor.db").read_bytes() == before


def test_an_upgrade_on_a_full_disk_is_not_begun(filled: Path, migrations: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    """E05."""
    monkeypatch.setattr(module.shutil, "disk_usage", lambda folder: os.statvfs_result(range(10)) and _Usage())
    before = {path.name: path.read_bytes() for path in filled.iterdir() if path.is_file()}
    with pytest.raises(DiskFull, match="format of this version"):
        upgrade(filled / "anchor.db", migrations, 2)
    assert {path.name: path.read_bytes() for path in filled.iterdir() if path.is_file()} == before


class _Usage:
    """An answer of shutil.disk_usage."""

    free = 1000


def test_an_upgrade_that_is_killed_leaves_one_of_the_two_formats(filled: Path, migrations: Path) -> None:
    """A07: killed at forty moments."""
    path = filled / "anchor.db"
    before, original = content_hash(path), path.read_bytes()
    begun = time.monotonic()
    upgrade(path, migrations, 2)
    length = time.monotonic() - begun
    chance, seen = random.Random(7), set()
    for _ in range(40):
        path.write_bytes(original)
        child = os.fork()
        if child == 0:
            try:
                upgrade(path, migrations, 2)
            finally:
                os._exit(0)
        time.sleep(chance.random() * length * 1.2)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert content_hash(path) == before
        seen.add(version(path))
    assert seen <= {1, 2}
