"""A table of contents whose page numbers are filled in at the end, so that nothing is laid out twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable, KeepTogether

from anchor_app.reports import fonts
from anchor_app.reports.canvas import TaggedCanvas
from anchor_app.reports.paragraph import Heading, Text, baseline_below, show
from anchor_app.reports.structure import Element
from anchor_app.reports.styles import STYLES, Style, StyleName
from anchor_app.reports.text import Run, Span

_NUMBER_WIDTH = 34.0


class Contents(Flowable):  # type: ignore[misc]
    """Stands in a story for the lines of the contents; `build_pdf` puts them in its place."""

    def __init__(self, depth: int = 2) -> None:
        super().__init__()
        self.depth = depth


class ContentsLine(Flowable):  # type: ignore[misc]
    """One heading with the number of its page; both lead there."""

    def __init__(self, owner: Element, heading: Heading, style: StyleName | Style = "body", outermost: int = 1) -> None:
        super().__init__()
        self._owner, self._key, self._title = owner, heading.key, heading.title
        self._element, self._link = Element("TOCI"), Element("Link")
        self._indent = 12.0 * (heading.level - outermost)
        self._style = STYLES.style(style)
        self._text = Text(Span(heading.title), style)
        self.spaceBefore = self._style.before

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lays out the title beside the room for the number."""
        self.width = width
        self.height = self._text.wrap(width - self._indent - _NUMBER_WIDTH, height)[1] + 2
        return width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the title now, and the number when it is known."""
        top = y + self.height
        reference = Element("Reference")
        with canvas.within(self._owner), canvas.within(self._element), canvas.within(reference):
            with canvas.within(self._link):
                self._text.element = self._link
                self._text.drawOn(canvas, x + self._indent, y + 2)
            box = (x + self._indent, y, x + self.width, top)
            canvas.link(self._link, box, f"#{self._key}", self._title)
            right, baseline = x + self.width, top - baseline_below(self._style)
            canvas.later(self._link, lambda: self._draw_number(canvas, right, baseline))

    def _draw_number(self, canvas: TaggedCanvas, right: float, baseline: float) -> None:
        number = canvas.page_number_of(self._key)
        wide = fonts.width("regular", number) * self._style.size / 1000
        run = Run(f" {number}", "regular", self._style.colour, "")
        space = fonts.width("regular", " ") * self._style.size / 1000
        show(canvas, [(right - wide - space, baseline, run)], self._style.size)


def with_contents(story: Iterable[Flowable]) -> list[Flowable]:
    """The story with the lines of the contents in place of each `Contents`: the headings that follow it."""
    made = list(story)
    if not any(isinstance(item, Contents) for item in made):
        return made
    headings = list(_headings(made))
    for number, heading in enumerate(headings):
        heading.key = heading.key or f"heading {number}"
    laid: list[Flowable] = []
    for place, item in enumerate(made):
        laid += _lines(list(_headings(made[place:])), item.depth) if isinstance(item, Contents) else [item]
    return laid


def _lines(headings: Sequence[Heading], depth: int) -> list[Flowable]:
    """A line for each heading down to level `depth`; the outermost stand out, and have room above them."""
    owner = Element("TOC")
    listed = [heading for heading in headings if heading.level <= depth]
    outermost = min((heading.level for heading in listed), default=1)
    has_inner = any(heading.level > outermost for heading in listed)
    outer = replace(STYLES.strong, before=4) if has_inner else STYLES.body
    return [ContentsLine(owner, heading, outer if heading.level == outermost else "body", outermost)
            for heading in listed]


def _headings(story: Iterable[Flowable]) -> Iterator[Heading]:
    for item in story:
        if isinstance(item, Heading):
            yield item
        elif isinstance(item, KeepTogether):
            yield from _headings(item._content)
