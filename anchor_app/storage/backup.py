"""Backups: verified copies of a workspace's database beside it, each with a name that says whether it is whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from anchor_app.storage import journal, opening, readable
from anchor_app.storage.check import check_database
from anchor_app.storage.connection import FORMAT
from anchor_app.storage.engine import Database
from anchor_app.storage.errors import (
    DamagedBackup,
    DamagedWorkspace,
    DiskFull,
    DiskTrouble,
    NewerWorkspace,
    NotAWorkspace,
    UnfitBackup,
    WorkspaceTrouble,
    in_words,
)
from anchor_app.storage.files import Files, disk_trouble, hash_of, is_temporary, temporary_beside
from anchor_app.storage.tables import fact
from anchor_app.storage.thinning import SUFFIX, Reason, Stamp, fit_to_go, last_of_months

FOLDER = "backups"
"""Where in a workspace's folder its backups are."""

_ABANDONED = 3600
"""Seconds after which a copy that has no name yet is taken for one that was interrupted."""

Copied = Callable[[], object]
"""Is called as soon as the workspace is copied, from when on nobody who saves waits for the backup."""


@dataclass(frozen=True, slots=True)
class Holds:
    """What is in a backup. `answers` counts the practices, principles and components with anything recorded.

    `workspace` is the workspace's id; `digests` are the documents that it needs, which are kept in the workspace's
    evidence and are not copied.
    """

    workspace: str
    organisations: int
    assessments: int
    answers: int
    evidence: int
    digests: frozenset[str]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in a workspace's folder; `trouble` is "" or the sentence that says why it cannot be restored.

    `stamp` is None for a file whose name was not given by the app; `at` is UTC, `size` in bytes. `holds` is None
    where that could not be read. One that `is_unreadable` could not be looked at, and need not be damaged.
    """

    path: Path
    at: datetime
    size: int
    stamp: Stamp | None
    holds: Holds | None
    trouble: str = ""
    is_unreadable: bool = False

    @property
    def id(self) -> str:
        """What a person names it by: the first digits of its hash, or else the file's name."""
        return self.stamp.hash[:8] if self.stamp else self.path.name

    @property
    def reason(self) -> str:
        """Why it was made, as people read it."""
        return self.stamp.reason.value if self.stamp else "unknown"


def make(folder: Path, reason: Reason, now: datetime, files: Files | None = None, *,
         once_copied: Copied = lambda: None) -> Backup:
    """Backs the workspace in a folder up, or returns the whole backup that there is of this very state.

    It reads through a connection of its own, so that it may run in any thread while the workspace is open. Raises
    DamagedWorkspace when the workspace is not whole, DiskFull, DiskTrouble; the backups there are stay as they are.
    """
    files = files or Files()
    path = opening.located(opening.canonical(folder))
    opening.format_of(path)
    try:
        with closing(Database(path, read_only=True)) as live:
            known = _of_this_state(path.parent, live)
            return known or _made(live, path.parent, reason, now, files, once_copied)
    except OSError as error:
        raise disk_trouble(error, path.parent / FOLDER) from error


def keep_copy(live: Database, folder: Path, reason: Reason, now: datetime, files: Files, *,
              with_readable: bool = True, once_copied: Copied = lambda: None) -> Path:
    """Copies an open database into the backups, verified, and returns where it is; thins nothing."""
    backups = folder / FOLDER
    files.make_folder(backups)
    _clear(backups, files)
    temporary = temporary_beside(backups / SUFFIX)
    try:
        live.copy_to(temporary)
        once_copied()
        with closing(Database(temporary, read_only=True)) as copy:
            refuse_damaged(copy)
            with copy.reading() as connection:
                entry = last_entry(connection)
            stamp = Stamp(now.astimezone(UTC).replace(microsecond=0), entry, reason, hash_of(temporary)[:16])
            if with_readable:
                readable.write(readable_beside(backups / stamp.name), copy, stamp, files)
        files.replace(temporary, backups / stamp.name)
        return backups / stamp.name
    finally:
        with suppress(OSError):
            files.unlink(temporary)


