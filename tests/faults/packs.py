"""Changes packs, byte by byte and with every hash made again: each is refused, or says what its bytes say."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from anchor_app.exchange.errors import UnreadablePack
from anchor_app.exchange.pack import write_pack
from anchor_app.exchange.reading_here import Checked, check
from anchor_app.exchange.translation import content_of
from tests.helpers.packs import forged, good_pack, parts_of, values, zipped

Read = Callable[[BytesIO], Checked]

ODD: tuple[Any, ...] = (
    None, True, 0, 1, -1, 2**63, 1.0, "", "x", "\0", "yes", "../x", "\u202e", "now", "org", "support", [],
    [0], [1, 0], {},
    {"a": None}, "0" * 16, "f" * 64, "2026-02-30", "9" * 400, "x" * 100_001)
_STRUCTURED = 100
"""One mutant in so many has its structure changed; the others, bytes."""


@dataclass
class Tally:
    """How many mutants there were, how many had their structure changed, and how many were still packs."""

    mutants: int = 0
    structured: int = 0
    accepted: int = 0


def run(wanted: int, seed: int = 20261122, read: Read = check) -> Tally:
    """Tries so many mutants; fails with the first that crashes the reader or is taken for what it is not."""
    chance, tally, good = random.Random(seed), Tally(), good_pack()
    original = content_of(*_parts(check(BytesIO(good))))
    for number in range(wanted):
        is_structured = number % _STRUCTURED == 0
        mutant = _structured(chance) if is_structured else _scrambled(chance, good)
        tally.mutants += 1
        tally.structured += is_structured
        try:
            found = read(BytesIO(mutant))
        except UnreadablePack:
            continue
        tally.accepted += 1
        content = content_of(*_parts(found))
        assert is_structured or content == original, f"mutant {number} of seed {seed} was taken for another pack"
        assert _written(found, mutant) == mutant, f"mutant {number} of seed {seed} is not what was read from it"
    return tally


def _parts(found: Checked) -> tuple[Any, Any]:
    return found.manifest, found.data


def _written(found: Checked, pack: bytes) -> bytes:
    """What was read, written again."""
    def document(digest: str) -> BytesIO:
        begins, size = found.documents[digest]
        return BytesIO(pack[begins:begins + size])

    target = BytesIO()
    write_pack(content_of(*_parts(found)), target, document, made_by=found.manifest["made_by"])
    return target.getvalue()


def _scrambled(chance: random.Random, good: bytes) -> bytes:
    """The pack with one to three places changed."""
    data = bytearray(good)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        place, length = chance.randrange(len(data) or 1), chance.choice((1, 1, 2, 4, 30, 300))
        match chance.randrange(7):
            case 0 | 1:
                data[place:place + 1] = bytes([data[place] ^ 1 << chance.randrange(8)]) if data else b""
            case 2:
                data[place:place + length] = chance.randbytes(length)
            case 3:
                del data[place:place + length]
            case 4:
                data[place:place] = data[(start := chance.randrange(len(data) or 1)):start + length]
            case 5:
                del data[place:]
            case _:
                data[place:place + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"PK\x01\x02", b"PK\x05\x06"))
    return bytes(data)


def _structured(chance: random.Random) -> bytes:
    """The pack with its JSON or its entries changed, and every length and hash made right again."""
    manifest, data = values()
    if chance.random() < 0.2:
        return zipped(_shuffled(chance, parts_of(good_pack())))
    for _ in range(chance.choice((1, 1, 2))):
        _change(chance, data if chance.random() < 0.8 else manifest)
    try:
        if chance.random() < 0.1:
            return forged(manifest, data, raw=json.dumps(data).encode())
        return forged(manifest, data)
    except (TypeError, ValueError):  # what JSON cannot say
        return b""


def _shuffled(chance: random.Random, parts: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    match chance.randrange(4):
        case 0:
            parts[one], parts[other] = parts[other], parts[one]
        case 1:
            del parts[one]
        case 2:
            parts.insert(one, parts[other])
        case _:
            parts[one] = parts[one][0], parts[other][1]
    return parts


def _change(chance: random.Random, value: Any) -> None:
    """Changes one place somewhere in it."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not keys:
        return
    key = chance.choice(keys)
    inner = value[key]
    if isinstance(inner, dict | list) and inner and chance.random() < 0.85:
        _change(chance, inner)
        return
    match chance.randrange(5):
        case 0:
            del value[key]
        case 1 if isinstance(value, dict):
            value[chance.choice(("extra", *keys))] = inner
        case 1:
            value.insert(key, inner)
        case 2:
            other = chance.choice(keys)
            value[key], value[other] = value[other], value[key]
        case _:
            value[key] = chance.choice(ODD)
