"""What differs between two texts, word by word, for people who look at a change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?\n]*[.!?\n]*\s*")
_MOST_PIECES = 1_500
_MOST_PAIRS = 30_000
"""Comparing takes the time of all pairs of equal words: what has more of them, or of pieces, is compared by sentence,
and then as a whole."""


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
        if max(len(olds), len(news)) <= _MOST_PIECES and _pairs(olds, news) <= _MOST_PAIRS:
            return _compared(olds, news)
    return [Piece("removed", old), Piece("added", new)]


def _pairs(olds: list[str], news: list[str]) -> int:
    """How many words, but no spaces, of one text are found in the other."""
    counts = Counter(news)
    return sum(counts[one] for one in olds if not one.isspace())


def _compared(olds: list[str], news: list[str]) -> list[Piece]:
    """Spaces stay where the words beside them stay; looked for by themselves, they would be found everywhere."""
    pieces: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(str.isspace, olds, news, autojunk=False).get_opcodes():
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


def shortened(pieces: Sequence[Piece], around: int, most: int, in_all: int) -> tuple[Piece, ...]:
    """The pieces for somebody who wants to see what differs: of what is the same only the words around the rest.

    `around` and `most` are characters of a stretch that is the same and of one that is not; `in_all` is about how many
    are left of everything. What is left out is said in place of it.
    """
    shown: list[Piece] = []
    room = in_all
    for place, piece in enumerate(pieces):
        if room <= 0:
            rest = sum(len(one.text) for one in pieces[place:])
            return (*shown, Piece("same", f" … and {rest:,} more characters"))
        if piece.kind == "same":
            text = _edges(piece.text, 0 if place == 0 else around, 0 if place == len(pieces) - 1 else around)
        else:
            text = _beginning(piece.text, min(most, room))
        shown.append(Piece(piece.kind, text))
        room -= len(text)
    return tuple(shown)


def _edges(text: str, head: int, tail: int) -> str:
    """The first and the last of a text, cut at spaces where there are any near."""
    if len(text) <= head + tail + 30:
        return text
    first, last = text[:head], text[len(text) - tail:]
    return f"{first[:first.rfind(' ') + 1] or first}…{last[max(0, last.find(' ')):]}"


def _beginning(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]} … and {len(text) - most:,} more characters"
