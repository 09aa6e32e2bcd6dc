"""What Word documents, workbooks and presentations carry unseen, read part by part within limits."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.sax.handler import ContentHandler

from anchor_app.services.hidden_data import Hidden, Inside

MOST_DIRECTORY = 4_000_000
"""Bytes of the list of parts at the end of the file; more are not read."""

MOST_PARTS = 5_000
MOST_BYTES = 60_000_000
"""Bytes of all parts together, as they come out: what a part claims to hold is not believed."""

MOST_SECONDS = 10.0

_CHUNK = 1 << 16
_TAIL = 66_000
_TOO_LARGE = "is too large to be looked through. Look through it yourself."
_BROKEN = "is damaged or protected, so that Anchor cannot look inside. Look through it yourself."

_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "tcPrChange",
                      "trPrChange", "sectPrChange", "cellIns", "cellDel", "cellMerge", "numberingChange"})
_PEOPLE = frozenset({"creator", "lastModifiedBy", "Manager", "author"})
_OFF = ("0", "false", "off", "none")


class _TooMuch(Exception):
    """A limit was reached; what was found until then counts."""


@dataclass
class _Look:
    """One look through a document: what was found, and what is left of the limits."""

    found: set[Hidden] = field(default_factory=set)
    until: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)
    bytes_left: int = field(default_factory=lambda: MOST_BYTES)

    def spend(self, count: int) -> None:
        self.bytes_left -= count
        if self.bytes_left < 0 or time.monotonic() > self.until:
            raise _TooMuch


Seen = Callable[[_Look, str, dict[str, str]], None]
"""Is told the name of an element and its attributes, both without their prefixes."""


def hidden_in_office(file: BinaryIO) -> Inside:
    """What an Office file holds unseen; what cannot be read is said, and never raised."""
    look = _Look()
    try:
        _refuse_long_directory(file)
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise _TooMuch
            for part in parts:
                _look_at_part(look, archive, part)
    except _TooMuch:
        return Inside(frozenset(look.found), _TOO_LARGE)
    except Exception:  # whatever is wrong with a stranger's file, it is not sent unseen without a word
        return Inside(frozenset(look.found), _BROKEN)
    return Inside(frozenset(look.found))


def _refuse_long_directory(file: BinaryIO) -> None:
    """Raise before Python reads a list of parts that would fill the memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or int.from_bytes(tail[end + 12: end + 16], "little") > MOST_DIRECTORY:
        raise _TooMuch


def _look_at_part(look: _Look, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    look.found.update(what for pattern, what in _BY_NAME if pattern.fullmatch(part.filename))
    for pattern, seen in _BY_CONTENT:
        if pattern.fullmatch(part.filename):
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise zipfile.BadZipFile("a way of packing that no Office program uses, and that knows no limit")
            _read(look, archive, part, seen)
            break


def _read(look: _Look, archive: zipfile.ZipFile, info: zipfile.ZipInfo, seen: Seen) -> None:
    from defusedxml.expatreader import DefusedExpatParser

    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(_Elements(look, seen))
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            look.spend(len(chunk))
            parser.feed(chunk)
    parser.close()


class _Elements(ContentHandler):
    """Hands elements on without their prefixes; the text of those that name people is looked at."""

    def __init__(self, look: _Look, seen: Seen) -> None:
        super().__init__()
        self._look, self._seen, self._named = look, seen, False

    def startElement(self, name: str, attrs: object) -> None:
        bare = name.rpartition(":")[2]
        self._named = bare in _PEOPLE
        attributes = {key.rpartition(":")[2]: str(value) for key, value in attrs.items()}  # type: ignore[attr-defined]
        self._seen(self._look, bare, attributes)

    def endElement(self, name: str) -> None:
        self._named = False

    def characters(self, content: str) -> None:
        if self._named and content.strip() and self._seen is _in_properties:
            self._look.found.add(Hidden.PEOPLE)


def _is_on(value: str) -> bool:
    return value.casefold() not in _OFF


def _in_text(look: _Look, name: str, attributes: dict[str, str]) -> None:
    if name in _TRACKED:
        look.found.add(Hidden.TRACKED_CHANGES)
    elif name in ("vanish", "specVanish", "webHidden") and _is_on(attributes.get("val", "on")):
        look.found.add(Hidden.HIDDEN_TEXT)


def _in_comments(look: _Look, name: str, attributes: dict[str, str]) -> None:
    if name in ("comment", "threadedComment", "cm"):
        look.found.add(Hidden.COMMENTS)


def _in_workbook(look: _Look, name: str, attributes: dict[str, str]) -> None:
    if name == "sheet" and attributes.get("state", "visible") != "visible":
        look.found.add(Hidden.HIDDEN_SHEETS)


def _in_sheet(look: _Look, name: str, attributes: dict[str, str]) -> None:
    is_hidden = name in ("row", "col") and (
        _is_on(attributes.get("hidden", "0")) or attributes.get("width" if name == "col" else "ht") == "0")
    if is_hidden or name == "sheetFormatPr" and _is_on(attributes.get("zeroHeight", "0")):
        look.found.add(Hidden.HIDDEN_ROWS)


def _in_slide(look: _Look, name: str, attributes: dict[str, str]) -> None:
    if name == "sld" and not _is_on(attributes.get("show", "1")):
        look.found.add(Hidden.HIDDEN_SLIDES)


def _in_notes(look: _Look, name: str, attributes: dict[str, str]) -> None:
    if name == "t":
        look.found.add(Hidden.NOTES)


def _in_properties(look: _Look, name: str, attributes: dict[str, str]) -> None:
    """The names that properties hold stand in their text, which `_Elements` looks at."""


def _patterns(*pairs: tuple[str, object]) -> Iterator[tuple[re.Pattern[str], object]]:
    for pattern, what in pairs:
        yield re.compile(pattern, re.IGNORECASE), what


_BY_NAME: tuple[tuple[re.Pattern[str], Hidden], ...] = tuple(_patterns(  # type: ignore[arg-type]
    (r"xl/pivotCache/.+\.xml|xl/model/.+", Hidden.PIVOT_DATA),
    (r"xl/externalLinks/externalLink\d*\.xml", Hidden.LINKED_DATA),
    (r"(word|xl|ppt)/embeddings/.+", Hidden.ATTACHMENTS)))

_BY_CONTENT: tuple[tuple[re.Pattern[str], Seen], ...] = tuple(_patterns(  # type: ignore[arg-type]
    (r"word/comments\w*\.xml|xl/comments\d*\.xml|xl/comments/.+\.xml|xl/threadedComments/.+\.xml"
     r"|ppt/comments/.+\.xml", _in_comments),
    (r"word/(document|header|footer|footnotes|endnotes)\d*\.xml", _in_text),
    (r"xl/workbook\.xml", _in_workbook), (r"xl/worksheets/[^/]+\.xml", _in_sheet),
    (r"ppt/slides/[^/]+\.xml", _in_slide), (r"ppt/notesSlides/[^/]+\.xml", _in_notes),
    (r"docProps/(core|app)\.xml", _in_properties)))
