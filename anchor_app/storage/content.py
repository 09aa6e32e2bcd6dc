"""Evidence content: the bytes of documents, kept under their SHA-256 and never changed."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from anchor_app.storage.errors import (
    Cancelled,
    DiskFull,
    DiskTrouble,
    StillBeingWritten,
    UnfitDocument,
    in_words,
)
from anchor_app.storage.files import Files, disk_trouble, is_temporary, sync, temporary_beside

LARGEST = 200_000_000
"""Bytes of the largest document that is taken in, unless another limit is asked for."""

_CHUNK = 1 << 20
_SPARE = 1_000_000  # bytes that stay free for the workspace's own file
_DIGITS = frozenset("0123456789abcdef")

Progress = Callable[[int], object]
"""Is told how many bytes are done so far."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Content that is kept now; `is_new` unless the same bytes were there before."""

    digest: str
    size: int
    is_new: bool

    @property
    def is_empty(self) -> bool:
        """Whether the document holds nothing, which is allowed and worth a word."""
        return self.size == 0


def _never() -> bool:
    return False


def _nothing(done: int) -> None:
    """Progress that nobody follows."""


class Content(Protocol):
    """Where evidence content is kept. A digest is 64 lower-case hexadecimal digits."""

    def add(self, source: Path, *, limit: int = LARGEST, progress: Progress = _nothing,
            is_cancelled: Callable[[], bool] = _never) -> Kept:
        """Takes a copy of a file: durable when this returns. Raises UnfitDocument, DiskFull, Cancelled."""

    def add_bytes(self, data: bytes) -> Kept:
        """Keeps bytes that are at hand."""

    def open(self, digest: str) -> BinaryIO:
        """The content for reading; raises UnfitDocument when it is not there."""

    def size(self, digest: str) -> int:
        """How many bytes it has; raises UnfitDocument when it is not there."""

    def verify(self, digest: str) -> bool:
        """Whether it is there and every byte of it is as it was."""

    def digests(self) -> Iterator[str]:
        """What is kept, in order."""

    def copy_out(self, digest: str, target: Path) -> None:
        """Writes a copy to a file, whole or not at all; damaged content is refused."""


