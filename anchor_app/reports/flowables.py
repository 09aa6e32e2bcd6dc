"""The tagged pieces of a report beside paragraphs: lists, symbols with words, figures, notes, breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from anchor_app.design import LIGHT
from anchor_app.reports.canvas import TaggedCanvas
from anchor_app.reports.marks import Shield, Symbol
from anchor_app.reports.paragraph import Text, baseline_below, in_a_row, show
from anchor_app.reports.stack import Stack, part_like
from anchor_app.reports.structure import Element
from anchor_app.reports.styles import STYLES, Style, StyleName
from anchor_app.reports.text import Words, plain, runs

__all__ = [
    "Badge",
    "CondPageBreak",
    "Figure",
    "KeepTogether",
    "Labelled",
    "ListItem",
    "NextPageTemplate",
    "Note",
    "PageBreak",
    "Rule",
    "Spacer",
    "bullets",
    "numbered",
]


class ListItem(Flowable):  # type: ignore[misc]
    """One item of a list: a label (text, or a symbol) and what it labels.

    A symbol has its word as alternative text, or none when the content says the word and it is decoration.
    Items made with the same `owner` (an `Element("L")`) are one list. Without `indent`, in points, it is the label's.
    """

    def __init__(
        self,
        owner: Element,
        label: str | Symbol,
        content: Sequence[Flowable],
        *,
        alt: str = "",
        indent: float | None = None,
        style: StyleName | Style = "body",
    ) -> None:
        super().__init__()
        self._owner, self._label, self._alt = owner, label, plain(alt)
        self._style = STYLES.style(style)
        self._indent = indent or (10.0 if isinstance(label, str) else label.size + 5)
        self._element, self._body = Element("LI"), Element("LBody")
        self._stack = Stack(content)
        self._starts = True
        self.spaceAfter = 2

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lays out the content beside the label."""
        high = self._stack.fit(width - self._indent)
        self.width, self.height = width, max(high, self._style.leading if self._starts else 0)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The item as two parts of one element, the label with the first."""
        self.wrap(width, height)
        head, tail = self._stack.cut(height)
        if head.is_empty or tail.is_empty:
            return []
        return [self._part(head, self._starts), self._part(tail, False)]

    def _part(self, stack: Stack, starts: bool) -> ListItem:
        part = part_like(self)
        part._stack, part._starts = stack, starts
        return part

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws label and content with their lower left corner at x, y."""
        top = y + self.height
        with canvas.within(self._owner), canvas.within(self._element):
            if self._starts:
                self._draw_label(canvas, x, top)
            with canvas.within(self._body):
                self._stack.draw(canvas, x + self._indent, top)

    def _draw_label(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        label = Element("Lbl")
        if not isinstance(self._label, str) and not self._alt:
            with canvas.artifact():
                self._label.paint(canvas, x, centred(self._label, self._style, top))
            return
        if isinstance(self._label, str):
            made, _unprintable = runs(self._label, self._style.weight, self._style.colour)
            baseline = top - baseline_below(self._style)
            with canvas.marked(label):
                show(canvas, in_a_row(made, x, baseline, self._style.size), self._style.size)
            return
        with canvas.within(label):
            draw_figure(canvas, self._label, x, centred(self._label, self._style, top), self._alt)


def centred(symbol: Symbol, style: Style, top: float) -> float:
    """Where a symbol's lower edge is when it stands in the middle of the first line's letters."""
    return top - baseline_below(style) + 0.36 * style.size - symbol.size / 2


def draw_figure(canvas: TaggedCanvas, symbol: Symbol, x: float, y: float, alt: str) -> None:
    """Paints a symbol as a figure with its word as alternative text."""
    figure = Element("Figure", alt=alt)
    figure.box = tuple(canvas._absRect((x, y, x + symbol.size, y + symbol.size), 1))
    with canvas.marked(figure):
        symbol.paint(canvas, x, y)


def bullets(items: Iterable[Words | Sequence[Flowable]], style: StyleName | Style = "body") -> list[Flowable]:
    """A list with bullets; an item is its words, or flowables."""
    owner = Element("L")
    return [ListItem(owner, "•", _content(item, style), indent=8, style=style) for item in items]


def numbered(items: Iterable[Words | Sequence[Flowable]], style: StyleName | Style = "body") -> list[Flowable]:
    """A list numbered from 1."""
    owner = Element("L")
    owner.ordered = True
    return [
        ListItem(owner, f"{number}.", _content(item, style), indent=18, style=style)
        for number, item in enumerate(items, 1)
    ]


def _content(item: Words | Sequence[Flowable], style: StyleName | Style) -> Sequence[Flowable]:
    if not isinstance(item, str) and isinstance(item, Sequence) and item and isinstance(item[0], Flowable):
        return item
    return [Text(item, style)]


class Labelled(Flowable):  # type: ignore[misc]
    """A symbol with its word beside it; the symbol is decoration, because the word says the same."""

    def __init__(self, symbol: Symbol, words: Words, style: StyleName | Style = "strong") -> None:
        super().__init__()
        self._symbol, self._text = symbol, Text(words, style)
        self._starts = True
        self.spaceBefore, self.spaceAfter = self._text.spaceBefore, self._text.spaceAfter

    @property
    def _indent(self) -> float:
        return self._symbol.size + 5

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lays out the words beside the symbol."""
        _width, self.height = self._text.wrap(width - self._indent, height)
        self.width = width
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The words as two parts, the symbol with the first."""
        parts = self._text.split(width - self._indent, height)
        return [self._part(text, first=text is parts[0]) for text in parts]

    def _part(self, text: Text, *, first: bool) -> Labelled:
        part = part_like(self)
        part._text, part._starts = text, first and self._starts
        return part

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws both with their lower left corner at x, y."""
        if self._starts:
            with canvas.artifact():
                self._symbol.paint(canvas, x, centred(self._symbol, self._text.style, y + self.height))
        self._text.drawOn(canvas, x + self._indent, y)


class Badge(Flowable):  # type: ignore[misc]
    """A level as a pill: its shield and its name; as wide as they are."""

    def __init__(self, shield: Shield, name: str) -> None:
        super().__init__()
        self._shield = shield
        self._text = Text(name, Style("semibold", colour=shield.tone.ink, after=0))
        self.spaceAfter = 3

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The pill's size; a long name takes more lines."""
        padding = self._shield.size + 21
        self.width = min(width, self._text.natural_width() + padding + 0.1)
        _width, high = self._text.wrap(self.width - padding, height)
        self.height = high + 6
        return self.width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the pill with its lower left corner at x, y."""
        with canvas.artifact("Background"):
            canvas.fill(self._shield.tone.tint)
            canvas.roundRect(x, y, self.width, self.height, min(self.height / 2, 10), stroke=0, fill=1)
            top = y + self.height - 3
            self._shield.paint(canvas, x + 8, centred(self._shield, self._text.style, top))
        self._text.drawOn(canvas, x + self._shield.size + 13, y + 3)


class Figure(Flowable):  # type: ignore[misc]
    """A drawing, chart or symbol with an alternative text that says what it shows."""

    def __init__(self, inner: Flowable | Symbol, alt: str) -> None:
        super().__init__()
        if not alt.strip():
            raise ValueError("a figure needs an alternative text")
        self._inner = inner
        self._element = Element("Figure", alt=plain(alt))
        self.spaceBefore = self.spaceAfter = 4 if isinstance(inner, Flowable) else 0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size of what is shown."""
        if isinstance(self._inner, Flowable):
            self.width, self.height = self._inner.wrap(width, height)
        else:
            self.width = self.height = self._inner.size
        return self.width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws it with its lower left corner at x, y."""
        self._element.box = tuple(canvas._absRect((x, y, x + self.width, y + self.height), 1))
        with canvas.marked(self._element):
            if isinstance(self._inner, Flowable):
                self._inner.drawOn(canvas, x, y)
            else:
                self._inner.paint(canvas, x, y)


class Note(Flowable):  # type: ignore[misc]
    """A note with its label; `Span(label, link="#" + key)` in the text leads here."""

    def __init__(self, key: str, label: str, words: Words, style: StyleName | Style = "soft") -> None:
        super().__init__()
        if not key.isascii() or not key.replace("-", "").isalnum():
            raise ValueError(f"the key of a note is letters, digits and hyphens, not {key!r}")
        self._key, self._label = key, Text(label, style, "Lbl")
        self._text, self._element = Text(words, style), Element("Note", identity=key)
        self._starts = True
        self.spaceAfter = 2

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lays out the note beside its label."""
        self.width = width
        self._label.wrap(20, height)
        self.height = self._text.wrap(width - 20, height)[1]
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The note as two parts of one element, the label with the first."""
        parts = self._text.split(width - 20, height)
        return [self._part(part, first=part is parts[0]) for part in parts]

    def _part(self, text: Text, *, first: bool) -> Note:
        part = part_like(self)
        part._text, part._starts = text, first and self._starts
        return part

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the note with its lower left corner at x, y."""
        with canvas.within(self._element):
            if self._starts:
                canvas.place(self._key, y + self.height)
                self._label.drawOn(canvas, x, y + self.height - self._label.height)
            self._text.drawOn(canvas, x + 20, y)


class Rule(Flowable):  # type: ignore[misc]
    """A line across the page, which is decoration."""

    def __init__(self, colour: str = LIGHT.line, weight: float = 0.5, before: float = 4, after: float = 6) -> None:
        super().__init__()
        self._colour, self._weight = colour, weight
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width, self.height = width, self._weight
        return self.width, self.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the line at y."""
        with canvas.artifact():
            canvas.stroke(self._colour, self._weight)
            canvas.line(x, y, x + self.width, y)
