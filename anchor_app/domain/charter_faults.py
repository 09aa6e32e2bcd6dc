"""What can be wrong with a file that people write, each fault with its line and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from anchor_app.domain.brief import brief
from anchor_app.domain.errors import Refusal
from anchor_app.domain.toml_lines import LineIndex, Path

MOST_SHOWN = 50
_MOST_GUESSES = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    `line` counts from 1; it is 0 where the file could not be opened, so that there is no line to name.
    """

    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"Line {self.line}: " if self.line else ""
        return f"{place}{self.what} — {self.mend}."


class FaultyFile(Refusal):
    """A file that cannot be used; `faults` holds every fault, in the order of the file.

    `what` names the kind of file; `less` says what to do about one that holds far more than any does.
    """

    what: ClassVar[str] = "text"
    less: ClassVar[str] = ""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__(self.faults)

    def __str__(self) -> str:
        count = len(self.faults)
        sentences = [str(fault) for fault in self.faults[:MOST_SHOWN]]
        if count > MOST_SHOWN:
            sentences.append(f"… and {count - MOST_SHOWN:,} more.")
        if count == 1:
            return f"This {self.what} file cannot be used. {sentences[0]}"
        return "\n".join([f"This {self.what} file cannot be used: it has {count:,} faults.", *sentences])


class FaultyCharter(FaultyFile):
    """A charter file that cannot be used."""

    what: ClassVar[str] = "charter"


class FaultyFrontSheet(FaultyFile):
    """A front sheet's file that cannot be used."""

    what: ClassVar[str] = "front sheet"
    less: ClassVar[str] = "a front sheet needs far less than that"


class Findings:
    """The faults found so far in one file; turns the place of a value into its line."""

    def __init__(self, index: LineIndex) -> None:
        self._index = index
        self._guesses = 0
        self.faults: list[Fault] = []

    def add(self, path: Path, what: str, mend: str) -> None:
        """Note a fault of the value at that path, or of what stands around it if it is missing."""
        self.faults.append(Fault(self.line(path), what, mend))

    def line(self, path: Path) -> int:
        """The line of the value at that path."""
        return self._index.line(path)

    def closest(self, word: str, known: Iterable[str]) -> str:
        """The known word that was probably meant, or ""; gives up in a file that is wrong throughout."""
        self._guesses += 1
        if self._guesses > _MOST_GUESSES or len(word) > 40:
            return ""
        return next(iter(difflib.get_close_matches(word.casefold(), list(known), 1, 0.6)), "")


def shown(value: object) -> str:
    """A value of the file for use within a sentence: short, quoted, with nothing unprintable in it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if abs(value) < 10**20 else "an enormous number"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    text = str(value)
    text = brief(text)
    text = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)
    return f"'{text}'" if isinstance(value, str) else text
