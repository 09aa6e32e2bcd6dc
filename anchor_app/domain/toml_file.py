"""Opening and parsing a TOML file that people write; a faulty one is refused with line, reason and mend."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from anchor_app.domain.charter_faults import Fault, FaultyFile, Findings, shown
from anchor_app.domain.toml_lines import LineIndex, TooMuch, index_lines

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




@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's values, its text and its bytes; `found` takes the faults of its values."""

    values: Mapping[str, object]
    text: str
    content: bytes
    found: Findings


def opened(path: Path, faulty: type[FaultyFile]) -> bytes:
    """The bytes of that file; raises `faulty`, also if it is no file or cannot be read."""
    try:
        return _bytes_of(path, faulty)
    except FileNotFoundError:
        raise _unopened(faulty, path, "does not exist", "check the name and the folder") from None
    except PermissionError:
        raise _unopened(faulty, path, "may not be read by you", "ask its owner for permission") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name is not one a file can have"
        raise _unopened(faulty, path, f"cannot be read ({reason})",
                        "copy it to this computer and try again") from None


def parsed(source: str | bytes, faulty: type[FaultyFile]) -> Parsed:
    """What that text says; raises `faulty` for what is no TOML, or more of it than anybody writes."""
    content = source if isinstance(source, bytes) else _encoded(source, faulty)
    text = _decoded(content, faulty)
    try:
        index = index_lines(text)
    except TooMuch as error:
        raise _refused(faulty, error.line, error.what, faulty.less or error.mend) from None
    return Parsed(_parsed(text, index, faulty), text, content, Findings(index))


def _bytes_of(path: Path, faulty: type[FaultyFile]) -> bytes:
    """At most one byte more than such a file may have; never waits for a pipe or a device."""
    _refuse_all_but_files(faulty, path, path.stat().st_mode)
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):  # not every system has them all
        flags |= getattr(os, name, 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        # Looked at again, because the name may by now lead to something else.
        _refuse_all_but_files(faulty, path, os.fstat(descriptor).st_mode)
        return file.read(MOST_BYTES + 1)


def _refuse_all_but_files(faulty: type[FaultyFile], path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise _unopened(faulty, path, "is a folder", f"choose the {faulty.what} file within it")
    if not stat.S_ISREG(mode):
        raise _unopened(faulty, path, "is a device or a pipe, not a file", "choose a file that ends in .toml")


def _unopened(faulty: type[FaultyFile], path: Path, what: str, mend: str) -> FaultyFile:
    return faulty([Fault(0, f"{shown(str(path))} {what}", mend)])


def _refused(faulty: type[FaultyFile], line: int, what: str, mend: str) -> FaultyFile:
    return faulty([Fault(line, what, mend)])


def _encoded(source: str, faulty: type[FaultyFile]) -> bytes:
    try:
        return source.encode()
    except UnicodeEncodeError as error:
        raise _refused(faulty, source.count("\n", 0, error.start) + 1, "half a character stands here",
                       "retype the text of this line") from None


def _decoded(content: bytes, faulty: type[FaultyFile]) -> str:
    """The text of the bytes, if they are the text of such a file at all."""
    if len(content) > MOST_BYTES:
        raise _refused(faulty, 1, f"the file is larger than {MOST_BYTES // 1_000_000} MB",
                       f"choose a {faulty.what} file; even a long one has less than a tenth of that")
    if not content.strip():
        raise _refused(faulty, 1, "the file is empty", "choose another file, or copy this one again from its source")
    for start, kind in _OTHER_KINDS:
        if content.lstrip().startswith(start):
            raise _refused(faulty, 1, f"this is {kind}, whatever its name says",
                           f"choose the {faulty.what} file itself, which is plain text and ends in .toml")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(faulty, 1, "the file is saved as UTF-16", _SAVE_AS_UTF8)
    if content.startswith(b"\xef\xbb\xbf"):
        raise _refused(faulty, 1, "the file begins with an invisible byte order mark",
                       "save it again with the encoding UTF-8 without BOM")
    if b"\0" in content:
        raise _refused(faulty, content.count(b"\n", 0, content.index(b"\0")) + 1,
                       "a byte stands here that no text contains (U+0000)",
                       f"choose the {faulty.what} file itself, which is plain text and ends in .toml")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line, byte = content.count(b"\n", 0, error.start) + 1, content[error.start]
        raise _refused(faulty, line, f"the byte {byte:#04x} here is not UTF-8 text", _SAVE_AS_UTF8) from None


def _parsed(text: str, index: LineIndex, faulty: type[FaultyFile]) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise faulty([_syntax_fault(str(error), text, index, faulty)]) from None
    except (RecursionError, ValueError, OverflowError):
        raise _refused(faulty, index.unfinished[1] if index.unfinished else index.last,
                       "the file cannot be read as TOML", f"compare it with a {faulty.what} that works") from None


def _syntax_fault(message: str, text: str, index: LineIndex, faulty: type[FaultyFile]) -> Fault:
    """The reader's complaint in plain words, on the line where a person would look for it."""
    found = _PLACE.search(message)
    line = int(found[1]) if found and found[1] else index.last
    what, mend = next(((what, mend) for pattern, what, mend in _PLAIN if re.match(pattern, message)),
                      ("this cannot be read as TOML", f"compare it with a {faulty.what} that works"))
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
