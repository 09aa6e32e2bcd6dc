"""A document laid out as a Word file that people edit: real styles, lists, tables, captions and a table of contents."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any, BinaryIO, Final

from anchor_app.reports import document as blocks
from anchor_app.reports.document_pdf import cover_of, tidied
from anchor_app.reports.office_zip import dated_alike
from anchor_app.reports.paragraph import shortened
from anchor_app.reports.text import orderly
from anchor_app.reports.word_blocks import WordWriter
from anchor_app.reports.word_pages import LYING, UPRIGHT, set_pages
from anchor_app.reports.word_styles import set_styles

_APP: Final = (b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
               b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
               b"<Application>Anchor</Application></Properties>")
_LONGEST: Final = 255
"""Characters that the format allows in a property."""


def write_word(document: blocks.Document, output: BinaryIO, on_block: Callable[[int], None] | None = None) -> None:
    """Write the document as a Word file; `on_block` hears the number of each finished block, from 1, and may raise.

    The file speaks of the document's own day only, names nobody but its author, and has no relation to anything
    outside; the same document is always the same bytes.
    """
    import docx

    made = docx.Document()
    set_styles(made, document.language)
    writer = WordWriter(made, _first_page(document))
    every = tidied(document.blocks)
    cover = cover_of(every)
    for place, block in enumerate(every):
        if cover and place == cover.start:
            writer.begin_cover()
        writer.add(block, every[place + 1:])
        if on_block:
            on_block(place + 1)
    writer.finish()
    set_pages(made, shortened(document.running), shortened(document.footer))
    _set_language(made, document.language)
    _describe(made, document)
    kept = io.BytesIO()
    made.save(kept)
    dated_alike(kept.getvalue(), output)


def _first_page(document: blocks.Document) -> tuple[float, float]:
    """How the first page lies: as a turn says that stands before everything else."""
    first = next(iter(document.blocks), None)
    return LYING if isinstance(first, blocks.Turn) and first.orientation == "landscape" else UPRIGHT


def _set_language(made: Any, language: str) -> None:
    """The settings that say how today's Word lays the file out, in the document's language."""
    from docx.oxml.ns import qn

    settings = made.settings.element
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")
    for one in settings.findall(qn("w:themeFontLang")):
        one.set(qn("w:val"), language)
    for name in ("w:useFELayout", "w:savePreviewPicture", "w:zoom", "w:proofState"):
        for one in list(settings.iter(qn(name))):
            one.getparent().remove(one)


def _describe(made: Any, document: blocks.Document) -> None:
    """The properties, all of them set, and nothing of the library's own template beside them."""
    facts = made.core_properties
    facts.title, facts.author = _short(document.title), _short(document.author)
    facts.last_modified_by, facts.subject = facts.author, _short(document.subject)
    facts.comments = facts.keywords = facts.category = ""
    facts.language, facts.revision = document.language, 1
    if document.made_on:
        day = datetime.combine(document.made_on, time(), UTC)
        facts.created = facts.modified = day
    else:
        for dated in [each for each in facts._element if each.tag.endswith(("}created", "}modified"))]:
            facts._element.remove(dated)
    for relation in list(made.part.package.rels.values()):
        if relation.reltype.endswith("/thumbnail"):
            del made.part.package.rels[relation.rId]
        elif relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = _APP
    for relation in list(made.part.rels.values()):
        if relation.reltype.endswith(("/stylesWithEffects", "/customXml")):
            del made.part.rels[relation.rId]


def _short(words: str) -> str:
    return " ".join(orderly(words).split())[:_LONGEST]