class FolderContent:
    """Content in a folder: `ab/<64 digits>`, read-only files, each there wholly or not at all."""

    def __init__(self, folder: Path, files: Files | None = None) -> None:
        self.folder = folder
        self._files = files or Files()

    def add(self, source: Path, *, limit: int = LARGEST, progress: Progress = _nothing,
            is_cancelled: Callable[[], bool] = _never) -> Kept:
        """Takes a copy of a file. Raises UnfitDocument, StillBeingWritten, DiskFull, DiskTrouble, Cancelled."""
        with _opened(source) as file:
            size = _fit_size(file, source, limit)
            self._check_room(size, source.name)
            return self._keep(lambda target: _copy(file, target, source, size, progress, is_cancelled))

    def add_bytes(self, data: bytes) -> Kept:
        """Keeps bytes that are at hand. Raises DiskFull, DiskTrouble."""
        self._check_room(len(data), "this document")

        def write(target: BinaryIO) -> tuple[str, int]:
            target.write(data)
            return sha256(data).hexdigest(), len(data)

        return self._keep(write)

    def open(self, digest: str) -> BinaryIO:
        """The content for reading; raises UnfitDocument when it is not there."""
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError:
            raise _missing(digest) from None
        except OSError as error:
            raise _unreadable(digest, error) from error

    def size(self, digest: str) -> int:
        """How many bytes it has; raises UnfitDocument when it is not there."""
        try:
            return self._path(digest).stat().st_size
        except FileNotFoundError:
            raise _missing(digest) from None

    def verify(self, digest: str) -> bool:
        """Whether it is there and every byte of it is as it was; raises DiskTrouble when it cannot be read."""
        try:
            with self.open(digest) as file:
                return _hash_of(file) == digest
        except UnfitDocument:
            return False
        except OSError as error:
            raise _unreadable(digest, error) from error

    def digests(self) -> Iterator[str]:
        """What is kept, in order."""
        for path in sorted(self.folder.glob("??/*")):
            if is_digest(path.name) and path.parent.name == path.name[:2]:
                yield path.name

    def strays(self) -> Iterator[Path]:
        """What lies in the folder and is no content: leftovers and other programs' files."""
        for path in sorted(self.folder.rglob("*")):
            is_content = is_digest(path.name) and path.parent == self.folder / path.name[:2]
            if path.is_file() and not is_content:
                yield path

    def sweep(self) -> None:
        """Removes what an interrupted copy left; only for who holds the workspace's lock."""
        for path in self.folder.glob(".anchor-*"):
            if is_temporary(path):
                self._files.unlink(path)

    def copy_out(self, digest: str, target: Path) -> None:
        """Writes a copy to a file, whole or not at all. Raises UnfitDocument, DiskFull, DiskTrouble."""
        def write(file: BinaryIO) -> None:
            with self.open(digest) as content:
                if _copy_hashed(content, file) != digest:
                    raise _damaged(digest)

        self._files.write_whole(target, write)

    def _path(self, digest: str) -> Path:
        if not is_digest(digest):
            raise _missing(digest)
        return self.folder / digest[:2] / digest

    def _keep(self, write: Callable[[BinaryIO], tuple[str, int]]) -> Kept:
        """Lets `write` fill a temporary file, then gives it the name that its content has."""
        temporary = temporary_beside(self.folder / "content")
        try:
            with temporary.open("xb", buffering=0) as target:
                digest, size = write(target)
                path = self._path(digest)
                if path.exists() and self.verify(digest):
                    return Kept(digest, size, is_new=False)
                sync(target)
            temporary.chmod(0o444)
            self._files.make_folder(path.parent)
            self._files.replace(temporary, path)
            return Kept(digest, size, is_new=True)
        except OSError as error:
            raise disk_trouble(error, self.folder / "the document") from error
        finally:
            if temporary.exists():
                self._files.unlink(temporary)

    def _check_room(self, size: int, name: str) -> None:
        try:
            free = shutil.disk_usage(self.folder).free
        except OSError as error:
            raise disk_trouble(error, self.folder / name) from error
        if free < size + _SPARE:
            raise DiskFull(f"There is no room for {name}: it needs {in_words(size + _SPARE)}, and the disk that "
                           f"holds {self.folder.parent} has {in_words(free)} free. Free some space, then try again.",
                           size + _SPARE)


