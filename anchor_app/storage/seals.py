"""Hashes that tell altered, vanished and added rows from what was saved."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

NOTHING = bytes(32)
"""The seal of no facts, and the hash before the first entry."""

_JOINTS = 5
"""How often U+0000 stands in what is hashed of a fact, when none of its texts holds it."""


def fact_hash(kind: str, owner: str, item: str, field: str, value: str, entry: int) -> bytes:
    """The hash of one fact. Texts hold no U+0000, so joining them with it cannot be read two ways."""
    return sha256(_as_hashed(kind, owner, item, field, value, entry)).digest()


def new_fact_hash(kind: str, owner: str, item: str, field: str, value: str, entry: int) -> bytes | None:
    """The hash of a fact that was not stored yet; None where one of its texts holds what cannot be stored."""
    try:
        written = _as_hashed(kind, owner, item, field, value, entry)
    except UnicodeEncodeError:
        return None
    return sha256(written).digest() if written.count(0) == _JOINTS else None


def _as_hashed(kind: str, owner: str, item: str, field: str, value: str, entry: int) -> bytes:
    return f"{kind}\0{owner}\0{item}\0{field}\0{value}\0{entry}".encode()


def entry_hash(before: bytes, fields: Iterable[str], seal: bytes) -> bytes:
    """The hash of a journal row, which leads on from the hash of the row before it."""
    return sha256(before + seal + "\0".join(fields).encode()).digest()


def combined(seal: bytes, other: bytes) -> bytes:
    """A seal with one fact's hash added, or taken out again: the order of facts does not matter."""
    return (int.from_bytes(seal) ^ int.from_bytes(other)).to_bytes(32)


def is_wording(source: object, digest: str) -> bool:
    """Whether a charter's source is the text with that digest; one flipped bit can make bytes of a text."""
    return isinstance(source, str) and sha256(source.encode()).hexdigest() == digest
