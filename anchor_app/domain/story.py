"""Stories of good practice: what an organisation did and what came of it, and who took it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from anchor_app.domain.owned_record import OwnedRecord


@dataclass(frozen=True, slots=True)
class Story(OwnedRecord):
    """A story of an organisation; it leaves the organisation only where `shareable` says so."""

    id: str
    organisation: str
    component: str = ""
    title: str = ""
    what: str = ""
    result: str = ""
    contact: str = ""
    shareable: bool = False
    on: date | None = None

    def has_words(self, search: str, *more: str) -> bool:
        """Whether every word of a search stands somewhere in it, or in what more is said of it."""
        text = " ".join((self.component, self.title, self.what, self.result, self.contact, *more)).casefold()
        return all(word in text for word in search.casefold().split())


@dataclass(frozen=True, slots=True)
class TakenUp(OwnedRecord):
    """That another organisation took a story up; `by` is its name, `organisation` whose story it is."""

    id: str
    organisation: str
    story: str = ""
    by: str = ""
    on: date | None = None
    note: str = ""


def newest_first(stories: Iterable[Story]) -> tuple[Story, ...]:
    """The stories of a library, the newest first; those without a day last."""
    return tuple(sorted(stories, key=lambda one: (-(one.on.toordinal() if one.on else 0), one.title.casefold(),
                                                  one.key)))
