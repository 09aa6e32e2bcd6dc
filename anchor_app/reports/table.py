"""A tagged table whose rows split over pages at any height, laid out in linear time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from reportlab.platypus.flowables import Flowable

from anchor_app.design import HAIRLINE, LIGHT, Palette
from anchor_app.reports.canvas import TaggedCanvas
from anchor_app.reports.paragraph import Text
from anchor_app.reports.stack import Stack, part_like
from anchor_app.reports.structure import Element
from anchor_app.reports.styles import STYLES
from anchor_app.reports.text import Words

Content: TypeAlias = "str | Flowable | Sequence[Flowable]"

Align = Literal["left", "centre", "right"]

_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its share of the width left by columns with a width in points.

    Plain strings in its cells stand on the side of `align`. It has at least `least` points, where there is room.
    """

    heading: Words
    share: float = 1.0
    width: float = 0.0
    align: Align = "left"
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's content; `header` makes it the heading of its row, `span` takes in columns to its right.

    `continued` stands above the cell's content, as an artifact, on each further page of its row.
    """

    content: Content
    header: bool = False
    span: int = 1
    fill: str = ""
    continued: str = ""


@dataclass(frozen=True, slots=True)
class TableLook:
    """Lengths in points. A row no higher than `keep` moves whole to the next page; a higher one splits.

    Without a head the headings of the columns are not printed: each row's own heading says what its cell is.
    """

    padding_x: float = 6
    padding_y: float = 6
    keep: float = 170
    least: float = 70
    palette: Palette = LIGHT
    has_head: bool = True


@dataclass(slots=True)
class _Box:
    stack: Stack
    element: Element
    column: int
    span: int
    fill: str
    continued: Text | None = None
    is_rest: bool = False

    @property
    def reminder(self) -> Text | None:
        """What stands above the content, because the cell began on an earlier page."""
        return self.continued if self.is_rest else None

    def with_rest(self, stack: Stack, is_rest: bool) -> _Box:
        """The same cell with a part of its content."""
        return replace(self, stack=stack, is_rest=is_rest)

    def fit(self, width: float) -> float:
        """The height of what is in the cell, in points."""
        above = self.reminder.wrap(width, 0)[1] if self.reminder else 0.0
        return above + self.stack.fit(width)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draws what is in the cell with the upper left corner at x, top."""
        if self.reminder:
            top -= self.reminder.height
            with canvas.artifact("Pagination"):
                self.reminder.drawOn(canvas, x, top)
        self.stack.draw(canvas, x, top)


@dataclass(slots=True)
class _Row:
    boxes: list[_Box]
    element: Element
    height: float = -1.0
    ends: bool = True


