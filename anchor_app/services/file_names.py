"""File names: what may be written to a disk, from what people and other systems call their files."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

LONGEST_NAME = 120
"""Characters; a folder's path comes before it, and Windows allows 259 in all."""

_MOST_BYTES = 200
_LONGEST_ENDING = 16
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])", re.IGNORECASE)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(name: str, fallback: str = "document") -> str:
    """A name that every system can keep and that looks like what it is, from any text.

    Folders, control characters, bidirectional overrides and other unseen characters are left out, what
    Windows forbids becomes _, device names are marked, and a long name is cut before its ending.
    """
    base = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    seen = "".join(" " if unicodedata.category(one) == "Zs" else one for one in base
                   if unicodedata.category(one) not in _UNSEEN)
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("_", seen)).lstrip(" .~-").rstrip(" .")
    text = _shortened(text) or fallback
    if _RESERVED.fullmatch(text.split(".")[0].rstrip()):
        text = f"_{text}"
    return text


def ending(name: str) -> str:
    """What follows the last dot of a file's name, small letters, "" where there is none."""
    stem, dot, last = name.rpartition(".")
    return last.casefold().strip() if dot and stem else ""


def file_name_of(path: str) -> str:
    """The name of a file without its folders, as its owner wrote it."""
    kind = PureWindowsPath if "\\" in path else PurePosixPath
    return unicodedata.normalize("NFC", kind(path).name)


def title_of(name: str) -> str:
    """A title to begin with: the file's name without its ending, with spaces for underscores."""
    shown = safe_name(name)
    stem, _, last = shown.rpartition(".")
    stem = stem if stem and last.isalnum() and len(last) <= 5 else shown
    return " ".join(stem.replace("_", " ").split()) or shown


def _shortened(text: str) -> str:
    """At most so many characters, and bytes in UTF-8, cut before the ending."""
    last = ending(text)
    tail = f".{last}" if last and len(last) <= _LONGEST_ENDING else ""
    tail = text[len(text) - len(tail):] if tail and text.casefold().endswith(tail) else ""
    stem = text[: len(text) - len(tail)]
    stem = stem[: LONGEST_NAME - len(tail)]
    while len((stem + tail).encode()) > _MOST_BYTES:
        stem = stem[:-1]
    return (stem.rstrip(" .") + tail) if tail else stem.rstrip(" .")
