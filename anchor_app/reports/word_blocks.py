"""Each block of a document as paragraphs, tables and pictures of a Word file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from anchor_app.domain.errors import WrongValue
from anchor_app.reports import document as blocks
from anchor_app.reports.document_charts import PAPER_WIDTH, chart_drawing, charts_in_parts
from anchor_app.reports.document_signs import symbol_of
from anchor_app.reports.emblem import safe_emblem
from anchor_app.reports.marks import Shield
from anchor_app.reports.paragraph import shortened
from anchor_app.reports.text import paragraphs
from anchor_app.reports.word_lists import numbering
from anchor_app.reports.word_pages import LYING, UPRIGHT, section_xml, text_width
from anchor_app.reports.word_pictures import AROUND, drawing_png, symbol_png
from anchor_app.reports.word_tables import facts_rows, grid_table
from anchor_app.reports.word_xml import ACROSS, WordParagraph, field, linked, picture, run

_LOOKS: Final[Mapping[str, str]] = {
    "body": "Normal", "strong": "StrongText", "soft": "Soft", "lead": "Lead", "quote": "Quote"}
_CALLOUTS: Final[Mapping[str, str]] = {"accent": "Callout", "good": "CalloutGood", "warning": "CalloutWarning"}
_BOX: Final = (150.0, 75.0)
_SIGN: Final = 9.0
_SHORT: Final = 100
"""Characters; a strong paragraph with no more is like a heading and stays with what follows."""
_COVER_DROP: Final = 130.0


class WordWriter:
    """Collects the blocks' paragraphs and tables, and puts them into a document of python-docx at the end.

    A page that turns, or room, is kept for the paragraph that comes next, so that none stands there empty.
    """

    def __init__(self, document: Any, page: tuple[float, float]) -> None:
        self._document, self._page = document, page
        self._made: list[WordParagraph | str] = []
        self._breaks, self._before = False, 0.0
        self._marks: dict[int, int] = {}
        self._pictures = 0
        self._signs: dict[tuple[str, str, int, int], tuple[str, float]] = {}
        self._last: blocks.Block | None = None

    def begin_cover(self) -> None:
        """The first page is a cover: its words begin lower."""
        self._before = _COVER_DROP

    def add(self, block: blocks.Block, after: Sequence[blocks.Block]) -> None:
        """Adds one block; `after` are those that follow it."""
        match block:
            case blocks.Heading():
                self._heading(block, after)
            case blocks.Paragraph():
                self._paragraph(block)
            case blocks.Bullets():
                self._bullets(block)
            case blocks.Facts():
                if block.rows:
                    self._table(facts_rows(block, text_width(self._page)))
            case blocks.Grid():
                self._grid(block)
            case blocks.Picture():
                self._picture(block)
            case blocks.Emblem():
                self._emblem(block)
            case blocks.Level():
                self._level(block)
            case blocks.Callout():
                self._aside([run(part) for part in paragraphs(block.words)], _CALLOUTS[block.tone])
            case blocks.Turn():
                self._turn(block)
            case blocks.Contents():
                self._contents(block, after)
            case blocks.Space():
                self._before += min(max(block.points, 0.0), 600.0)
            case _:
                raise TypeError(f"a document has no {type(block).__name__}")
        self._last = block

    def finish(self) -> None:
        """Puts everything that was added into the document."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        if not self._made:
            self._say("Normal")
        xml = "".join(one if isinstance(one, str) else one.xml for one in self._made)
        body = self._document.element.body
        for child in list(body):
            body.remove(child)
        spaces = nsdecls("w", "wp", "a", "pic", "r")
        for child in list(parse_xml(f"<w:body {spaces}>{xml}{section_xml(self._page)}</w:body>")):
            body.append(child)

    # -- paragraphs

    def _say(self, style: str, content: str = "", **more: Any) -> None:
        """One paragraph, which takes with it the turn of the page and the room that were asked for."""
        before = self._before + (6.0 if self._before and style.startswith("Heading") else 0.0)
        self._made.append(WordParagraph(style, content, break_before=self._breaks, before=before, **more))
        self._breaks, self._before = False, 0.0

    def _heading(self, block: blocks.Heading, after: Sequence[blocks.Block]) -> None:
        is_of_contents = bool(after) and isinstance(after[0], blocks.Contents)
        level = min(max(block.level, 1), 6)
        style = "TOCHeading" if is_of_contents else "Title" if level == 1 else f"Heading{level - 1}"
        number = self._mark(block)
        self._say(style, f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:06d}"/>{run(block.words)}'
                         f'<w:bookmarkEnd w:id="{number}"/>')

    def _mark(self, block: blocks.Heading) -> int:
        """The number of the place of a heading, which the contents lead to."""
        return self._marks.setdefault(id(block), len(self._marks) + 1)

    def _paragraph(self, block: blocks.Paragraph) -> None:
        parts = [linked(part, block.link) for part in paragraphs(block.words)]
        if parts and block.label:
            parts[0] = run(f"{block.label}: ", "<w:b/><w:bCs/>") + parts[0]
        if block.look == "quote":
            self._aside(parts, "Quote")
            return
        is_kept = block.look == "strong" and len(parts) == 1 and len(block.words) < _SHORT
        for part in parts:
            align = "" if block.align == "left" else ACROSS[block.align]
            self._say(_LOOKS[block.look], part, align=align, keep_next=is_kept)

    def _aside(self, parts: Sequence[str], style: str) -> None:
        """Paragraphs with a bar, which Word joins with those of the same style before them: so something parts them."""
        if self._last and self._made and isinstance(self._made[-1], WordParagraph) and self._made[-1].style == style:
            self._say("TableEnd")
        for part in parts:
            self._say(style, part)

    def _bullets(self, block: blocks.Bullets) -> None:
        number = numbering(self._document, is_numbered=block.is_numbered)
        for item in block.items:
            first, *others = paragraphs(item) or [""]
            self._say("ListNumber" if block.is_numbered else "ListBullet", run(first), number=number)
            for other in others:
                self._say("ListContinue", run(other))

    # -- pages and contents

    def _turn(self, block: blocks.Turn) -> None:
        page = {"portrait": UPRIGHT, "landscape": LYING, "": self._page}[block.orientation]
        if page == self._page:
            self._breaks = True
            return
        if not self._made or isinstance(self._made[-1], str) or self._made[-1].section:
            self._say("TableEnd")
        last = self._made[-1]
        if isinstance(last, WordParagraph):
            self._made[-1] = last.ending(section_xml(self._page))
        self._page = page

    def _contents(self, block: blocks.Contents, after: Sequence[blocks.Block]) -> None:
        """A field that Word brings up to date, with what it will say already in it: the headings, each leading there.

        The pages' numbers are known to whoever lays out the file: they are fields without a value until then.
        """
        listed = [one for one in after if isinstance(one, blocks.Heading) and one.level <= block.depth]
        outermost = min((one.level for one in listed), default=1)
        begins = (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o '
                  f'"1-{max(block.depth - 1, 1)}" \\h \\z \\u </w:instrText></w:r>'
                  '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
        for place, one in enumerate(listed):
            name = f"_Toc{self._mark(one):06d}"
            words = run(shortened(" ".join(one.words.split())))
            entry = (f'<w:hyperlink w:anchor="{name}" w:history="1">{words}<w:r><w:tab/></w:r>'
                     f"{field(f'PAGEREF {name} {chr(92)}h')}</w:hyperlink>")
            ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if place == len(listed) - 1 else ""
            style = f"TOC{min(one.level - outermost + 1, 3)}"
            self._say(style, (begins if not place else "") + entry + ends, tab=text_width(self._page))

    # -- tables

    def _table(self, xml: str) -> None:
        """A table, and the paragraph that parts it from what follows."""
        if self._breaks or self._before:
            self._say("TableEnd", keep_next=True)
        self._made.append(xml)
        self._say("TableEnd")

    def _grid(self, grid: blocks.Grid) -> None:
        if not grid.columns:
            return
        for part in paragraphs(grid.caption):
            self._say("Caption", run(part))
        self._table(grid_table(grid, text_width(self._page), self._sign))

    # -- pictures

    def _picture(self, block: blocks.Picture) -> None:
        for part in paragraphs(block.caption):
            self._say("Caption", run(part), keep_next=True)
        charts = charts_in_parts(block.chart)
        width = min(text_width(self._page), PAPER_WIDTH)
        alt = block.alt.strip() or block.caption.strip() or "Chart"
        for number, chart in enumerate(charts, 1):
            drawing = chart_drawing(chart, PAPER_WIDTH)
            which = f" (part {number} of {len(charts)})" if len(charts) > 1 else ""
            size = width, drawing.height * width / PAPER_WIDTH
            self._say("Picture", self._inline(drawing_png(drawing), size, f"{alt}{which}"))
        if block.grid:
            self._grid(block.grid)

    def _emblem(self, block: blocks.Emblem) -> None:
        align = "" if block.align == "left" else ACROSS[block.align]
        try:
            png = safe_emblem(block.png)
        except WrongValue:
            self._say("Soft", run(f"(The picture cannot be shown: {block.alt})"), align=align)
            return
        wide, high = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
        scale = min(_BOX[0] / wide, _BOX[1] / high, 0.75)
        self._say("Picture", self._inline(png, (wide * scale, high * scale), block.alt or "Emblem"), align=align)

    def _level(self, block: blocks.Level) -> None:
        align = "" if block.align == "left" else ACROSS[block.align]
        shield = Shield(min(block.rank, block.of) - 1, max(block.of, 1), 26)
        badge = self._inline(symbol_png(shield), (26, 26), f"Level: {block.name}")
        colour = f'<w:color w:val="{shield.tone.ink[1:]}"/>'
        self._say("Level", badge + run(f"\u00a0{block.name}", colour), align=align)
        for part in paragraphs(block.words):
            self._say("Normal", run(part), align=align)

    def _sign(self, sign: blocks.Sign) -> str:
        """A run with the shape of a sign; each shape is drawn once for the whole file."""
        symbol = symbol_of(sign, _SIGN)
        key = (sign.kind, sign.key, sign.rank, sign.of)
        if key not in self._signs:
            relation, _image = self._document.part.get_or_add_image(io.BytesIO(symbol_png(symbol)))
            self._signs[key] = relation, symbol.size + 2 * AROUND
        relation, size = self._signs[key]
        return self._drawn(relation, (size, size), sign.words or sign.key or "No answer", lowered=1.5)

    def _inline(self, png: bytes, size: tuple[float, float], alt: str) -> str:
        relation, _image = self._document.part.get_or_add_image(io.BytesIO(png))
        return self._drawn(relation, size, alt)

    def _drawn(self, relation: str, size: tuple[float, float], alt: str, lowered: float = 0.0) -> str:
        """A run with a picture in the line, its size in points, and words for those who do not see it."""
        self._pictures += 1
        return picture(relation, self._pictures, size, alt, lowered)
