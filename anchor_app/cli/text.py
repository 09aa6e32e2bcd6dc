"""Text for a terminal: aligned, without colour, and with nothing in it that a terminal would obey."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from anchor_app.domain.brief import brief

WIDEST_CELL = 60
"""Columns; what is longer is cut in a table, and whole in JSON."""

_SHOWN_AS_CODE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS_TEXT_ROUND = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """The text with control characters and bidirectional overrides shown as their numbers."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"<U+{ord(one):04X}>" if _is_obeyed(one) else one for one in text)


def width(text: str) -> int:
    """How many columns a terminal gives to a text."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(one) or unicodedata.category(one) == "Cf"
               else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under headings, columns aligned; numbers stand to the right."""
    cells = [[_cell(one) for one in row] for row in rows]
    numeric = [all(isinstance(value, int) for value in column) for column in zip(*rows, strict=True)] if (
        isinstance(rows, Sequence) and rows) else [False] * len(headings)
    widths = [max(width(row[place]) for row in [list(headings), *cells]) for place in range(len(headings))]
    return "\n".join(_line(row, widths, numeric) for row in [list(headings), *cells])


def say(*lines: str) -> None:
    """Print lines that may hold what people typed."""
    for line in lines:
        print("\n".join(printable(part) for part in line.split("\n")))


def say_json(value: Any) -> None:
    """Print a value as JSON, whatever the terminal can show."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    text = json.dumps(value, ensure_ascii=encoding != "utf8", indent=2)
    print("".join(one if one in "\n" or not _is_obeyed(one) else f"\\u{ord(one):04x}" for one in text))


def complain(sentence: str) -> None:
    """Say on standard error why something was not done."""
    print("\n".join(printable(part) for part in sentence.split("\n")), file=sys.stderr)


def _is_obeyed(one: str) -> bool:
    """Whether a terminal would do something for a character instead of showing it."""
    return unicodedata.category(one) in _SHOWN_AS_CODE or one in _TURNS_TEXT_ROUND


def _cell(value: object) -> str:
    text = printable(" ".join(str(value).split()))
    return brief(text, WIDEST_CELL)


def _line(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    parts = []
    for text, wide, right in zip(row, widths, numeric, strict=True):
        space = " " * (wide - width(text))
        parts.append(space + text if right else text + space)
    return "  ".join(parts).rstrip()
