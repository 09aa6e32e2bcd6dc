"""Emblems: the picture that an organisation, or the collaborative, has on the cover of its reports."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from dataclasses import dataclass

from anchor_app.domain.owned_record import OwnedRecord

EMBLEM_ITEM = "emblem"
"""The id of the one emblem that an owner has."""

LARGEST_EMBLEM = 60_000
"""Bytes of an emblem's PNG."""

PNG_START = b"\x89PNG\r\n\x1a\n"
"""The bytes that every PNG begins with."""


@dataclass(frozen=True, slots=True)
class Emblem(OwnedRecord):
    """An emblem: a PNG that was made safe when it was chosen, in base64."""

    id: str
    organisation: str
    picture: str = ""

    @property
    def png(self) -> bytes:
        """The picture; empty where the text is not one."""
        return png_of(self.picture)


def png_of(picture: str) -> bytes:
    """The PNG that a text in base64 is; empty where it is none, or one that is too large to be kept."""
    try:
        found = b64decode(picture, validate=True)
    except (Error, ValueError):
        return b""
    return found if found.startswith(PNG_START) and len(found) <= LARGEST_EMBLEM else b""
