"""The strict reader of a pack's zip: what is not exactly as a pack's writer makes it is refused."""

from __future__ import annotations

import re
import struct
import zlib
from hashlib import sha256
from typing import BinaryIO

from anchor_app.exchange.errors import ASK_AGAIN, AlteredPack, ForeignFile, IncompletePack, TooLarge, in_words, shown
from anchor_app.exchange.layout import (
    CENTRAL,
    CENTRAL_SIZE,
    DATA,
    END,
    END_SIZE,
    EVIDENCE,
    LOCAL,
    LOCAL_SIZE,
    MANIFEST,
    Entry,
    ending,
    local_header,
)
from anchor_app.exchange.limits import Limits

CHUNK = 1 << 20
_NAME = re.compile(rb"manifest\.json|data\.json|evidence/[0-9a-f]{64}")
_DIRECTORY = struct.Struct("<4s6H3I5H2I")
_LONGEST_NAME = len(EVIDENCE) + 64
_HTML = re.compile(rb"\s*<(?:!doctype|html|head|body|script|\?xml|!--)", re.IGNORECASE)


class PackZip:
    """The entries of an open pack; made only if every header is exactly that of a pack's writer.

    The content is not read yet, except that `read` and `check` compare it with its CRC-32 and name.
    Raises ForeignFile, IncompletePack, TooLarge, AlteredPack.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file = file
        self.size = file.seek(0, 2)
        if self.size > limits.pack:
            raise TooLarge(f"It has {in_words(self.size)}, and a pack has at most {in_words(limits.pack)}. "
                           "Ask the sender to leave out some of the evidence files.")
        begins, ends, count = self._end(limits)
        self.entries = self._directory(begins, ends, count)
        self._check_order()
        self._check_headers(begins)
        self._check_sizes(limits)

    def read(self, name: str) -> bytes:
        """The content of the manifest or the data; raises AlteredPack where its CRC-32 is another."""
        entry = next(one for one in self.entries if one.name == name)
        data = self._at(entry.begins, entry.size)
        if zlib.crc32(data) != entry.crc:
            raise AlteredPack(f"{name} in it is damaged. {ASK_AGAIN}")
        return data

    @property
    def documents(self) -> dict[str, Entry]:
        """The evidence files by digest."""
        return {entry.name.removeprefix(EVIDENCE): entry for entry in self.entries[2:]}

    def check(self, entry: Entry) -> None:
        """Reads a document; raises AlteredPack where it is not the one that its name says."""
        self._file.seek(entry.begins)
        hashed, crc, left = sha256(), 0, entry.size
        while left and (chunk := self._file.read(min(CHUNK, left))):
            hashed.update(chunk)
            crc = zlib.crc32(chunk, crc)
            left -= len(chunk)
        if left or crc != entry.crc or EVIDENCE + hashed.hexdigest() != entry.name:
            raise AlteredPack(f"An evidence file in it is damaged (content {entry.name[9:21]}…). {ASK_AGAIN}")

    def _at(self, offset: int, size: int) -> bytes:
        self._file.seek(offset)
        data = self._file.read(size)
        if len(data) != size:
            raise IncompletePack(f"It ends in the middle. {ASK_AGAIN}")
        return data

    def _end(self, limits: Limits) -> tuple[int, int, int]:
        """Where the directory begins and ends, and how many entries it has."""
        start = self._at(0, min(self.size, 512))
        if not start.startswith(LOCAL):
            raise not_a_zip(start)
        tail = self._at(max(0, self.size - END_SIZE), min(self.size, END_SIZE))
        if len(tail) < END_SIZE or not tail.startswith(END):
            raise self._without_end(start)
        _, disk, first, here, count, length, begins, comment = struct.unpack("<4s4H2IH", tail)
        if 0xFFFF in (here, count) or 0xFFFFFFFF in (length, begins):
            raise AlteredPack(f"It is a large zip (zip64), which no pack is. {ASK_AGAIN}")
        if count > limits.entries + 2:
            raise TooLarge(f"It holds {count:,} files, and a pack holds at most {limits.entries:,}. "
                           "Ask the sender to leave out some of the evidence files.")
        ends = self.size - END_SIZE
        if (disk, first, here, comment) != (0, 0, count, 0) or begins + length != ends \
                or length > count * (CENTRAL_SIZE + _LONGEST_NAME):
            raise self._odd(start)
        return begins, ends, count

    def _without_end(self, start: bytes) -> AlteredPack | IncompletePack | ForeignFile:
        """Why there is no end where a pack's is."""
        if not _begins_as_pack(start):
            return _foreign_zip(start)
        tail = self._at(max(0, self.size - 66_000), min(self.size, 66_000))
        if 0 <= tail.rfind(END) <= len(tail) - END_SIZE:
            return AlteredPack("Something was added at its end, so it is not the file that was made. "
                               f"{ASK_AGAIN}")
        return IncompletePack("Its end is missing, as after a download that stopped. Download it again, or ask the "
                              "sender for it again.")

    def _odd(self, start: bytes) -> AlteredPack | ForeignFile:
        if not _begins_as_pack(start):
            return _foreign_zip(start)
        return AlteredPack(f"Its table of contents does not fit the rest of it. {ASK_AGAIN}")

    def _directory(self, begins: int, ends: int, count: int) -> list[Entry]:
        table, place = self._at(begins, ends - begins), 0
        found: list[Entry] = []
        for _ in range(count):
            if table[place:place + 4] != CENTRAL or len(table) < place + CENTRAL_SIZE:
                raise AlteredPack(f"Its table of contents is damaged. {ASK_AGAIN}")
            values = _DIRECTORY.unpack_from(table, place)
            (_, _, _, flags, method, _, _, crc, packed, size, length, extra, comment, _, _, _, offset) = values
            name = table[place + CENTRAL_SIZE:place + CENTRAL_SIZE + length]
            if not _NAME.fullmatch(name):
                raise _foreign_name(name, found)
            if flags & 1:
                raise AlteredPack("It is a zip with a password of its own, which no pack is. A pack is protected "
                                  f"as a whole. {ASK_AGAIN}")
            if method or packed != size:
                raise AlteredPack(f"Files in it are compressed, which they never are in a pack. {ASK_AGAIN}")
            if extra or comment:
                raise AlteredPack(f"Its table of contents holds more than a pack's does. {ASK_AGAIN}")
            found.append(Entry(name.decode("ascii"), size, crc, offset))
            place += CENTRAL_SIZE + length
        return found

    def _check_order(self) -> None:
        names = [entry.name for entry in self.entries]
        if len(set(names)) != len(names):
            raise AlteredPack(f"It holds two files of the same name. {ASK_AGAIN}")
        if names[:2] != [MANIFEST, DATA] or names[2:] != sorted(names[2:]):
            raise AlteredPack(f"The files in it are not those of a pack, in a pack's order. {ASK_AGAIN}")

    def _check_headers(self, directory: int) -> None:
        """The files follow one another without a gap, and each header is byte by byte what a writer makes."""
        expected = 0
        for entry in self.entries:
            if entry.offset != expected:
                raise AlteredPack(f"Files in it overlap, or there is something between them. {ASK_AGAIN}")
            expected = entry.ends
        if expected != directory:
            raise AlteredPack(f"The sizes in its table of contents do not fit the rest of it. {ASK_AGAIN}")
        for entry in self.entries:
            header = local_header(entry)
            if self._at(entry.offset, len(header)) != header:
                raise AlteredPack(f"The file {entry.name[:21]} in it is announced in two different ways. {ASK_AGAIN}")
        if self._at(directory, self.size - directory) != ending(self.entries):
            raise AlteredPack(f"Its table of contents is not as a pack's is. {ASK_AGAIN}")

    def _check_sizes(self, limits: Limits) -> None:
        manifest, data, *documents = self.entries
        for entry, most in ((manifest, limits.manifest), (data, limits.data)):
            if entry.size > most:
                raise TooLarge(f"{entry.name} in it has {in_words(entry.size)}, and may have {in_words(most)}. "
                               "Ask the sender to send fewer assessments at a time.")
        total = sum(entry.size for entry in documents)
        if total > limits.evidence:
            raise TooLarge(f"Its evidence files have {in_words(total)} together, and may have "
                           f"{in_words(limits.evidence)}. Ask the sender to leave out some of them.")


