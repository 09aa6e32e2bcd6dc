"""The connection to a workspace's file: how SQLite is set up, and what its errors mean in words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from anchor_app.storage.connection import connect, in_words_of_ours
from anchor_app.storage.errors import (
    ChangedUnderneath,
    DiskTrouble,
    ReadOnlyWorkspace,
    WorkspaceGone,
)
from anchor_app.storage.files import disk_trouble, new_file, sync_file

LONGEST_WAIT = 10.0
"""Seconds for which a copy waits for a program that holds the workspace's file."""

@contextmanager
def in_our_words(path: Path | None) -> Iterator[None]:
    """Turns errors of SQLite into those of a workspace."""
    with in_words_of_ours(path):
        try:
            yield
        except DBAPIError as error:
            cause = error.orig if isinstance(error.orig, sqlite3.Error) else sqlite3.OperationalError(str(error))
            raise cause from error


class Database:
    """One SQLite file, or one in memory, through one connection that belongs to one thread and process.

    A transaction is refused when the file at `path` is no longer the file that was opened, or when
    anybody else has written to it since this connection last looked. It `is_shut` when the file was opened for writing
    while nobody could write to it: SQLite then only reads, until it is opened anew.
    """

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        self.path = path
        self._mode = "ro" if read_only else "rw"
        self._process = os.getpid()
        self.is_shut = False
        self._identity = self._look()
        with in_our_words(path):
            self._engine = self._open()
        self._version = self._data_version()

    def _open(self) -> Engine:
        self.is_shut = self._mode == "rw" and self.path is not None and not os.access(self.path, os.W_OK)
        engine = create_engine("sqlite://", creator=lambda: connect(self.path, self._mode),
                               poolclass=StaticPool, pool_reset_on_return=None)
        event.listen(engine, "begin", _begin)
        with engine.begin() as connection:  # the first connection is made, and its file read, here
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        self._writer = engine.execution_options(writes=True)
        return engine

    def _look(self) -> tuple[int, int]:
        """What tells this file from another of the same name; never by opening it."""
        if self.path is None:
            return (0, 0)
        try:
            found = self.path.stat()
        except FileNotFoundError:
            raise WorkspaceGone(f"The workspace in {self.path.parent} is no longer there. If it is on a stick "
                                "or a share, connect it again. If it was moved, open it where it is now.") from None
        except OSError as error:
            raise DiskTrouble(f"The folder {self.path.parent} cannot be reached ({error.strerror}). Check the "
                              "disk or the connection, then try again.") from error
        return found.st_dev, found.st_ino

    def _check_identity(self) -> None:
        assert os.getpid() == self._process, "a connection does not survive a fork"
        if self._look() != self._identity:
            raise self._changed()

    def _changed(self) -> ChangedUnderneath:
        folder = self.path.parent if self.path is not None else "memory"
        return ChangedUnderneath(
            f"The workspace in {folder} was changed outside this window, perhaps by a program that syncs folders. "
            "Nothing was overwritten, and this was not saved. Close the workspace and open it again.")

    def _data_version(self) -> int:
        with in_our_words(self.path), self._engine.begin() as connection:
            return _data_version(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state and writes nothing."""
        self._check_identity()
        with in_our_words(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is durable when the block has ended, or did nothing when that raises.

        Raises DiskTrouble, DiskFull and the like even where the commit may have reached the disk:
        who calls has to `reopen` and look.
        """
        if self._mode == "ro":
            raise ReadOnlyWorkspace("This workspace is open for reading only, so nothing in it can be changed.")
        self._check_identity()
        with in_our_words(self.path), self._writer.begin() as connection:
            if _data_version(connection) != self._version:
                raise self._changed()
            yield connection
        self._check_identity()

    def noticed(self, connection: Connection) -> None:
        """Takes the state that this transaction sees as the one that the next write starts from."""
        self._version = _data_version(connection)

    def reopen(self) -> None:
        """Starts again with a fresh connection to the same file, after the disk has failed."""
        self.close()
        self._check_identity()
        with in_our_words(self.path):
            self._engine = self._open()
        self._version = self._data_version()

    def copy_to(self, target: Path) -> None:
        """Copies a consistent state into a new file at `target`, through SQLite; durable when this returns.

        Whoever saves meanwhile waits for the copying, and not for the disk that the copy goes to.
        """
        until = time.monotonic() + LONGEST_WAIT

        def give_up(status: int, remaining: int, total: int) -> None:
            if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
                raise _busy()

        try:
            new_file(target)
        except OSError as error:
            raise disk_trouble(error, target) from error
        with in_our_words(target):
            copy = sqlite3.connect(f"{target.as_uri()}?mode=rwc", uri=True, isolation_level=None)
            try:
                copy.execute("PRAGMA journal_mode=OFF").fetchall()  # what is half written is thrown away whole
                copy.execute("PRAGMA synchronous=OFF")
                with in_our_words(self.path), self._engine.connect() as connection:
                    connection.connection.driver_connection.backup(  # type: ignore[union-attr]
                        copy, progress=give_up, sleep=0.02)
            finally:
                copy.close()
        try:
            sync_file(target)
        except OSError as error:
            raise disk_trouble(error, target) from error

    def close(self) -> None:
        """Gives the file back; a second time is no mistake."""
        with in_our_words(self.path):
            self._engine.dispose()


def _begin(connection: Connection) -> None:
    # Immediate: a writer that waits does so before it has read anything.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _busy() -> sqlite3.Error:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error


def _data_version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
