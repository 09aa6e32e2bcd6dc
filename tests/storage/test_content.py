"""Evidence content: what is taken in is what was there, or it is refused and nothing is left of it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from anchor_app.storage import content as module
from anchor_app.storage import intake
from anchor_app.storage.content import Content, FolderContent, MemoryContent
from anchor_app.storage.errors import Cancelled, DiskFull, DiskTrouble, StillBeingWritten, UnfitDocument


@pytest.fixture(params=["folder", "memory"])
def content(request: pytest.FixtureRequest, tmp_path: Path) -> Content:
    """Empty content of each sort."""
    return _in_folder(tmp_path) if request.param == "folder" else MemoryContent()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A document of a few megabytes."""
    path = tmp_path / "minutes.pdf"
    path.write_bytes(os.urandom(3 * intake.CHUNK + 17))
    return path


@pytest.fixture
def kept_in(tmp_path: Path) -> Iterator[Path]:
    """A folder for content, in which nothing unfinished may be left."""
    folder = _in_folder(tmp_path).folder
    yield folder
    assert not list(folder.rglob(".anchor-*"))


def _read(content: Content, digest: str) -> bytes:
    with content.open(digest) as file:
        return file.read()


def _grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def _in_folder(tmp_path: Path) -> FolderContent:
    folder = tmp_path / "evidence"
    folder.mkdir()
    return FolderContent(folder)


def test_a_document_is_kept_under_its_hash_and_once(content: Content, document: Path) -> None:
    first, again = content.add(document), content.add(document)
    data = document.read_bytes()
    assert (first.digest, first.size, first.is_new, again.is_new) == (sha256(data).hexdigest(), len(data), True, False)
    assert content.add_bytes(data).is_new is False
    assert list(content.digests()) == [first.digest]
    assert _read(content, first.digest) == data
    assert content.size(first.digest) == len(data) and content.verify(first.digest)


def test_an_empty_document_is_taken_and_told(content: Content, tmp_path: Path) -> None:
    """J13."""
    path = tmp_path / "empty.txt"
    path.touch()
    kept = content.add(path)
    assert kept.is_empty and _read(content, kept.digest) == b""