class Table(Flowable):  # type: ignore[misc]
    """Column headings that return on each page, and rows that split where they must.

    Each row and cell is one element of the structure however many pages it takes; a heading that returns is an
    artifact. Cells are laid out once.
    """

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell | Content]], look: TableLook | None = None
    ) -> None:
        super().__init__()
        if not columns:
            raise ValueError("a table needs a column")
        self._columns, self._look = list(columns), look or TableLook()
        self._head = self._made([Cell([_heading(column)], header=True) for column in columns], "Column")
        self._rows = [self._made([_cell(content) for content in row], "Row") for row in rows]
        self.element, self._head_group, self._body = Element("Table"), Element("THead"), Element("TBody")
        self._is_first = True
        self._widths: list[float] = []
        self.spaceBefore, self.spaceAfter = 2, 8

    def _made(self, cells: Sequence[Cell], scope: str) -> _Row:
        if sum(cell.span for cell in cells) != len(self._columns):
            raise ValueError(f"a row has cells for {len(self._columns)} columns, spans counted")
        boxes, column = [], 0
        for cell in cells:
            element = Element("TH" if cell.header else "TD", scope=scope if cell.header else "", span=cell.span)
            stack = Stack(_content(cell.content, self._columns[column].align))
            continued = Text(cell.continued, "soft") if cell.continued else None
            boxes.append(_Box(stack, element, column, cell.span, cell.fill, continued))
            column += cell.span
        return _Row(boxes, Element("TR"))

    # -- layout

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The height, or, when it is more than `height`, any height above it: rows beyond are not laid out yet."""
        self._share_out(width)
        used = self._head_height()
        for row in self._rows:
            used += self._fit(row)
            if used > height + _TOLERANCE:
                break
        self.width, self.height = width, used
        return width, used

    def _share_out(self, width: float) -> None:
        widths = shared_out(self._columns, width)
        if widths != self._widths:
            self._widths = widths
            for row in [self._head, *self._rows]:
                row.height = -1.0

    def _head_height(self) -> float:
        return self._fit(self._head) if self._look.has_head else 0.0

    def _fit(self, row: _Row) -> float:
        if row.height < 0:
            padding = self._look.padding_x * 2
            inner = [box.fit(self._width_of(box) - padding) for box in row.boxes]
            row.height = max(inner) + self._look.padding_y * 2
        return row.height

    def _width_of(self, box: _Box) -> float:
        return sum(self._widths[box.column : box.column + box.span])

    def split(self, width: float, height: float) -> list[Flowable]:
        """This table as two, the first no higher than `height`; none when not even a row's beginning fits."""
        self._share_out(width)
        room, count = height - self._head_height() + _TOLERANCE, 0
        for row in self._rows:
            if self._fit(row) > room:
                break
            room -= row.height
            count += 1
        if count == len(self._rows):
            return [self]
        here, there = self._rows[:count], self._rows[count:]
        split_row = there[0].height > self._look.keep
        if split_row and room >= self._look.least:
            head, tail = self._cut(there[0], room)
            if head and tail:
                here, there = [*here, head], [tail, *there[1:]]
        return [self._part(here, self._is_first), self._part(there, False)] if here else []

    def _cut(self, row: _Row, height: float) -> tuple[_Row | None, _Row | None]:
        heads, tails = [], []
        inner = height - self._look.padding_y * 2
        for box in row.boxes:
            head, tail = box.stack.cut(inner - (box.reminder.height if box.reminder else 0.0))
            heads.append(box.with_rest(head, box.is_rest))
            tails.append(box.with_rest(tail, True))
        if all(box.stack.is_empty for box in heads) or all(box.stack.is_empty for box in tails):
            return None, None
        first, second = _Row(heads, row.element, ends=False), _Row(tails, row.element, ends=row.ends)
        self._fit(first)
        return first, second

    def _part(self, rows: list[_Row], is_first: bool) -> Table:
        part = part_like(self)
        part._rows, part._is_first = rows, is_first
        return part

    # -- drawing

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws headings and rows with the lower left corner at x, y."""
        top = y + self.height
        with canvas.within(self.element):
            if self._look.has_head:
                top = self._draw_head(canvas, x, top)
            with canvas.within(self._body):
                for row in self._rows:
                    self._draw_row(canvas, row, x, top)
                    top -= row.height
                    if row.ends:  # no line says that a row goes on
                        self._draw_line(canvas, x, top)

    def _draw_head(self, canvas: TaggedCanvas, x: float, top: float) -> float:
        height = self._head.height
        with canvas.artifact("Background"):
            canvas.fill(self._look.palette.levels[1].tint)
            canvas.rect(x, top - height, self.width, height, stroke=0, fill=1)
        if self._is_first:
            with canvas.within(self._head_group):
                self._draw_row(canvas, self._head, x, top)
        else:
            with canvas.artifact("Pagination"):
                self._draw_row(canvas, self._head, x, top)
        return top - height

    def _draw_row(self, canvas: TaggedCanvas, row: _Row, x: float, top: float) -> None:
        with canvas.within(row.element):
            for box in row.boxes:
                left = x + sum(self._widths[: box.column])
                if box.fill:
                    with canvas.artifact("Background"):
                        canvas.fill(box.fill)
                        canvas.rect(left, top - row.height, self._width_of(box), row.height, stroke=0, fill=1)
                with canvas.within(box.element):
                    box.draw(canvas, left + self._look.padding_x, top - self._look.padding_y)

    def _draw_line(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        with canvas.artifact():
            canvas.stroke(self._look.palette.line, HAIRLINE)
            canvas.line(x, y, x + self.width, y)


def shared_out(columns: Sequence[Column], width: float) -> list[float]:
    """The columns' widths: fixed ones, then those that need more than their share, and the others by their shares."""
    given = {place: column.width for place, column in enumerate(columns) if column.width}
    while True:
        shares = sum(column.share for place, column in enumerate(columns) if place not in given) or 1.0
        free = (width - sum(given.values())) / shares
        needing = {place: column.least for place, column in enumerate(columns)
                   if place not in given and column.share * free < column.least}
        if not needing or sum(given.values()) + sum(needing.values()) > 0.9 * width:
            return [given.get(place, column.share * free) for place, column in enumerate(columns)]
        given |= needing


def _heading(column: Column) -> Text:
    return Text(column.heading, replace(STYLES.column, align=column.align))


def _cell(content: Cell | Content) -> Cell:
    return content if isinstance(content, Cell) else Cell(content)


def _content(content: Content, align: Align) -> Sequence[Flowable]:
    if isinstance(content, str):
        style = STYLES.number if align == "right" else replace(STYLES.body, align=align)
        return [Text(content, style)] if content else []
    return [content] if isinstance(content, Flowable) else content
