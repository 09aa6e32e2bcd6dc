"""Documents that carry something unseen, each made by the library that people's own programs would be."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

NOBODY = "docProps/core.xml"


def word(change: Callable[[Any], object] = lambda document: None, body: str = "") -> bytes:
    """A Word document without a named author; `body` is put as markup into its text."""
    document = docx.Document()
    document.add_paragraph("We pay the real living wage.")
    document.core_properties.author = document.core_properties.last_modified_by = ""
    change(document)
    output = BytesIO()
    document.save(output)
    return with_part(output.getvalue(), "word/document.xml", b"<w:sectPr", body.encode() + b"<w:sectPr") if body else (
        output.getvalue())


def workbook(change: Callable[[Worksheet], object] = lambda sheet: None, **properties: str) -> bytes:
    """A workbook without a named author and with two sheets, the first of which can be changed."""
    book = openpyxl.Workbook()
    book.create_sheet("Second")
    sheet = book.worksheets[0]
    for row in range(1, 6):
        sheet.append([row, f"Person {row}", 21_000 + row])
    book.properties.creator = ""
    for name, value in properties.items():
        setattr(book.properties, name, value)
    change(sheet)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def slides(slide: str = "", **parts: str) -> bytes:
    """A presentation of one slide; `parts` are further files in it, with "__" for "/"."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("ppt/presentation.xml", "<p:presentation xmlns:p='p'/>")
        archive.writestr("ppt/slides/slide1.xml", f"<p:sld xmlns:p='p' {slide}><p:cSld/></p:sld>")
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return output.getvalue()


def with_part(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """An archive with the first `old` in one part replaced."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info.filename, content.replace(old, new, 1) if info.filename == name else content)
    return output.getvalue()


def with_more(data: bytes, name: str, content: bytes) -> bytes:
    """An archive with one more part."""
    output = BytesIO(data)
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return output.getvalue()


def commented(sheet: Worksheet) -> None:
    sheet["A1"].comment = Comment("She asked not to be named", "A Colleague")


def photo(*segments: tuple[int, bytes]) -> bytes:
    """A JPEG file's beginning and end, with segments of its own between."""
    body = b"".join(bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2) + data for marker, data in segments)
    return b"\xff\xd8" + body + b"\xff\xda\x00\x02picture\xff\xd9"


def exif(order: str = "little", *, place: bool = False, artist: bool = False) -> bytes:
    """An Exif segment's data, with or without a latitude and an artist."""
    def number(value: int, size: int) -> bytes:
        return value.to_bytes(size, order)  # type: ignore[arg-type]

    def entry(tag: int, kind: int, count: int, value: int) -> bytes:
        return number(tag, 2) + number(kind, 2) + number(count, 4) + number(value, 4)

    entries = [entry(0x0112, 3, 1, 1)]
    if artist:
        entries.append(entry(0x013B, 2, 4, 0x00616C6F))
    inner = 8 + 2 + 12 * (len(entries) + place) + 4
    if place:
        entries.append(entry(0x8825, 4, 1, inner))
    head = (b"II*\0" if order == "little" else b"MM\0*") + number(8, 4)
    data = head + number(len(entries), 2) + b"".join(entries) + number(0, 4)
    gps = number(2, 2) + entry(1, 2, 2, 0x4E) + entry(2, 5, 3, 0) + number(0, 4) if place else b""
    return b"Exif\0\0" + data + gps
