"""Small PNGs, whole or spoilt, that stand for somebody's emblem."""

from __future__ import annotations

import struct
import zlib


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def emblem(width: int = 40, height: int = 20, colour: bytes = b"\x00\x5e\xb8", rows: bytes | None = None,
           more: bytes = b"") -> bytes:
    """A PNG of one colour; `rows` are other pixels than those of its size, `more` is another chunk."""
    pixels = (b"\0" + colour * width) * height if rows is None else rows
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + more
            + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b""))


EMBLEM: bytes = emblem()
