"""How a long text became another, for a terminal: what was taken out and what was put in, with some words around it."""

from __future__ import annotations

import textwrap
from itertools import pairwise

from anchor_app.cli.text import printable
from anchor_app.domain.difference import Piece, text_difference

WIDTH = 100
"""Columns, with the indent."""
MOST = 2_000
"""Characters that are shown of one piece; `--json` has all of it."""
_AROUND = 60
_INDENT = "    "
_SIGNS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "same": ("", "")}


def difference_lines(old: str, new: str) -> tuple[str, ...]:
    """Indented lines: [-what was taken out-], {+what was put in+}, and of what stayed only the words around it."""
    pieces = text_difference(old, new)
    shown = [_marked(piece, is_first=place == 0, is_last=place == len(pieces) - 1)
             for place, piece in enumerate(pieces)]
    # Two words, one for another, stand apart as words do.
    joints = [" " if one.kind == "removed" and other.kind == "added" else "" for one, other in pairwise(pieces)]
    text = "".join(part for pair in zip(shown, [*joints, ""], strict=True) for part in pair)
    return tuple(line for part in printable_lines(text) for line in textwrap.wrap(
        part, WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False))


def printable_lines(text: str) -> list[str]:
    """The lines of a text, with nothing in them that a terminal would obey."""
    return [printable(line) for line in text.split("\n")]


def _marked(piece: Piece, *, is_first: bool, is_last: bool) -> str:
    opening, closing = _SIGNS[piece.kind]
    if piece.kind == "same":
        return _around(piece.text, "" if is_first else piece.text[:_AROUND], "" if is_last else piece.text[-_AROUND:])
    more = len(piece.text) - MOST
    rest = f" … and {more:,} more characters" if more > 0 else ""
    return f"{opening}{piece.text[:MOST]}{rest}{closing}"


def _around(text: str, head: str, tail: str) -> str:
    """The beginning and the end of what stayed, cut at words; all of it where it is short."""
    if len(text) <= len(head) + len(tail) + _AROUND // 2:
        return text
    head = head[: head.rfind(" ") + 1] or head
    tail = tail[tail.find(" "):] if " " in tail else tail
    return f"{head}…{tail}"
