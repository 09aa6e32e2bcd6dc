"""From an older format to this version's: migrated and checked as a copy, then put in the file's place."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection

from anchor_app.storage import backup, facts
from anchor_app.storage.check import check_database
from anchor_app.storage.connection import FORMAT
from anchor_app.storage.engine import Database
from anchor_app.storage.errors import DiskFull, UpgradeFailed, WorkspaceTrouble, in_words
from anchor_app.storage.files import Files, temporary_beside
from anchor_app.storage.thinning import Reason

MIGRATIONS = Path(__file__).parent / "migrations"
"""The revisions 0001, 0002 …, each of which leads to the format of its number."""


def upgrade(path: Path, migrations: Path = MIGRATIONS, to: int = FORMAT, files: Files | None = None) -> Path:
    """Brings a workspace's file, which nobody has open, to a format; returns where the old file is kept.

    The file is the old one until a rename makes it the new one, whatever happens in between.
    Raises UpgradeFailed, DiskFull and other WorkspaceTrouble.
    """
    files = files or Files()
    _check_room(path)
    temporary = temporary_beside(path)
    try:
        with closing(Database(path)) as old:
            kept = backup.keep_copy(old, path.parent, Reason.BEFORE_UPGRADE, datetime.now(UTC), files,
                                    with_readable=False)
            old.copy_to(temporary)
        migrate(temporary, migrations, to)
        files.replace(temporary, path)
        return kept
    except WorkspaceTrouble:
        raise
    except Exception as error:
        raise UpgradeFailed(
            f"The workspace in {path.parent} could not be brought to the format of this version ({error}). It is as it "
            "was: open it with the version that wrote it, or for reading only.") from error
    finally:
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            files.unlink(left)


def run(connection: Connection, steps: Sequence[ModuleType]) -> None:
    """Runs migrations within the connection's transaction."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with Operations.context(MigrationContext.configure(connection)):
        for step in steps:
            step.upgrade()
            connection.exec_driver_sql(f"PRAGMA user_version = {int(step.revision)}")


def _steps(migrations: Path, after: int, to: int) -> list[ModuleType]:
    """The revisions that lead from one format to another, in order."""
    from alembic.script import ScriptDirectory

    found = {int(script.revision): script.module for script in ScriptDirectory(str(migrations)).walk_revisions()}
    return [found[number] for number in range(after + 1, to + 1)]


def migrate(copy: Path, migrations: Path = MIGRATIONS, to: int = FORMAT) -> None:
    """Migrates a copy in one transaction; raises UpgradeFailed unless it is then whole, with the facts meant.

    A migration that changes facts says so by a function `facts_after`, from the rows before to those after.
    """
    with closing(Database(copy)) as database:
        steps, rows = _steps(migrations, _version(database), to), _facts(database)
        with database.writing() as connection:
            run(connection, steps)
        for step in steps:
            rows = getattr(step, "facts_after", lambda before: before)(rows)
        found = check_database(database)
        if found:
            raise UpgradeFailed(f"The workspace could not be upgraded, and is as it was. {found[0].sentence}")
        if sorted(_facts(database)) != sorted(rows):
            raise UpgradeFailed("The workspace could not be upgraded without a change to what it holds, "
                                "so it was left as it was.")


def _facts(database: Database) -> list[facts.Row]:
    with database.reading() as connection:
        return facts.read(connection)[0]


def _version(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _check_room(path: Path) -> None:
    needed = 3 * path.stat().st_size + 1_000_000
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise DiskFull(f"This workspace has to be brought to the format of this version, which needs "
                       f"{in_words(needed)} on the disk that holds {path.parent}; {in_words(free)} are free. "
                       "Free some space, then open it again.", needed)
