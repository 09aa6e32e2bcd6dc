"""A document as a Word file: real styles, heads and alternative texts, words as typed, and nothing from outside."""

from __future__ import annotations

import getpass
import io
import platform
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.reports.document import (
    Bullets,
    Callout,
    Contents,
    Emblem,
    Facts,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Paragraph,
    Picture,
    Turn,
)
from anchor_app.reports.document_word import write_word
from anchor_app.reports.text import orderly, paragraphs
from tests.reports.documents import WORDS, every_block, of, outcome, signs_grid, word
from tests.reports.test_text import PAYLOADS


class Cancelled(Exception):
    """What a test raises to stop a build."""


@pytest.fixture(scope="module")
def everything() -> bytes:
    return word(of(*every_block()))


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def of_style(document: Any, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name.lower() == style.lower()]


def test_each_block_has_a_style_of_its_own_name(everything):
    document = opened(everything)
    assert of_style(document, "Title") == ["Annual report 2026/27"]
    assert of_style(document, "Heading 1") == ["Summary", "Lying", "Upright"]
    assert of_style(document, "Heading 2") == ["Outcome"] and of_style(document, "TOC Heading") == ["Contents"]
    assert of_style(document, "Lead") == ["What we did for our place"] and of_style(document, "Soft") == ["Soft words"]
    assert len(of_style(document, "Quote")) == 2 and len(of_style(document, "Callout")) == 2
    assert of_style(document, "Callout Warning") == ["A review is due."]
    assert of_style(document, "List Bullet") == ["First", "Second"]
    assert of_style(document, "List Number") == ["One", "Two", "Again one"]
    assert of_style(document, "Caption") == ["New starters", "Components, with how each stands"]


def test_each_numbered_list_begins_with_one(everything):
    numbers = [one._p.pPr.numPr.numId.val for one in opened(everything).paragraphs if one.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_the_contents_are_a_field_with_the_headings_that_follow_in_it(everything):
    xml = parts(everything)["word/document.xml"].decode()
    assert 'TOC \\o "1-2" \\h \\z \\u' in xml
    entries = re.findall(r'w:anchor="(\w+)".*?<w:t [^>]*>([^<]*)</w:t>', xml)
    assert [words for _place, words in entries] == ["Summary", "Outcome", "Lying", "Upright"]
    assert all(f'w:name="{place}"/>' in xml for place, _words in entries)
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"')
    assert len(re.findall('<w:bookmarkStart w:id="(\\d+)"', xml)) == len(set(re.findall(
        '<w:bookmarkStart w:id="(\\d+)"', xml)))


def test_a_grid_has_a_head_that_returns_and_says_its_signs_in_words():
    (table,) = opened(word(of(signs_grid()))).tables
    assert [cell.text for cell in table.rows[0].cells] == [one.title for one in signs_grid().columns]
    heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, *[False] * 5]
    assert [cell.text.strip() for cell in table.rows[4].cells] == [
        "1.3 Local recruitment", "Not applicable", "Off track\nDue 31 March 2027", "No", "Gold", "3 of 3"]
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == signs_grid().caption
    widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
    assert len(widths) == 6 and abs(sum(widths) - 20 * (595.3 - 2 * 56.7)) < 8


def test_every_picture_has_words_and_lies_in_the_file(everything):
    root = opened(everything).element.body
    pictures = list(root.iter(qn("wp:docPr")))
    assert len(pictures) > 20 and all(one.get("descr") for one in pictures)
    assert len({one.get("id") for one in pictures}) == len(pictures)
    assert {"The share rose from 18 % to 32.1 %", "Statuses", "Levels", "Emblem of Example Bay Hospitals",
            "Off track"} <= {one.get("descr") for one in pictures}


def test_nothing_leads_outside_and_nothing_is_a_formula(everything):
    held = parts(everything)
    assert not any(b'TargetMode="External"' in data for name, data in held.items() if name.endswith(".rels"))
    fields = re.findall(r"<w:instrText[^>]*> (.*?) </w:instrText>", held["word/document.xml"].decode())
    kinds = {one.split()[0] for one in fields}
    assert kinds == {"TOC", "PAGEREF", "HYPERLINK"}
    assert [one for one in fields if one.startswith("HYPERLINK")] == ['HYPERLINK "https://example.org/a?b=c"']
    assert b"<w:fldSimple" not in held["word/document.xml"]


def test_pages_lie_from_one_turn_to_the_next_with_their_numbers_at_the_edge(everything):
    document = opened(everything)
    assert [one.page_width > one.page_height for one in document.sections] == [False, True, False]
    first = document.sections[0]
    assert first.different_first_page_header_footer and not first.first_page_header.paragraphs[0].text
    assert [one.header.paragraphs[0].text for one in document.sections] == ["Running"] * 3
    assert all(one.footer.paragraphs[0].text.startswith("Footer\tPage ") for one in document.sections)


def test_turns_at_the_ends_and_in_a_row_leave_no_page_empty():
    blocks = Turn("landscape"), Turn(), Paragraph("a"), Turn(), Turn("portrait"), Paragraph("b"), Turn()
    document = opened(word(of(*blocks)))
    assert [one.page_width > one.page_height for one in document.sections] == [True, False]
    assert [one.text for one in document.paragraphs] == ["a", "b"]


