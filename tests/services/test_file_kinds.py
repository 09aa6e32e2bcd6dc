"""What files really are: programs are told whatever their name, and only what is known to be harmless opens."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.services.example_files import made_file
from anchor_app.services.file_kinds import Looked, Opening, look_at

PROGRAMS = {
    "Windows": b"MZ\x90\0\x03" + bytes(100), "Linux": b"\x7fELF\x02\x01\x01" + bytes(100),
    "Mac 64": b"\xcf\xfa\xed\xfe" + bytes(100), "Mac fat or Java": b"\xca\xfe\xba\xbe" + bytes(100),
    "script": b"#!/usr/bin/env python\nprint()\n", "script with a mark": b"\xef\xbb\xbf#!/bin/sh\n",
    "shortcut": b"\x4c\0\0\0\x01\x14\x02\0" + bytes(60), "web shortcut": b"[InternetShortcut]\r\nURL=file:///x\r\n",
    "desktop entry": b"[Desktop Entry]\nExec=sh\n",
}
ENDINGS = (
    "exe", "com", "scr", "bat", "cmd", "ps1", "vbs", "js", "hta", "lnk", "url", "iso", "one", "library-ms",
    "msi", "jar", "wsf", "reg", "cpl", "pif", "chm", "dll", "sh",
)


def looked(data: bytes, name: str) -> Looked:
    return look_at(BytesIO(data), name)


def office(*names: str, contents: bytes = b"<x/>") -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, contents)
    return output.getvalue()


@pytest.mark.parametrize("what", PROGRAMS)
@pytest.mark.parametrize("name", ["report.pdf", "a.docx", "photo.jpg", "notes.txt", "none", "x.exe"])
def test_a_program_is_refused_whatever_its_name(what: str, name: str) -> None:
    found = looked(PROGRAMS[what], name)
    assert found.refused and found.opening is Opening.NO


@pytest.mark.parametrize("last", ENDINGS)
def test_a_file_that_could_start_a_program_is_refused_by_its_ending(last: str) -> None:
    for name in (f"Annual report.{last}", f"Annual report.pdf.{last.upper()}"):
        assert looked(b"harmless words", name).refused


@pytest.mark.parametrize(("name", "data", "preview"), [
    ("a.pdf", b"%PDF-1.7\n", "pdf"), ("a.PNG", b"\x89PNG\r\n\x1a\n", "image"), ("a.jpeg", b"\xff\xd8\xff\xe0", "image"),
    ("a.gif", b"GIF89a", "image"), ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image"), ("a.txt", b"words", "text"),
    ("a.csv", "a;ł\n".encode(), "text"), ("a.csv", "a,£\n".encode("cp1252"), "text"),
    ("a.txt", b"MZ: the initials of our lead", "text"), ("a.docx", office("word/document.xml"), ""),
    ("a.xlsx", office("xl/workbook.xml"), ""), ("a.pptx", office("ppt/presentation.xml"), ""),
])
def test_what_is_known_and_what_its_name_says_opens(name: str, data: bytes, preview: str) -> None:
    found = looked(data, name)
    assert (found.opening, found.warning, found.refused) == (Opening.YES, "", "")
    assert found.kind.preview == preview


@pytest.mark.parametrize(("name", "data"), [
    ("a.docm", office("word/document.xml")), ("a.docx", office("word/document.xml", "word/vbaProject.bin")),
    ("a.xlsm", office("xl/workbook.xml")), ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
    ("a.rtf", b"{\\rtf1 x}"),
    ("a.docx", office("word/document.xml", "word/_rels/settings.xml.rels",
                      contents=b'<Relationship Type="attachedTemplate" Target="//s/x.dotm" TargetMode="External"/>')),
])
def test_what_may_run_something_opens_only_when_a_person_says_so(name: str, data: bytes) -> None:
    found = looked(data, name)
    assert found.opening is Opening.ASK and not found.refused
    assert found.warning or name.endswith("rtf")


@pytest.mark.parametrize(("name", "data"), [
    ("a.pdf", b"\x89PNG\r\n\x1a\n"), ("a.png", b"%PDF-1.7"), ("a.txt", b"\0\1\2\3" * 50), ("a.docx", b"PK\x03\x04x"),
    ("a.txt", b"<html><script>"), ("a.pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50)),
])
def test_a_file_that_is_not_what_its_name_says_is_told_and_not_opened(name: str, data: bytes) -> None:
    found = looked(data, name)
    assert found.warning and not found.refused and found.opening is Opening.NO


@pytest.mark.parametrize(("name", "data"), [
    ("a.html", b"<!DOCTYPE html>"), ("a.svg", b"<svg/>"), ("a.zip", b"PK\x03\x04"), ("none", b"\0\1\2"),
    ("none", b"words"), ("a.json", b"{}")])
def test_what_is_not_on_the_list_is_not_opened(name: str, data: bytes) -> None:
    found = looked(data, name)
    assert found.opening is Opening.NO and not found.refused


@given(st.binary(max_size=600), st.text(max_size=30))
def test_any_bytes_under_any_name_are_judged(data: bytes, name: str) -> None:
    found = looked(data, name)
    assert found.opening is Opening.NO or not found.refused


@given(st.binary(max_size=200), st.integers(0, 400))
def test_a_broken_archive_is_judged_too(junk: bytes, cut: int) -> None:
    whole = office("word/document.xml", "word/_rels/settings.xml.rels")
    assert looked(whole[:cut] + junk + whole[cut:], "a.docx").kind.words


def test_an_empty_file_is_allowed_with_a_word() -> None:
    assert "empty" in looked(b"", "a.txt").warning


@pytest.mark.parametrize("piece", [
    {"file": "a.docx", "lines": ["One", "a < b & c"]}, {"file": "a.xlsx", "rows": [["A", 1], ["=1+1", 2.5]]},
    {"file": "a.csv", "rows": [["A", "é"]]}, {"file": "a.png", "bars": [3, 10]}, {"file": "a.txt", "lines": ["x"]},
    {"file": "a.pdf", "lines": ["Title", "Text"], "title": "T"}], ids=lambda piece: str(piece["file"]))
def test_the_examples_files_are_what_their_names_say(piece: dict[str, object]) -> None:
    data = made_file(piece)
    assert looked(data, str(piece["file"])).opening is Opening.YES and looked(data, str(piece["file"])).warning == ""
    assert made_file(piece) == data
