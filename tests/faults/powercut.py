"""Replays a recorded run of saves and attachments with the power cut after every system call.

What was written but not synced may be on the disk wholly, in part, torn in blocks of 512 bytes, or not at all;
and a new name may be there or not. Two models of folders: *ordered*, where any sync brings along every earlier
change of names (as journalling file systems do), and *strict*, where only a sync of the folder does.

    python -m tests.faults.powercut --edits 20 --patterns 12
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from tests.faults import champion

CALLS = "openat,write,writev,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,mkdir,close,lseek"
SECTOR = 512

_LINE = re.compile(r"(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+)(?:<.*>)?(?: .*)?$")
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")


def _bytes(text: str) -> bytes:
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), text.encode())


@dataclass(eq=False)
class Inode:
    """A file: what is surely on the disk, and the writes since, in order; a number is a truncation."""

    synced: bytes = b""
    pending: list[tuple[int, bytes] | int] = field(default_factory=list)

    def now(self) -> bytes:
        """What a reader sees."""
        return _applied(self.synced, self.pending)


Name = tuple[str, str, Inode | None]
"""A change of names, still volatile: the folder, the path, and what the path leads to from now on."""


@dataclass
class Disk:
    """The files below one folder, as a run of system calls leaves them."""

    root: str
    names: dict[str, Inode] = field(default_factory=dict)
    synced_names: dict[str, Inode] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    pending_names: list[Name] = field(default_factory=list)
    open_files: dict[int, tuple[str, Inode | None, int]] = field(default_factory=dict)
    told: bytes = b""
    is_ordered: bool = True

    def step(self, call: str, arguments: str, result: int) -> bool:
        """Takes one system call in; whether it could matter to what is on the disk."""
        if result < 0:
            return False
        act = getattr(self, f"_{call}", None)
        return bool(act(arguments, result)) if act else False

    def _openat(self, arguments: str, result: int) -> bool:
        path = _bytes(arguments.split('"')[1]).decode("utf-8", "surrogateescape")
        if not path.startswith(self.root):
            self.open_files.pop(result, None)
            return False
        if "O_DIRECTORY" in arguments or path in self.folders:
            self.open_files[result] = (path, None, 0)
            return False
        is_new = path not in self.names
        if is_new:
            self._name(path, Inode())
        self.open_files[result] = (path, self.names[path], 0)
        if "O_TRUNC" in arguments and not is_new:
            self.names[path].pending.append(0)
        return is_new

    def _close(self, arguments: str, result: int) -> bool:
        self.open_files.pop(_number(arguments), None)
        return False

    def _lseek(self, arguments: str, result: int) -> bool:
        self._move(_number(arguments), result)
        return False

    def _write(self, arguments: str, result: int) -> bool:
        number = _number(arguments)
        data = _bytes(arguments.split('"')[1])[:result]
        if number not in self.open_files:
            if number == ACKNOWLEDGE:
                self.told += data
            return False
        _, inode, place = self.open_files[number]
        if inode is None:
            return False
        inode.pending.append((place, data))
        self._move(number, place + result)
        return True

    _writev = _write

    def _pwrite64(self, arguments: str, result: int) -> bool:
        known = self.open_files.get(_number(arguments))
        if known is None or known[1] is None:
            return False
        place = int(arguments.rsplit(",", 1)[1])
        known[1].pending.append((place, _bytes(arguments.split('"')[1])[:result]))
        return True

    def _ftruncate(self, arguments: str, result: int) -> bool:
        known = self.open_files.get(_number(arguments))
        if known is None or known[1] is None:
            return False
        known[1].pending.append(int(arguments.rsplit(",", 1)[1]))
        return True

    def _fsync(self, arguments: str, result: int) -> bool:
        known = self.open_files.get(_number(arguments))
        if known is None:
            return False
        path, inode, _ = known
        if inode is not None:
            inode.synced, inode.pending = inode.now(), []
            if self.is_ordered:
                self._sync_names(None)
        else:
            self._sync_names(None if self.is_ordered else path)
        return True

    _fdatasync = _fsync

    def _rename(self, arguments: str, result: int) -> bool:
        source, target = (_bytes(part).decode("utf-8", "surrogateescape") for part in arguments.split('"')[1::2])
        if source not in self.names:
            return False
        self._name(target, self.names[source])
        self._name(source, None)
        return True

    def _unlink(self, arguments: str, result: int) -> bool:
        path = _bytes(arguments.split('"')[1]).decode("utf-8", "surrogateescape")
        if path not in self.names:
            return False
        self._name(path, None)
        return True

    def _mkdir(self, arguments: str, result: int) -> bool:
        path = _bytes(arguments.split('"')[1]).decode("utf-8", "surrogateescape")
        self.folders.add(path)
        return False

    def _move(self, number: int, place: int) -> None:
        if number in self.open_files:
            path, inode, _ = self.open_files[number]
            self.open_files[number] = (path, inode, place)

    def _name(self, path: str, inode: Inode | None) -> None:
        if inode is None:
            self.names.pop(path, None)
        else:
            self.names[path] = inode
        self.pending_names.append((str(Path(path).parent), path, inode))

    def _sync_names(self, folder: str | None) -> None:
        rest = []
        for where, path, inode in self.pending_names:
            if folder is None or where == folder:
                _set(self.synced_names, path, inode)
            else:
                rest.append((where, path, inode))
        self.pending_names = rest

    def image(self, pattern: int, chance: random.Random) -> dict[str, bytes]:
        """What may be found after the power was cut: 0 nothing unsynced, 1 everything, others at random."""
        names = dict(self.synced_names)
        kept = {0: 0, 1: len(self.pending_names)}.get(pattern, chance.randint(0, len(self.pending_names)))
        for _, path, inode in self.pending_names[:kept]:
            _set(names, path, inode)
        return {path: inode.now() if pattern == 1 else inode.synced if pattern == 0 else _torn(inode, chance)
                for path, inode in names.items()}


ACKNOWLEDGE = 9
"""The descriptor on which the champion acknowledges edits."""


def _number(arguments: str) -> int:
    return int(re.match(r"\d+", arguments)[0])  # type: ignore[index]


def _set(names: dict[str, Inode], path: str, inode: Inode | None) -> None:
    if inode is None:
        names.pop(path, None)
    else:
        names[path] = inode


def _applied(data: bytes, writes: list[tuple[int, bytes] | int]) -> bytes:
    content = bytearray(data)
    for write in writes:
        if isinstance(write, int):
            content[write:] = bytes(max(write - len(content), 0))
        else:
            place, piece = write
            content.extend(bytes(max(place - len(content), 0)))
            content[place:place + len(piece)] = piece
    return bytes(content)


def _torn(inode: Inode, chance: random.Random) -> bytes:
    """Some of the pending writes, each wholly or only some of its sectors."""
    writes: list[tuple[int, bytes] | int] = []
    for write in inode.pending:
        if isinstance(write, int):
            if chance.random() < 0.5:
                writes.append(write)
            continue
        place, piece = write
        whole = chance.random()
        writes.extend((place + at, piece[at:at + SECTOR]) for at in range(0, len(piece), SECTOR)
                      if whole < 0.4 or (whole < 0.8 and chance.random() < 0.5))
    return _applied(inode.synced, writes)


def record(folder: Path, edits: int, spoiling: str = "") -> list[tuple[str, str, int]]:
    """The system calls of a champion who saves that many edits; `spoiling` is run first."""
    trace = folder.with_name("trace")
    program = (f"{spoiling}\nimport os; os.dup2(1, {ACKNOWLEDGE})\n"
               "from pathlib import Path; from tests.faults import champion\n"
               f"champion.work(Path({str(folder)!r}), {ACKNOWLEDGE}, {edits})")
    subprocess.run(["strace", "-f", "-xx", "-s", "4000000", "-e", f"trace={CALLS}", "-o", str(trace),
                    sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)
    with trace.open() as lines:
        return [(found[1], found[2], int(found[3])) for line in lines if (found := _LINE.match(line))]


def states(folder: Path, calls: list[tuple[str, str, int]], before: dict[str, bytes], patterns: int,
           is_ordered: bool, chance: random.Random) -> Iterator[tuple[dict[str, bytes], int]]:
    """Each disk that a power cut may leave, with the number of the last edit acknowledged by then."""
    disk = Disk(str(folder), is_ordered=is_ordered)
    for path, data in before.items():
        disk.names[path] = disk.synced_names[path] = Inode(data)
    disk.folders = {str(Path(path).parent) for path in before} | {str(folder / "evidence")}
    seen: set[int] = set()
    for call in calls:
        mattered = disk.step(*call)
        if not mattered and not disk.told:
            continue
        for pattern in range(patterns) if mattered else (0,):
            image = disk.image(pattern, chance)
            promised = champion.acknowledged(disk.told)
            key = hash((promised, *sorted(image.items())))
            if key not in seen:
                seen.add(key)
                yield image, promised


def run_in_lanes(edits: int, patterns: int) -> int:
    """Tries every state of each model in a process of its own; returns how many there were."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        return sum(pool.map(run, [edits] * 2, [patterns] * 2, [(True,), (False,)]))


def run(edits: int = 6, patterns: int = 5, models: tuple[bool, ...] = (True, False), spoiling: str = "") -> int:
    """Tries every state in both models, ordered and strict; returns how many there were."""
    memory = Path("/dev/shm")
    place = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    folder, chance, count = place / "workspace", random.Random(2), 0
    try:
        champion.start(folder)
        before = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        calls = record(folder, edits, spoiling)
        for is_ordered in models:
            for image, promised in states(folder, calls, before, patterns, is_ordered, chance):
                _try(folder, image, promised)
                count += 1
        return count
    finally:
        shutil.rmtree(place)


def _try(folder: Path, image: dict[str, bytes], promised: int) -> None:
    shutil.rmtree(folder)
    (folder / "evidence").mkdir(parents=True)
    for name, data in image.items():
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    champion.inspect(folder, promised)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=6)
    parser.add_argument("--patterns", type=int, default=5)
    chosen = parser.parse_args()
    start = time.monotonic()
    tried = run_in_lanes(chosen.edits, chosen.patterns)
    print(f"{tried:,} disk states, 0 acknowledged edits lost, "
          f"{tried / (time.monotonic() - start):,.0f} a second")
