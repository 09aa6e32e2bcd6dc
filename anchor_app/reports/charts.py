"""Charts of counts and levels, to be read in grey too: every bar says its number, patterns tell parts apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.graphics.shapes import Drawing

from anchor_app.design import LIGHT, Palette, Tone, level_tone
from anchor_app.reports.chart_pen import PAPER, SIZE, Pen

Pattern = Literal["full", "hatched", "plain", "empty", "struck"]

_ROW = 18.0
_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing that is counted in stacked bars: its name, and how it looks."""

    name: str
    tone: Tone
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, and the counts of its parts in the order of the parts."""

    label: str
    counts: tuple[int, ...]


def level_part(name: str, rank: int, of: int, palette: Palette = LIGHT) -> Part:
    """A level as a part of a chart; rank 0 is below the lowest."""
    if rank <= 0:
        return Part(name, Tone(palette.soft_ink, palette.card), "empty")
    return Part(name, level_tone(rank - 1, of, palette), "plain")


def levels_chart(parts: Sequence[tuple[Part, int]], width: float) -> Drawing:
    """A bar for each level, the first above, with its count behind it."""
    most = max((count for _, count in parts), default=0)
    label = max((PAPER.width(part.name, "semibold") for part, _ in parts), default=0.0)
    label = min(label, width * 0.45) + _GAP
    room = width - label - PAPER.width(f"{most:,}", "semibold") - _GAP
    drawing = Drawing(width, len(parts) * (_ROW + _GAP))
    for place, (part, count) in enumerate(parts):
        y = drawing.height - (place + 1) * (_ROW + _GAP) + _GAP / 2
        name = PAPER.cut(part.name, label - _GAP, "semibold")
        PAPER.words(drawing, label - _GAP, y + 5, name, "semibold", part.tone.ink, "end")
        wide = room * count / most if most else 0.0
        if count:
            filled(PAPER, drawing, part, label, y, wide, _ROW)
        PAPER.words(drawing, label + wide + (_GAP if count else 0), y + 5, f"{count:,}", "semibold")
    return drawing


def stacked_bars(parts: Sequence[Part], bars: Sequence[Bar], width: float, labels: float,
                 pen: Pen = PAPER) -> Drawing:
    """Bars beside one another from above, each as long as the others, with a key above them.

    `labels` is the room for the bars' labels, in points.
    """
    key = _key_height(pen, parts, width - labels)
    drawing = Drawing(width, key + len(bars) * (_ROW + 3))
    _key(pen, drawing, parts, labels, drawing.height, width - labels)
    for place, bar in enumerate(bars):
        y = drawing.height - key - (place + 1) * (_ROW + 3) + 3
        pen.words(drawing, 0, y + 5, pen.cut(bar.label, labels - _GAP))
        _stack(pen, drawing, parts, bar, (labels, y, width - labels, _ROW))
        if not any(bar.counts):
            pen.words(drawing, labels, y + 5, "None", colour=pen.palette.soft_ink)
    return drawing


def stacked_columns(parts: Sequence[Part], bars: Sequence[Bar], width: float, height: float = 170) -> Drawing:
    """Columns beside one another from the left, each as high as its sum, with a key above them."""
    key = _key_height(PAPER, parts, width)
    drawing = Drawing(width, key + height)
    _key(PAPER, drawing, parts, 0, drawing.height, width)
    most = max((sum(bar.counts) for bar in bars), default=0)
    step = min(width / max(len(bars), 1), 110.0)
    floor, wide = 18.0, min(step - 6, 64.0)
    for place, bar in enumerate(bars):
        x, y = place * step + (step - wide) / 2, floor
        for part, count in zip(parts, bar.counts, strict=True):
            high = (height - floor - 14) * count / most if most else 0.0
            if count:
                filled(PAPER, drawing, part, x, y, wide, high)
                _inside(PAPER, drawing, part, count, (x, y, wide, high))
            y += high
        PAPER.words(drawing, x + wide / 2, y + 3, f"{sum(bar.counts):,}", "semibold", anchor="middle")
        PAPER.words(drawing, x + wide / 2, 4, PAPER.cut(bar.label, step - 2), colour=LIGHT.soft_ink, anchor="middle")
    PAPER.line(drawing, (0, floor), (step * len(bars), floor))
    return drawing


def _stack(pen: Pen, drawing: Drawing, parts: Sequence[Part], bar: Bar, box: tuple[float, float, float, float]) -> None:
    x, y, wide, high = box
    whole = sum(bar.counts)
    for part, count in zip(parts, bar.counts, strict=True):
        if not count:
            continue
        own = wide * count / whole
        filled(pen, drawing, part, x, y, own, high)
        _inside(pen, drawing, part, count, (x, y, own, high))
        x += own


def _inside(pen: Pen, drawing: Drawing, part: Part, count: int, box: tuple[float, float, float, float]) -> None:
    """The count in the middle of its part, where there is room for it."""
    x, y, wide, high = box
    words = f"{count:,}"
    room = pen.width(words, "semibold")
    if high < SIZE + 1 or wide < room + 2:
        return
    if part.pattern in ("hatched", "struck"):
        pen.rect(drawing, (x + wide / 2 - room / 2 - 2, y + high / 2 - 6, room + 4, 12), part.tone.tint)
    colour = pen.palette.card if part.pattern == "full" else part.tone.ink
    pen.words(drawing, x + wide / 2, y + high / 2 - 0.36 * SIZE, words, "semibold", colour, "middle")


def filled(pen: Pen, drawing: Drawing, part: Part, x: float, y: float, wide: float, high: float) -> None:
    """A rectangle in the look of a part."""
    fill = part.tone.ink if part.pattern == "full" else part.tone.tint
    pen.rect(drawing, (x, y, wide, high), fill, part.tone.ink)
    if part.pattern == "hatched":
        _hatch(pen, drawing, x, y, wide, high, part.tone.ink)
    elif part.pattern == "struck":
        pen.line(drawing, (x, y), (x + wide, y + high), part.tone.ink)


def _hatch(pen: Pen, drawing: Drawing, x: float, y: float, wide: float, high: float, colour: str) -> None:
    """Slanting lines inside a rectangle."""
    start = -high + 5.0
    while start < wide:
        left, right = max(start, 0.0), min(start + high, wide)
        pen.line(drawing, (x + left, y + left - start), (x + right, y + right - start), colour, 0.6)
        start += 5.0


def _key(pen: Pen, drawing: Drawing, parts: Sequence[Part], x: float, top: float, width: float) -> None:
    """What each look means, in as many lines as it takes."""
    for part, left, down in _key_places(pen, parts, width):
        y = top - down - 14
        filled(pen, drawing, part, x + left, y, 16, 10)
        pen.words(drawing, x + left + 21, y + 1.5, pen.cut(part.name, width - 21), colour=pen.palette.ink)


def _key_height(pen: Pen, parts: Sequence[Part], width: float) -> float:
    return max((down for _, _, down in _key_places(pen, parts, width)), default=0.0) + 24


def _key_places(pen: Pen, parts: Sequence[Part], width: float) -> Iterable[tuple[Part, float, float]]:
    left = down = 0.0
    for part in parts:
        wide = 21 + min(pen.width(part.name), width - 21) + 16
        if left and left + wide > width + 16:
            left, down = 0.0, down + 15
        yield part, left, down
        left += wide
