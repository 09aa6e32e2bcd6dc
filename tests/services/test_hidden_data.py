"""What documents carry unseen: all of it is found on the set, nothing is made up, and no document keeps it busy."""

from __future__ import annotations

import random
import time
import tracemalloc
import zipfile
from io import BytesIO
from typing import Any

import pytest

from anchor_app.services import hidden_in_office
from anchor_app.services.hidden_data import Hidden, Inside, hidden_in
from tests.helpers.hidden import commented, exif, photo, slides, with_more, with_part, word, workbook

XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude='54,2.8N'><dc:creator/></x:xmpmeta>"
DELETED = '<w:p><w:del w:id="1" w:author="A Colleague"><w:r><w:delText>not yet</w:delText></w:r></w:del></w:p>'
INSERTED = '<w:p><w:ins w:id="1" w:author="A Colleague"><w:r><w:t>more</w:t></w:r></w:ins></w:p>'
VANISHED = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Person 1 was off sick</w:t></w:r></w:p>"


def _comment(document: Any) -> None:
    document.add_comment(document.paragraphs[0].runs, text="Is this true?", author="A Colleague", initials="AC")


def _author(document: Any) -> None:
    document.core_properties.author = "A Colleague"


def _hide_sheet(state: str) -> Any:
    def change(sheet: Any) -> None:
        sheet.parent.worksheets[1].sheet_state = state
    return change


def _hide_row(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def _hide_column(sheet: Any) -> None:
    sheet.column_dimensions["B"].hidden = True


PIVOT = with_more(workbook(), "xl/pivotCache/pivotCacheRecords1.xml", b"<r><s v='Person 1'/></r>")
SET: dict[str, tuple[str, bytes, set[Hidden]]] = {
    "word: nothing": ("a.docx", word(), set()),
    "word: a comment": ("a.docx", word(_comment), {Hidden.COMMENTS}),
    "word: deleted text": ("a.docx", word(body=DELETED), {Hidden.TRACKED_CHANGES}),
    "word: inserted text": ("a.docx", word(body=INSERTED), {Hidden.TRACKED_CHANGES}),
    "word: hidden text": ("a.docx", word(body=VANISHED), {Hidden.HIDDEN_TEXT}),
    "word: text that is not hidden": ("a.docx", word(body=VANISHED.replace("vanish/", 'vanish w:val="0"/')), set()),
    "word: an author": ("a.docx", word(_author), {Hidden.PEOPLE}),
    "word: a workbook inside": ("a.docx", with_more(word(), "word/embeddings/book1.xlsx", workbook()),
                                {Hidden.ATTACHMENTS}),
    "word: all of it": ("a.docx", word(lambda document: (_comment(document), _author(document)), DELETED + VANISHED),
                        {Hidden.COMMENTS, Hidden.PEOPLE, Hidden.TRACKED_CHANGES, Hidden.HIDDEN_TEXT}),
    "word: under another name": ("a.bin", word(_comment), {Hidden.COMMENTS}),
    "excel: nothing": ("a.xlsx", workbook(), set()),
    "excel: a hidden sheet": ("a.xlsx", workbook(_hide_sheet("hidden")), {Hidden.HIDDEN_SHEETS}),
    "excel: a very hidden sheet": ("a.xlsx", workbook(_hide_sheet("veryHidden")), {Hidden.HIDDEN_SHEETS}),
    "excel: a hidden row": ("a.xlsx", workbook(_hide_row), {Hidden.HIDDEN_ROWS}),
    "excel: a hidden column": ("a.xlsx", workbook(_hide_column), {Hidden.HIDDEN_ROWS}),
    "excel: rows hidden by themselves": ("a.xlsx", with_part(
        workbook(), "xl/worksheets/sheet1.xml", b"<sheetFormatPr ", b'<sheetFormatPr zeroHeight="1" '),
        {Hidden.HIDDEN_ROWS}),
    "excel: a comment": ("a.xlsx", workbook(commented), {Hidden.COMMENTS}),
    "excel: a threaded comment": ("a.xlsx", with_more(
        workbook(), "xl/threadedComments/threadedComment1.xml", b"<a><threadedComment/></a>"), {Hidden.COMMENTS}),
    "excel: pivot data": ("a.xlsx", PIVOT, {Hidden.PIVOT_DATA}),
    "excel: linked data": ("a.xlsx", with_more(workbook(), "xl/externalLinks/externalLink1.xml", b"<x/>"),
                           {Hidden.LINKED_DATA}),
    "excel: who saved it": ("a.xlsx", workbook(lastModifiedBy="A Colleague"), {Hidden.PEOPLE}),
    "slides: nothing": ("a.pptx", slides(), set()),
    "slides: a hidden one": ("a.pptx", slides("show='0'"), {Hidden.HIDDEN_SLIDES}),
    "slides: notes": ("a.pptx", slides(ppt__notesSlides__n1="<p:notes xmlns:p='p'><p:t>Say this</p:t></p:notes>"),
                      {Hidden.NOTES}),
    "slides: a comment": ("a.pptx", slides(ppt__comments__c1="<p:l xmlns:p='p'><p:cm/></p:l>"), {Hidden.COMMENTS}),
    "photo: nothing": ("a.jpg", photo((0xE0, b"JFIF\0"), (0xE1, exif())), set()),
    "photo: a place": ("a.jpg", photo((0xE1, exif(place=True))), {Hidden.PLACE}),
    "photo: a place, written the other way": ("a.jpg", photo((0xE1, exif("big", place=True))), {Hidden.PLACE}),
    "photo: an artist": ("a.jpg", photo((0xE1, exif(artist=True))), {Hidden.PEOPLE}),
    "photo: both, behind others": ("a.jpg", photo((0xE0, b"JFIF\0"), (0xFE, b"words"), (
        0xE1, exif("big", place=True, artist=True))), {Hidden.PLACE, Hidden.PEOPLE}),
    "photo: XMP": ("a.jpg", photo((0xE1, XMP)), {Hidden.PLACE, Hidden.PEOPLE}),
    "photo: named as text": ("a.txt", photo((0xE1, exif(place=True))), {Hidden.PLACE}),
    "text": ("a.txt", b"words", set()),
}


@pytest.mark.parametrize("what", SET)
def test_all_that_is_hidden_is_found_and_nothing_else(what: str) -> None:
    name, data, expected = SET[what]
    assert hidden_in(BytesIO(data), name) == Inside(frozenset(expected))


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.odt", "a.zip", "a.heic", "a.docx"])
def test_what_cannot_be_looked_into_is_said(name: str) -> None:
    inside = hidden_in(BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), name)
    assert not inside.is_whole and "cannot look inside" in inside.sentence(name)


