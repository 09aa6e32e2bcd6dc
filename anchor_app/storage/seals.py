"""Hashes that tell altered, vanished and added rows from what was saved."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

NOTHING = bytes(32)
"""The seal of no facts, and the hash before the first entry."""


def fact_hash(kind: str, owner: str, item: str, field: str, value: str, entry: int) -> bytes:
    """The hash of one fact. Texts hold no U+0000, so joining them with it cannot be read two ways."""
    return sha256(f"{kind}\0{owner}\0{item}\0{field}\0{value}\0{entry}".encode()).digest()


def entry_hash(before: bytes, fields: Iterable[str], seal: bytes) -> bytes:
    """The hash of a journal row, which leads on from the hash of the row before it."""
    return sha256(before + seal + "\0".join(fields).encode()).digest()


def combined(seal: bytes, other: bytes) -> bytes:
    """A seal with one fact's hash added, or taken out again: the order of facts does not matter."""
    return (int.from_bytes(seal) ^ int.from_bytes(other)).to_bytes(32)


def is_wording(source: object, digest: str) -> bool:
    """Whether a charter's source is the text with that digest; one flipped bit can make bytes of a text."""
    return isinstance(source, str) and sha256(source.encode()).hexdigest() == digest