class MemoryContent:
    """Content that is gone when the process ends."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def add(self, source: Path, *, limit: int = LARGEST, progress: Progress = _nothing,
            is_cancelled: Callable[[], bool] = _never) -> Kept:
        """Takes a copy of a file, under the same conditions as a folder."""
        target = BytesIO()
        with _opened(source) as file:
            size = _fit_size(file, source, limit)
            _copy(file, target, source, size, progress, is_cancelled)
        return self.add_bytes(target.getvalue())

    def add_bytes(self, data: bytes) -> Kept:
        """Keeps bytes that are at hand."""
        digest = sha256(data).hexdigest()
        is_new = digest not in self._kept
        self._kept[digest] = data
        return Kept(digest, len(data), is_new)

    def open(self, digest: str) -> BinaryIO:
        """The content for reading; raises UnfitDocument when it is not there."""
        if digest not in self._kept:
            raise _missing(digest)
        return BytesIO(self._kept[digest])

    def size(self, digest: str) -> int:
        """How many bytes it has; raises UnfitDocument when it is not there."""
        return len(self.open(digest).read())

    def verify(self, digest: str) -> bool:
        """Whether it is there."""
        return digest in self._kept

    def digests(self) -> Iterator[str]:
        """What is kept, in order."""
        return iter(sorted(self._kept))

    def copy_out(self, digest: str, target: Path) -> None:
        """Writes a copy to a file, whole or not at all."""
        with self.open(digest) as content:
            Files().write_whole(target, lambda file: _copy_hashed(content, file))


def is_digest(name: str) -> bool:
    """Whether a name is 64 lower-case hexadecimal digits."""
    return len(name) == 64 and _DIGITS.issuperset(name)


def _opened(source: Path) -> BinaryIO:
    """The file for reading, unless it is a folder, a pipe, a device or out of reach."""
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            raise _not_a_file(source)
        # Not to wait for a pipe that took the file's place since.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        return os.fdopen(os.open(source, flags), "rb", buffering=0)  # type: ignore[return-value]
    except FileNotFoundError:
        raise UnfitDocument(f"{source.name} is not there any more. Choose it again where it is now.") from None
    except PermissionError:
        raise UnfitDocument(f"{source.name} may not be read. Ask whoever keeps it for access, "
                            "or save a copy of it, then attach that.") from None
    except OSError as error:
        raise UnfitDocument(f"{source.name} could not be opened ({error.strerror}). If it is kept in a cloud, "
                            "open it once so that it is on this computer, then attach it again.") from error


def _fit_size(file: BinaryIO, source: Path, limit: int) -> int:
    found = os.fstat(file.fileno())
    if not stat.S_ISREG(found.st_mode):
        raise _not_a_file(source)
    if found.st_size > limit:
        raise UnfitDocument(f"{source.name} has {in_words(found.st_size)}; a document may have at most "
                            f"{in_words(limit)}. Attach a smaller version, or a link to where it is kept.")
    return found.st_size


def _copy(file: BinaryIO, target: BinaryIO, source: Path, size: int, progress: Progress,
          is_cancelled: Callable[[], bool]) -> tuple[str, int]:
    """Copies what is hashed and hashes what is copied; raises StillBeingWritten, Cancelled, UnfitDocument."""
    before, hashed, done = os.fstat(file.fileno()), sha256(), 0
    buffer = memoryview(bytearray(_CHUNK))
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
        _write_all(target, buffer[:count])
        progress(done)
    after = os.fstat(file.fileno())
    if (done, after.st_size, after.st_mtime_ns) != (size, size, before.st_mtime_ns):
        raise StillBeingWritten(f"{source.name} is still being written. Wait until it is finished, "
                                "then attach it again.")
    return hashed.hexdigest(), size


def _write_all(target: BinaryIO, data: memoryview) -> None:
    """Writes every byte: an unbuffered file may take fewer than it is given."""
    while data:
        data = data[target.write(data):]


def _copy_hashed(content: BinaryIO, target: BinaryIO) -> str:
    hashed = sha256()
    while chunk := content.read(_CHUNK):
        hashed.update(chunk)
        target.write(chunk)
    return hashed.hexdigest()


def _hash_of(file: BinaryIO) -> str:
    hashed, buffer = sha256(), memoryview(bytearray(_CHUNK))
    while count := file.readinto(buffer):  # type: ignore[attr-defined]
        hashed.update(buffer[:count])
    return hashed.hexdigest()


def _not_a_file(source: Path) -> UnfitDocument:
    what = "a folder" if source.is_dir() else "not a file that can be copied"
    return UnfitDocument(f"{source.name} is {what}. Attach a document; of a folder, attach each document in it.")


def _missing(digest: str) -> UnfitDocument:
    return UnfitDocument(f"The document is missing from this workspace (content {digest[:12]}…). "
                         "Attach it again, or restore a backup that has it.")


def _damaged(digest: str) -> UnfitDocument:
    return UnfitDocument(f"The document is damaged (content {digest[:12]}…). "
                         "Attach it again, or restore a backup that has it.")


def _unreadable(digest: str, error: OSError) -> DiskTrouble:
    return DiskTrouble(f"The document could not be read ({error.strerror}; content {digest[:12]}…). "
                       "Check the disk or the connection, then try again.")
