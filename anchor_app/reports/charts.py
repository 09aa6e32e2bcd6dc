"""Charts of a comparison, drawn to be read in grey too: every bar says its number, and patterns tell parts apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import HexColor

from anchor_app.design import HAIRLINE, LIGHT, PAPER_TEXT, Tone, level_tone
from anchor_app.reports import fonts
from anchor_app.reports.fonts import Weight
from anchor_app.reports.text import Run, runs

Anchor = Literal["start", "middle", "end"]
Pattern = Literal["full", "hatched", "plain", "empty", "struck"]

_SIZE = PAPER_TEXT.size
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


def level_part(name: str, rank: int, of: int) -> Part:
    """A level as a part of a chart; rank 0 is below the lowest."""
    if rank <= 0:
        return Part(name, Tone(LIGHT.soft_ink, LIGHT.card), "empty")
    return Part(name, level_tone(rank - 1, of), "plain")


def levels_chart(parts: Sequence[tuple[Part, int]], width: float) -> Drawing:
    """A bar for each level, the first above, with its count behind it."""
    most = max((count for _, count in parts), default=0)
    label = max((_width(part.name, "semibold") for part, _ in parts), default=0.0)
    label = min(label, width * 0.45) + _GAP
    room = width - label - _width(f"{most:,}", "semibold") - _GAP
    drawing = Drawing(width, len(parts) * (_ROW + _GAP))
    for place, (part, count) in enumerate(parts):
        y = drawing.height - (place + 1) * (_ROW + _GAP) + _GAP / 2
        name = _cut(part.name, label - _GAP, "semibold")
        _words(drawing, label - _GAP, y + 5, name, "semibold", part.tone.ink, "end")
        wide = room * count / most if most else 0.0
        if count:
            _filled(drawing, part, label, y, wide, _ROW)
        _words(drawing, label + wide + (_GAP if count else 0), y + 5, f"{count:,}", "semibold")
    return drawing


def stacked_bars(parts: Sequence[Part], bars: Sequence[Bar], width: float, labels: float) -> Drawing:
    """Bars beside one another from above, each as long as the others, with a key above them.

    `labels` is the room for the bars' labels, in points.
    """
    key = _key_height(parts, width - labels)
    drawing = Drawing(width, key + len(bars) * (_ROW + 3))
    _key(drawing, parts, labels, drawing.height, width - labels)
    for place, bar in enumerate(bars):
        y = drawing.height - key - (place + 1) * (_ROW + 3) + 3
        _words(drawing, 0, y + 5, _cut(bar.label, labels - _GAP))
        _stack(drawing, parts, bar, (labels, y, width - labels, _ROW))
    return drawing


def stacked_columns(parts: Sequence[Part], bars: Sequence[Bar], width: float, height: float = 170) -> Drawing:
    """Columns beside one another from the left, each as high as its sum, with a key above them."""
    key = _key_height(parts, width)
    drawing = Drawing(width, key + height)
    _key(drawing, parts, 0, drawing.height, width)
    most = max((sum(bar.counts) for bar in bars), default=0)
    step = min(width / max(len(bars), 1), 110.0)
    floor, wide = 18.0, min(step - 6, 64.0)
    for place, bar in enumerate(bars):
        x, y = place * step + (step - wide) / 2, floor
        for part, count in zip(parts, bar.counts, strict=True):
            high = (height - floor - 14) * count / most if most else 0.0
            if count:
                _filled(drawing, part, x, y, wide, high)
                _inside(drawing, part, count, (x, y, wide, high))
            y += high
        _words(drawing, x + wide / 2, y + 3, f"{sum(bar.counts):,}", "semibold", anchor="middle")
        _words(drawing, x + wide / 2, 4, _cut(bar.label, step - 2), colour=LIGHT.soft_ink, anchor="middle")
    drawing.add(Line(0, floor, step * len(bars), floor, strokeColor=HexColor(LIGHT.soft_ink), strokeWidth=HAIRLINE))
    return drawing


def _stack(drawing: Drawing, parts: Sequence[Part], bar: Bar, box: tuple[float, float, float, float]) -> None:
    x, y, wide, high = box
    whole = sum(bar.counts)
    for part, count in zip(parts, bar.counts, strict=True):
        if not count:
            continue
        own = wide * count / whole
        _filled(drawing, part, x, y, own, high)
        _inside(drawing, part, count, (x, y, own, high))
        x += own


def _inside(drawing: Drawing, part: Part, count: int, box: tuple[float, float, float, float]) -> None:
    """The count in the middle of its part, where there is room for it."""
    x, y, wide, high = box
    words = f"{count:,}"
    room = _width(words, "semibold")
    if high < _SIZE + 1 or wide < room + 2:
        return
    if part.pattern in ("hatched", "struck"):
        _rect(drawing, x + wide / 2 - room / 2 - 2, y + high / 2 - 6, room + 4, 12, part.tone.tint, None)
    colour = LIGHT.card if part.pattern == "full" else part.tone.ink
    _words(drawing, x + wide / 2, y + high / 2 - 0.36 * _SIZE, words, "semibold", colour, "middle")


def _filled(drawing: Drawing, part: Part, x: float, y: float, wide: float, high: float) -> None:
    """A rectangle in the look of a part."""
    fill = part.tone.ink if part.pattern == "full" else part.tone.tint
    _rect(drawing, x, y, wide, high, fill, part.tone.ink)
    if part.pattern == "hatched":
        _hatch(drawing, x, y, wide, high, part.tone.ink)
    elif part.pattern == "struck":
        drawing.add(Line(x, y, x + wide, y + high, strokeColor=HexColor(part.tone.ink), strokeWidth=HAIRLINE))


def _hatch(drawing: Drawing, x: float, y: float, wide: float, high: float, colour: str) -> None:
    """Slanting lines inside a rectangle."""
    lines = Group()
    start = -high + 5.0
    while start < wide:
        left, right = max(start, 0.0), min(start + high, wide)
        lines.add(Line(x + left, y + left - start, x + right, y + right - start, strokeColor=HexColor(colour),
                       strokeWidth=0.6))
        start += 5.0
    drawing.add(lines)


def _rect(drawing: Drawing, x: float, y: float, wide: float, high: float, fill: str, line: str | None) -> None:
    drawing.add(Rect(x, y, wide, high, fillColor=HexColor(fill), strokeColor=HexColor(line) if line else None,
                     strokeWidth=0.75 if line else 0))


def _key(drawing: Drawing, parts: Sequence[Part], x: float, top: float, width: float) -> None:
    """What each look means, in as many lines as it takes."""
    for part, left, down in _key_places(parts, width):
        y = top - down - 14
        _filled(drawing, part, x + left, y, 16, 10)
        _words(drawing, x + left + 21, y + 1.5, _cut(part.name, width - 21), colour=LIGHT.ink)


def _key_height(parts: Sequence[Part], width: float) -> float:
    return max((down for _, _, down in _key_places(parts, width)), default=0.0) + 24


def _key_places(parts: Sequence[Part], width: float) -> Iterable[tuple[Part, float, float]]:
    left = down = 0.0
    for part in parts:
        wide = 21 + min(_width(part.name), width - 21) + 16
        if left and left + wide > width + 16:
            left, down = 0.0, down + 15
        yield part, left, down
        left += wide


def _words(drawing: Drawing, x: float, y: float, words: str, weight: Weight = "regular", colour: str = LIGHT.ink,
           anchor: Anchor = "start") -> None:
    """Words on one line, each character in a typeface that has it."""
    made = _runs(words, weight)
    wide = sum(_run_width(run) for run in made)
    x -= wide if anchor == "end" else wide / 2 if anchor == "middle" else 0
    for run in made:
        drawing.add(String(x, y, run.text, fontName=fonts.font(run.face).fontName, fontSize=_SIZE,
                           fillColor=HexColor(colour)))
        x += _run_width(run)


def _runs(words: str, weight: Weight) -> list[Run]:
    return runs(" ".join(words.split()), weight, "")[0]


def _run_width(run: Run) -> float:
    return fonts.width(run.face, run.text) * _SIZE / 1000


def _width(words: str, weight: Weight = "regular") -> float:
    return float(sum(_run_width(run) for run in _runs(words, weight)))


def _cut(words: str, room: float, weight: Weight = "regular") -> str:
    """The words, or as many of them as there is room for; they stand whole in the table behind the chart."""
    text = " ".join(words.split())[:400]
    if _width(text, weight) <= room:
        return text
    while text and _width(f"{text}\u2026", weight) > room:
        text = text[:-1]
    return f"{text.rstrip()}\u2026"
