"""The sRGB colour profile that PDF/A wants embedded, made from the published figures, always the same bytes."""

from __future__ import annotations

import struct

# IEC 61966-2-1 primaries and white, adapted to the D50 of the profile connection space (Bradford).
_WHITE = (0.9642, 1.0, 0.8249)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _text(words: str) -> bytes:
    encoded = words.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"GB", len(encoded), 28) + encoded


def profile() -> bytes:
    """An ICC version 4 display profile for sRGB."""
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + _fixed(*_CURVE)
    tags = [
        (b"desc", _text("sRGB")),
        (b"cprt", _text("No copyright, use freely")),
        (b"wtpt", b"XYZ \0\0\0\0" + _fixed(*_WHITE)),
        (b"chad", b"sf32\0\0\0\0" + _fixed(*_ADAPTATION)),
        (b"rXYZ", b"XYZ \0\0\0\0" + _fixed(*_RED)),
        (b"gXYZ", b"XYZ \0\0\0\0" + _fixed(*_GREEN)),
        (b"bXYZ", b"XYZ \0\0\0\0" + _fixed(*_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags:
        table += name + struct.pack(">II", start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    return _header(start + len(data)) + table + data


def _header(size: int) -> bytes:
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += date + b"acsp" + bytes(28) + _fixed(*_WHITE)
    return head + bytes(128 - len(head))
