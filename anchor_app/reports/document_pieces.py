"""The pieces of a document on paper that other reports have not: asides, a large level, a picture, room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final

from reportlab.lib.utils import ImageReader
from reportlab.platypus.flowables import Flowable

from anchor_app.design import LIGHT
from anchor_app.reports.canvas import TaggedCanvas
from anchor_app.reports.marks import Shield
from anchor_app.reports.paragraph import Text
from anchor_app.reports.stack import Stack, part_like
from anchor_app.reports.structure import Element, Role
from anchor_app.reports.styles import STYLES, Alignment, Style
from anchor_app.reports.table import Table
from anchor_app.reports.text import Words, plain

_BAR = 3.0
_LARGE_SHIELD = 34.0
CAPTION: Final = replace(STYLES.strong, before=7)


class Room(Flowable):  # type: ignore[misc]
    """Room of so many points, or as much of it as the page has left."""

    def __init__(self, points: float) -> None:
        super().__init__()
        self._points = max(points, 0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Never more than there is."""
        self.width, self.height = width, min(self._points, max(height, 0.0))
        return self.width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Nothing to draw."""


class Kept(Text):
    """A paragraph that moves to the next page unless `room` points are free below it, such as a table's caption."""

    def __init__(self, words: Words, style: Style, room: float, role: Role = "P") -> None:
        super().__init__(words, style, role)
        self._room = room

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Asks for the paragraph's height, and for room below it where there is not enough."""
        wide, high = super().wrap(width, height)
        is_short = high <= 4 * self.style.leading
        return (wide, high) if high + self._room <= height or not is_short else (wide, height + high)

    def split(self, width: float, height: float) -> list[Flowable]:
        """A short one moves on whole."""
        if Text.wrap(self, width, height)[1] <= 4 * self.style.leading:
            return []
        return super().split(width, height)


class TableCaption(Kept):
    """What a table shows, said above it; in the structure it is the table's own caption."""

    def __init__(self, words: str, table: Table) -> None:
        super().__init__(words, CAPTION, 80, "Caption")
        self._owner = table.element

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the caption as the first thing of its table."""
        with canvas.within(self._owner):
            super().drawOn(canvas, x, y)


class Aside(Flowable):  # type: ignore[misc]
    """Paragraphs beside a bar, on a tint or on none; they split over pages like others."""

    def __init__(self, items: Sequence[Flowable], bar: str, tint: str = "", element: Element | None = None) -> None:
        super().__init__()
        self._stack, self._bar, self._tint, self._element = Stack(items), bar, tint, element
        self._left, self._padding = (14.0, 8.0) if tint else (12.0, 1.0)
        self.spaceBefore, self.spaceAfter = 6, 10

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The paragraphs' height with the room around them."""
        inner = width - self._left - (self._left if self._tint else 0)
        self.width, self.height = width, self._stack.fit(inner) + 2 * self._padding
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The aside as two, the first no higher than `height`; none when too little of it would fit."""
        self.wrap(width, height)
        head, tail = self._stack.cut(height - 2 * self._padding)
        if head.is_empty or tail.is_empty:
            return []
        return [self._part(head), self._part(tail)]

    def _part(self, stack: Stack) -> Aside:
        part = part_like(self)
        part._stack = stack
        return part

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws tint, bar and paragraphs with their lower left corner at x, y."""
        with canvas.artifact("Background"):
            if self._tint:
                canvas.fill(self._tint)
                canvas.rect(x, y, self.width, self.height, stroke=0, fill=1)
            canvas.fill(self._bar)
            canvas.rect(x, y, _BAR, self.height, stroke=0, fill=1)
        top = y + self.height - self._padding
        if self._element is None:
            self._stack.draw(canvas, x + self._left, top)
            return
        with canvas.within(self._element):
            self._stack.draw(canvas, x + self._left, top)


class LargeLevel(Flowable):  # type: ignore[misc]
    """A level as a large badge: its shield, its name, and words below the name."""

    def __init__(self, shield: Shield, name: str, words: str, align: Alignment = "left") -> None:
        super().__init__()
        self._shield, self._align = Shield(shield.index, shield.count, _LARGE_SHIELD), align
        self._name = Text(name, Style("semibold", 18, 23, self._shield.tone.ink, after=0))
        self._words = Text(words, Style(colour=LIGHT.ink, after=0)) if words.strip() else None
        self.spaceBefore, self.spaceAfter = 8, 10

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The badge's size; it is as wide as its words, where there is room."""
        texts = [text for text in (self._name, self._words) if text]
        around = _LARGE_SHIELD + 40
        wanted = max(text.natural_width() for text in texts) + around + 0.1
        self._inner = min(width, max(wanted, 150.0)) - around
        high = sum(text.wrap(self._inner, height)[1] for text in texts)
        self.width, self.height = width, max(high, _LARGE_SHIELD) + 20
        return self.width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the badge on its side of the page, at y."""
        wide = self._inner + _LARGE_SHIELD + 40
        x += _shift(self._align, self.width - wide)
        tone = self._shield.tone
        with canvas.artifact("Background"):
            canvas.fill(tone.tint)
            canvas.roundRect(x, y, wide, self.height, 10, stroke=0, fill=1)
            self._shield.paint(canvas, x + 12, y + (self.height - _LARGE_SHIELD) / 2)
        high = self._name.height + (self._words.height if self._words else 0)
        top = y + (self.height + high) / 2
        self._name.drawOn(canvas, x + _LARGE_SHIELD + 24, top - self._name.height)
        if self._words:
            self._words.drawOn(canvas, x + _LARGE_SHIELD + 24, top - high)


class SafePicture(Flowable):  # type: ignore[misc]
    """A PNG that was made safe, no larger than a box of 150 by 75 points, with an alternative text."""

    def __init__(self, png: bytes, alt: str, align: Alignment = "left") -> None:
        super().__init__()
        self._image, self._align = ImageReader(BytesIO(png)), align
        self._element = Element("Figure", alt=plain(alt).strip() or "Emblem")
        wide, high = self._image.getSize()
        scale = min(150 / wide, 75 / high, 0.75)
        self._size = (wide * scale, high * scale)
        self.spaceAfter = 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as there is room, so that it can stand on either side."""
        self.width, self.height = width, self._size[1]
        return self.width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the picture on its side of the page, at y."""
        wide, high = self._size
        x += _shift(self._align, self.width - wide)
        self._element.box = tuple(canvas._absRect((x, y, x + wide, y + high), 1))
        with canvas.marked(self._element):
            canvas.drawImage(self._image, x, y, wide, high)


def _shift(align: Alignment, spare: float) -> float:
    return {"left": 0.0, "centre": spare / 2, "right": spare}[align]
