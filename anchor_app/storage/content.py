"""Evidence content: the bytes of documents, kept under their SHA-256 and never changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from anchor_app.storage.errors import Cancelled, DiskFull, DiskTrouble, UnfitDocument, in_words
from anchor_app.storage.files import Files, disk_trouble, is_temporary, sync, temporary_beside
from anchor_app.storage.intake import CHUNK, Progress, copy, fit_size, opened, write_all

LARGEST = 200_000_000
"""Bytes of the largest document that is taken in, unless another limit is asked for."""

_SPARE = 1_000_000  # bytes that stay free for the workspace's own file
_DIGITS = frozenset("0123456789abcdef")


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

    def add_expected(self, source: BinaryIO, digest: str, size: int, *,
                     is_cancelled: Callable[[], bool] = _never) -> Kept:
        """Keeps what a file yields from where it stands, which is to be that many bytes of that digest.

        Raises UnfitDocument where it is not, DiskFull, Cancelled; then nothing is kept.
        """

    def discard(self, digest: str) -> None:
        """Removes content that nothing names; one that is not there is no mistake."""

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
        with opened(source) as file:
            size = fit_size(file, source, limit)
            self._check_room(size, source.name)
            return self._keep(lambda target: copy(file, target, source, size, progress, is_cancelled))

    def add_bytes(self, data: bytes) -> Kept:
        """Keeps bytes that are at hand. Raises DiskFull, DiskTrouble."""
        self._check_room(len(data), "this document")

        def write(target: BinaryIO) -> tuple[str, int]:
            target.write(data)
            return sha256(data).hexdigest(), len(data)

        return self._keep(write)

    def add_expected(self, source: BinaryIO, digest: str, size: int, *,
                     is_cancelled: Callable[[], bool] = _never) -> Kept:
        """Keeps what a file yields. Raises UnfitDocument for anything but the expected, DiskFull, Cancelled."""
        if is_digest(digest) and self._path(digest).exists() and self.verify(digest):
            return Kept(digest, size, is_new=False)
        self._check_room(size, "this document")
        return self._keep(lambda target: _expected(source, target, digest, size, is_cancelled))

    def discard(self, digest: str) -> None:
        """Removes content that nothing names; one that is not there is no mistake."""
        path = self._path(digest)
        if path.exists():
            with suppress(OSError):  # Windows removes no read-only file
                path.chmod(0o644)
            self._files.unlink(path)

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
        with opened(source) as file:
            size = fit_size(file, source, limit)
            copy(file, target, source, size, progress, is_cancelled)
        return self.add_bytes(target.getvalue())

    def add_bytes(self, data: bytes) -> Kept:
        """Keeps bytes that are at hand."""
        digest = sha256(data).hexdigest()
        is_new = digest not in self._kept
        self._kept[digest] = data
        return Kept(digest, len(data), is_new)

    def add_expected(self, source: BinaryIO, digest: str, size: int, *,
                     is_cancelled: Callable[[], bool] = _never) -> Kept:
        """Keeps what a file yields, under the same conditions as a folder."""
        target = BytesIO()
        _expected(source, target, digest, size, is_cancelled)
        return self.add_bytes(target.getvalue())

    def discard(self, digest: str) -> None:
        """Removes content; one that is not there is no mistake."""
        self._kept.pop(digest, None)

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


def _copy_hashed(content: BinaryIO, target: BinaryIO) -> str:
    hashed = sha256()
    while chunk := content.read(CHUNK):
        hashed.update(chunk)
        target.write(chunk)
    return hashed.hexdigest()


def _expected(source: BinaryIO, target: BinaryIO, digest: str, size: int,
              is_cancelled: Callable[[], bool]) -> tuple[str, int]:
    """Copies so many bytes; raises UnfitDocument unless they are those of the digest."""
    hashed, left = sha256(), size
    while left and (chunk := source.read(min(CHUNK, left))):
        if is_cancelled():
            raise Cancelled("Nothing was taken in.")
        hashed.update(chunk)
        write_all(target, memoryview(chunk))
        left -= len(chunk)
    if left or hashed.hexdigest() != digest:
        raise UnfitDocument(f"A document is not what it was announced to be (content {digest[:12]}…). "
                            "Ask for it again.")
    return digest, size


def _hash_of(file: BinaryIO) -> str:
    hashed, buffer = sha256(), memoryview(bytearray(CHUNK))
    while count := file.readinto(buffer):  # type: ignore[attr-defined]
        hashed.update(buffer[:count])
    return hashed.hexdigest()


def _missing(digest: str) -> UnfitDocument:
    return UnfitDocument(f"The document is missing from this workspace (content {digest[:12]}…). "
                         "Attach it again, or restore a backup that has it.")


def _damaged(digest: str) -> UnfitDocument:
    return UnfitDocument(f"The document is damaged (content {digest[:12]}…). "
                         "Attach it again, or restore a backup that has it.")


def _unreadable(digest: str, error: OSError) -> DiskTrouble:
    return DiskTrouble(f"The document could not be read ({error.strerror}; content {digest[:12]}…). "
                       "Check the disk or the connection, then try again.")
