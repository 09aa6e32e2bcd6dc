"""Backups of a workspace: making, listing and restoring them, and when one is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from anchor_app.domain.errors import Refusal, UnknownItem
from anchor_app.services.folders import command
from anchor_app.storage.thinning import Reason

if TYPE_CHECKING:
    from anchor_app.storage.backup import Backup
    from anchor_app.storage.errors import WorkspaceTrouble
    from anchor_app.storage.first_look import LateStore
    from anchor_app.storage.rebuild import Rebuilt
    from anchor_app.storage.restore import Restored
    from anchor_app.storage.store import Store

__all__ = ["EVERY", "Reason", "back_up", "before", "find", "in_words", "is_due", "list_backups", "rebuild", "restore",
           "set_aside", "with_offer"]

EVERY = timedelta(minutes=30)
"""While somebody works, a backup is made this often, if anything has changed."""

_NEWEST = "newest"


def is_due(now: datetime, last: datetime, has_changed: bool, *, is_closing: bool = False) -> bool:
    """Whether a backup should be made: something changed since the `last`, and the time has come or work ends.

    Before the first backup `last` is when the workspace was opened. A clock that was set back makes one due.
    """
    return has_changed and (is_closing or now - last >= EVERY or now < last)


def back_up(folder: Path, reason: Reason = Reason.MANUAL, now: datetime | None = None, *,
            once_copied: Callable[[], object] = lambda: None) -> Backup:
    """Back up the workspace in a folder, or find the whole backup that there is of its very state.

    For any thread but the window's: it reads through a connection of its own, and a save that comes meanwhile waits
    for the copying alone, after which `once_copied` is called. Raises DamagedWorkspace, DiskFull, DiskTrouble; what is
    there stays as it is.
    """
    from anchor_app.storage.backup import make

    return make(folder, reason, now or datetime.now(UTC), once_copied=once_copied)


def before(store: Store | LateStore, reason: Reason | str) -> Backup | None:
    """Back up what a store keeps, before something is done to it; None for one that is in memory only.

    Raises as `back_up` does: what is to be done should then not be done.
    """
    return back_up(store.folder, Reason(reason)) if store.folder is not None else None


def list_backups(folder: Path) -> list[Backup]:
    """The backups of the workspace in a folder, newest first, each compared with its hash; for a worker thread."""
    from anchor_app.storage.backup import listed
    from anchor_app.storage.opening import canonical

    return listed(canonical(folder))


def find(backups: Sequence[Backup], wanted: str) -> Backup:
    """The backup of that id, or file name, or "newest" for the newest that is whole; raises UnknownItem."""
    if wanted == _NEWEST:
        found = [one for one in backups if not one.trouble][:1]
    else:
        found = [one for one in backups if wanted in (one.id, one.path.name, one.path.stem)]
    if len(found) > 1:
        raise UnknownItem(f"There are {len(found)} backups {wanted}. Give the whole name of the file, such as "
                          f"{found[0].path.name}.")
    if not found:
        listed = f"See those there are with: {command('backup list', backups[0].path.parents[1])}" if backups else ""
        raise UnknownItem(f"There is no backup {wanted}. {listed or 'There are none yet.'}")
    return found[0]


def restore(folder: Path, backup: Path, now: datetime | None = None, *, even_if_other: bool = False) -> Restored:
    """Put a backup in the place of a workspace that nobody has open; close the store first, and open it afterwards.

    What is there now is kept: `kept` of the result is the backup that takes the restore back, `set_aside` the file
    that was too damaged to be backed up. Raises OtherWorkspace (unless `even_if_other`), UnfitBackup, DamagedBackup,
    WorkspaceInUse, DiskFull, DiskTrouble; then the workspace is as it was.
    """
    from anchor_app.storage.restore import restore as put_back

    return put_back(folder, backup.absolute(), now or datetime.now(UTC), even_if_other=even_if_other)


def set_aside(backup: Path) -> Path:
    """Move a backup that cannot be restored out of the way of the list and the check; where it is then.

    Raises WholeBackup for one that can be restored, DiskTrouble for one that cannot be read just now.
    """
    from anchor_app.storage.setting_aside import set_aside as move

    return move(backup)


def rebuild(folder: Path, into: Path) -> Rebuilt:
    """Make a new workspace from what is left of another, which is only read; see `storage.rebuild`."""
    from anchor_app.services.starting import shipped_charter
    from anchor_app.storage.place import check_place
    from anchor_app.storage.rebuild import rebuild as build

    check_place(into.resolve())
    shipped = shipped_charter()
    return build(folder, into, charters=[(shipped.digest, shipped.id, shipped.edition, shipped.title, shipped.source)])


def in_words(backup: Backup) -> str:
    """When a backup was made and what it holds, in the time of this computer's zone."""
    when = backup.at.astimezone().strftime("%d %B %Y, %H:%M").lstrip("0")
    if backup.holds is None:
        return f"{when} ({backup.reason})"
    held = backup.holds
    counts = ((held.organisations, "organisation"), (held.assessments, "assessment"), (held.answers, "answer"))
    return f"{when} ({backup.reason}): " + ", ".join(
        f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s" for number, noun in counts)


def with_offer(trouble: WorkspaceTrouble, folder: Path) -> WorkspaceTrouble:
    """The same trouble, with the newest backup that is verified to be whole, if there is one."""
    from anchor_app.storage.backup import newest_good
    from anchor_app.storage.errors import BackupOffered

    try:
        found = newest_good(folder)
    except Refusal:
        return trouble
    if found is None:
        return trouble
    subjects = getattr(trouble, "subjects", ())
    return BackupOffered(f"{trouble} The newest backup that is whole is of {in_words(found)}. To restore it: "
                         f"{command(f'backup restore {found.id}', folder)}. What is there now is kept.",
                         found.path, subjects)
