"""Emblems: the picture that an organisation, or the collaborative, has on the cover of its reports."""

from __future__ import annotations

import zlib
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.owned_record import OwnedRecord

EMBLEM_ITEM = "emblem"
"""The id of the one emblem that an owner has."""

LARGEST_EMBLEM = 60_000
"""Bytes of an emblem's PNG."""

WIDEST_EMBLEM = 600
"""Pixels of an emblem's longer side."""

_START = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Mapping[int, int] = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_LONGEST: Mapping[bytes, int] = {b"IHDR": 13, b"PLTE": 768, b"tRNS": 256, b"IDAT": LARGEST_EMBLEM, b"IEND": 0}
"""Bytes of each kind of chunk that there may be."""


@dataclass(frozen=True, slots=True)
class Emblem(OwnedRecord):
    """An emblem: a PNG that was made safe when it was chosen, in base64."""

    id: str
    organisation: str
    picture: str = ""

    @property
    def png(self) -> bytes:
        """The picture; empty where the text is none that may be kept."""
        return png_of(self.picture)


def png_of(picture: str) -> bytes:
    """The PNG that a text in base64 is; empty where it is none, or none that `checked_png` lets pass."""
    try:
        return checked_png(b64decode(picture, validate=True)) if picture else b""
    except (Error, ValueError, WrongValue):
        return b""


def checked_png(png: bytes) -> bytes:
    """The same bytes; raises WrongValue for what is no whole, small PNG of pixels alone.

    A pack may bring any bytes as somebody's emblem: nothing may lie hidden in it, and it must not swell when it is
    read. Every chunk is looked at, and the pixels come to exactly as many bytes as its size says.
    """
    if len(png) > LARGEST_EMBLEM:
        raise WrongValue(f"This picture takes {len(png):,} bytes; an emblem takes at most {LARGEST_EMBLEM:,}. "
                         "Choose a smaller picture.")
    try:
        chunks = list(_chunks(png))
        sizes, expected = _pixels(chunks[0][1])
        stream = zlib.decompressobj()
        unpacked = stream.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"), expected + 1)
        is_whole = (chunks[0][0] == b"IHDR" and chunks[-1][0] == b"IEND" and len(unpacked) == expected
                    and stream.eof and not stream.unused_data)
    except (LookupError, ValueError, zlib.error):
        sizes, is_whole = (1, 1), False
    if not is_whole or any(len(data) > _LONGEST.get(kind, -1) for kind, data in chunks):
        raise WrongValue("This is not a PNG picture that can be kept as an emblem. Choose another picture.")
    if not all(1 <= one <= WIDEST_EMBLEM for one in sizes):
        raise WrongValue(f"An emblem is at most {WIDEST_EMBLEM:,} pixels wide and high. Choose a smaller picture.")
    return png


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and data of each chunk; raises ValueError for one that is not whole, or for anything beside them."""
    if not png.startswith(_START):
        raise ValueError("no PNG")
    place = len(_START)
    while place < len(png):
        length, kind = int.from_bytes(png[place:place + 4], "big"), png[place + 4:place + 8]
        data, check = png[place + 8:place + 8 + length], png[place + 8 + length:place + 12 + length]
        if len(data) != length or check != zlib.crc32(kind + data).to_bytes(4, "big"):
            raise ValueError("a chunk that is not whole")
        yield kind, data
        place += 12 + length


def _pixels(header: bytes) -> tuple[tuple[int, int], int]:
    """Width and height in pixels, and how many bytes its rows come to; raises ValueError and LookupError."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colour, *rest = header[8:]
    if rest != [0, 0, 0] or depth not in (1, 2, 4, 8, 16) or max(width, height) > WIDEST_EMBLEM:
        raise ValueError("no picture that is kept")
    return (width, height), height * (1 + (width * depth * _CHANNELS[colour] + 7) // 8)
