"""Reading one table of a charter file key by key, with a fault for each key that is not as it should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time

from anchor_app.domain.charter_faults import Findings, shown
from anchor_app.domain.toml_lines import Path

LONGEST_NAME = 80
LONGEST_TITLE = 300
LONGEST_TEXT = 2_000
LONGEST_ID = 64
LARGEST_NUMBER = 999

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_MARKS = frozenset("\t\n\u2028\u2029")

_REFERENCES = frozenset({"needs", "need", "requires", "require", "parent", "parents", "includes", "include",
                         "extends", "depends_on", "after", "before", "builds_on", "next", "previous"})
_CALCULATIONS = frozenset({"weight", "weights", "score", "formula", "expression", "points", "sum"})


class Table:
    """One table of the file; `kind` names it in sentences, as in "a level".

    Whatever is wrong becomes a fault, and the question is answered with an empty value, so that all faults
    of a file are found in one reading. Unknown keys are faults at once.
    """

    def __init__(self, found: Findings, path: Path, values: Mapping[str, object], kind: str,
                 keys: tuple[str, ...]) -> None:
        self.found, self.path, self.values, self.kind = found, path, values, kind
        self._meant = {self._refuse_unknown(key, keys) for key in values if key not in keys}

    def _refuse_unknown(self, key: str, keys: tuple[str, ...]) -> str:
        """Note the fault; returns the key that was probably meant."""
        free = [known for known in keys if known not in self.values]
        close = "" if key in _REFERENCES else self.found.closest(key, free)
        if close:
            mend = f"did you mean '{close}'? If not, take it out"
        elif key.casefold() in _REFERENCES:
            mend = ("take it out: levels build on each other in the order of the file, and nothing in a "
                    "charter refers to another level, domain or component")
        elif key.casefold() in _CALCULATIONS:
            mend = "take it out: a charter counts components, and holds no weights and no formulas"
        else:
            mend = f"take it out, or use one of {', '.join(keys)}"
        self.found.add((*self.path, key), f"{shown(key)} is not a key of {self.kind}", mend)
        return close

    def fault(self, key: str, what: str, mend: str) -> None:
        """Note a fault of that key."""
        self.found.add((*self.path, key), what, mend)

    def has(self, key: str) -> bool:
        """Whether the table has that key."""
        return key in self.values

    def value(self, key: str, example: str) -> object:
        """The value of a key that has to be there, or None with a fault."""
        if key not in self.values and key not in self._meant:
            self.found.add(self.path, f"'{key}' of {self.kind} is missing", f"add {example}")
        return self.values.get(key)

    def text(self, key: str, limit: int = LONGEST_TITLE, *, lines: bool = False) -> str:
        """A text that has to be there; with `lines` it may have several lines."""
        value = self.value(key, f'{key} = "…"')
        if value is None:
            return ""
        return checked_text(self.found, (*self.path, key), value, f"'{key}' of {self.kind}", limit, lines)

    def optional_text(self, key: str, limit: int = LONGEST_TITLE, *, lines: bool = False) -> str:
        """A text that may be left out."""
        return self.text(key, limit, lines=lines) if self.has(key) else ""

    def identifier(self) -> str:
        """The table's id, or "" with a fault."""
        value = self.text("id", LONGEST_ID)
        if value and not _ID.fullmatch(value):
            self.fault("id", f"the id {shown(value)} of {self.kind} cannot be used",
                       "write letters a to z, digits, dots, hyphens and underscores, and begin with a "
                       "letter or digit")
            return ""
        return value

    def number(self, key: str) -> int:
        """A whole number from 1, or 0 with a fault."""
        value = self.value(key, f"{key} = 1")
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(key, f"'{key}' of {self.kind} should be a whole number but is {kind_of(value)}",
                       f"write it without quotation marks, as in {key} = 1")
            return 0
        if not 1 <= value <= LARGEST_NUMBER:
            self.fault(key, f"'{key}' of {self.kind} is {shown(value)}",
                       f"write a whole number from 1 to {LARGEST_NUMBER}")
            return 0
        return value

    def tables(self, key: str, kind: str, keys: tuple[str, ...]) -> list[Table]:
        """The tables in a list of tables; a missing list is empty, without a fault."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.fault(key, f"'{key}' should be a list of tables but is {kind_of(value)}",
                       f"begin {kind} with [[{self.header(key)}]], with two brackets")
            return []
        tables = []
        for place, item in enumerate(value):
            path = (*self.path, key, place)
            if isinstance(item, dict):
                tables.append(Table(self.found, path, item, kind, keys))
            else:
                self.found.add(path, f"{kind} should be a table but is {kind_of(item)}",
                               f"begin it with [[{self.header(key)}]]")
        return tables

    def table(self, key: str, kind: str, keys: tuple[str, ...]) -> Table | None:
        """The one table under that key; None, with a fault, if there is something else."""
        value = self.values.get(key)
        if isinstance(value, dict):
            return Table(self.found, (*self.path, key), value, kind, keys)
        if key in self.values:
            self.fault(key, f"'{key}' should be a table but is {kind_of(value)}",
                       f"begin it once with [{self.header(key)}], with one bracket")
        return None

    def header(self, key: str) -> str:
        """That key with the tables around it, as it stands between brackets."""
        return ".".join([*(part for part in self.path if isinstance(part, str)), key])


def checked_text(found: Findings, path: Path, value: object, name: str, limit: int, lines: bool) -> str:
    """The value if it is text that can be shown, or "" with a fault."""
    if not isinstance(value, str):
        found.add(path, f"{name} should be text but is {kind_of(value)}", "write text in quotation marks")
        return ""
    if len(value) > limit:
        found.add(path, f"{name} has {len(value):,} characters", f"shorten it to {limit:,} at most")
        return ""
    if not any(_leaves_a_mark(char) for char in value):
        found.add(path, f"{name} is empty", "write something, or take it out if it is not needed")
        return ""
    for char in value:
        if trouble := _trouble(char, lines):
            found.add(path, f"{name} contains {trouble} (U+{ord(char):04X})",
                      "take it out; retyping the text is the surest way")
            return ""
    return value


def _leaves_a_mark(char: str) -> bool:
    return unicodedata.category(char)[0] not in "ZC"


def _trouble(char: str, lines: bool) -> str:
    """What is wrong with a character, or ""; `lines` allows line ends and tabs."""
    if char in _LINE_MARKS:
        return "" if lines else "a line end or a tab"
    if char in _DIRECTION_MARKS:
        return "an invisible mark that reverses the direction of writing"
    if unicodedata.category(char) in ("Cc", "Cs") or (ord(char) & 0xFFFE) == 0xFFFE:
        return "a control character"
    return ""


def kind_of(value: object) -> str:
    """What a value is, in plain words."""
    if isinstance(value, bool):
        return "true or false"
    names: tuple[tuple[type, str], ...] = (
        (str, "text"), (int, "a whole number"), (float, "a decimal number"), (list, "a list"),
        (dict, "a table"), (datetime, "a date"), (date, "a date"), (time, "a time of day"))
    return next((name for kind, name in names if isinstance(value, kind)), "something else")