def first_manifest(file: BinaryIO, limits: Limits) -> bytes:
    """The manifest of a pack of whatever version: in every one it is the first entry and stored as it is.

    b"" where there is none.
    """
    file.seek(0)
    start = file.read(LOCAL_SIZE + len(MANIFEST))
    if not _begins_as_pack(start):
        return b""
    size = int.from_bytes(start[22:26], "little")
    return file.read(size) if size <= limits.manifest else b""


def not_a_zip(start: bytes) -> ForeignFile | AlteredPack | IncompletePack:
    """Why a file that does not begin as a zip does is refused."""
    if not start:
        return IncompletePack("It is empty, as after a download that never began. Download it again, or ask the "
                              "sender for it again.")
    if _HTML.match(start):
        return ForeignFile("It is a web page, perhaps one that asks to sign in or says that something went wrong. "
                           "Open the link in a browser, sign in, and download the pack again.")
    if LOCAL + b"\x0a\x00" in start or LOCAL + b"\x14\x00" in start:
        return AlteredPack(f"Something was put before its beginning. {ASK_AGAIN}")
    return ForeignFile("It is not a pack. A pack's name ends in .anchorpack, and it is made with “Send”.")


def _begins_as_pack(start: bytes) -> bool:
    return start.startswith(LOCAL) and start[LOCAL_SIZE:LOCAL_SIZE + len(MANIFEST)] == MANIFEST.encode()


def _foreign_zip(start: bytes) -> ForeignFile:
    return _zip_of(start[LOCAL_SIZE:LOCAL_SIZE + int.from_bytes(start[26:28], "little")])


def _zip_of(name: bytes) -> ForeignFile:
    if name in (b"[Content_Types].xml", b"_rels/.rels", b"docProps/app.xml") or name.startswith((b"word/", b"xl/")):
        return ForeignFile("It is a Word, Excel or PowerPoint file and not a pack. Attach it as evidence instead, or "
                           "ask the sender for the file that ends in .anchorpack.")
    return ForeignFile("It is a zip of another kind and not a pack. If the pack was put into a zip, take it out "
                       "first; otherwise ask the sender for the file that ends in .anchorpack.")


def _foreign_name(name: bytes, before: list[Entry]) -> AlteredPack | ForeignFile:
    if not before:
        return _zip_of(name)
    text = shown(name.decode("utf-8", "replace"))
    return AlteredPack(f"It holds a file named {text}, which is never in a pack. {ASK_AGAIN}")
