"""Flowables one below another, measured once and cut at any height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportlab.platypus.flowables import Flowable

from anchor_app.reports.canvas import TaggedCanvas

_UNBOUNDED = 1e6
_TOLERANCE = 0.01


_Whole = TypeVar("_Whole", bound=Flowable)


def part_like(whole: _Whole) -> _Whole:
    """A copy of a flowable to become a part of it, without what Platypus noted on the whole."""
    part: _Whole = whole.__class__.__new__(whole.__class__)
    part.__dict__.update(whole.__dict__)
    for noted in ("_postponed", "_frame", "canv"):
        part.__dict__.pop(noted, None)
    return part


@dataclass(frozen=True, slots=True)
class _Placed:
    item: Flowable
    gap: float
    height: float


class Stack:
    """What a cell or a list item holds; laid out once for a width, however often it is cut."""

    def __init__(self, items: Sequence[Flowable]) -> None:
        self._items = list(items)
        self._placed: list[_Placed] = []
        self._width = -1.0
        self.height = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to draw."""
        return not self._items

    def fit(self, width: float) -> float:
        """The height in this width, in points."""
        if width != self._width:
            self._measure(width)
        return self.height

    def _measure(self, width: float) -> None:
        self._width, self._placed = width, []
        behind = 0.0
        for item in self._items:
            _width, height = item.wrap(width, _UNBOUNDED)
            gap = max(behind, item.getSpaceBefore()) if self._placed else 0.0
            self._placed.append(_Placed(item, gap, height))
            behind = item.getSpaceAfter()
        self.height = sum(placed.gap + placed.height for placed in self._placed)

    def cut(self, height: float) -> tuple[Stack, Stack]:
        """What fits into `height`, and the rest; needs `fit` first."""
        top, count = 0.0, 0
        for placed in self._placed:
            bottom = top + placed.gap + placed.height
            if bottom > height + _TOLERANCE:
                break
            top, count = bottom, count + 1
        head, tail = self._placed[:count], self._placed[count:]
        if tail:
            parts = tail[0].item.split(self._width, height - top - tail[0].gap)
            if len(parts) > 1:
                head = [*head, self._again(parts[0], tail[0].gap if head else 0.0)]
                tail = [*(self._again(part, 0.0) for part in parts[1:]), *tail[1:]]
        return self._holding(head), self._holding(tail)

    def _again(self, part: Flowable, gap: float) -> _Placed:
        return _Placed(part, gap, part.wrap(self._width, _UNBOUNDED)[1])

    def _holding(self, placed: list[_Placed]) -> Stack:
        if placed and placed[0].gap:
            placed = [_Placed(placed[0].item, 0.0, placed[0].height), *placed[1:]]
        made = Stack([each.item for each in placed])
        made._placed, made._width = placed, self._width
        made.height = sum(each.gap + each.height for each in placed)
        return made

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draws everything with the upper left corner at x, top."""
        for placed in self._placed:
            top -= placed.gap + placed.height
            placed.item.drawOn(canvas, x, top)


class SideBySide(Flowable):  # type: ignore[misc]
    """Two stacks beside each other that stay on one page; `share` of the width is the left one's."""

    def __init__(
        self, left: Sequence[Flowable], right: Sequence[Flowable], share: float = 0.5, gap: float = 18
    ) -> None:
        super().__init__()
        self._stacks, self._share, self._gap = (Stack(left), Stack(right)), share, gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the higher of the two."""
        self._left_width = (width - self._gap) * self._share
        widths = (self._left_width, width - self._gap - self._left_width)
        self.width = width
        self.height = max(stack.fit(wide) for stack, wide in zip(self._stacks, widths, strict=True))
        return self.width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws both with their upper edges level, the left one first."""
        left, right = self._stacks
        left.draw(canvas, x, y + self.height)
        right.draw(canvas, x + self._left_width + self._gap, y + self.height)