def listed(folder: Path) -> list[Backup]:
    """The backups of the workspace in a folder, newest first, each compared with the hash in its name."""
    try:
        paths = [path for path in (folder / FOLDER).iterdir() if path.name.endswith(SUFFIX)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise disk_trouble(error, folder / FOLDER) from error
    return sorted((described(path) for path in paths), key=lambda one: (one.at, one.path.name), reverse=True)


def described(path: Path) -> Backup:
    """What a file among the backups holds, read without changing it; what is wrong with it is told, not raised."""
    stamp, holds, trouble, is_unreadable = Stamp.parse(path.name), None, "", False
    at, size = datetime.fromtimestamp(0, UTC), 0
    try:
        found = path.stat()
        at, size = stamp.at if stamp else datetime.fromtimestamp(int(found.st_mtime), UTC), found.st_size
        _refuse_unfit(path, stamp)
        with closing(Database(path, read_only=True)) as database, database.reading() as connection:
            holds = _holds(connection)
    except OSError as error:
        trouble, is_unreadable = str(_unreadable(path, error)), True
    except UnfitBackup as unfit:
        trouble = str(unfit)
    except WorkspaceTrouble as error:
        told = _in_backup_words(path, error)
        trouble, is_unreadable = str(told), not isinstance(told, UnfitBackup)
    return Backup(path, at, size, stamp, holds, trouble, is_unreadable)


def verify(path: Path) -> None:
    """Opens a backup and checks every fact, the seal, the history and the charters.

    Raises DamagedBackup, UnfitBackup for one that is foreign or newer, and DiskTrouble for one that cannot be read,
    which says nothing about its being damaged.
    """
    try:
        _refuse_unfit(path, Stamp.parse(path.name))
        with closing(Database(path, read_only=True)) as database:
            found = check_database(database)
    except OSError as error:
        raise _unreadable(path, error) from error
    except UnfitBackup:
        raise
    except WorkspaceTrouble as error:
        raise _in_backup_words(path, error) from error
    for finding in found:
        if finding.is_unreadable:
            raise DiskTrouble(f"The backup {path.name} could not be read. {finding.sentence}")
    if found:
        raise DamagedBackup(f"The backup {path.name} is damaged. Nothing was changed. Choose an older one.")


def newest_good(folder: Path) -> Backup | None:
    """The newest backup that is verified to be whole; those that are not are passed over and left alone."""
    for one in listed(folder):
        with suppress(WorkspaceTrouble):
            if not one.trouble:
                verify(one.path)
                return one
    return None


def readable_beside(path: Path) -> Path:
    """Where the readable copy of a backup is."""
    return path.with_name(path.name.removesuffix(SUFFIX) + readable.SUFFIX)


def last_entry(connection: Connection) -> int:
    """The number of the last entry, in any format."""
    return int(connection.exec_driver_sql("SELECT max(id) FROM journal").scalar() or 0)


def _of_this_state(folder: Path, live: Database) -> Backup | None:
    """The whole backup that ends with the very entry with which the live database ends."""
    with live.reading() as connection:
        end = journal.end(connection)
    with suppress(FileNotFoundError):
        for path in sorted((folder / FOLDER).iterdir(), reverse=True):
            stamp = Stamp.parse(path.name)
            if stamp is None or stamp.entry != end.id or hash_of(path)[:16] != stamp.hash:
                continue
            with suppress(WorkspaceTrouble), closing(Database(path, read_only=True)) as database:
                with database.reading() as connection:
                    is_same = journal.end(connection) == end
                if is_same:
                    return described(path)
    return None


def _made(live: Database, folder: Path, reason: Reason, now: datetime, files: Files, once_copied: Copied) -> Backup:
    _check_room(folder)
    made = keep_copy(live, folder, reason, now, files, once_copied=once_copied)
    with suppress(OSError):
        _thin(folder / FOLDER, now, files)
    return described(made)


def refuse_damaged(copy: Database) -> None:
    """Raises DamagedWorkspace unless a database is whole, and DiskTrouble when it cannot be read to the end."""
    found = check_database(copy)
    for finding in found:
        if finding.is_unreadable:
            raise DiskTrouble(f"What was copied could not be read, so it was not kept. {finding.sentence}")
    if found:
        raise DamagedWorkspace(f"No backup was made, because the workspace is not whole: {found[0].sentence}",
                               tuple(one.subject for one in found if one.subject is not None))


def _thin(backups: Path, now: datetime, files: Files) -> None:
    """Removes the backups that others stand for, and the readable copies that a later one of the month replaces."""
    stamps = {stamp: path for path in backups.iterdir() if (stamp := Stamp.parse(path.name))}
    for stamp in fit_to_go(stamps, now, lambda one: hash_of(stamps[one])[:16] == one.hash):
        files.unlink(stamps[stamp])
    copies = {stamp: path for path in backups.iterdir()
              if path.name.endswith(readable.SUFFIX)
              and (stamp := Stamp.parse(path.name.removesuffix(readable.SUFFIX) + SUFFIX))}
    for stamp in copies.keys() - last_of_months(copies):
        files.unlink(copies[stamp])


def _clear(backups: Path, files: Files) -> None:
    """Removes what a process that was killed left; what is younger may be another process's copy in the making."""
    with suppress(OSError):
        for path in backups.glob(".anchor-*"):
            if is_temporary(path) and abs(time.time() - path.stat().st_mtime) > _ABANDONED:
                files.unlink(path)


def _check_room(folder: Path) -> None:
    needed = 3 * (folder / opening.DATABASE).stat().st_size + 1_000_000
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFull(f"There is no room for a backup: it needs {in_words(needed)} on the disk that holds {folder}, "
                       f"and {in_words(free)} are free. The older backups are kept. Free some space, then try again.",
                       needed)


def _refuse_unfit(path: Path, stamp: Stamp | None) -> None:
    """Raises UnfitBackup for what is plainly no whole backup of this version or an older one."""
    if stamp is not None and hash_of(path)[:16] != stamp.hash:
        raise DamagedBackup(f"The backup {path.name} is damaged. Nothing was changed. Choose an older one.")
    opening.format_of(path)


def _holds(connection: Connection) -> Holds:
    def count(*kinds: str) -> int:
        things = select(fact.c.kind, fact.c.owner, fact.c.item).where(fact.c.kind.in_(kinds)).distinct().subquery()
        return int(connection.execute(select(func.count()).select_from(things)).scalar() or 0)

    def values(kind: str, field: str) -> list[str]:
        wanted = select(fact.c.value).where(fact.c.kind == kind, fact.c.field == field)
        return list(connection.execute(wanted).scalars())

    return Holds(workspace=next(iter(values("workspace", "id")), ""), organisations=count("organisation"),
                 assessments=count("assessment"), answers=count("component", "practice", "principle"),
                 evidence=count("evidence"), digests=frozenset(values("evidence", "digest")))


def _in_backup_words(path: Path, error: WorkspaceTrouble) -> WorkspaceTrouble:
    """The same trouble, said of a backup instead of the workspace."""
    if isinstance(error, NewerWorkspace):
        return UnfitBackup(f"The backup {path.name} was made by a newer version of the app (format {error.version}; "
                           f"this version knows format {FORMAT}). Nothing was changed. Install the newer version.")
    if isinstance(error, NotAWorkspace):
        return UnfitBackup(f"{path.name} is no backup of this app, or its beginning is damaged. Nothing was changed. "
                           "Choose another one.")
    if isinstance(error, DamagedWorkspace):
        return DamagedBackup(f"The backup {path.name} is damaged. Nothing was changed. Choose an older one.")
    return error


def _unreadable(path: Path, error: OSError) -> DiskTrouble:
    return DiskTrouble(f"The backup {path.name} could not be read ({error.strerror}). Nothing was changed. "
                       "Check the disk or the connection, then try again.")
