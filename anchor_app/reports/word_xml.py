"""Paragraphs and runs of a Word file as the text of their XML: every character as typed, and never markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from anchor_app.reports.canvas import may_link
from anchor_app.reports.text import orderly

ACROSS: Final[Mapping[str, str]] = {"left": "start", "centre": "center", "right": "end"}
_EMU: Final = 12700
"""Of the format's own units, a point has so many."""


def run(words: str, properties: str = "") -> str:
    """A run of words; line ends stay line ends and tabs tabs."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{''.join(_pieces(orderly(words)))}</w:r>" if words else ""


def _pieces(text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield "<w:br/>"
        for place, part in enumerate(line.split("\t")):
            if place:
                yield "<w:tab/>"
            if part:
                yield f'<w:t xml:space="preserve">{escape(part)}</w:t>'


def field(instruction: str, shown: str = "") -> str:
    """A field, and what it shows until somebody brings it up to date, as the XML of runs."""
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
            f'{escape(instruction)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def linked(words: str, link: str, properties: str = "") -> str:
    """Words that lead to an address where a report may link to it, else the words alone.

    The address stands in a field, so that the file has no relation to anything outside.
    """
    if not words or not may_link(link) or link.startswith("#"):
        return run(words, properties)
    return field(f'HYPERLINK "{link}"', run(words, f'<w:rStyle w:val="Hyperlink"/>{properties}'))


def attribute(words: str) -> str:
    """Words as the value of an attribute, with its quotation marks."""
    return quoteattr(" ".join(orderly(words).split()))


def picture(relation: str, number: int, size: tuple[float, float], alt: str, lowered: float = 0.0) -> str:
    """A run with a picture in the line; its size, and how far it stands below the line, in points.

    `relation` is the picture in the file, `number` is its own among all pictures, and `alt` is for those who do not
    see it.
    """
    wide, high = (round(one * _EMU) for one in size)
    named = f'id="{number}" name="Picture {number}" descr={attribute(alt)}'
    look = f'<w:rPr><w:position w:val="{round(-2 * lowered)}"/></w:rPr>' if lowered else ""
    return (f'<w:r>{look}<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent '
            f'cx="{wide}" cy="{high}"/>'
            f"<wp:docPr {named}/><wp:cNvGraphicFramePr>"
            '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData '
            'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
            f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph: its style by its name in the file, its runs, and what is set at it alone."""

    style: str
    content: str = ""
    keep_next: bool = False
    break_before: bool = False
    number: int = 0
    tab: float = 0.0
    before: float = 0.0
    align: str = ""
    section: str = ""

    def ending(self, section: str) -> WordParagraph:
        """The same paragraph as the last of a section."""
        return replace(self, section=section)

    @property
    def xml(self) -> str:
        """The paragraph, its properties in the order that the format asks for."""
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.number}"/></w:numPr>' if self.number else ""
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{round(self.tab * 20)}"/></w:tabs>' if self.tab else ""
        before = f'<w:spacing w:before="{round(self.before * 20)}"/>' if self.before else ""
        parts = (f'<w:pStyle w:val="{self.style}"/>', "<w:keepNext/>" * self.keep_next,
                 "<w:pageBreakBefore/>" * self.break_before, number, tab, before,
                 f'<w:jc w:val="{self.align}"/>' if self.align else "", self.section)
        return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{self.content}</w:p>"
