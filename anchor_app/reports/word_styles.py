"""The named styles of a Word file, so that whoever edits it changes a look once for all places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from anchor_app.design import LIGHT

FONT: Final = "Arial"
"""The typeface of NHS documents, which every machine with Word has."""


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A paragraph style: its name in Word, sizes and distances in points, `bar` and `tint` as `#RRGGBB`.

    `level` is the place in Word's own outline, from 1.
    """

    name: str
    size: float = 10.5
    before: float = 0
    after: float = 6
    line: float = 1.15
    colour: str = LIGHT.ink
    is_bold: bool = False
    is_italic: bool = False
    keep_next: bool = False
    bar: str = ""
    tint: str = ""
    rule: str = ""
    indent: float = 0
    level: int = 0
    follows: str = "Normal"


STYLES: Final[Mapping[str, WordStyle]] = {
    "Normal": WordStyle("Normal"),
    "Title": WordStyle("Title", 26, 0, 14, 1.1, is_bold=True, keep_next=True, rule=LIGHT.accent.ink),
    "Heading1": WordStyle("heading 1", 16, 20, 6, 1.1, is_bold=True, keep_next=True, level=1),
    "Heading2": WordStyle("heading 2", 13, 14, 4, 1.1, is_bold=True, keep_next=True, level=2),
    "Heading3": WordStyle("heading 3", 11, 10, 3, 1.1, is_bold=True, keep_next=True, level=3),
    "Heading4": WordStyle("heading 4", 10.5, 8, 3, 1.1, LIGHT.soft_ink, is_bold=True, keep_next=True, level=4),
    "Heading5": WordStyle("heading 5", 10.5, 8, 3, 1.1, LIGHT.soft_ink, is_bold=True, keep_next=True, level=5),
    "TOCHeading": WordStyle("TOC Heading", 16, 20, 6, 1.1, is_bold=True, keep_next=True),
    "TOC1": WordStyle("toc 1", 10.5, 5, 2, 1.1, is_bold=True),
    "TOC2": WordStyle("toc 2", 10.5, 0, 2, 1.1, indent=12),
    "TOC3": WordStyle("toc 3", 10.5, 0, 2, 1.1, indent=24),
    "Lead": WordStyle("Lead", 13, 0, 9, 1.2),
    "Soft": WordStyle("Soft", 10, 0, 5, 1.15, LIGHT.soft_ink),
    "StrongText": WordStyle("Strong Text", before=6, after=4, is_bold=True),
    "Quote": WordStyle("Quote", 11, 0, 8, 1.25, is_italic=True, bar=LIGHT.accent.ink, indent=14),
    "Callout": WordStyle("Callout", after=9, bar=LIGHT.accent.ink, tint=LIGHT.accent.tint, indent=10),
    "CalloutGood": WordStyle("Callout Good", after=9, bar=LIGHT.good.ink, tint=LIGHT.good.tint, indent=10),
    "CalloutWarning": WordStyle("Callout Warning", after=9, bar=LIGHT.warning.ink, tint=LIGHT.warning.tint, indent=10),
    "Level": WordStyle("Level", 18, 6, 2, 1.1, is_bold=True),
    "Picture": WordStyle("Picture", after=8, line=1.0),
    "Caption": WordStyle("caption", 10, 8, 4, 1.1, is_bold=True, keep_next=True),
    "ListBullet": WordStyle("List Bullet", after=3),
    "ListNumber": WordStyle("List Number", after=3),
    "ListContinue": WordStyle("List Continue", after=3, indent=18),
    "TableHead": WordStyle("Table Head", 9.5, 2, 2, 1.1, LIGHT.soft_ink, is_bold=True, keep_next=True),
    "TableText": WordStyle("Table Text", 9.5, 2, 2, 1.1),
    "TableRowHead": WordStyle("Table Row Head", 9.5, 2, 2, 1.1, is_bold=True),
    "TableEnd": WordStyle("Table End", 4, 0, 4, 1.0),
    "Header": WordStyle("header", 9, 0, 0, 1.1, LIGHT.soft_ink),
    "Footer": WordStyle("footer", 9, 0, 0, 1.1, LIGHT.soft_ink),
}  # fmt: skip


