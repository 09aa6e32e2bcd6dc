"""File operations that either happen wholly or not at all, and that outlast a busy virus scanner."""

from __future__ import annotations

import errno
import os
import re
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from anchor_app.storage.errors import DiskFull, DiskTrouble, in_words

Result = TypeVar("Result")

LONGEST_WAIT = 3.0
"""Seconds for which a file that another program holds is tried again."""

_HELD_BY_ANOTHER = (5, 32, 33)
"""Windows errors: access denied, sharing violation, lock violation."""

_TEMPORARY = re.compile(r"\.anchor-[0-9a-f]{16}\.part")


def temporary_beside(target: Path) -> Path:
    """A fresh name in the target's folder, so that the rename onto the target stays within one disk."""
    return target.parent / f".anchor-{secrets.token_hex(8)}.part"


def is_temporary(path: Path) -> bool:
    """Whether a name is one that `temporary_beside` gives."""
    return _TEMPORARY.fullmatch(path.name) is not None


@dataclass(frozen=True, slots=True)
class Files:
    """The operations that differ between systems; the fields are what they are built on."""

    replacing: Callable[[Any, Any], None] = os.replace
    unlinking: Callable[[Any], None] = os.unlink
    sleeping: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def replace(self, source: Path, target: Path) -> None:
        """Renames onto `target`, and makes the rename outlast a power cut."""
        self._persist(lambda: self.replacing(source, target))
        self.sync_folder(target.parent)

    def unlink(self, path: Path) -> None:
        """Removes a file; one that is not there is no mistake."""
        with suppress(FileNotFoundError):
            self._persist(lambda: self.unlinking(path))

    def sync_folder(self, folder: Path) -> None:
        """Makes the names in a folder durable; Windows does so by itself and cannot open folders."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def make_folder(self, folder: Path) -> None:
        """Makes a folder whose parent exists, durably."""
        try:
            folder.mkdir()
        except FileExistsError:
            return
        self.sync_folder(folder.parent)

    def write_whole(self, target: Path, write: Callable[[BinaryIO], Result], *, mode: int | None = None) -> Result:
        """Lets `write` fill a temporary file, then gives it the target's name; returns what `write` did.

        Until then an older file of that name is untouched, and after a failure the temporary file is gone.
        Raises DiskFull and DiskTrouble for the disk's faults, and whatever `write` raises.
        """
        temporary = temporary_beside(target)
        try:
            with temporary.open("xb") as file:
                result = write(file)
                sync(file)
            if mode is not None:
                temporary.chmod(mode)
            self.replace(temporary, target)
            return result
        except OSError as error:
            raise disk_trouble(error, target) from error
        finally:
            with suppress(OSError):
                self.unlink(temporary)

    def _persist(self, act: Callable[[], None]) -> None:
        """Acts, and again with growing pauses while another program holds the file."""
        until, pause = self.clock() + LONGEST_WAIT, 0.01
        while True:
            try:
                return act()
            except OSError as error:
                held = getattr(error, "winerror", None) in _HELD_BY_ANOTHER
                if not held or self.clock() + pause > until:
                    raise
            self.sleeping(pause)
            pause = min(pause * 2, 0.5)


def sync(file: BinaryIO) -> None:
    """Returns when what was written is on the disk itself; on a Mac only F_FULLFSYNC promises that."""
    file.flush()
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
            return
    os.fsync(file.fileno())


def new_file(path: Path) -> None:
    """Makes an empty file, so that it is known why where that cannot be done."""
    path.open("xb").close()


def sync_file(path: Path) -> None:
    """Returns when a file that somebody else has written is on the disk itself."""
    with path.open("rb+") as file:
        sync(file)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file as hexadecimal digits."""
    hashed = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 18):
            hashed.update(chunk)
    return hashed.hexdigest()


def disk_trouble(error: OSError, path: Path, needed: int = 0) -> DiskFull | DiskTrouble:
    """What a file error means, in words that name the file."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        room = max(needed, 5_000_000)
        return DiskFull(f"There is no room for {path.name} on the disk that holds {path.parent}. "
                        f"Free at least {in_words(room)}, then try again.", room)
    if error.errno == errno.EFBIG:
        return DiskFull(f"{path.name} is larger than a file may be on the disk that holds {path.parent}. "
                        "Choose another disk.", needed)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DiskTrouble(f"{path.name} cannot be written in {path.parent}: access is denied. Close the program "
                           "that has it open, or choose a folder that you may write to.")
    if error.errno == errno.ENOENT:
        return DiskTrouble(f"The folder {path.parent} is not there. Choose another one.")
    if error.errno == errno.ENAMETOOLONG:
        return DiskTrouble(f"The name {path.name[:40]}… is too long for the disk. Choose a shorter one.")
    return DiskTrouble(f"{path.name} could not be written in {path.parent} ({error.strerror}). "
                       "Check the disk or the connection, then try again.")
