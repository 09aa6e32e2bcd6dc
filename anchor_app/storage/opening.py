"""What has to be known of a folder and its file before they are opened as a workspace."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from anchor_app.storage.connection import APPLICATION_ID, FORMAT, connect, in_words_of_ours
from anchor_app.storage.errors import (
    DamagedWorkspace,
    DiskTrouble,
    NewerWorkspace,
    NotAWorkspace,
    UnfitPlace,
    WorkspaceGone,
)
from anchor_app.storage.files import is_temporary

DATABASE = "anchor.db"
EVIDENCE = "evidence"

_OURS = re.compile(r"anchor\.db(-journal|-wal|-shm)?(\.set-aside)?|workspace\.lock|before-upgrade-\d+\.db")
_COPY = re.compile(r"anchor.*\.db|.*(conflicted copy|conflict).*", re.IGNORECASE)

_TO_TAKE_BACK = (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY, sqlite3.SQLITE_CANTOPEN)
"""What SQLite says of a file that a crash left half written, when it may not write."""


def canonical(folder: Path) -> Path:
    """The one name of a folder, whatever links lead to it; raises WorkspaceGone, DiskTrouble."""
    try:
        found = folder.resolve(strict=True)
    except FileNotFoundError:
        raise WorkspaceGone(f"There is no folder {folder}. If it is on a stick or a share, connect it. "
                            "If it was moved, open it where it is now.") from None
    except (OSError, RuntimeError) as error:
        raise DiskTrouble(f"The folder {folder} cannot be reached ({error}). Check the disk or the connection, "
                          "then try again.") from error
    if not found.is_dir():
        raise NotAWorkspace(f"{folder} is a file. A workspace is a folder: choose the folder that holds "
                            f"{DATABASE}.")
    return found


def located(folder: Path) -> Path:
    """The database in a canonical folder, judged by its directory entry alone."""
    path = folder / DATABASE
    try:
        found = path.stat()
    except FileNotFoundError:
        if is_used(folder):
            raise WorkspaceGone(
                f"The folder {folder} holds parts of a workspace, but its file {DATABASE} is missing. No new one was "
                "made, so that nothing is hidden. Restore the newest backup into this folder.") from None
        raise NotAWorkspace(f"The folder {folder} holds no workspace. Choose another folder, "
                            "or start a new workspace.") from None
    except OSError as error:
        raise DiskTrouble(f"The file {path} cannot be reached ({error.strerror}). Check the disk or the "
                          "connection, then try again.") from error
    if not path.is_file():
        raise NotAWorkspace(f"{path} is not a file, so this is no workspace. Choose another folder.")
    if found.st_nlink > 1:
        raise UnfitPlace(f"{path} goes by another name as well (a hard link), so two windows could write to it "
                         "at once. Copy the folder, and open the copy.")
    if found.st_size == 0:
        raise DamagedWorkspace(f"The workspace's file {path} is empty: what was in it is gone. Nothing was written "
                               "over it. Restore the newest backup.")
    return path


def is_used(folder: Path) -> bool:
    """Whether a folder holds, or held, a workspace."""
    if (folder / DATABASE).exists() or (folder / "backups").exists():
        return True
    evidence = folder / EVIDENCE
    return evidence.is_dir() and any(evidence.iterdir())


def leftovers(path: Path) -> list[Path]:
    """What a crash, or a program that syncs, left beside a database: journals that are not empty."""
    return [side for suffix in ("-journal", "-wal", "-shm")
            if (side := path.with_name(path.name + suffix)).exists() and side.stat().st_size]


def format_of(path: Path) -> int:
    """The format of a workspace's file, which is not changed.

    Raises NotAWorkspace for anything else, NewerWorkspace, DamagedWorkspace, DiskTrouble.
    """
    with in_words_of_ours(path), closing(_looking(path)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID or version < 1:
        raise NotAWorkspace(f"{path} belongs to another program, or its beginning is damaged. Nothing was changed. "
                            "If it held your work, restore a backup.")
    if version > FORMAT:
        raise NewerWorkspace(
            f"This workspace was written by a newer version of the app (format {version}; this version knows format "
            f"{FORMAT}). Nothing was changed. Install the newer version, or open it for reading only.", version)
    return version


def _looking(path: Path) -> sqlite3.Connection:
    """A connection for reading; for writing only where a crash left changes that have to be taken back first.

    Raises ForeignJournal rather than let SQLite take back what another state of the file left.
    """
    connection = connect(path, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection
    except BaseException as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", None) not in _TO_TAKE_BACK:
            raise
    from anchor_app.storage.recovery import refuse_foreign

    refuse_foreign(path)
    return connect(path, "rw")


def strangers(folder: Path) -> Iterator[Path]:
    """Files that lie beside the database and may be a syncing program's second copy of it."""
    for path in sorted(folder.iterdir()):
        if not _OURS.fullmatch(path.name) and not is_temporary(path) and _COPY.fullmatch(path.name):
            yield path