def set_styles(document: Any, language: str) -> None:
    """Puts these styles, and no look of another, into a document of python-docx."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    root = document.styles.element
    defaults = root.find(qn("w:docDefaults"))
    spaces = nsdecls("w")
    root.replace(defaults, parse_xml(
        f'<w:docDefaults {spaces}><w:rPrDefault><w:rPr>{_font()}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"))
    kept = {"DefaultParagraphFont", "TableNormal", "NoList", "ListBullet", "ListNumber"}
    numbers = {found.get(qn("w:styleId")): found.find(f".//{qn('w:numPr')}") for found in root.findall(qn("w:style"))}
    for found in root.findall(qn("w:style")):
        if found.get(qn("w:styleId")) not in kept or found.get(qn("w:styleId")) in STYLES:
            root.remove(found)
    for identity, style in STYLES.items():
        made = parse_xml(_style(identity, style).replace("<w:style ", f"<w:style {spaces} ", 1))
        if numbers.get(identity) is not None and identity.startswith("List"):
            made.pPr.find(qn("w:widowControl")).addnext(numbers[identity])
        root.append(made)
    root.append(parse_xml(f'<w:style {spaces} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
                          f'<w:rPr><w:color w:val="{LIGHT.accent.ink[1:]}"/><w:u w:val="single"/></w:rPr></w:style>'))
    root.append(parse_xml(_TABLE.format(spaces=spaces, line=LIGHT.line[1:], tint=LIGHT.levels[1].tint[1:])))


_TABLE: Final = (
    '<w:style {spaces} w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="4" w:space="0" w:color="{line}"/>'
    '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{line}"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr>'
    "</w:tblStylePr></w:style>")


def _font() -> str:
    return f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def _style(identity: str, style: WordStyle) -> str:
    """The style as XML, its properties in the order that the format asks for."""
    is_own = identity[:1].isupper() and style.name[:1].isupper() and style.name not in _BUILT_IN
    default = ' w:default="1"' if identity == "Normal" else ' w:customStyle="1"' if is_own else ""
    base = "" if identity == "Normal" else '<w:basedOn w:val="Normal"/>'
    return (f'<w:style w:type="paragraph"{default} w:styleId="{identity}"><w:name w:val="{style.name}"/>{base}'
            f'<w:next w:val="{style.follows if style.level or identity == "Title" else identity}"/><w:qFormat/>'
            f"<w:pPr>{_paragraph(style)}</w:pPr><w:rPr>{_letters(style)}</w:rPr></w:style>")


_BUILT_IN: Final = frozenset(
    {"Normal", "Title", "Quote", "TOC Heading", "List Bullet", "List Number", "List Continue"})


def _paragraph(style: WordStyle) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if style.keep_next else ""
    edge = ""
    if style.rule:
        edge = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="{style.rule[1:]}"/></w:pBdr>'
    elif style.bar:
        top, bottom = (f'<w:{side} w:val="single" w:sz="32" w:space="1" w:color="{style.tint[1:]}"/>' * bool(style.tint)
                       for side in ("top", "bottom"))
        edge = (f'<w:pBdr>{top}<w:left w:val="single" w:sz="24" w:space="8" w:color="{style.bar[1:]}"/>{bottom}'
                "</w:pBdr>")
    tint = f'<w:shd w:val="clear" w:color="auto" w:fill="{style.tint[1:]}"/>' if style.tint else ""
    spacing = (f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
               f'w:line="{round(style.line * 240)}" w:lineRule="auto"/>')
    indent = f'<w:ind w:left="{round(style.indent * 20)}" w:right="{round(style.indent * 20) if style.tint else 0}"/>'
    level = f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else ""
    return f'{keep}<w:widowControl/>{edge}{tint}{spacing}{indent if style.indent else ""}{level}'


def _letters(style: WordStyle) -> str:
    return (f'{_font()}{"<w:b/><w:bCs/>" * style.is_bold}{"<w:i/><w:iCs/>" * style.is_italic}'
            f'<w:color w:val="{style.colour[1:]}"/><w:sz w:val="{round(style.size * 2)}"/>'
            f'<w:szCs w:val="{round(style.size * 2)}"/>')
