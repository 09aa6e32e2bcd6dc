"""The shipped typefaces, and which characters each can print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from threading import Lock
from typing import ClassVar, Literal

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from anchor_app import resources
from anchor_app.reports.pdfobjects import Typeface

# Text can load nothing, from this machine or another, whatever the library or its settings allow.
rl_config.trustedSchemes = []
rl_config.trustedHosts = []

Weight = Literal["regular", "semibold", "bold", "italic"]

_FILES: Mapping[str, str] = {
    "regular": "NotoSans-Regular",
    "semibold": "NotoSans-SemiBold",
    "bold": "NotoSans-Bold",
    "italic": "NotoSans-Italic",
    "fallback": "DejaVuSans",
    "fallback-bold": "DejaVuSans-Bold",
}


class _Turn:
    """Whoever is first loads a typeface, and whoever comes meanwhile waits for that very one."""

    lock: ClassVar[Lock] = Lock()


def font(face: str) -> Typeface:
    """The typeface for a weight, or `fallback` and `fallback-bold`; loaded when first asked for, on any thread."""
    with _Turn.lock:  # of two typefaces of one name, each of two sheets would use both
        return _loaded(face)


@cache
def _loaded(face: str) -> Typeface:
    name = _FILES[face]
    loaded = Typeface(name, str(resources.fonts() / f"{name}.ttf"), asciiReadable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


def fallback(weight: Weight) -> str:
    """The face that prints what `weight` lacks."""
    return "fallback-bold" if weight in ("semibold", "bold") else "fallback"


@cache
def _outside(face: str) -> re.Pattern[str]:
    covered = sorted({*font(face).face.charToGlyph, ord("\n")})  # the end of a line needs no glyph
    ranges: list[list[int]] = []
    for char in covered:
        if ranges and char == ranges[-1][1] + 1:
            ranges[-1][1] = char
        else:
            ranges.append([char, char])
    inside = "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in ranges)
    return re.compile(f"[^{inside}]+")


def lacking(face: str, text: str) -> list[tuple[int, int]]:
    """The stretches of `text`, as start and end, that the face has no glyphs for."""
    return [found.span() for found in _outside(face).finditer(text)]


@lru_cache(maxsize=1 << 16)
def width(face: str, text: str) -> float:
    """The width of `text` in this face, in thousandths of its size."""
    widths, default = _widths(face)
    return sum([widths.get(char, default) for char in map(ord, text)])


@cache
def _widths(face: str) -> tuple[dict[int, float], float]:
    shape = font(face).face
    return shape.charWidths, shape.defaultWidth
