"""The bytes of a pack's zip: every header has exactly one form, which writer and reader build alike."""

from __future__ import annotations

import struct
from typing import NamedTuple

LOCAL = b"PK\x03\x04"
CENTRAL = b"PK\x01\x02"
END = b"PK\x05\x06"
LOCAL_SIZE = 30
CENTRAL_SIZE = 46
END_SIZE = 22

MANIFEST = "manifest.json"
DATA = "data.json"
EVIDENCE = "evidence/"

VERSION = 10  # the least that a reader of zip files has to know: entries as they are
NO_TIME = 0
FIRST_DAY = 1 << 5 | 1  # 1 January 1980, the first day that a zip file can name
REGULAR_FILE = 0o100644 << 16
UNIX = 3 << 8


class Entry(NamedTuple):
    """A file in the zip: its name, bytes, CRC-32, and where its local header begins."""

    name: str
    size: int
    crc: int
    offset: int

    @property
    def begins(self) -> int:
        """Where its content begins."""
        return self.offset + LOCAL_SIZE + len(self.name)

    @property
    def ends(self) -> int:
        """Where the next thing begins."""
        return self.begins + self.size


def local_header(entry: Entry) -> bytes:
    """What stands before an entry's content."""
    name = entry.name.encode("ascii")
    return struct.pack("<4s5H3I2H", LOCAL, VERSION, 0, 0, NO_TIME, FIRST_DAY,
                       entry.crc, entry.size, entry.size, len(name), 0) + name


def central_header(entry: Entry) -> bytes:
    """What the directory says of an entry."""
    name = entry.name.encode("ascii")
    return struct.pack("<4s6H3I5H2I", CENTRAL, UNIX | VERSION, VERSION, 0, 0, NO_TIME, FIRST_DAY,
                       entry.crc, entry.size, entry.size, len(name), 0, 0, 0, 0, REGULAR_FILE, entry.offset) + name


def ending(entries: list[Entry]) -> bytes:
    """The directory and the end of the file."""
    directory = b"".join(map(central_header, entries))
    begins = entries[-1].ends if entries else 0
    return directory + struct.pack("<4s4H2IH", END, 0, 0, len(entries), len(entries), len(directory), begins, 0)
