"""Taking a file in: what may be taken, and a copy that is hashed while it is made."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from anchor_app.storage.errors import Cancelled, StillBeingWritten, UnfitDocument, in_words

CHUNK = 1 << 20
"""Bytes that are read, hashed and written at a time."""

Progress = Callable[[int], object]
"""Is told how many bytes are done so far."""


def opened(source: Path) -> BinaryIO:
    """The file for reading, unless it is a folder, a pipe, a device or out of reach."""
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            raise _not_a_file(source)
        # Not to wait for a pipe that took the file's place since.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        return os.fdopen(os.open(source, flags), "rb", buffering=0)
    except FileNotFoundError:
        raise UnfitDocument(f"{source.name} is not there any more. Choose it again where it is now.") from None
    except PermissionError:
        raise UnfitDocument(f"{source.name} may not be read. Ask whoever keeps it for access, "
                            "or save a copy of it, then attach that.") from None
    except OSError as error:
        raise UnfitDocument(f"{source.name} could not be opened ({error.strerror}). If it is kept in a cloud, "
                            "open it once so that it is on this computer, then attach it again.") from error


def fit_size(file: BinaryIO, source: Path, limit: int) -> int:
    found = os.fstat(file.fileno())
    if not stat.S_ISREG(found.st_mode):
        raise _not_a_file(source)
    if found.st_size > limit:
        raise UnfitDocument(f"{source.name} has {in_words(found.st_size)}; a document may have at most "
                            f"{in_words(limit)}. Attach a smaller version, or a link to where it is kept.")
    return found.st_size


def copy(file: BinaryIO, target: BinaryIO, source: Path, size: int, progress: Progress,
          is_cancelled: Callable[[], bool]) -> tuple[str, int]:
    """Copies what is hashed and hashes what is copied; raises StillBeingWritten, Cancelled, UnfitDocument."""
    before, hashed, done = os.fstat(file.fileno()), sha256(), 0
    buffer = memoryview(bytearray(CHUNK))
    while True:
        if is_cancelled():
            raise Cancelled(f"{source.name} was not attached.")
        try:
            count = file.readinto(buffer)  # type: ignore[attr-defined]
        except OSError as error:
            raise UnfitDocument(f"{source.name} could not be read to its end ({error.strerror}). "
                                "Check where it is kept, then attach it again.") from error
        done += count
        if not count or done > size:
            break
        hashed.update(buffer[:count])
        write_all(target, buffer[:count])
        progress(done)
    after = os.fstat(file.fileno())
    if (done, after.st_size, after.st_mtime_ns) != (size, size, before.st_mtime_ns):
        raise StillBeingWritten(f"{source.name} is still being written. Wait until it is finished, "
                                "then attach it again.")
    return hashed.hexdigest(), size


def write_all(target: BinaryIO, data: memoryview) -> None:
    """Writes every byte: an unbuffered file may take fewer than it is given."""
    while data:
        data = data[target.write(data):]


def _not_a_file(source: Path) -> UnfitDocument:
    what = "a folder" if source.is_dir() else "not a file that can be copied"
    return UnfitDocument(f"{source.name} is {what}. Attach a document; of a folder, attach each document in it.")
