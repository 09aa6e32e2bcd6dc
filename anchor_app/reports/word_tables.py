"""The tables of a document in a Word file: a head that returns on each page, headings of rows, widths as on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from anchor_app.reports.document import Facts, Grid, GridCell, Sign
from anchor_app.reports.document_grids import as_cell, grid_columns, names_width
from anchor_app.reports.table import Column, shared_out
from anchor_app.reports.text import paragraphs
from anchor_app.reports.word_xml import ACROSS, WordParagraph, attribute, linked, run

_WIDER: Final = 1.1
"""Than on paper, since the machine that opens the file may set it in a wider typeface."""
_SHORT: Final = 600
"""Characters in a row that stays on one page."""
SignRun = Callable[[Sign], str]


def grid_table(grid: Grid, width: float, sign_run: SignRun) -> str:
    """The grid as the XML of a table `width` points wide; `sign_run` draws the shape of a sign.

    Raises ValueError for a row that has not one cell for each column.
    """
    columns = [replace(one, least=_WIDER * one.least) for one in grid_columns(grid)]
    head = "".join(_cell(WordParagraph("TableHead", run(one.heading if isinstance(one.heading, str) else ""),
                                       align=ACROSS[one.align]).xml) for one in columns)
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    for row in grid.rows:
        if len(row) != len(columns):
            raise ValueError(f"a row has cells for {len(columns)} columns, not for {len(row)}")
        cells = [as_cell(cell) for cell in row]
        rows.append(_row(cells, "".join(_grid_cell(cell, column, sign_run)
                                        for cell, column in zip(cells, columns, strict=True))))
    has_heads = any(as_cell(cell).is_header for row in grid.rows for cell in row[:1])
    return _table(columns, rows, width, grid.caption, has_head=True, has_row_heads=has_heads)


def facts_rows(facts: Facts, width: float) -> str:
    """Names with what they are as the XML of a table without a head."""
    columns = [Column("", width=_WIDER * names_width(facts)), Column("")]
    rows = []
    for name, words in facts.rows:
        left = _cell(WordParagraph("TableRowHead", run(name)).xml)
        rows.append(_row([GridCell(words)], left + _cell(_paragraphs(words, "TableText"))))
    return _table(columns, rows, width, "", has_head=False, has_row_heads=True)


def _table(columns: Sequence[Column], rows: Sequence[str], width: float, caption: str, *, has_head: bool,
           has_row_heads: bool) -> str:
    widths = [round(20 * one) for one in shared_out(columns, width)]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    look = f'w:firstRow="{int(has_head)}" w:lastRow="0" w:firstColumn="{int(has_row_heads)}" w:lastColumn="0"'
    bits = 0x600 + 0x20 * has_head + 0x80 * has_row_heads
    said = f"<w:tblCaption w:val={attribute(caption[:250])}/>" if caption.strip() else ""
    return (f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{bits:04X}" {look} w:noHBand="1" w:noVBand="1"/>{said}'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")


def _row(cells: Sequence[GridCell], xml: str) -> str:
    is_short = sum(len(cell.words) for cell in cells) < _SHORT
    return f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if is_short else ''}{xml}</w:tr>"


def _grid_cell(cell: GridCell, column: Column, sign_run: SignRun) -> str:
    style = "TableRowHead" if cell.is_header else "TableText"
    colour = f'<w:color w:val="{cell.tone.ink[1:]}"/>' if cell.tone else ""
    made = ""
    if cell.sign:
        words = run(f"\u00a0{cell.sign.words or cell.sign.key or '–'}", f"<w:b/>{colour}")
        made += WordParagraph(style, sign_run(cell.sign) + words).xml
    if cell.words.strip() or not made:
        made += _paragraphs(cell.words, style, ACROSS[column.align], cell.link, colour)
    return _cell(made, cell.tone.tint if cell.tone else "")


def _paragraphs(words: str, style: str, align: str = "", link: str = "", properties: str = "") -> str:
    """The paragraphs of a cell, at least one, as the format asks."""
    return "".join(WordParagraph(style, linked(part, link, properties), align=align).xml
                   for part in paragraphs(words) or [""])


def _cell(content: str, fill: str = "") -> str:
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill[1:]}"/></w:tcPr>' if fill else ""
    return f"<w:tc>{shade}{content}</w:tc>"