def test_the_sentence_names_the_document_and_what_it_holds() -> None:
    inside = hidden_in(BytesIO(workbook(commented, creator="A Colleague")), "pay.xlsx")
    assert inside.sentence("pay.xlsx") == "“pay.xlsx” holds comments and the name of who wrote or saved it."
    assert Inside().sentence("pay.xlsx") == ""


def test_a_document_that_unpacks_without_end_is_left_soon_and_in_little_memory(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hidden_in_office, "MOST_BYTES", hidden_in_office.MOST_BYTES // 60)
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(b"<sheet>")
            for _ in range(10):
                part.write(b"<row/>" * 50_000)
    tracemalloc.start()
    begun = time.monotonic()
    inside = hidden_in(output, "a.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "too large" in inside.why_not
    assert time.monotonic() - begun < hidden_in_office.MOST_SECONDS + 5 and peak < 20_000_000


@pytest.mark.parametrize("part", [
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
    b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', b"<x", b"\xff\xfe\0", b"<a>" * 10 + b"</b>"])
def test_markup_that_would_fetch_or_swell_is_not_followed(part: bytes) -> None:
    inside = hidden_in(BytesIO(with_more(word(), "word/footer9.xml", part)), "a.docx")
    assert "damaged or protected" in inside.why_not


def test_a_way_of_packing_that_knows_no_limit_is_not_unpacked() -> None:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", b"<x/>" * 1000)
    assert "damaged or protected" in hidden_in(output, "a.docx").why_not


@pytest.mark.parametrize("what", [one for one in SET if SET[one][2]])
def test_no_damage_raises(what: str) -> None:
    name, data, _ = SET[what]
    chance = random.Random(what)
    for _ in range(60):
        place, size = chance.randrange(len(data)), chance.choice((1, 4, 64))
        hurt = data[:place] + chance.randbytes(size) + data[place + size:]
        hidden_in(BytesIO(hurt if chance.random() < 0.8 else hurt[:place]), name)
