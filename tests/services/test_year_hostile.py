"""Whatever stands in every field of the year, its papers say it as typed, run nothing and lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from time import process_time
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from lxml import etree

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands_keeping import AmendOrganisation
from anchor_app.domain.month import Month
from anchor_app.domain.record import clean_text
from anchor_app.domain.report_sections import ANNUAL, COLLABORATIVE
from anchor_app.reports.document import Document, Heading, Paragraph
from anchor_app.reports.text import orderly
from anchor_app.reports.update_content import update_content
from anchor_app.services.publishing_certificate import front_sheet_document
from anchor_app.services.publishing_collaborative import collaborative_document
from anchor_app.services.publishing_document import Paper, laid_out_document
from anchor_app.services.publishing_year import annual_document, report_name
from anchor_app.services.publishing_year_papers import actions_document, log_document, minutes_document
from tests.helpers.values import ready_desk
from tests.reports.test_annual_report import on
from tests.reports.test_every_field import PERIOD
from tests.services.test_year_audiences import HIDDEN, World

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = ("<b>R&D</b> =1+1 ]]> {} {0} %s &amp; </w:t></w:r> <!-- \" ' HYPERLINK \"file:///x\" DDEAUTO c:\\\\cmd "
           "=cmd|' /C calc'!A0 \x01\x0b\x1b\ufffe \ud800 \u202eback e\u0301\u0301")
FIELDS = re.compile(r"NUMPAGES|PAGE|PAGEREF _Toc\d+ \\h|TOC \\o \"1-\d\" \\h \\z \\u")
PAPERS = ("annual", "collaborative", "actions", "minutes", "log", "front sheet", "update")


class Filled(World):
    """A world in which every text is the same."""

    def __init__(self, words: str) -> None:
        self._words = clean_text(words)
        super().__init__()

    def token(self, kind: str, name: str, mark: str, whose: str) -> str:
        return self._words

    def paper(self, name: str) -> Document:
        held = self.workspace
        match name:
            case "annual":
                return annual_document(held, HIDDEN, PERIOD, audience=Audience.INTERNAL, sections=map(str, ANNUAL))
            case "collaborative":
                return collaborative_document(held, PERIOD, audience=Audience.INTERNAL,
                                              sections=map(str, COLLABORATIVE))
            case "actions":
                return actions_document(held, HIDDEN)
            case "minutes":
                return minutes_document(held, "/meet", with_log=True)
            case "log":
                return log_document(held)
            case "front sheet":
                return front_sheet_document(held, HIDDEN, f"annual/{PERIOD}")
            case _:
                return update_content(held.holdings, HIDDEN, Month(2026, 10))


@pytest.fixture(scope="module")
def hostile() -> Filled:
    return Filled(HOSTILE)


def elements(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Every element of every part of a Word file; a part that is no XML fails."""
    with ZipFile(BytesIO(data)) as held:
        for name in held.namelist():
            if name.endswith((".xml", ".rels")):
                for one in etree.fromstring(held.read(name)).iter():
                    yield name, one


@pytest.mark.parametrize("name", PAPERS)
def test_a_word_file_opens_says_what_was_typed_and_has_only_its_own_fields(hostile: Filled, name: str) -> None:
    data = laid_out_document(hostile.paper(name), Paper.WORD).data
    for part, one in elements(data):
        assert one.get("TargetMode") != "External", part
        if one.tag in (f"{W}instrText", f"{W}fldSimple"):
            assert FIELDS.fullmatch((one.text or "").strip()), one.text
    said = [one.text for one in docx.Document(BytesIO(data)).element.body.iter(f"{W}t") if one.text]
    assert orderly(clean_text(HOSTILE)).replace("\t", "")[-60:] in "\n".join(said)


@pytest.mark.parametrize("name", PAPERS)
def test_a_pdf_says_what_was_typed(hostile: Filled, name: str) -> None:
    with pypdfium2.PdfDocument(laid_out_document(hostile.paper(name)).data) as pdf:
        said = "".join(page.get_textpage().get_text_range() for page in pdf)
    words = re.sub(r"[\s\ufffe\x02-]", "", said)
    for part in ("<b>R&D</b>=1+1]]>{}{0}%s&amp;</w:t></w:r>", "[U+202E]back"):
        assert part.replace("-", "") in words, part


@pytest.mark.parametrize("words", ["Ä" * 500, "/ \\ : con.docx \u202e\u05d0 * ? \x07", "", "\n \n"])
def test_a_file_name_is_suggested_whatever_things_are_called(words: str) -> None:
    made = report_name(Document(f"{words}: Annual report {PERIOD}", words, ()), ".docx")
    assert made.endswith(".docx") and 5 < len(made.encode()) < 240 and made.isprintable()
    assert not set(made) & set('/\\:*?"<>|\u202e')


def test_a_report_takes_no_longer_for_each_page_because_its_words_are_long() -> None:
    def seconds(name: str, made: str) -> float:
        document = Document(made, name, (Heading(made, 1), *[Paragraph("Word " * 60)] * 400), running=made, footer=made)
        began = process_time()
        laid_out_document(document)
        return process_time() - began

    seconds("warm", "warm")
    assert seconds("long", "Name " * 20_000) < 3 * seconds("short", "Name") + 0.5


def test_the_foot_of_every_page_says_draft_whatever_the_name() -> None:
    desk = ready_desk()
    desk.do(AmendOrganisation("org", {"name": "Ä" * 500}))
    document = annual_document(on(desk.holdings, date(2026, 11, 22)), "org", PERIOD)
    with pypdfium2.PdfDocument(laid_out_document(document).data) as pdf:
        for page in pdf:
            assert "Draft of 22 November 2026" in page.get_textpage().get_text_range().replace("\r\n", " ")
    word = docx.Document(BytesIO(laid_out_document(document, Paper.WORD).data))
    foot = word.sections[0].footer.paragraphs[0].text
    assert foot.startswith("Draft of 22 November 2026") and len(foot) < 200
