"""A person's words made ready for paper: every character as typed, or visibly marked, and never markup.

No text passes through reportlab's markup language, so `R&D`, `</para>` and `<img src=…>` are just characters.
Scripts written from right to left are not set here: each such letter is marked like one without a glyph, because
letters in the wrong order, or unjoined, would say something else than was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anchor_app.reports import fonts
from anchor_app.reports.fonts import Weight

_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_ORDERING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\U000e0000-\U000e007f"
_RIGHT_TO_LEFT = "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT += "\U00010800-\U00010fff\U0001e800-\U0001efff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_MARKED = re.compile(f"[{_ORDERING}{_RIGHT_TO_LEFT}]")
_ORDERED = re.compile(f"[{_ORDERING}]")
_PLAIN = re.compile(r"[ -~\n]*")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """Words with a look of their own inside a paragraph; what is left empty is the paragraph's.

    `link` is `https://…`, `mailto:…` or `#key` of a place in the document.
    """

    words: str
    weight: Weight | None = None
    colour: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one face can print."""

    text: str
    face: str
    colour: str
    link: str


Words = str | Span | Sequence[str | Span]


def mark(char: str) -> str:
    """What stands for a character that cannot be shown: `[U+202E]`."""
    return f"[U+{ord(char):04X}]"


def printable(text: str) -> str:
    """`text` with `\\n` as the only line end, tabs as spaces, U+FFFD for control characters and lone surrogates,
    and a visible mark for each character that would change the order of others."""
    if _PLAIN.fullmatch(text):
        return text
    return _MARKED.sub(lambda found: mark(found[0]), without_controls(text).replace("\t", "    "))


def without_controls(text: str) -> str:
    """`text` with `\\n` as the only line end, and U+FFFD for control characters and lone surrogates; tabs stay."""
    return _CONTROL.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def orderly(text: str) -> str:
    """`text` for a program that sets every script: U+FFFD for control characters, visible marks for characters that
    would change the order of others; tabs stay, and letters from right to left too."""
    return _ORDERED.sub(lambda found: mark(found[0]), without_controls(text))


def plain(words: Words) -> str:
    """The words alone, as one printable string; for bookmarks, alternative texts and titles."""
    return printable("".join(part if isinstance(part, str) else part.words for part in _parts(words)))


def runs(words: Words, weight: Weight, colour: str) -> tuple[list[Run], frozenset[str]]:
    """The words split by the face that prints them, and the characters that had to be marked."""
    made: list[Run] = []
    unprintable: set[str] = set()
    for part in _parts(words):
        span = Span(part) if isinstance(part, str) else part
        made += _faces(span, span.weight or weight, span.colour or colour, unprintable)
    return made, frozenset(unprintable)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a long text, which blank lines part; single line ends stay inside."""
    text = _LINE_ENDS.sub("\n", text).strip("\n")
    return [part for part in _BLANK_LINES.split(text) if part.strip()]


def _parts(words: Words) -> Iterable[str | Span]:
    return (words,) if isinstance(words, str | Span) else words


def _faces(span: Span, weight: Weight, colour: str, unprintable: set[str]) -> list[Run]:
    text = printable(span.words)
    if text is not span.words:
        unprintable.update(_MARKED.findall(span.words))
    if text.isascii():
        return [Run(text, weight, colour, span.link)] if text else []
    made: list[Run] = []
    done = 0
    for start, end in _lacking(weight, text):
        if start > done:
            made.append(Run(text[done:start], weight, colour, span.link))
        made += _second_face(text[start:end], weight, colour, span.link, unprintable)
        done = end
    if done < len(text):
        made.append(Run(text[done:], weight, colour, span.link))
    return made


def _second_face(text: str, weight: Weight, colour: str, link: str, unprintable: set[str]) -> list[Run]:
    face, done = fonts.fallback(weight), 0
    made: list[Run] = []
    for start, end in _lacking(face, text):
        if start > done:
            made.append(Run(text[done:start], face, colour, link))
        unprintable.update(text[start:end])
        made.append(Run("".join(map(mark, text[start:end])), weight, colour, link))
        done = end
    if done < len(text):
        made.append(Run(text[done:], face, colour, link))
    return made


def _lacking(face: str, text: str) -> list[tuple[int, int]]:
    return fonts.lacking(face, text)
