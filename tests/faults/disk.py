"""A disk as a run of system calls leaves it: what is surely kept, and what a power cut may take or tear."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

CALLS = ("openat,write,writev,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,mkdir,close,lseek,"
         "truncate,sendfile,copy_file_range,renameat,renameat2,link,linkat,unlinkat,fallocate,pwritev")
SECTOR = 512
ACKNOWLEDGE = 9
"""The descriptor on which the champion acknowledges what is durable."""



def unescaped(text: str) -> bytes:
    """The bytes of a string that strace has written in hexadecimal."""
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass(eq=False)
class Inode:
    """A file (or folder): what is surely on the disk, and the writes since, in order; a number is a truncation."""

    synced: bytes = b""
    pending: list[tuple[int, bytes] | int] = field(default_factory=list)
    is_folder: bool = False

    def now(self) -> bytes:
        """What a reader sees."""
        return _applied(self.synced, self.pending)


Name = tuple[str, str, Inode | None]
"""A change of names, still volatile: the folder, the path, and what the path leads to from now on."""


@dataclass
class Disk:
    """The files below one folder, in one of two models of when names are durable.

    *Ordered*: any sync brings along every earlier change of names, as journalling file systems do. *Strict*: only
    a sync of the folder does.
    """

    root: str
    is_ordered: bool
    names: dict[str, Inode] = field(default_factory=dict)
    synced_names: dict[str, Inode] = field(default_factory=dict)
    pending_names: list[Name] = field(default_factory=list)
    open_files: dict[int, tuple[str, Inode, int]] = field(default_factory=dict)
    told: bytes = b""

    @classmethod
    def holding(cls, root: Path, is_ordered: bool) -> Disk:
        """A disk on which what is in a folder now is durable."""
        disk = cls(str(root), is_ordered)
        for path in (root, *root.rglob("*")):
            inode = Inode(is_folder=True) if path.is_dir() else Inode(path.read_bytes())
            disk.names[str(path)] = disk.synced_names[str(path)] = inode
        return disk

    def step(self, call: str, arguments: str, result: int) -> bool:
        """Takes one system call in; whether it could matter to what is on the disk."""
        if result < 0:
            return False
        act = getattr(self, f"_{call}", None)
        if act is None:
            assert self.root.encode().hex() not in arguments.replace("\\x", ""), f"{call} is not known here"
            return False
        return bool(act(arguments, result))

    def _openat(self, arguments: str, result: int) -> bool:
        path = _path(arguments)
        self.open_files.pop(result, None)
        if not path.startswith(self.root):
            return False
        is_new = path not in self.names
        if is_new:
            self._name(path, Inode())
        inode = self.names[path]
        self.open_files[result] = (path, inode, 0)
        if "O_TRUNC" in arguments and not is_new:
            inode.pending.append(0)
        return is_new or "O_TRUNC" in arguments

    def _close(self, arguments: str, result: int) -> bool:
        self.open_files.pop(_number(arguments), None)
        return False

    def _lseek(self, arguments: str, result: int) -> bool:
        self._move(_number(arguments), result)
        return False

    def _write(self, arguments: str, result: int) -> bool:
        number = _number(arguments)
        if number == ACKNOWLEDGE:
            self.told += unescaped(arguments.split('"')[1])[:result]
        if number not in self.open_files:
            return False
        _, inode, place = self.open_files[number]
        inode.pending.append((place, unescaped(arguments.split('"')[1])[:result]))
        self._move(number, place + result)
        return True

    _writev = _write

    def _pwrite64(self, arguments: str, result: int) -> bool:
        known = self.open_files.get(_number(arguments))
        if known is None:
            return False
        place = int(arguments.rsplit(",", 1)[1])
        known[1].pending.append((place, unescaped(arguments.split('"')[1])[:result]))
        return True

    def _ftruncate(self, arguments: str, result: int) -> bool:
        known = self.open_files.get(_number(arguments))
        if known is None:
            return False
        known[1].pending.append(int(arguments.rsplit(",", 1)[1]))
        return True

    def _fsync(self, arguments: str, result: int) -> bool:
        known = self.open_files.get(_number(arguments))
        if known is None:
            return False
        path, inode, _ = known
        inode.synced, inode.pending = inode.now(), []
        if self.is_ordered:
            self._sync_names(None)
        elif inode.is_folder:
            self._sync_names(path)
        return True

    _fdatasync = _fsync

    def _rename(self, arguments: str, result: int) -> bool:
        source, target = (unescaped(part).decode("utf-8", "surrogateescape") for part in arguments.split('"')[1::2])
        if source not in self.names:
            return False
        self._name(target, self.names[source])
        self._name(source, None)
        return True

    def _unlink(self, arguments: str, result: int) -> bool:
        path = _path(arguments)
        if path in self.names:
            self._name(path, None)
            return True
        return False

    def _mkdir(self, arguments: str, result: int) -> bool:
        path = _path(arguments)
        if path.startswith(self.root):
            self._name(path, Inode(is_folder=True))
            return True
        return False

    def _move(self, number: int, place: int) -> None:
        if number in self.open_files:
            path, inode, _ = self.open_files[number]
            self.open_files[number] = (path, inode, place)

    def _name(self, path: str, inode: Inode | None) -> None:
        _set(self.names, path, inode)
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
        """The files that may be found after the power was cut, by their paths below the root.

        Pattern 0 keeps nothing that was not synced, 1 everything, 2 all writes but no names, 3 all names but no
        writes, others something at random. A file whose folder is not there is not there either.
        """
        names = dict(self.synced_names)
        most = len(self.pending_names)
        kept = {0: 0, 1: most, 2: 0, 3: most}.get(pattern, chance.randint(0, most))
        for _, path, inode in self.pending_names[:kept]:
            _set(names, path, inode)
        content = {0: _synced, 1: Inode.now, 2: Inode.now, 3: _synced}.get(pattern, lambda one: _torn(one, chance))
        return {path[len(self.root) + 1:]: content(inode) for path, inode in names.items()
                if not inode.is_folder and self._is_reached(path, names)}

    def _is_reached(self, path: str, names: Mapping[str, Inode]) -> bool:
        while path != self.root:
            path = path.rpartition("/")[0]
            if path not in names:
                return False
        return True


def _path(arguments: str) -> str:
    return unescaped(arguments.split('"')[1]).decode("utf-8", "surrogateescape")


def _number(arguments: str) -> int:
    return int(arguments.split(",", 1)[0])


def _set(names: dict[str, Inode], path: str, inode: Inode | None) -> None:
    if inode is None:
        names.pop(path, None)
    else:
        names[path] = inode


def _synced(inode: Inode) -> bytes:
    return inode.synced


def _applied(data: bytes, writes: list[tuple[int, bytes] | int]) -> bytes:
    if not writes:
        return data
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
