"""What a file really is, by its first and last bytes, and what may be done with it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import BinaryIO

from anchor_app.services.file_names import ending

HEAD_BYTES = 4_096
TAIL_BYTES = 262_144
_MOST_OF_A_PART = 65_536


class Opening(Enum):
    """Whether a copy may be handed to the program that this computer has for it."""

    YES = "yes"
    ASK = "ask"
    NO = "no"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name with its article, and how the window can show it ("" where it cannot)."""

    words: str
    opening: Opening = Opening.NO
    preview: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file is. `refused` says why it is not taken in; `warning` what to know before opening it."""

    kind: FileKind
    refused: str = ""
    warning: str = ""

    @property
    def opening(self) -> Opening:
        """Whether a copy may be opened: a file that is not what its name says is not."""
        return Opening.NO if self.refused else self.kind.opening


_PDF = FileKind("a PDF", Opening.YES, "pdf")
_PNG = FileKind("a PNG picture", Opening.YES, "image")
_JPEG = FileKind("a JPEG picture", Opening.YES, "image")
_GIF = FileKind("a GIF picture", Opening.YES, "image")
_WEBP = FileKind("a WebP picture", Opening.YES, "image")
_BMP = FileKind("a bitmap picture", Opening.YES, "image")
_WORD = FileKind("a Word document", Opening.YES)
_EXCEL = FileKind("an Excel workbook", Opening.YES)
_SLIDES = FileKind("a PowerPoint presentation", Opening.YES)
_ODT = FileKind("an OpenDocument text", Opening.YES)
_ODS = FileKind("an OpenDocument spreadsheet", Opening.YES)
_ODP = FileKind("an OpenDocument presentation", Opening.YES)
_OLD_OFFICE = FileKind("an older Office file", Opening.ASK)
_RTF = FileKind("a rich text", Opening.ASK)
_TEXT = FileKind("a text", Opening.YES, "text")
_MACROS = FileKind("an Office file with macros", Opening.ASK)
_ZIP = FileKind("a zip archive")
_MARKUP = FileKind("a web page")
_PROGRAM = FileKind("a program")
_SHORTCUT = FileKind("a shortcut")
_OTHER = FileKind("a file of a kind that Anchor does not know")

_STARTS = (
    (b"%PDF-", _PDF), (b"\x89PNG\r\n\x1a\n", _PNG), (b"\xff\xd8\xff", _JPEG), (b"GIF87a", _GIF), (b"GIF89a", _GIF),
    (b"{\\rtf", _RTF), (b"\x7fELF", _PROGRAM), (b"#!", _PROGRAM), (b"\xef\xbb\xbf#!", _PROGRAM),
    (b"\xfe\xed\xfa\xce", _PROGRAM), (b"\xfe\xed\xfa\xcf", _PROGRAM), (b"\xce\xfa\xed\xfe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM), (b"\xca\xfe\xba\xbe", _PROGRAM), (b"\xca\xfe\xba\xbf", _PROGRAM),
    (b"\xbe\xba\xfe\xca", _PROGRAM), (b"\0asm", _PROGRAM), (b"dex\n", _PROGRAM),
    (b"\x4c\0\0\0\x01\x14\x02\0", _SHORTCUT), (b"[InternetShortcut]", _SHORTCUT), (b"[Desktop Entry]", _SHORTCUT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
)

_BY_ENDING = MappingProxyType({
    "pdf": _PDF, "png": _PNG, "jpg": _JPEG, "jpeg": _JPEG, "gif": _GIF, "webp": _WEBP, "bmp": _BMP,
    "docx": _WORD, "xlsx": _EXCEL, "pptx": _SLIDES, "odt": _ODT, "ods": _ODS, "odp": _ODP,
    "doc": _OLD_OFFICE, "xls": _OLD_OFFICE, "ppt": _OLD_OFFICE, "rtf": _RTF,
    "docm": _MACROS, "xlsm": _MACROS, "pptm": _MACROS, "dotm": _MACROS, "xltm": _MACROS, "potm": _MACROS,
    "csv": _TEXT, "txt": _TEXT, "md": _TEXT, "tsv": _TEXT, "zip": _ZIP,
})

_PROGRAM_ENDINGS = frozenset({
    "apk", "app", "application", "appref-ms", "bat", "bin", "chm", "cmd", "com", "command", "cpl", "deb",
    "desktop", "dll", "dmg", "elf", "exe", "gadget", "hta", "inf", "ins", "iso", "jar", "jnlp", "js", "jse",
    "library-ms", "lnk", "mjs", "msc", "msi", "msix", "msp", "mst", "one", "pif", "pkg", "ps1", "ps2",
    "psm1", "py", "pyw", "reg", "rpm", "run", "scf", "scr", "sct", "search-ms", "settingcontent-ms", "sh",
    "sys", "url", "vb", "vbe", "vbs", "vhd", "vhdx", "website", "wsc", "wsf", "wsh", "xbap", "xll",
})

_IN_ZIP = ((b"word/", _WORD), (b"xl/", _EXCEL), (b"ppt/", _SLIDES))
_IN_MIMETYPE = ((b"opendocument.text", _ODT), (b"opendocument.spreadsheet", _ODS),
                (b"opendocument.presentation", _ODP))
_RUN_BY_ITSELF = (b"META-INF/MANIFEST.MF", b"AndroidManifest.xml")


def look_at(file: BinaryIO, name: str, shown: str = "") -> Looked:
    """What an open file is; `name` is what it is called, `shown` how sentences call it."""
    head, tail = _ends_of(file)
    kind, last = _kind_of(head, tail), ending(name)
    called = f"“{shown or name}”"
    if kind in (_PROGRAM, _SHORTCUT):
        return Looked(kind, refused=f"{called} is {kind.words}, whatever its name says, so it was not attached. "
                                    "Attach the document that it shows, or a picture of it.")
    if last in _PROGRAM_ENDINGS:
        return Looked(_PROGRAM, refused=f"{called} is a file that can start a program (.{last}), so it was not "
                                        "attached. Attach a document, or save it as a PDF.")
    if not head:
        return Looked(_BY_ENDING.get(last, _OTHER), warning=f"{called} is empty.")
    if kind is _WORD and last == "docx" and _asks_for_a_template(file, tail):
        return Looked(FileKind(kind.words, Opening.ASK), warning=(
            f"{called} asks for a template from another place, which could run a program. "
            "Open it only if you know who made it."))
    return _against_name(kind, last, called)


def _against_name(kind: FileKind, last: str, called: str) -> Looked:
    """What a file is, held against what the ending of its name says."""
    named = _BY_ENDING.get(last)
    if kind is _MACROS or named is _MACROS:
        return Looked(_MACROS, warning=f"{called} may hold macros, which are small programs. "
                                       "Open it only if you know who made it.")
    if kind is _OLD_OFFICE:
        warning = f"{called} is in an older Office format, which can hold macros. Open it only if you know who made it."
        return Looked(kind, warning=warning) if named is _OLD_OFFICE else Looked(_not_as_named(kind), warning=(
            f"{called} holds {kind.words}, which its name does not say. It can be saved elsewhere, not opened."))
    if named is not None and named is not kind:
        return Looked(_not_as_named(kind), warning=f"{called} is named as {named.words}, but holds {kind.words}. "
                                                   "It can be saved elsewhere, not opened.")
    if named is None:
        return Looked(_not_as_named(kind))
    return Looked(kind)


def _not_as_named(kind: FileKind) -> FileKind:
    return FileKind(kind.words, Opening.NO, kind.preview)


def _ends_of(file: BinaryIO) -> tuple[bytes, bytes]:
    head = file.read(HEAD_BYTES)
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL_BYTES))
    tail = file.read(TAIL_BYTES)
    file.seek(0)
    return head, tail


def _kind_of(head: bytes, tail: bytes) -> FileKind:
    bare = head.lstrip(b" \t\r\n")
    for start, kind in _STARTS:
        if head.startswith(start) or (start.startswith((b"#!", b"[")) and bare.startswith(start)):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _WEBP
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return _BMP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(head, tail)
    if bare[:200].lower().startswith((b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<hta:")):
        return _MARKUP
    if _is_text(head):
        return _TEXT
    return _PROGRAM if head.startswith((b"MZ", b"ZM")) else _OTHER


def _kind_of_zip(head: bytes, tail: bytes) -> FileKind:
    """A zip archive by the names in its directory, which stands at its end."""
    names = head[:200] + tail
    if any(one in names for one in _RUN_BY_ITSELF) and b"[Content_Types].xml" not in names and (
            b"opendocument" not in head):
        return _PROGRAM
    if b"vbaProject.bin" in tail:
        return _MACROS
    if b"mimetype" in head[:64]:
        return next((kind for mark, kind in _IN_MIMETYPE if mark in head[:200]), _ZIP)
    if b"[Content_Types].xml" in names:
        return next((kind for mark, kind in _IN_ZIP if mark in tail), _ZIP)
    return _ZIP


def _asks_for_a_template(file: BinaryIO, tail: bytes) -> bool:
    """Whether a Word document names a template that lies outside it."""
    if b"word/_rels/settings.xml.rels" not in tail:
        return False
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or int.from_bytes(tail[end + 12: end + 16], "little") > TAIL_BYTES:
        return True  # a directory that long is not read
    try:
        with zipfile.ZipFile(file) as archive, archive.open("word/_rels/settings.xml.rels") as part:
            named = part.read(_MOST_OF_A_PART)
    except Exception:  # a damaged archive: what opens it will say so
        return True
    finally:
        file.seek(0)
    return b"attachedTemplate" in named and b"External" in named


def _is_text(head: bytes) -> bool:
    """Whether bytes read as text: UTF-8 cut anywhere, UTF-16 with its mark, or an older one-byte encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in head:
        return False
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return control * 100 <= len(head)
