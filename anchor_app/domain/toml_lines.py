"""On which line of a TOML text each value stands; the standard reader gives values without lines.

The walk is lenient. It stops where the text makes no sense and leaves the verdict to the standard reader,
but it refuses what would keep that reader busy for minutes: deep nesting, endless keys, endless numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

MOST_VALUES = 150_000
MOST_KEYS = 20_000
MOST_TABLES = 5_000
DEEPEST = 16
LONGEST_KEY = 8
LONGEST_NUMBER = 100

_BLANK = re.compile(r"(?:[ \t]++|\r?\n|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*+")
_LINE_END = re.compile(r"[ \t]*+(?:#[^\n]*+)?(?:\r?\n|\Z)")
_KEY = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+'""")
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\[^\n])*+"'
    r"|'(?!'')[^'\n]*+'")
_BARE = re.compile(r"""\d{4}-\d\d-\d\d[ ]\d\d:[^\s,\]}\#]*+|[^\s,\[\]{}\#="']++""")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED: Mapping[str, str] = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


class TooMuch(Exception):
    """The text holds more than any charter needs; `what` and `mend` say of which, `line` where."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.line, self.what, self.mend = line, what, mend


class _Lost(Exception):
    """The text makes no sense from here on."""


@dataclass(slots=True)
class LineIndex:
    """The line, counted from 1, of each value, by its path, as in ("domains", 2, "components", 0).

    `last` is the text's last line. `statements` are the lines on which a statement begins, rising.
    `unfinished` says what was open, and since which line, where the walk got lost: ("list", 12).
    `is_whole` tells whether the walk reached the end of the text.
    """

    last: int
    lines: dict[Path, int] = field(default_factory=dict)
    statements: list[int] = field(default_factory=list)
    unfinished: tuple[str, int] | None = None
    is_whole: bool = False

    def line(self, path: Path) -> int:
        """The line of the value at that path, or of the nearest thing around it; at worst the first."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def statement_of(self, line: int) -> int:
        """The line on which the statement begins that holds that line."""
        place = bisect_right(self.statements, line)
        return self.statements[place - 1] if place else line


def index_lines(text: str) -> LineIndex:
    """The index of a TOML text; raises TooMuch for what no charter needs."""
    index = LineIndex(max(1, text.count("\n") + (not text.endswith("\n"))))
    walk = _Walk(text, index)
    try:
        walk.statements()
        index.is_whole = True
    except _Lost:
        index.unfinished = walk.unfinished()
    return index


class _Walk:
    """One walk through a text, statement by statement, filling an index."""

    def __init__(self, text: str, index: LineIndex) -> None:
        self.text, self.index = text, index
        self.open: list[tuple[str, int]] = []
        self._at, self._line, self._counted = 0, 1, 0
        self._left = {"values": MOST_VALUES, "keys": MOST_KEYS, "tables": MOST_TABLES}
        self._tables: dict[Path, int] = {}

    def statements(self) -> None:
        """Walk to the end; raises _Lost or TooMuch on the way."""
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self.text):
            self.index.statements.append(self._here())
            if self._next("["):
                table = self._header()
            else:
                self._pair(table)
            self._expect(_LINE_END)
            self._skip(_BLANK)

    def unfinished(self) -> tuple[str, int] | None:
        """What is open where the walk stopped: a text, or else the outermost list or table."""
        if not self.open:
            return None
        return self.open[-1] if self.open[-1][0] == "text" else self.open[0]

    def _header(self) -> Path:
        line = self._here()
        self._count("tables", MOST_TABLES)
        closing = "]]" if self._next("[[") else "]"
        self._at += len(closing)
        *parents, name = self._key()
        if not self._next(closing):
            raise _Lost
        self._at += len(closing)
        path: Path = ()
        for part in parents:
            path = self._within((*path, part), line)
        path = (*path, name)
        if closing == "]":
            return self._within(path, line)
        self._note(path, line)
        self._tables[path] = self._tables.get(path, 0) + 1
        return self._within(path, line)

    def _within(self, path: Path, line: int) -> Path:
        """The table meant by that path: in a list of tables, the last one so far."""
        self._note(path, line)
        if path in self._tables:
            path = (*path, self._tables[path] - 1)
            self._note(path, line)
        return path

    def _pair(self, table: Path) -> None:
        line = self._here()
        self._count("keys", MOST_KEYS)
        for part in self._key():
            table = (*table, part)
            self._note(table, line)
        if not self._next("="):
            raise _Lost
        self._at += 1
        self._skip(_SPACE)
        self._value(table)

    def _key(self) -> list[str]:
        """The parts of a dotted key, with the space around it."""
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            parts.append(_unquoted(self._expect(_KEY)))
            if len(parts) > LONGEST_KEY:
                raise TooMuch(self._here(), f"a key here has more than {LONGEST_KEY} parts joined by dots",
                              "a charter needs three at most, as in domains.outcome.title")
            self._skip(_SPACE)
            if not self._next("."):
                return parts
            self._at += 1

    def _value(self, path: Path) -> None:
        self._count("values", MOST_VALUES)
        if self._next("["):
            self._nested("list", path)
        elif self._next("{"):
            self._nested("inline table", path)
        elif self._next(('"', "'")):
            self.open.append(("text", self._here()))
            self._expect(_STRING)
            self.open.pop()
        elif len(self._expect(_BARE)) > LONGEST_NUMBER:
            raise TooMuch(self._here(), f"a value here has more than {LONGEST_NUMBER} digits or letters "
                          "without quotation marks", "write a small number, or text in quotation marks")

    def _nested(self, kind: str, path: Path) -> None:
        self.open.append((kind, self._here()))
        if len(self.open) > DEEPEST:
            raise TooMuch(self._here(), f"lists or tables are nested more than {DEEPEST} deep here",
                          "a charter needs lists in lists no deeper than domains, components, practices")
        self._at += 1
        if kind == "list":
            self._elements(path)
        else:
            self._fields(path)
        self.open.pop()

    def _elements(self, path: Path) -> None:
        place = 0
        self._skip(_BLANK)
        while not self._next("]"):
            self._note((*path, place), self._here())
            self._value((*path, place))
            place += 1
            self._comma_or("]")
        self._at += 1

    def _fields(self, path: Path) -> None:
        self._skip(_BLANK)
        self._count("tables", MOST_TABLES)
        while not self._next("}"):
            self._pair(path)
            self._comma_or("}")
        self._at += 1

    def _comma_or(self, closing: str) -> None:
        self._skip(_BLANK)
        if self._next(","):
            self._at += 1
            self._skip(_BLANK)
        elif not self._next(closing):
            raise _Lost

    def _count(self, what: str, most: int) -> None:
        self._left[what] -= 1
        if self._left[what] < 0:
            raise TooMuch(self._here(), f"the file holds more than {most:,} {what}",
                          "a charter has at most 50 domains, 1,000 components, and 100 practices in each")

    def _note(self, path: Path, line: int) -> None:
        self.index.lines.setdefault(path, line)

    def _here(self) -> int:
        """The line that the walk stands on; counts only what is new, so that all of it stays linear."""
        self._line += self.text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _next(self, start: str | tuple[str, ...]) -> bool:
        return self.text.startswith(start, self._at)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self._at)
        self._at = found.end() if found else self._at

    def _expect(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self._at)
        if not found:
            raise _Lost
        self._at = found.end()
        return found[0]


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    return _ESCAPE.sub(_plain, key[1:-1]) if key[0] == '"' else key


def _plain(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2]
    if not digits:
        return _ESCAPED.get(escape[3], escape[3])
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else escape[0]
