"""Chosen files: which documents are meant when a person drops files and folders, and what a text file says."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

MOST_FILES = 1_000
"""Files that are taken from one drop; more are most likely a mistake, such as a whole drive."""

TEXT_BYTES = 200_000
"""Bytes of a text file that are shown."""

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """The files that were meant, in a steady order, and a sentence about what was left out ("" for nothing)."""

    files: tuple[Path, ...]
    note: str = ""


def files_meant(paths: Iterable[Path], is_cancelled: Callable[[], bool] = lambda: False) -> Chosen:
    """Files as they are, and of folders every file inside, hidden ones and links left out.

    What is neither (a pipe, a device, something gone) stays in: attaching it says what is wrong with it.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            inside = _inside(path, is_cancelled, MOST_FILES + 1 - len(found))
            if not inside:
                return Chosen(tuple(found), f"The folder {path.name} has no files that could be attached.")
            found += inside
        else:
            found.append(path)
        if len(found) > MOST_FILES:
            return Chosen(tuple(found[:MOST_FILES]),
                          f"Only the first {MOST_FILES:,} files were taken. Drop the others afterwards.")
    return Chosen(tuple(found))


def _inside(folder: Path, is_cancelled: Callable[[], bool], most: int) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith((".", "~$")) and name.casefold() not in _SYSTEM_FILES and not path.is_symlink():
                found.append(path)
        if len(found) >= most or is_cancelled():
            break
    return found[:most]


def text_of(data: bytes, is_cut: bool = False) -> str:
    """The text that bytes hold: UTF-8, UTF-16 with its mark, or else the old Western European encoding.

    With `is_cut` the bytes may end in the middle of a character, which is then left out.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = codecs.getincrementaldecoder("utf-16")("replace").decode(data, final=not is_cut)
    else:
        try:
            text = codecs.getincrementaldecoder("utf-8-sig")("strict").decode(data, final=not is_cut)
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
