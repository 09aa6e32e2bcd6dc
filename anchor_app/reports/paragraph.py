"""Tagged paragraphs and headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import groupby

from reportlab.lib.rl_accel import escapePDF
from reportlab.platypus.flowables import Flowable

from anchor_app.reports import fonts
from anchor_app.reports.canvas import TaggedCanvas, checked_link
from anchor_app.reports.lines import Line, break_lines
from anchor_app.reports.stack import part_like
from anchor_app.reports.structure import Element, Role
from anchor_app.reports.styles import STYLES, Style, StyleName
from anchor_app.reports.text import Run, Span, Words, paragraphs, plain, runs

_HIGHEST_HEADING = 300.0
"""Points; a heading above this is a text that somebody made a heading, and is split like one."""
_LONGEST_TITLE = 160
_HEADINGS: tuple[Role, ...] = ("H1", "H2", "H3", "H4", "H5", "H6")


class Text(Flowable):  # type: ignore[misc]
    """One paragraph of any length; its parts on several pages are one element of the structure.

    Line ends in the words stay line ends. Breaking into lines is done once for a width, in linear time.
    """

    _ZEROSIZE = False

    def __init__(self, words: Words, style: StyleName | Style = "body", role: Role = "P") -> None:
        super().__init__()
        self.style = STYLES.style(style)
        self.element = Element(role)
        self.words = words
        made, self.unprintable = runs(words, self.style.weight, self.style.colour)
        for link in {run.link for run in made if run.link}:
            checked_link(link)
        self._runs: list[Run] | None = made
        self._lines: list[Line] = []
        self._broken_for: float | None = None
        self.spaceBefore = self.style.before
        self.spaceAfter = self.style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Breaks the words into lines for this width; reportlab calls this before it draws or splits."""
        if self._broken_for is None or abs(width - self._broken_for) > 0.01:
            source = self._runs if self._runs is not None else [r for line in self._lines for r in line.runs]
            self._lines = break_lines(source, width, self.style.size)
            self._broken_for = width
        self.width, self.height = width, len(self._lines) * self.style.leading
        return self.width, self.height

    def natural_width(self) -> float:
        """The width in points of the words on a single line."""
        made, _unprintable = runs(self.words, self.style.weight, self.style.colour)
        return sum(fonts.width(run.face, run.text) for run in made) * self.style.size / 1000

    def split(self, width: float, height: float) -> list[Flowable]:
        """This paragraph as two, the first no higher than `height`; none when too little of it would fit."""
        self.wrap(width, height)
        count, fitting = len(self._lines), int((height + 0.01) / self.style.leading)
        if fitting >= count:
            return [self]
        fitting = min(fitting, count - 2)  # never one line alone at either end
        if fitting < 2:
            return []
        return [self._part(self._lines[:fitting], last=False), self._part(self._lines[fitting:], last=True)]

    def _part(self, lines: list[Line], *, last: bool) -> Text:
        part = part_like(self)
        part._lines = lines
        part._runs = None  # made from the lines, should another width ask for it
        part.spaceBefore = self.spaceBefore if not last else 0
        part.spaceAfter = self.spaceAfter if last else 0
        return part

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the lines with their lower left corner at x, y in points."""
        canvas.unprintable |= self.unprintable
        style = self.style
        baseline = y + self.height - baseline_below(style)
        with canvas.within(self.element) if self._has_links() else nullcontext():
            for link, lines in groupby(self._placed(x, baseline), key=lambda piece: piece[2].link):
                if link:
                    self._draw_link(canvas, link, list(lines))
                    continue
                with canvas.marked(self.element):
                    show(canvas, lines, style.size)

    def _has_links(self) -> bool:
        return any(run.link for line in self._lines for run in line.runs)

    def _placed(self, x: float, baseline: float) -> Iterator[tuple[float, float, Run]]:
        for line in self._lines:
            left = x
            if self.style.align != "left":
                spare = self.width - line.width
                left += spare if self.style.align == "right" else spare / 2
            if len(line.runs) == 1:  # so that a whole line needs no measuring
                yield left, baseline, line.runs[0]
            else:
                yield from in_a_row(line.runs, left, baseline, self.style.size)
            baseline -= self.style.leading

    def _draw_link(self, canvas: TaggedCanvas, link: str, pieces: list[tuple[float, float, Run]]) -> None:
        element = Element("Link")
        size = self.style.size
        with canvas.marked(element):
            show(canvas, pieces, size)
        words = "".join(run.text for _x, _y, run in pieces)
        for left, baseline, run in pieces:
            right = left + fonts.width(run.face, run.text.rstrip()) * size / 1000
            canvas.link(element, (left, baseline - 0.25 * size, right, baseline + 0.85 * size), link, words)


class Heading(Text):
    """A heading of level 1 to 6, which opens a section of the structure and has a bookmark.

    It moves to the next page unless `room` points are free below it, so that it never stands alone.
    """

    def __init__(
        self, words: Words, level: int, style: StyleName | Style | None = None, *, key: str = "", room: float = 90
    ) -> None:
        if not 1 <= level <= 6:
            raise ValueError(f"there is no heading of level {level}")
        names: list[StyleName] = ["title", "heading", "subheading", "minor", "minor", "minor"]
        super().__init__(words, style or names[level - 1], _HEADINGS[level - 1])
        self.level = level
        self.key = key
        self.title = shortened(" ".join(plain(words).split()))
        self.room = room

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Asks for the heading's height, and for room below it when there is not enough."""
        wide, high = super().wrap(width, height)
        room = self.room if high <= _HIGHEST_HEADING else 0
        return (wide, high) if high + room <= height else (wide, height + high)

    def split(self, width: float, height: float) -> list[Flowable]:
        """A heading moves on whole, unless it would not fit on a page of its own."""
        if super().wrap(width, height)[1] <= _HIGHEST_HEADING:
            return []
        parts = super().split(width, height)
        for part in parts:
            part.room = 0
        return parts

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the heading, opens its section and sets its bookmark."""
        self.height = len(self._lines) * self.style.leading
        if not canvas.in_artifact and self.element.parent is None:
            level = canvas.open_section(self.level)
            self.element.role = _HEADINGS[level - 1]
            self.key = self.key or canvas.fresh_key()
            canvas.place(self.key, y + self.height + 4)
            canvas.outline(self.title, self.key, level)
        super().drawOn(canvas, x, y)


def shortened(title: str) -> str:
    """A title for bookmarks and contents; the heading itself is always whole."""
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def baseline_below(style: Style) -> float:
    """How far the first baseline lies below the top of a paragraph, in points."""
    return (style.leading - style.size) / 2 + 0.9 * style.size


def prose(text: str, style: StyleName | Style = "body") -> list[Text]:
    """A long text as paragraphs: blank lines part them, single line ends stay inside."""
    return [Text(part, style) for part in paragraphs(text)]


def in_a_row(made: Iterable[Run], x: float, y: float, size: float) -> Iterator[tuple[float, float, Run]]:
    """Runs beside one another, the first at x, y, as `show` wants them."""
    for run in made:
        yield x, y, run
        x += fonts.width(run.face, run.text) * size / 1000


def labelled(name: str, text: str, style: StyleName | Style = "soft") -> list[Text]:
    """A long text with its name before the first paragraph; nothing where there is no text."""
    parts = paragraphs(text)
    if not parts:
        return []
    return [Text([Span(f"{name}: ", weight="semibold"), parts[0]], style), *(Text(part, style) for part in parts[1:])]


def show(canvas: TaggedCanvas, pieces: Iterable[tuple[float, float, Run]], size: float) -> None:
    """Draws runs with their baselines at the given points, in the current marked sequence."""
    code, document = canvas._code, canvas._doc
    code.append("BT")
    colour = face = ""
    for x, y, run in pieces:
        if run.colour != colour:
            colour = run.colour
            canvas.fill(colour)
        if run.face != face:
            face, current = run.face, ""
            font = fonts.font(face)
        code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for subset, codes in font.splitString(run.text, document):
            name = font.getSubsetInternalName(subset, document)
            if name != current:
                current = name
                code.append(f"{name} {size:g} Tf")
            code.append(f"({escapePDF(codes)}) Tj")
    code.append("ET")
