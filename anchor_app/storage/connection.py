"""A plain connection of SQLite to a workspace's file: how it is set up, and what its errors mean in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anchor_app.storage.errors import (
    DamagedWorkspace,
    DiskFull,
    DiskTrouble,
    NotAWorkspace,
    OldSqlite,
    OutOfMemory,
    ReadOnlyWorkspace,
    WorkspaceBusy,
    WorkspaceGone,
    WorkspaceTrouble,
)

APPLICATION_ID = 0x416E6368
"""The application id in the file's header: "Anch"."""

FORMAT = 1
"""The format that this version writes, kept as the file's user_version."""

LEAST_SQLITE = (3, 37, 0)
"""The first version of SQLite that knows the STRICT tables of a workspace; an older one could not read them."""

ROOM_TO_SAVE = 5_000_000
"""Bytes that a person is asked to free before saving again."""

PRAGMAS = (
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA fullfsync=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA busy_timeout=2500",
)
"""Set on each connection. A commit is durable when it returns; SQLite's defaults lose some to a power cut."""


def connect(path: Path | None, mode: str = "rw", *, is_shared: bool = False) -> sqlite3.Connection:
    """A connection that begins no transaction by itself; a missing file is never created. None is memory.

    A shared one may be used from several threads, one at a time.
    """
    _refuse_old()
    where = ":memory:" if path is None else f"{path.as_uri()}?mode={mode}"
    connection = sqlite3.connect(where, uri=True, isolation_level=None, check_same_thread=not is_shared)
    try:
        for pragma in PRAGMAS if mode != "ro" else PRAGMAS[3:]:
            connection.execute(pragma).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_old() -> None:
    """Raises OldSqlite, before any file is opened."""
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        raise OldSqlite(f"This computer's Python comes with SQLite {sqlite3.sqlite_version}, and Anchor needs "
                        f"{'.'.join(map(str, LEAST_SQLITE))} or newer to keep your work. No workspace was opened or "
                        "changed. Install a newer Python, then start Anchor with it.")


def trouble(error: sqlite3.Error, path: Path | None) -> WorkspaceTrouble:
    """What an error of SQLite means for the person whose workspace it is."""
    code = getattr(error, "sqlite_errorcode", None)
    folder = path.parent if path is not None else "memory"
    if "utf-8" in str(error).lower():  # raised by Python's module itself, without a code
        code = sqlite3.SQLITE_CORRUPT
    kind = None if code is None else code & 0xFF
    if kind in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and path is not None and _may_not_write(path):
        kind = sqlite3.SQLITE_READONLY
    match kind:
        case sqlite3.SQLITE_CORRUPT:
            return DamagedWorkspace(f"The workspace in {folder} is damaged. Nothing was changed. "
                                    "Restore the newest backup that is whole.")
        case sqlite3.SQLITE_NOTADB:
            return NotAWorkspace(f"The file anchor.db in {folder} is not a workspace, or its beginning is "
                                 "damaged. Nothing was changed. If it held your work, restore a backup.")
        case sqlite3.SQLITE_FULL:
            return DiskFull(f"The disk that holds {folder} is full, so this was not saved. "
                            f"Free at least {ROOM_TO_SAVE // 1_000_000} MB, then try again.", ROOM_TO_SAVE)
        case sqlite3.SQLITE_READONLY:
            return ReadOnlyWorkspace(f"The folder {folder} cannot be written to, so this was not saved. "
                                     "Ask for write access, or save a copy of the workspace elsewhere.")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return WorkspaceBusy(f"Another program is using the workspace in {folder}, so this was not saved. "
                                 "Close that program, then try again.")
        case sqlite3.SQLITE_CANTOPEN if path is not None and not path.exists():
            return WorkspaceGone(f"The workspace in {folder} is no longer there. If it is on a stick or a share, "
                                 "connect it again. If it was moved, open it where it is now.")
    return DiskTrouble(f"The disk that holds {folder} could not be read or written ({error}). What was saved "
                       "before is not touched. Check the disk or the connection, then try again.")


def _may_not_write(path: Path) -> bool:
    """Whether a file is there that may be read and not written to, or that lies in such a folder."""
    return path.exists() and os.access(path, os.R_OK) and not (
        os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


@contextmanager
def in_words_of_ours(path: Path | None) -> Iterator[None]:
    """Turns errors of Python's own module for SQLite into those of a workspace."""
    try:
        yield
    except sqlite3.Error as error:
        raise trouble(error, path) from error
    except MemoryError as error:
        raise OutOfMemory("There is not enough memory on this computer, so this was not done. What was saved before "
                          "is not touched. Close other programs, then try again.") from error
    except UnicodeDecodeError as error:  # a damaged file's text, or SQLite's words about it, are no UTF-8
        raise trouble(sqlite3.DatabaseError(str(error)), path) from error
