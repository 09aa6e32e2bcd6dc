"""Attaching a file of 200 MB, against copying, hashing and syncing the same file."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Result, in_turn, peak_mb, timed

SIZE = 200_000_000
CHUNK = 1 << 20
ALLOWED_MEMORY_MB = 20.0


def make_file(path: Path) -> None:
    """A file of the size that cannot be compressed away; its content is always the same."""
    block = hashlib.shake_256(b"anchor").digest(CHUNK)
    with path.open("wb") as file:
        left = SIZE
        while left:
            left -= file.write(block[: min(left, CHUNK)])


def copy_hash_sync(source: Path, target: Path) -> None:
    """The bare limit: read, hash and write in chunks, then sync."""
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("wb") as write:
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            write.write(chunk)
        write.flush()
        os.fsync(write.fileno())
    target.unlink()


def attach_once(source: Path, folder: Path) -> None:
    """Take the file into an empty folder of evidence content, then make the folder empty again."""
    from anchor_app.storage.content import FolderContent

    content = FolderContent(folder)
    added = content.add(source, limit=SIZE)
    stored = folder / added.digest[:2] / added.digest
    stored.chmod(0o600)
    stored.unlink()


def measure(folder: Path) -> Iterator[Result]:
    """Time in this process, and memory in one of its own."""
    source = folder / "large.bin"
    make_file(source)
    (folder / "evidence").mkdir()
    ours, limit = in_turn(lambda: timed(lambda: attach_once(source, folder / "evidence")),
                          lambda: timed(lambda: copy_hash_sync(source, folder / "copy.bin")), 5)
    yield Result("attach", ours, limit, 1.3)
    script = "import sys; from benchmarks.attaching import report_memory; report_memory(*sys.argv[1:])"
    printed = subprocess.run([sys.executable, "-c", script, str(source), str(folder / "evidence")],
                             capture_output=True, text=True, check=True).stdout
    yield Result("attach-memory", float(printed), ALLOWED_MEMORY_MB, 1.0, "MB more at the peak, against the MB allowed")


def report_memory(source: str, folder: str) -> None:
    """Print by how many MB attaching raises this process's peak."""
    from anchor_app.storage import content  # noqa: F401  (imported before the first reading)

    before = peak_mb()
    attach_once(Path(source), Path(folder))
    print(max(0.001, peak_mb() - before))
