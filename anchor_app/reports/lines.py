"""Breaking runs of text into lines, in time linear in the text, without losing a character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anchor_app.reports import fonts
from anchor_app.reports.text import Run

_SPACES = " \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_TOKEN = re.compile(f"\n|[{_SPACES}]+|[^\n{_SPACES}]+")
# A line may also end inside a word: between `self-` and `assessed`, after a dash, at a soft hyphen.
_INSIDE = re.compile(r"(?<=\w[-/\u2010])(?=[^\W\d_])|(?<=[\u2013\u2014])(?=\w)|(?<=\u00ad)")
_SOFT_HYPHEN = "\u00ad"
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs, trailing spaces included, and its width in points without them."""

    runs: tuple[Run, ...]
    width: float


def break_lines(runs: Sequence[Run], width: float, size: float) -> list[Line]:
    """The lines of `runs` set at `size` in `width`, both in points; a text without runs is one empty line."""
    breaker = _Breaker(width, size)
    for run, token in _tokens(runs):
        if token == "\n":
            breaker.end_line(run)
        elif token[0].isspace() or token[0] == "\u200b":
            breaker.add_space(run, token)
        elif _INSIDE.search(token):
            *before, last = _INSIDE.split(token)
            for part in before:
                breaker.add_part(run, part)
                breaker.settle()
            breaker.add_part(run, last)
        else:
            breaker.add_part(run, token)
    return breaker.finish()


def _tokens(runs: Sequence[Run]) -> Iterator[tuple[Run, str]]:
    for run in runs:
        for token in _TOKEN.findall(run.text):
            yield run, token


class _Breaker:
    """Collects parts of a word until a line may end after them, and fills lines with what is collected."""

    def __init__(self, width: float, size: float) -> None:
        self._limit = width + _TOLERANCE
        self._scale = size / 1000
        self._lines: list[Line] = []
        self._line: list[tuple[Run, str]] = []
        self._filled = 0.0  # up to the next word, spaces included
        self._inked = 0.0  # up to the last letter
        self._word: list[tuple[Run, str]] = []
        self._word_width = 0.0

    def add_part(self, run: Run, text: str) -> None:
        self._word.append((run, text))
        self._word_width += fonts.width(run.face, text.replace(_SOFT_HYPHEN, "")) * self._scale

    def add_space(self, run: Run, text: str) -> None:
        self.settle()
        self._line.append((run, text))
        self._filled += fonts.width(run.face, text) * self._scale

    def settle(self) -> None:
        """Puts the collected word on this line, or on the next."""
        if not self._word:
            return
        if self._filled + self._word_width > self._limit and self._line:
            self._flush()
        if self._word_width > self._limit:
            self._cut_word()
        self._line += self._word
        self._filled += self._word_width
        self._inked = self._filled
        self._word, self._word_width = [], 0.0

    def end_line(self, run: Run) -> None:
        """Ends the line where the text does; a space keeps the words apart for those who listen."""
        self.settle()
        self._line.append((run, " "))
        self._flush()

    def finish(self) -> list[Line]:
        self.settle()
        if self._line or not self._lines:
            self._flush()
        return self._lines

    def _cut_word(self) -> None:
        """Fills lines with a word that is longer than one, and leaves its rest as the word."""
        room, scale = self._limit, self._scale
        rest: list[tuple[Run, str]] = []
        used = 0.0
        for run, text in self._word:
            start = 0
            for index, char in enumerate(text):
                step = 0.0 if char == _SOFT_HYPHEN else fonts.width(run.face, char) * scale
                if used + step > room and used and not unicodedata.combining(char):
                    self._line = [*rest, (run, text[start:index])]
                    self._inked = used
                    self._flush()
                    rest, used, start = [], 0.0, index
                used += step
            rest.append((run, text[start:]))
        self._word, self._word_width = rest, used

    def _flush(self) -> None:
        merged: list[Run] = []
        held: Run | None = None
        texts: list[str] = []
        for run, text in self._line:
            if run is not held:
                if held is not None and texts:
                    merged.append(_with_text(held, "".join(texts)))
                held, texts = run, []
            texts.append(text)
        if held is not None:
            last = "".join(texts)
            shown = last[:-1] + "-" if last.endswith(_SOFT_HYPHEN) else last
            merged.append(_with_text(held, shown))
        self._lines.append(Line(tuple(merged), self._inked))
        self._line, self._filled, self._inked = [], 0.0, 0.0


def _with_text(run: Run, text: str) -> Run:
    return Run(text.replace(_SOFT_HYPHEN, ""), run.face, run.colour, run.link)
