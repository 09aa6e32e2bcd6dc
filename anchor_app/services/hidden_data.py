"""What documents carry that nobody sees on the page: comments, tracked changes, hidden sheets, where a photo was taken.

A document is only read, within strict limits of bytes, parts and time. Nothing is refused for what is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

from anchor_app.services.file_names import ending


class Hidden(Enum):
    """A kind of hidden content; the value is its name as a list has it."""

    COMMENTS = "comments"
    TRACKED_CHANGES = "tracked changes"
    HIDDEN_TEXT = "hidden text"
    HIDDEN_SHEETS = "hidden sheets"
    HIDDEN_ROWS = "hidden rows or columns"
    PIVOT_DATA = "the data behind a pivot table"
    LINKED_DATA = "data copied from another workbook"
    HIDDEN_SLIDES = "hidden slides"
    NOTES = "speaker's notes"
    ATTACHMENTS = "other files inside it"
    PEOPLE = "the name of who wrote or saved it"
    PLACE = "where the photo was taken"

    @property
    def words(self) -> str:
        """Its name as a list has it."""
        return self.value


@dataclass(frozen=True, slots=True)
class Inside:
    """What was found in a document. `is_whole` unless it could not be looked through, for the reason in `why_not`."""

    found: frozenset[Hidden] = frozenset()
    why_not: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether all of it was looked through."""
        return not self.why_not

    @property
    def in_order(self) -> tuple[Hidden, ...]:
        """What was found, the same in whatever order it was met."""
        return tuple(one for one in Hidden if one in self.found)

    def sentence(self, name: str) -> str:
        """What a person should know before it is sent; "" for nothing."""
        from anchor_app.domain.wording import listed

        parts = []
        if self.found:
            parts.append(f"“{name}” holds {listed([one.words for one in self.in_order])}.")
        if self.why_not:
            parts.append(f"“{name}” {self.why_not}")
        return " ".join(parts)


_OFFICE = frozenset({"docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltx", "xltm", "pptx", "pptm", "potx", "ppsx"})
_UNKNOWN = frozenset({"doc", "xls", "ppt", "rtf", "odt", "ods", "odp", "zip", "heic", "heif", "tif", "tiff", "xlsb"})


def hidden_in(file: BinaryIO, name: str) -> Inside:
    """What an open document holds besides what it shows; never raises for what is in it. PDFs are not looked into."""
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    if head.startswith(b"\xff\xd8\xff"):
        from anchor_app.services.hidden_in_photos import hidden_in_photo

        return Inside(hidden_in_photo(file))
    if head == b"PK\x03\x04" and ending(name) not in ("odt", "ods", "odp", "zip"):
        from anchor_app.services.hidden_in_office import hidden_in_office

        return hidden_in_office(file)
    if ending(name) in _UNKNOWN | _OFFICE:
        return Inside(why_not="is of a kind that Anchor cannot look inside. Look through it yourself.")
    return Inside()
