"""Restoring a backup: what is there now is kept first, and a rename decides between the two states."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from anchor_app.storage import backup, facts, opening, recovery, upgrade
from anchor_app.storage.backup import Backup
from anchor_app.storage.connection import FORMAT
from anchor_app.storage.content import FolderContent
from anchor_app.storage.engine import Database
from anchor_app.storage.errors import (
    DamagedWorkspace,
    NotAWorkspace,
    OtherWorkspace,
    UnfitBackup,
    WorkspaceTrouble,
)
from anchor_app.storage.files import Files, disk_trouble, sync_file, temporary_beside
from anchor_app.storage.lock import Lock
from anchor_app.storage.thinning import Reason

_SIDECARS = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """That a backup was restored.

    `kept` is the backup of what was there before, by which the restore is undone; `set_aside` is where the file is
    that was too damaged for that. `missing` are digests of documents that the backup names and that are not there.
    """

    backup: Backup
    kept: Backup | None
    set_aside: Path | None
    missing: tuple[str, ...]


def restore(folder: Path, chosen: Path, now: datetime, *, even_if_other: bool = False, take_over: bool = False,
            files: Files | None = None) -> Restored:
    """Puts a backup in the place of the workspace in a folder, which nobody may have open.

    Raises WorkspaceInUse, UnfitBackup, DamagedBackup, OtherWorkspace (unless `even_if_other`), DiskFull, DiskTrouble,
    with the workspace as it was; one that cannot be read for now is not taken for damaged, and is not touched.
    """
    files = files or Files()
    folder = opening.canonical(folder)
    lock = None
    try:
        lock = Lock(folder, take_over=take_over)
        found = backup.described(chosen)
        backup.verify(chosen)
        with suppress(DamagedWorkspace):  # which is set aside below
            if (folder / opening.DATABASE).exists():
                recovery.settle(folder / opening.DATABASE)
        _refuse_other(folder, found, even_if_other)
        temporary = temporary_beside(folder / opening.DATABASE)
        with _removed_afterwards(temporary, files):
            _prepare(chosen, temporary)
            kept, set_aside = _keep_what_is_there(folder, now, files)
            files.replace(temporary, folder / opening.DATABASE)
        return Restored(found, kept, set_aside, _missing(folder, found))
    except OSError as error:
        raise disk_trouble(error, folder / opening.DATABASE) from error
    finally:
        if lock is not None:
            lock.release()


def _prepare(chosen: Path, temporary: Path) -> None:
    """A verified copy of a backup, in this version's format."""
    with closing(Database(chosen, read_only=True)) as source:
        source.copy_to(temporary)
    if opening.format_of(temporary) < FORMAT:
        upgrade.migrate(temporary)
    with closing(Database(temporary, read_only=True)) as copy:
        backup.refuse_damaged(copy)
    sync_file(temporary)


def _keep_what_is_there(folder: Path, now: datetime, files: Files) -> tuple[Backup | None, Path | None]:
    """Backs up what is there; what is too damaged for that is set aside whole. Nothing is ever deleted."""
    path = folder / opening.DATABASE
    if not path.exists():
        return None, None
    try:
        opening.format_of(opening.located(folder))
        with closing(Database(path, read_only=True)) as live:
            backup.refuse_damaged(live)
        return backup.make(folder, Reason.BEFORE_RESTORE, now, files), None
    except (DamagedWorkspace, NotAWorkspace):
        if not path.is_file():
            raise
        return None, _set_aside(folder, now, files)


def _set_aside(folder: Path, now: datetime, files: Files) -> Path:
    """Copies a damaged database with the files beside it; then removes those beside it, which fit no other."""
    path = folder / opening.DATABASE
    files.make_folder(folder / backup.FOLDER)
    target = _unused(folder / backup.FOLDER / f"{now.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}-damaged.db")
    for suffix in reversed(_SIDECARS):
        source = path.with_name(path.name + suffix)
        if source.exists():
            # No connection is open whose lock could be lost by this.
            shutil.copyfile(source, target.with_name(target.name + suffix))
            sync_file(target.with_name(target.name + suffix))
    files.sync_folder(target.parent)
    for suffix in _SIDECARS[1:]:
        files.unlink(path.with_name(path.name + suffix))
    files.sync_folder(folder)
    return target


def _unused(target: Path) -> Path:
    number = 1
    while target.exists():
        number += 1
        target = target.with_name(f"{target.stem.split('-damaged')[0]}-damaged-{number}.db")
    return target


def _refuse_other(folder: Path, found: Backup, even_if_other: bool) -> None:
    if found.holds is None:
        raise UnfitBackup(found.trouble or f"The backup {found.path.name} could not be read. Choose another one.")
    here = _id_of(folder / opening.DATABASE)
    if here and here != found.holds.workspace and not even_if_other:
        raise OtherWorkspace(
            f"The backup {found.path.name} is of another workspace than the one in {folder}. Nothing was changed. "
            "Restore it into a folder of its own, or say that it is to take the place of this one all the same.")


def _id_of(path: Path) -> str:
    """The id of the workspace in a file, as far as it can be read."""
    with (suppress(WorkspaceTrouble, OSError), closing(Database(path, read_only=True)) as database,
          database.reading() as connection):
        return next((value for _, _, _, name, value, _ in facts.read(connection, "workspace")[0] if name == "id"), "")
    return ""


def _missing(folder: Path, found: Backup) -> tuple[str, ...]:
    there = set(FolderContent(folder / opening.EVIDENCE).digests())
    return tuple(sorted(found.holds.digests - there)) if found.holds else ()


@contextmanager
def _removed_afterwards(temporary: Path, files: Files) -> Iterator[None]:
    try:
        yield
    finally:
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            with suppress(OSError):
                files.unlink(left)
