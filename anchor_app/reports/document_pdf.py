"""A document laid out as a tagged PDF: each block as the pieces that paper has for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import BinaryIO, Final

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from anchor_app.design import LIGHT
from anchor_app.domain.errors import WrongValue
from anchor_app.reports import document as blocks
from anchor_app.reports.canvas import may_link
from anchor_app.reports.contents import Contents
from anchor_app.reports.document_charts import PAPER_WIDTH, chart_drawing, charts_in_parts
from anchor_app.reports.document_grids import facts_table, grid_flowables
from anchor_app.reports.document_pieces import CAPTION, Aside, Kept, LargeLevel, Room, SafePicture
from anchor_app.reports.emblem import safe_emblem
from anchor_app.reports.flowables import Figure, Labelled, Rule, bullets, numbered
from anchor_app.reports.marks import Shield
from anchor_app.reports.page import Built, Orientation, Setup, build_pdf
from anchor_app.reports.paragraph import Heading, Text
from anchor_app.reports.structure import Element
from anchor_app.reports.styles import STYLES, Style
from anchor_app.reports.text import Span, paragraphs

_COVER_TITLE: Final = Style("semibold", 30, 37, LIGHT.ink, after=8)
_TITLE: Final = Style("semibold", 21, 27, LIGHT.ink, after=6)
_SECTION: Final = Style("semibold", 15, 20, LIGHT.ink, before=18, after=5)
_SUBSECTION: Final = Style("semibold", 12.5, 17, LIGHT.ink, before=13, after=4)
_LEAD: Final = Style(size=11.5, leading=16.5, after=7)
_QUOTE: Final = Style("italic", 10.5, 15, after=4)
_BODY: Final = replace(STYLES.body, size=10, leading=14.5, after=6)
_LOOKS: Final[Mapping[str, Style]] = {
    "body": _BODY, "strong": replace(_BODY, weight="semibold"), "soft": replace(STYLES.soft, after=5),
    "lead": _LEAD, "quote": _QUOTE,
}  # fmt: skip
_COVER_DROP: Final = 150.0
_SHORT: Final = 100
"""Characters; a strong paragraph with no more is like a heading and stays with what follows."""


def write_pdf(
    document: blocks.Document, output: BinaryIO, on_page: Callable[[int], None] | None = None
) -> Built:
    """Write the document as a tagged PDF; `on_page` hears each finished page and may raise to cancel."""
    day = datetime.combine(document.made_on, time()) if document.made_on else None
    setup = Setup(document.title, document.author, document.subject, document.running, document.footer,
                  _first_orientation(document), document.language, created=day)
    return build_pdf(document_story(document), setup, output, on_page)


def document_story(document: blocks.Document) -> list[Flowable]:
    """The flowables of all blocks, in their order."""
    every = tidied(document.blocks)
    cover = cover_of(every)
    story: list[Flowable] = []
    for place, block in enumerate(every):
        if cover and place == cover.start:
            story.append(Room(_COVER_DROP))
        if isinstance(block, blocks.Heading):
            story += _heading(block, every[place + 1:], is_cover=place in cover)
        else:
            story += _flowables(block)
    return story


def tidied(every: Sequence[blocks.Block]) -> list[blocks.Block]:
    """The blocks without turns of the page at either end, and with one of several in a row: no page is left empty."""
    made: list[blocks.Block] = []
    for block in every:
        if isinstance(block, blocks.Turn) and made and isinstance(made[-1], blocks.Turn):
            made[-1] = blocks.Turn(block.orientation or made[-1].orientation)
        elif made or not isinstance(block, blocks.Turn):
            made.append(block)
    return made[:-1] if made and isinstance(made[-1], blocks.Turn) else made


def cover_of(every: Sequence[blocks.Block]) -> range:
    """Which blocks are the cover: the document's title with what little stands on its page; empty without a cover.

    It is the first page, or the second where something longer, such as a front sheet, precedes it.
    """
    turns = [place for place, block in enumerate(every) if isinstance(block, blocks.Turn)][:2]
    pages = [range(start, end) for start, end in zip([0, *(place + 1 for place in turns)], turns, strict=False)]
    return next((page for page in pages if _is_cover(every[page.start:page.stop])), range(0))


def _is_cover(page: Sequence[blocks.Block]) -> bool:
    short = (blocks.Paragraph, blocks.Emblem, blocks.Level, blocks.Facts, blocks.Space, blocks.Heading, blocks.Callout)
    levels = [block.level for block in page if isinstance(block, blocks.Heading)]
    return 1 in levels and max(levels) == 1 and len(page) <= 12 and all(isinstance(block, short) for block in page)


def _first_orientation(document: blocks.Document) -> Orientation:
    """How the first page lies: as a turn says that stands before everything else."""
    found: Orientation = "portrait"
    for block in document.blocks:
        if not isinstance(block, blocks.Turn):
            break
        found = block.orientation or found
    return found


def _heading(block: blocks.Heading, after: Sequence[blocks.Block], *, is_cover: bool) -> list[Flowable]:
    level = min(max(block.level, 1), 6)
    room = _room_below(after)
    if level == 1:
        style = _COVER_TITLE if is_cover else _TITLE
        return [Heading(block.words, 1, style, room=room), Rule(LIGHT.accent.ink, 2.5 if is_cover else 1.5, 4, 10)]
    return [Heading(block.words, level, {2: _SECTION, 3: _SUBSECTION}.get(level), room=room)]


def _room_below(after: Sequence[blocks.Block]) -> float:
    """How much must follow a heading on its page: the beginning of a text, or a picture whole."""
    room = 0.0
    for block in after[:4]:
        if isinstance(block, blocks.Picture):
            return float(min(room + 60 + chart_drawing(charts_in_parts(block.chart)[0], PAPER_WIDTH).height, 420.0))
        if isinstance(block, blocks.Paragraph) and len(block.words) < 400 and block.look != "quote":
            room += 18 + 15 * (len(block.words) // 90)
        else:
            break
    return max(room + (100 if isinstance(block, blocks.Grid) else 60), 80.0) if after else 20.0


def _flowables(block: blocks.Block) -> list[Flowable]:
    match block:
        case blocks.Paragraph():
            return _paragraph(block)
        case blocks.Bullets():
            made = [[Text(part, replace(_BODY, after=2)) for part in paragraphs(item)] for item in block.items]
            items = [item or [Text("", _BODY)] for item in made]
            return [*(numbered(items, _BODY) if block.is_numbered else bullets(items, _BODY)), Room(5)]
        case blocks.Facts():
            return facts_table(block)
        case blocks.Grid():
            return grid_flowables(block)
        case blocks.Picture():
            return _picture(block)
        case blocks.Emblem():
            return _emblem(block)
        case blocks.Level():
            return [_level(block)]
        case blocks.Callout():
            return [_callout(block)] if block.words.strip() else []
        case blocks.Turn():
            return [*([NextPageTemplate(block.orientation)] if block.orientation else []), PageBreak()]
        case blocks.Contents():
            return [Contents(block.depth), Room(10)]
        case blocks.Space():
            return [Room(min(block.points, 600))]
        case _:
            raise TypeError(f"a document has no {type(block).__name__}")


def _paragraph(block: blocks.Paragraph) -> list[Flowable]:
    style = replace(_LOOKS[block.look], align=block.align)
    link = block.link if may_link(block.link) and not block.link.startswith("#") else ""
    colour = LIGHT.accent.ink if link else ""
    parts = [[Span(part, colour=colour, link=link)] for part in paragraphs(block.words)]
    if block.label and parts:
        parts[0] = [Span(f"{block.label}: ", weight="semibold"), *parts[0]]
    if block.look == "strong" and len(parts) == 1 and len(block.words) < _SHORT:
        return [Kept(parts[0], style, 30)]
    made: list[Flowable] = [Text(part, style) for part in parts]
    if block.look == "quote" and made:
        return [Aside(made, LIGHT.accent.ink, element=Element("BlockQuote"))]
    return made


def _callout(block: blocks.Callout) -> Flowable:
    tone = {"accent": LIGHT.accent, "good": LIGHT.good, "warning": LIGHT.warning}[block.tone]
    return Aside([Text(part, replace(_BODY, after=3)) for part in paragraphs(block.words)], tone.ink, tone.tint)


def _level(block: blocks.Level) -> Flowable:
    if len(block.name) + len(block.words) > 600:
        return Labelled(Shield(min(block.rank, block.of) - 1, max(block.of, 1)), f"{block.name}\n{block.words}")
    return LargeLevel(Shield(min(block.rank, block.of) - 1, max(block.of, 1)), block.name, block.words, block.align)


def _emblem(block: blocks.Emblem) -> list[Flowable]:
    try:
        return [SafePicture(safe_emblem(block.png), block.alt, block.align)]
    except WrongValue:
        return [Text(f"(The picture cannot be shown: {block.alt})", replace(STYLES.soft, align=block.align))]


def _picture(block: blocks.Picture) -> list[Flowable]:
    """The chart below its caption, in as many parts as it takes, and the table with its numbers."""
    alt = block.alt.strip() or block.caption.strip() or "Chart"
    drawings = [chart_drawing(chart, PAPER_WIDTH) for chart in charts_in_parts(block.chart)]
    made: list[Flowable] = [Kept(part, CAPTION, drawings[0].height + 10) for part in paragraphs(block.caption)]
    for number, drawing in enumerate(drawings, 1):
        which = f" (part {number} of {len(drawings)})" if len(drawings) > 1 else ""
        made.append(Figure(drawing, f"{alt}{which}"))
    return [*made, *(grid_flowables(block.grid) if block.grid else []), Room(4)]
