"""Backups that cannot be restored, set aside where nobody takes them for backups and a rebuild still finds them."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from anchor_app.storage import backup
from anchor_app.storage.errors import UnfitBackup, WorkspaceTrouble
from anchor_app.storage.files import Files, disk_trouble

FOLDER = "set-aside"
"""Where below the backups they are."""


class WholeBackup(WorkspaceTrouble):
    """A backup that can be restored, and so stays where it is."""


def set_aside(path: Path, files: Files | None = None) -> Path:
    """Moves a backup that cannot be restored out of the way, and returns where it is; nothing in it is changed.

    Raises WholeBackup for one that is verified to be whole, and DiskTrouble for one that cannot be read just now,
    which need not be damaged.
    """
    files = files or Files()
    try:
        backup.verify(path)
    except UnfitBackup:
        return _moved(path, files)
    raise WholeBackup(f"The backup {path.name} is whole and can be restored, so it was left where it is.")


def _moved(path: Path, files: Files) -> Path:
    home = path.parent / FOLDER
    names = (path.name if not number else f"{path.stem}-{number}{path.suffix}" for number in count())
    try:
        files.make_folder(home)
        target = next(home / name for name in names if not (home / name).exists())
        files.replace(path, target)
        files.sync_folder(path.parent)
    except OSError as error:
        raise disk_trouble(error, path) from error
    return target
