"""How a long text became another, for a terminal: what was taken out and what was put in, with some words around it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from itertools import pairwise

from anchor_app.cli.text import printable
from anchor_app.domain.difference import shortened, text_difference

WIDTH = 100
"""Columns, with the indent."""
_AROUND, _MOST, _IN_ALL = 60, 2_000, 10_000
"""Characters that are shown; `--json` has all of them."""
_INDENT = "    "
_SIGNS: Mapping[str, tuple[str, str]] = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "same": ("", "")}


def difference_lines(old: str, new: str) -> tuple[str, ...]:
    """Indented lines: [-what was taken out-], {+what was put in+}, and of what stayed only the words around it."""
    pieces = shortened(text_difference(old, new), _AROUND, _MOST, _IN_ALL)
    # One text for another stand apart as words do.
    joints = [" " if one.kind == "removed" and other.kind == "added" else "" for one, other in pairwise(pieces)]
    text = "".join(f"{_SIGNS[piece.kind][0]}{piece.text}{_SIGNS[piece.kind][1]}{joint}"
                   for piece, joint in zip(pieces, [*joints, ""], strict=True))
    return tuple(line for part in text.split("\n") for line in textwrap.wrap(
        printable(part), WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False))
