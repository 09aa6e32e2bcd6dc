"""What differs between two texts, word by word, for people who look at a change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?\n]*[.!?\n]*\s*")
_MOST_PIECES = 1_500
"""Comparing takes the square of the pieces: longer texts are compared by sentence, and then as a whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text: the same in both, only in the old one, or only in the new one."""

    kind: Literal["same", "removed", "added"]
    text: str


def text_difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that both texts consist of: "same" and "removed" make the old one, "same" and "added" the new."""
    start = _whole_words(old, new, _common(old, new))
    rest, other = old[start:][::-1], new[start:][::-1]
    end = _whole_words(rest, other, _common(rest, other))
    head, tail = old[:start], old[len(old) - end:]
    middle = _middle(old[start: len(old) - end], new[start: len(new) - end])
    return _merged([Piece("same", head), *middle, Piece("same", tail)])


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _whole_words(one: str, other: str, length: int) -> int:
    """The length without the beginning of a word that goes on differently."""
    is_inside = any(_is_letter(text[length: length + 1]) for text in (one, other))
    while is_inside and length and _is_letter(one[length - 1]):
        length -= 1
    return length


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _middle(old: str, new: str) -> list[Piece]:
    for pattern in (_WORDS, _SENTENCES):
        olds, news = pattern.findall(old), pattern.findall(new)
        if max(len(olds), len(news)) <= _MOST_PIECES:
            return _compared(olds, news)
    return [Piece("removed", old), Piece("added", new)]


def _compared(olds: list[str], news: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(olds[a:b])))
        else:
            pieces += [Piece("removed", "".join(olds[a:b])), Piece("added", "".join(news[c:d]))]
    return pieces


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    merged: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if merged and merged[-1].kind == piece.kind:
            merged[-1] = Piece(piece.kind, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)
