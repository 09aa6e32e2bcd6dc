"""What a crash or a syncing program left beside the database, tried on a copy before it is believed."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from anchor_app.storage import opening
from anchor_app.storage.check import check_database
from anchor_app.storage.engine import Database
from anchor_app.storage.errors import DamagedWorkspace, ForeignJournal, NotAWorkspace
from anchor_app.storage.files import Files, disk_trouble

TRIAL = ".anchor-trial-"
"""How the names of folders for copies that are tried begin."""


def settle(path: Path) -> None:
    """Sets a stale journal aside; leaves one that belongs to the database for SQLite to roll back.

    SQLite would apply a journal that was left by another state of the file, and damage it. Only for who
    holds the workspace's lock and has no connection open. Raises DamagedWorkspace, with nothing changed.
    """
    beside = opening.leftovers(path)
    if not beside or _is_sound(path, beside):
        return
    if not _is_sound(path, []):
        raise DamagedWorkspace(f"The workspace in {path.parent} is damaged. Nothing was changed. "
                               "Restore the newest backup that is whole.")
    for side in beside:
        Files().replace(side, side.with_name(f"{side.name}.set-aside"))


def refuse_foreign(path: Path) -> None:
    """For who only reads: raises ForeignJournal or DamagedWorkspace unless what lies beside belongs to the database.

    Changes nothing. The copy is tried elsewhere when the workspace's own disk has no room for it.
    """
    beside = opening.leftovers(path)
    if not beside or _is_sound(path, beside, elsewhere=True):
        return
    if not _is_sound(path, [], elsewhere=True):
        raise DamagedWorkspace(f"The workspace in {path.parent} is damaged. Nothing was changed. "
                               "Restore the newest backup that is whole.")
    names = ", ".join(side.name for side in beside)
    raise ForeignJournal(f"Beside the workspace in {path.parent} lies {names}, which another state of it left. "
                         "Nothing was changed. Open the workspace in the app: that sets it aside, and keeps it.")


def _is_sound(path: Path, beside: list[Path], *, elsewhere: bool = False) -> bool:
    """Whether the database is whole together with these files, as seen on a copy beside it (or `elsewhere`)."""
    try:
        return _is_sound_in(path.parent, path, beside)
    except OSError as error:
        if not elsewhere:
            raise disk_trouble(error, path, path.stat().st_size) from error
    try:
        return _is_sound_in(None, path, beside)
    except OSError as error:
        raise disk_trouble(error, path, path.stat().st_size) from error


def _is_sound_in(scratch: Path | None, path: Path, beside: list[Path]) -> bool:
    with TemporaryDirectory(prefix=TRIAL, dir=scratch) as trial:
        # Copied as bytes: half-written pages are for the journal to mend. No connection is open whose lock
        # could be lost by this.
        for one in (path, *beside):
            shutil.copyfile(one, Path(trial, one.name))
        return _is_whole(Path(trial, path.name))


def _is_whole(path: Path) -> bool:
    try:
        with closing(Database(path)) as database:
            return not check_database(database)
    except (DamagedWorkspace, NotAWorkspace):
        return False
