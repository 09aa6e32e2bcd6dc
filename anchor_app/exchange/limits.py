"""How large a pack, and the work of reading it, may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds beyond which a pack is refused; `LIMITS` are the ones that are published.

    `pack` is the whole file, `evidence` its documents together, `protected` a file with a passphrase (which is
    opened in memory), `data` and `manifest` the two JSON files. `memory` is what the reading process may take,
    `seconds` how long it may take over one pack, besides a second for every `pace` bytes.
    """

    pack: int = 4_000_000_000
    evidence: int = 2_000_000_000
    protected: int = 100_000_000
    data: int = 16_000_000
    manifest: int = 8_000_000
    entries: int = 20_000
    memory: int = 350_000_000
    seconds: float = 30.0
    pace: int = 20_000_000


LIMITS = Limits()

LEAST_WORK = 10
MOST_WORK = 20
"""Bounds on the work factor of a passphrase's scrypt: below, it is guessed too easily; above, it stops the computer."""
