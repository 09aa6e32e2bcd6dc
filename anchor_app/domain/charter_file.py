"""Reading a charter from its file, TOML of schema 1; a faulty one is refused with line, reason and mend."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path

from anchor_app.domain.charter import Charter
from anchor_app.domain.charter_faults import Fault, FaultyCharter, Findings, shown
from anchor_app.domain.charter_reader import read_tables
from anchor_app.domain.toml_lines import LineIndex, TooMuch, index_lines

__all__ = ["MOST_BYTES", "Fault", "FaultyCharter", "open_charter", "read_charter"]

MOST_BYTES = 2_000_000

_OTHER_KINDS = (
    (b"PK\x03\x04", "a zip archive, or a Word or Excel file"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"<", "a web page"),
    (b"{", "a JSON file"),
)
_SAVE_AS_UTF8 = "open it in a text editor and save it again as plain text with the encoding UTF-8"
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_CLOSINGS: Mapping[str, str] = {
    "list": "put text in quotation marks, a comma after each item, and ] after the last",
    "inline table": "put a comma between its keys and } at the end of the line",
    "text": "put the closing quotation marks after it",
}
_PLAIN = (
    (r"Invalid statement", "this is neither a key with a value nor a table",
     'write a line such as title = "…" or [[levels]]'),
    (r"Expected newline or end", "something follows where the line should end",
     "put each key with its value on a line of its own, and text in quotation marks"),
    (r"Cannot declare|Cannot redefine|Cannot mutate", "this table or key was already given above",
     "keep one of the two, and begin every item of a list with two brackets, as in [[domains]]"),
    (r"Cannot overwrite|Duplicate inline", "this key is given twice in the same table",
     "keep one of the two; a new item of a list begins with a line such as [[domains.components]]"),
    (r"Expected '\]", "the brackets around the name of a table are not closed",
     "write them as in [domains.outcome] or [[domains]]"),
    (r"Expected '='", "there is no = after the key", 'write a line such as title = "…"'),
    (r"Invalid initial character", "a key should stand here", 'write a line such as title = "…"'),
    (r"Unclosed array", "a list is not closed, or a comma is missing in it",
     "put a comma after each item and ] after the last"),
    (r"Unclosed inline", "a table in braces is not closed on its line",
     "put a comma between its keys and } at the end of the line"),
    (r"Unescaped", "a backslash stands in a text",
     "write two, \\\\, or put the text in single quotation marks"),
    (r"Invalid hex|Escaped character", "a \\u code in a text is not a character",
     "write the character itself, or two backslashes for one"),
    (r"Unterminated|Expected", "a text is not closed", "put the closing quotation mark after it"),
    (r"Illegal character|Found invalid", "there is a control character, or a text that is not closed",
     "take it out, or put the closing quotation mark on the same line"),
    (r"Invalid date", "this date does not exist", "put text in quotation marks"),
    (r"Invalid value", "this value cannot be read",
     "put text in quotation marks, and write whole numbers with digits alone"),
)


def open_charter(path: Path) -> Charter:
    """The charter in that file; raises FaultyCharter, also if it is no file or cannot be read."""
    try:
        return read_charter(_bytes_of(path))
    except FileNotFoundError:
        raise _unopened(path, "does not exist", "check the name and the folder") from None
    except PermissionError:
        raise _unopened(path, "may not be read by you", "ask its owner for permission") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name is not one a file can have"
        raise _unopened(path, f"cannot be read ({reason})",
                        "copy it to this computer and try again") from None


def _bytes_of(path: Path) -> bytes:
    """At most one byte more than a charter may have; never waits for a pipe or a device."""
    _refuse_all_but_files(path, path.stat().st_mode)
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):  # not every system has them all
        flags |= getattr(os, name, 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        # Looked at again, because the name may by now lead to something else.
        _refuse_all_but_files(path, os.fstat(descriptor).st_mode)
        return file.read(MOST_BYTES + 1)


def _refuse_all_but_files(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise _unopened(path, "is a folder", "choose the charter file within it")
    if not stat.S_ISREG(mode):
        raise _unopened(path, "is a device or a pipe, not a file", "choose a file that ends in .toml")


def _unopened(path: Path, what: str, mend: str) -> FaultyCharter:
    return FaultyCharter([Fault(0, f"{shown(str(path))} {what}", mend)])


def read_charter(source: str | bytes) -> Charter:
    """The charter in that text; raises FaultyCharter with every fault that can be found in one reading.

    The digest is that of the bytes as they are, line ends included.
    """
    content = source if isinstance(source, bytes) else _encoded(source)
    text = _decoded(content)
    try:
        index = index_lines(text)
    except TooMuch as error:
        raise _refused(error.line, error.what, error.mend) from None
    values = _parsed(text, index)
    found = Findings(index)
    charter = read_tables(values, found, hashlib.sha256(content).hexdigest(), text)
    if found.faults:
        raise FaultyCharter(found.faults)
    return charter


def _refused(line: int, what: str, mend: str) -> FaultyCharter:
    return FaultyCharter([Fault(line, what, mend)])


def _encoded(source: str) -> bytes:
    try:
        return source.encode()
    except UnicodeEncodeError as error:
        raise _refused(source.count("\n", 0, error.start) + 1, "half a character stands here",
                       "retype the text of this line") from None


def _decoded(content: bytes) -> str:
    """The text of the bytes, if they are the text of a charter at all."""
    if len(content) > MOST_BYTES:
        raise _refused(1, f"the file is larger than {MOST_BYTES // 1_000_000} MB",
                       "choose a charter file; even a long one has less than a tenth of that")
    if not content.strip():
        raise _refused(1, "the file is empty", "choose another file, or copy this one again from its source")
    for start, kind in _OTHER_KINDS:
        if content.lstrip().startswith(start):
            raise _refused(1, f"this is {kind}, whatever its name says",
                           "choose the charter file itself, which is plain text and ends in .toml")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(1, "the file is saved as UTF-16", _SAVE_AS_UTF8)
    if content.startswith(b"\xef\xbb\xbf"):
        raise _refused(1, "the file begins with an invisible byte order mark",
                       "save it again with the encoding UTF-8 without BOM")
    if b"\0" in content:
        raise _refused(content.count(b"\n", 0, content.index(b"\0")) + 1,
                       "a byte stands here that no text contains (U+0000)",
                       "choose the charter file itself, which is plain text and ends in .toml")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line, byte = content.count(b"\n", 0, error.start) + 1, content[error.start]
        raise _refused(line, f"the byte {byte:#04x} here is not UTF-8 text", _SAVE_AS_UTF8) from None


def _parsed(text: str, index: LineIndex) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaultyCharter([_syntax_fault(str(error), text, index)]) from None
    except (RecursionError, ValueError, OverflowError):
        raise _refused(index.unfinished[1] if index.unfinished else index.last,
                       "the file cannot be read as TOML", "compare it with a charter that works") from None


def _syntax_fault(message: str, text: str, index: LineIndex) -> Fault:
    """The reader's complaint in plain words, on the line where a person would look for it."""
    found = _PLACE.search(message)
    line = int(found[1]) if found and found[1] else index.last
    what, mend = next(((what, mend) for pattern, what, mend in _PLAIN if re.match(pattern, message)),
                      ("this cannot be read as TOML", "compare it with a charter that works"))
    if message.startswith(("Cannot", "Duplicate")):
        line = index.statement_of(line)
    elif re.search(r"\r(?!\n)", text):
        what = "the lines end in a way that TOML does not know"
        mend = "save it with the line ends of this system"
    elif index.unfinished and index.unfinished[1] < line:
        kind, since = index.unfinished
        return Fault(since, f"the {kind} that begins here is not closed, or not as it should be, up to line "
                     f"{line}", _CLOSINGS[kind])
    column = f" (column {found[2]})" if found and found[2] and not message.startswith("Cannot") else ""
    return Fault(min(line, index.last), what + column, mend)