def test_a_link_leads_to_the_document(content: Content, document: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.pdf"
    link.symlink_to(document)
    assert content.add(link).size == document.stat().st_size


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize(("make", "said"), [
    (_fifo, "not a file"), (_socket, "not a file"), (lambda path: path.mkdir(), "a folder"),
    (lambda path: path.symlink_to("/dev/zero"), "not a file"), (lambda path: path.symlink_to(path.name), "opened"),
    (lambda path: None, "not there")], ids=["pipe", "socket", "folder", "device", "link to itself", "missing"])
def test_only_files_are_taken(content: Content, make: Callable[[Path], None], said: str,
                              tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """J12, D08: and nothing waits for a pipe."""
    monkeypatch.chdir(tmp_path)
    make(Path("odd"))
    with pytest.raises(UnfitDocument, match=said):
        content.add(Path("odd"))
    assert list(content.digests()) == []


def test_a_document_above_the_limit_is_refused(content: Content, document: Path) -> None:
    """J13."""
    with pytest.raises(UnfitDocument, match="at most 3 MB"):
        content.add(document, limit=3_000_000)
    assert content.add(document, limit=document.stat().st_size).is_new


@pytest.mark.parametrize("change", [
    _grow,
    lambda path: os.truncate(path, 100),
    lambda path: os.utime(path, ns=(1, 1)),
], ids=["grows", "shrinks", "is rewritten"])
def test_a_document_that_changes_meanwhile_is_refused(kept_in: Path, document: Path,
                                                      change: Callable[[Path], object]) -> None:
    """J12."""
    with pytest.raises(StillBeingWritten):
        FolderContent(kept_in).add(document, progress=lambda done: change(document))
    assert list(FolderContent(kept_in).digests()) == []


def test_a_copy_can_be_stopped(kept_in: Path, document: Path) -> None:
    done: list[int] = []
    with pytest.raises(Cancelled):
        FolderContent(kept_in).add(document, progress=done.append, is_cancelled=lambda: len(done) == 2)
    assert done == [intake.CHUNK, 2 * intake.CHUNK]
    assert list(FolderContent(kept_in).digests()) == []


def test_room_is_looked_for_before_anything_is_written(kept_in: Path, document: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """B02."""
    monkeypatch.setattr(module.shutil, "disk_usage", lambda folder: _Usage(1000))
    with pytest.raises(DiskFull, match="needs 4 MB.*has 1 KB free") as raised:
        FolderContent(kept_in).add(document)
    assert raised.value.needed > document.stat().st_size


class _Usage:
    """An answer of shutil.disk_usage."""

    def __init__(self, free: int) -> None:
        self.free = free


def test_kept_content_is_read_only_and_has_short_names(kept_in: Path, document: Path) -> None:
    """B14."""
    kept = FolderContent(kept_in).add(document)
    path = kept_in / kept.digest[:2] / kept.digest
    assert path.is_file() and path.stat().st_mode & 0o222 == 0


def test_damaged_and_missing_content_is_told_and_not_given_out(kept_in: Path, document: Path, tmp_path: Path) -> None:
    """C06."""
    content = FolderContent(kept_in)
    kept = content.add(document)
    path = kept_in / kept.digest[:2] / kept.digest
    path.chmod(0o644)
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
    assert not content.verify(kept.digest)
    with pytest.raises(UnfitDocument, match="damaged"):
        content.copy_out(kept.digest, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()
    assert content.add(document).is_new and content.verify(kept.digest), "attaching it again mends it"
    for wrong in ("0" * 64, "../../etc/passwd", ""):
        with pytest.raises(UnfitDocument, match="missing"):
            content.open(wrong)
        assert not content.verify(wrong)


def test_a_copy_to_open_is_whole(content: Content, document: Path, tmp_path: Path) -> None:
    kept = content.add(document)
    target = tmp_path / "copy.pdf"
    content.copy_out(kept.digest, target)
    assert target.read_bytes() == document.read_bytes()
    with pytest.raises(DiskTrouble):
        content.copy_out(kept.digest, tmp_path / "nowhere" / "copy.pdf")


def test_what_was_announced_is_kept_from_where_the_file_stands(content: Content) -> None:
    data = os.urandom(2 * intake.CHUNK + 5)
    digest = sha256(data).hexdigest()
    source = BytesIO(b"before" + data + b"behind")
    source.seek(6)
    assert content.add_expected(source, digest, len(data)).is_new
    assert content.verify(digest) and content.size(digest) == len(data)
    source.seek(6)
    assert not content.add_expected(source, digest, len(data)).is_new


@pytest.mark.parametrize("size", [3, 5, 9])
def test_what_is_not_as_announced_leaves_nothing(content: Content, size: int) -> None:
    with pytest.raises(UnfitDocument):
        content.add_expected(BytesIO(b"other"), sha256(b"wanted").hexdigest(), size)
    assert not list(content.digests())


def test_announced_content_that_is_damaged_here_is_taken_anew(tmp_path: Path) -> None:
    content = _in_folder(tmp_path)
    digest = content.add_bytes(b"wanted").digest
    path = content.folder / digest[:2] / digest
    path.chmod(0o644)
    path.write_bytes(b"spoilt")
    assert content.add_expected(BytesIO(b"wanted"), digest, 6).is_new
    assert content.verify(digest)


def test_taking_in_what_was_announced_can_be_stopped(content: Content) -> None:
    with pytest.raises(Cancelled):
        content.add_expected(BytesIO(b"wanted"), sha256(b"wanted").hexdigest(), 6, is_cancelled=lambda: True)
    assert not list(content.digests())


def test_discarded_content_is_gone_and_once_more_is_no_mistake(content: Content) -> None:
    digest = content.add_bytes(b"unwanted").digest
    content.discard(digest)
    content.discard(digest)
    assert not list(content.digests()) and not content.verify(digest)
