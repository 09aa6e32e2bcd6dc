"""The tables of a document on paper: facts with headings of their rows, and grids with signs in their cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reportlab.platypus.flowables import Flowable, Spacer

from anchor_app.design import LIGHT, Tone
from anchor_app.reports import fonts
from anchor_app.reports.canvas import may_link
from anchor_app.reports.document import Facts, Grid, GridCell, Sign
from anchor_app.reports.document_pieces import TableCaption
from anchor_app.reports.document_signs import symbol_of
from anchor_app.reports.flowables import Labelled
from anchor_app.reports.paragraph import Text
from anchor_app.reports.styles import STYLES, Alignment, Style
from anchor_app.reports.table import Cell, Column, Table, TableLook
from anchor_app.reports.text import Span, paragraphs

_LOOK: Final = TableLook(padding_x=5, padding_y=4, keep=120, least=50)
_FACTS: Final = replace(_LOOK, has_head=False, padding_y=3.5)
_WIDEST_NAME: Final = 170.0
_WIDEST_WORD: Final = 90.0
_SIGN: Final = 16.0
"""Points, of a shape and the room behind it."""


def facts_table(facts: Facts) -> list[Flowable]:
    """Names on the left, as wide as they need to be, and what they are on the right."""
    if not facts.rows:
        return []
    columns = (Column("Name", width=names_width(facts)), Column("What it is"))
    rows = [(Cell(Text(name, STYLES.column), header=True), _texts(words, STYLES.body)) for name, words in facts.rows]
    return [Table(columns, rows, _FACTS)]


def names_width(facts: Facts) -> float:
    """The width of the left column, in points."""
    widest = max(fonts.width("semibold", name[:80]) for name, _ in facts.rows) * STYLES.strong.size / 1000
    return min(max(widest + 14, 80.0), _WIDEST_NAME)


def grid_flowables(grid: Grid) -> list[Flowable]:
    """The grid below its caption; one without rows says nothing, because its document says why."""
    if not grid.columns:
        return []
    columns = grid_columns(grid)
    rows = [[_cell(cell, columns[place].align) for place, cell in enumerate(row)] for row in grid.rows]
    table = Table(columns, rows, _LOOK)
    return [*([TableCaption(grid.caption, table)] if grid.caption.strip() else []), table, Spacer(1, 2)]


def grid_columns(grid: Grid) -> list[Column]:
    """The columns with the width that they need; signs stand below one another, on the left."""
    has_signs = [any(as_cell(cell).sign for row in grid.rows for cell in row[place:place + 1])
                 for place in range(len(grid.columns))]
    return [Column(one.title, max(one.share, 0.01), align="left" if signs else one.align, least=_least(grid, place))
            for place, (one, signs) in enumerate(zip(grid.columns, has_signs, strict=True))]


def _least(grid: Grid, place: int) -> float:
    """The width that the longest word of a column needs, as far as a word is one."""
    signs = {cell.sign.words for row in grid.rows for cell in row[place:place + 1]
             if isinstance(cell, GridCell) and cell.sign}
    words = [(0.0, word) for word in grid.columns[place].title.split()]
    words += [(_SIGN, word) for sign in signs for word in sign.split()]
    scale = STYLES.strong.size / 1000
    widest = max((before + fonts.width("semibold", word[:40]) * scale for before, word in words), default=0.0)
    return min(widest, _WIDEST_WORD) + 2 * _LOOK.padding_x + 0.5


def as_cell(cell: GridCell | str) -> GridCell:
    """A cell of words alone as a cell."""
    return GridCell(cell) if isinstance(cell, str) else cell


def _cell(given: GridCell | str, align: Alignment) -> Cell:
    cell = as_cell(given)
    style = replace(STYLES.strong if cell.is_header else STYLES.body, align=align, after=2)
    if cell.tone:
        style = replace(style, colour=cell.tone.ink)
    content: list[Flowable] = [_sign(cell.sign, cell.tone)] if cell.sign else []
    content += _texts(cell.words, style, cell.link)
    return Cell(content, header=cell.is_header, fill=cell.tone.tint if cell.tone else "")


def _sign(sign: Sign, tone: Tone | None) -> Flowable:
    style = replace(STYLES.strong, after=2, colour=tone.ink if tone else STYLES.strong.colour)
    return Labelled(symbol_of(sign), sign.words or sign.key or "–", style)


def _texts(words: str, style: Style, link: str = "") -> list[Flowable]:
    target = link if may_link(link) and not link.startswith("#") else ""
    colour = LIGHT.accent.ink if target else ""
    return [Text(Span(part, colour=colour, link=target), style) for part in paragraphs(words)]
