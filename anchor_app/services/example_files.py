"""The example's documents: small, whole files of several kinds, made from words and numbers; always the same bytes."""

from __future__ import annotations

import csv
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any
from xml.sax.saxutils import escape

from anchor_app.services.file_names import ending

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument."

_PAPER, _BAR, _AXIS, _INK = b"\xff\xff\xff", b"\x0f\x5e\x9c", b"\xdd\xe3\xea", b"\x16\x22\x2e"
_DIGITS = ("75557", "26227", "71747", "71717", "55711", "74717", "74757", "71122", "75757", "75717")
"""Of each digit five rows; the bits of a number are the squares of a row, from the left."""


def made_file(piece: Mapping[str, Any]) -> bytes:
    """The bytes of a document that the example describes, by the ending of its name."""
    match ending(piece["file"]):
        case "pdf":
            return _pdf(piece["lines"], piece["title"])
        case "docx":
            return _docx(piece["lines"])
        case "xlsx":
            return _xlsx(piece["rows"])
        case "csv":
            return _csv(piece["rows"])
        case "png":
            return _png(piece["bars"])
    return "\n".join([*piece["lines"], ""]).encode()


def _pdf(lines: Sequence[str], title: str) -> bytes:
    from anchor_app.reports.page import Setup, build_pdf
    from anchor_app.reports.paragraph import Heading, Text

    story = [Heading(lines[0], 1), *(Text(line) for line in lines[1:] if line)]
    output = BytesIO()
    build_pdf(story, Setup(title=title, author="Example Bay Hospitals", footer="Example Bay Hospitals (fictional)"),
              output)
    return output.getvalue()


def _csv(rows: Sequence[Sequence[Any]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")  # by its mark Excel knows the encoding


def _docx(lines: Sequence[str]) -> bytes:
    paragraphs = "".join(
        f'<w:p><w:r>{"<w:rPr><w:b/></w:rPr>" if not place else ""}<w:t xml:space="preserve">{escape(line)}</w:t>'
        "</w:r></w:p>" for place, line in enumerate(lines))
    return _package("word/document.xml", f"{_MAIN_TYPE}wordprocessingml.document.main+xml", {
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'})


def _xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    cells = "".join(f"<row>{''.join(_cell(one) for one in row)}</row>" for row in rows)
    return _package("xl/workbook.xml", f"{_MAIN_TYPE}spreadsheetml.sheet.main+xml", {
        "xl/workbook.xml": (f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
                            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>'),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>',
    }, {"/xl/worksheets/sheet1.xml": f"{_MAIN_TYPE}spreadsheetml.worksheet+xml"})


def _cell(value: Any) -> str:
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def _package(main: str, main_type: str, parts: Mapping[str, str], types: Mapping[str, str] | None = None) -> bytes:
    """An Office file: a zip archive of XML parts, with fixed times."""
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>'
                        for name, kind in {f"/{main}": main_type, **(types or {})}.items())
    first = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'),
        "_rels/.rels": (f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
                        f'Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>')}
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**first, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _XML + text, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _png(values: Sequence[int]) -> bytes:
    """A chart of bars with their numbers, 480 by 300 pixels."""
    wide, high, base = 480, 300, 270
    rows = [[_PAPER] * wide for _ in range(high)]
    rows[base] = [_AXIS] * wide
    step = wide // len(values)
    for place, value in enumerate(values):
        left, tall = place * step + step // 5, round(value / max(values) * 220)
        for y in range(base - tall, base):
            rows[y][left: left + step * 3 // 5] = [_BAR] * (step * 3 // 5)
        for order, digit in enumerate(str(value)):
            _draw_digit(rows, int(digit), left + order * 16, base - tall - 24)
    raw = b"".join(b"\0" + b"".join(row) for row in rows)
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _draw_digit(rows: list[list[bytes]], digit: int, left: int, top: int) -> None:
    """A digit of three by five squares, each square four pixels wide and high."""
    for y, bits in enumerate(_DIGITS[digit]):
        for x in range(3):
            if int(bits) & (4 >> x):
                for line in rows[top + y * 4: top + y * 4 + 4]:
                    line[left + x * 4: left + x * 4 + 4] = [_INK] * 4


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
