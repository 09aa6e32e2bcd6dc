"""What a champion in another process has been promised so far, as told over a pipe, message by message."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_MESSAGE = struct.Struct(">cII32s")
SIZE = _MESSAGE.size
"""Bytes of a message; so short that a pipe takes it whole or not at all."""

SAVED, KEPT, RESTORING, DONE = b"S", b"K", b"R", b"D"
"""The journal ends here; a backup of this is kept; a restore of this was begun; nothing more will be done."""


@dataclass(frozen=True, slots=True)
class State:
    """One state of the workspace: the number and hash of the journal's last entry, and the number in both answers.

    The hash leads on from every entry before and covers all facts, so that an equal one means the same history.
    """

    entry: int = 0
    hash: bytes = bytes(32)
    answer: int = 0


@dataclass(slots=True)
class Promise:
    """The last state that was acknowledged, those of which backups were acknowledged, and what was going on."""

    state: State | None = None
    target: State | None = None
    kept: list[State] = field(default_factory=list)
    acknowledged: int = 0
    is_done: bool = False

    @classmethod
    def of(cls, told: bytes, before: State | None = None) -> Promise:
        """What was promised by these messages, to somebody who knew of the state `before`."""
        promise = cls(before)
        for kind, state in messages(told):
            if kind == SAVED:
                promise.state, promise.target = state, None
                promise.acknowledged += 1
            elif kind == KEPT:
                promise.kept.append(state)
            elif kind == RESTORING:
                promise.target = state
            else:
                promise.is_done = True
        return promise


def message(kind: bytes, state: State) -> bytes:
    """A message in a pipe."""
    return _MESSAGE.pack(kind, state.entry, state.answer, state.hash)


def messages(told: bytes) -> Iterator[tuple[bytes, State]]:
    """The messages that came whole."""
    for kind, entry, answer, hash_ in _MESSAGE.iter_unpack(told[:len(told) // SIZE * SIZE]):
        yield kind, State(entry, hash_, answer)
