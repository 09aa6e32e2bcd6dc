"""Members of a collaborative as comparisons name them, and the order and keys of what people typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from anchor_app.domain.organisation import Kind, Organisation

NOT_TOLD = "Not told"
"""The words for a place or a kind that was not recorded, or is withheld."""


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation in a comparison: its id and names, kind and place.

    In a public view the id is empty, the names are the alias, and kind and place may be withheld.
    """

    organisation: str
    name: str
    short_name: str
    kind: Kind | None = None
    place: str = ""

    @property
    def kind_words(self) -> str:
        """The kind as people read it."""
        return self.kind.words if self.kind else NOT_TOLD

    @property
    def place_words(self) -> str:
        """The place as people read it."""
        return self.place or NOT_TOLD


def member_of(organisation: Organisation) -> Member:
    """The organisation as the steering group's own comparisons name it."""
    return Member(organisation.id, organisation.name, organisation.shown_name, organisation.kind,
                  " ".join(organisation.place.split()))


def by_name(members: Iterable[Member]) -> tuple[Member, ...]:
    """Members by name, as `text_key` orders names."""
    return tuple(sorted(members, key=lambda one: (text_key(one.name), one.organisation)))


@lru_cache(maxsize=4096)
def text_key(text: str) -> tuple[str, str]:
    """What sorts texts as people expect: without regard to capitals and accents, and then with."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return bare.casefold(), text


def place_key(place: str) -> str:
    """What two writings of the same place have in common: neither capitals nor spaces tell places apart."""
    return " ".join(unicodedata.normalize("NFC", place).split()).casefold()