def test_the_properties_are_the_documents_own_and_name_nobody_else(everything):
    facts = opened(everything).core_properties
    assert (facts.title, facts.author, facts.last_modified_by, facts.subject, facts.comments) == (
        "A report", "Example Bay Hospitals", "Example Bay Hospitals", "About", "")
    assert f"{facts.created:%Y-%m-%d}" == f"{facts.modified:%Y-%m-%d}" == "2027-04-02" and facts.language == "en-GB"
    every = b"".join(parts(everything).values())
    names = [name for name in (getpass.getuser(), platform.node()) if len(name) > 4]
    assert not any(name.encode() in every for name in [*names, "python-docx", str(Path.home()), "Macintosh"])
    assert not re.search(rb'w:lang w:val="(?!en-GB)', parts(everything)["word/styles.xml"])


def test_the_properties_of_paragraphs_stand_in_the_order_that_word_insists_on(everything):
    order = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs",
             "spacing", "ind", "jc", "outlineLvl", "sectPr")
    document = opened(everything)
    for root in (document.element, document.styles.element, document.sections[0].footer._element):
        for properties in root.iter(qn("w:pPr")):
            places = [order.index(each.tag.rpartition("}")[2]) for each in properties]
            assert places == sorted(places)
    styles = {one.style_id for one in document.styles}
    assert {one.get(qn("w:val")) for one in document.element.iter(qn("w:pStyle"))} <= styles


def test_the_file_has_no_picture_of_a_first_page_that_is_not_its_own(everything):
    assert not [name for name in parts(everything) if "thumbnail" in name or "customXml" in name]


def test_without_a_day_the_file_has_none():
    from dataclasses import replace

    core = parts(word(replace(of(Paragraph("a")), made_on=None)))["docProps/core.xml"]
    assert b"created" not in core and b"modified" not in core


def test_the_same_document_is_the_same_bytes(everything):
    assert word(of(*every_block())) == everything


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_back_in_every_kind_of_block(typed):
    document = opened(word(of(Heading(typed), Paragraph(typed, "quote"), Callout(typed), Bullets((typed,)),
                              Facts(((typed, typed),)), Grid((GridColumn(typed),), ((GridCell(typed),),)))))
    expected = [orderly(part) for part in paragraphs(typed)]
    for style in ("Quote", "Callout"):
        assert of_style(document, style) == expected
    assert of_style(document, "List Bullet") + of_style(document, "List Continue") == (expected or [""])
    assert of_style(document, "Heading 1") == [orderly(typed)]
    facts, grid = document.tables
    assert [one.text for one in facts.rows[0].cells[1].paragraphs] == (expected or [""])
    assert [facts.rows[0].cells[0].text, grid.rows[0].cells[0].text] == [orderly(typed)] * 2
    assert [one.text for one in grid.rows[1].cells[0].paragraphs] == (expected or [""])


@pytest.mark.parametrize("typed", [*PAYLOADS, "=1+1", "=cmd|' /C calc'!A0", '{ INCLUDETEXT "x" }', "\x00\x01\ufffe"])
def test_markup_and_formulas_stay_text(typed):
    data = word(of(Paragraph(typed), Heading(typed, 1), title=typed))
    document = opened(data)
    assert [one.text for one in document.paragraphs] == [orderly(typed)] * 2
    assert b"instrText" not in parts(data)["word/document.xml"]


def test_long_words_texts_and_rows_are_written_whole():
    rows = (WORDS * 1_000,), ("b",)
    blocks = Paragraph("x" * 100_000), Grid((GridColumn("A"),), rows), Facts((("n" * 500, "a"),))
    document = opened(word(of(*blocks)))
    assert document.paragraphs[0].text == "x" * 100_000
    assert [row.cells[0].text for row in document.tables[0].rows] == ["A", WORDS * 1_000, "b"]


def test_a_row_of_another_length_than_the_columns_is_refused():
    with pytest.raises(ValueError, match="2 columns"):
        word(of(Grid((GridColumn("A"), GridColumn("B")), (("a",),))))


def test_a_picture_that_cannot_be_read_is_said_in_words():
    assert opened(word(of(Emblem(b"", "Emblem of us")))).paragraphs[0].text == (
        "(The picture cannot be shown: Emblem of us)")


def test_each_finished_block_is_heard_and_a_cancelled_build_writes_nothing():
    heard: list[int] = []
    write_word(of(Paragraph("a"), Contents(), Paragraph("b")), io.BytesIO(), heard.append)
    assert heard == [1, 2, 3]

    def stop(_block: int) -> None:
        raise Cancelled

    made = io.BytesIO()
    with pytest.raises(Cancelled):
        write_word(of(Picture(outcome(2), "It rose")), made, stop)
    assert not made.getvalue()


def test_libreoffice_opens_the_file_and_prints_its_words(everything, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    (tmp_path / "report.docx").write_bytes(everything)
    command = [office, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "pdf",
               "--outdir", str(tmp_path), str(tmp_path / "report.docx")]
    subprocess.run(command, check=True, capture_output=True)
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    pages = [page.get_textpage().get_text_range() for page in document]
    sizes = [page.get_size() for page in document]
    document.close()
    assert "Annual report 2026/27" in pages[0] and "=1+1" in pages[-1] and "<b>R&D</b>" in pages[-1]
    (lying,) = (place for place, (wide, high) in enumerate(sizes) if wide > high)
    assert "Off track" in pages[lying]
