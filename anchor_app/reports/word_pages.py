"""The pages of a Word file: their size, what runs above and below the text, and their numbers."""

from __future__ import annotations

from typing import Any, Final

from anchor_app.reports.word_xml import WordParagraph, field, run

UPRIGHT: Final = (595.3, 841.9)
LYING: Final = (841.9, 595.3)
"""Points: A4."""
MARGIN: Final = 56.7


def text_width(page: tuple[float, float]) -> float:
    """The width between the margins, in points."""
    return page[0] - 2 * MARGIN


def section_xml(page: tuple[float, float]) -> str:
    """The properties of a section of such pages."""
    wide, high = (round(20 * one) for one in page)
    edge = round(20 * MARGIN)
    lying = ' w:orient="landscape"' if page[0] > page[1] else ""
    return (f'<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="{wide}" w:h="{high}"{lying}/>'
            f'<w:pgMar w:top="{edge + 200}" w:right="{edge}" w:bottom="{edge + 200}" w:left="{edge}" w:header="600" '
            'w:footer="600" w:gutter="0"/></w:sectPr>')


def set_pages(document: Any, running: str, footer: str) -> None:
    """Gives the sections of a document of python-docx their headers and footers; the first page has no header.

    A section that lies otherwise than the one before has a footer of its own, whose number stands at its own edge.
    """
    width = 0
    for place, section in enumerate(document.sections):
        section.different_first_page_header_footer = place == 0
        if section.page_width != width:
            width = section.page_width
            tab = text_width((section.page_width.pt, section.page_height.pt))
            _fill(section.header, run(running))
            _fill(section.footer, _footer(footer), tab=tab)
            if place == 0:
                _fill(section.first_page_header, "")
                _fill(section.first_page_footer, _footer(footer), tab=tab)


def _footer(words: str) -> str:
    shown = "<w:r><w:t>1</w:t></w:r>"
    return (f"{run(words)}<w:r><w:tab/></w:r>{run('Page ')}{field('PAGE', shown)}{run(' of ')}"
            f"{field('NUMPAGES', shown)}")


def _fill(part: Any, content: str, tab: float = 0.0) -> None:
    """One paragraph in place of whatever a header or footer had."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    part.is_linked_to_previous = False
    element = part._element
    for child in list(element):
        element.remove(child)
    made = WordParagraph("Footer" if tab else "Header", content, tab=tab).xml
    element.append(parse_xml(made.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))
