"""Commands about stories of good practice: tell one, change it, remove it, say who took it up; and the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anchor_app.domain.brief import brief
from anchor_app.domain.commands import changes_of, known_values, new_id, organisation_of, removal_of
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.story import Story, TakenUp, newest_first


@dataclass(frozen=True, slots=True)
class AddStory:
    """Tell a story of an organisation; it needs a title and what was done."""

    organisation: str
    values: Mapping[str, Any]
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        organisation_of(holdings, self.organisation)
        blank = Story(self.id, self.organisation)
        values = _known(self.values)
        after = _checked(holdings, blank, values)
        return Edit.of(f"Add the story {brief(after.title)}",
                       changes_of("story", self.organisation, self.id, blank, values))


@dataclass(frozen=True, slots=True)
class AmendStory:
    """Change fields of a story, named by its `key`, among them whether it may be shared."""

    story: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        held = story_of(holdings, self.story)
        values = _known(self.values)
        _checked(holdings, held, values)
        return Edit.of(f"Change the story {brief(held.title)}",
                       changes_of("story", held.organisation, held.id, held, values))


@dataclass(frozen=True, slots=True)
class RemoveStory:
    """Remove a story with the notes of who took it up."""

    story: str

    def edit(self, holdings: Holdings) -> Edit:
        held = story_of(holdings, self.story)
        changes = list(removal_of("story", held.organisation, held.id, held))
        for one in taken_up_of(holdings, held):
            changes += removal_of("taken-up", one.organisation, one.id, one)
        return Edit.of(f"Remove the story {brief(held.title)}", changes)


@dataclass(frozen=True, slots=True)
class NoteTakenUp:
    """Say that another organisation took a story up on a day; one that is here is kept by its whole name."""

    story: str
    by: str
    on: date
    note: str = ""
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        held = story_of(holdings, self.story)
        by = " ".join(self.by.split())
        if not by:
            raise WrongValue("Say which organisation took the story up.")
        owner = holdings.organisations[held.organisation]
        if owner.answers_to(by):
            raise WrongValue(f"This is {owner.shown_name}'s own story. Choose the organisation that took it up.")
        known = next((one.name for one in holdings.organisations.values() if one.answers_to(by)), by)
        if any(one.by.casefold() == known.casefold() for one in taken_up_of(holdings, held)):
            raise WrongValue(f"It is noted already that {known} took this story up.")
        if held.on and self.on < held.on:
            raise WrongValue(f"It would be taken up on {day_words(self.on)}, before it was told on "
                             f"{day_words(held.on)}. Change one of the two days.")
        values = {"story": held.id, "by": known, "on": self.on, "note": self.note}
        return Edit.of(f"Note that {brief(known)} took a story up", changes_of(
            "taken-up", held.organisation, self.id, TakenUp(self.id, held.organisation), values))


@dataclass(frozen=True, slots=True)
class RemoveTakenUp:
    """Take a note of who took a story up away, named by its `key`."""

    taken_up: str

    def edit(self, holdings: Holdings) -> Edit:
        held = holdings.taken_up.get(self.taken_up)
        if held is None:
            raise UnknownItem("That note is not there any more.")
        return Edit.of("Remove a note of who took a story up", removal_of("taken-up", held.organisation, held.id, held))


@dataclass(frozen=True, slots=True)
class Told:
    """A story of the library with whose it is and, oldest first, who took it up."""

    story: Story
    organisation: str
    taken_up: tuple[TakenUp, ...]


def library(holdings: Holdings, search: str = "", component: str = "", *, only_shareable: bool = True) -> list[Told]:
    """The stories that may be shared (or all), the newest first, that have every one of the words."""
    return list(_told(holdings, search, component, only_shareable))


def taken_up_of(holdings: Holdings, story: Story) -> tuple[TakenUp, ...]:
    """Who took a story up, oldest first."""
    return tuple(sorted((one for one in holdings.owned("taken_up", story.organisation) if one.story == story.id),
                        key=lambda one: (one.on or date.max, one.id)))


def story_of(holdings: Holdings, key: str) -> Story:
    """The story of that key; raises UnknownItem."""
    try:
        return holdings.stories[key]
    except KeyError:
        raise UnknownItem("That story is not there any more.") from None


def _told(holdings: Holdings, search: str, component: str, only_shareable: bool) -> Iterator[Told]:
    for one in newest_first(holdings.stories.values()):
        owner = holdings.organisations.get(one.organisation)
        if owner is None or only_shareable and not one.shareable or component not in ("", one.component):
            continue
        if one.has_words(search, owner.name, owner.short_name):
            yield Told(one, owner.shown_name, taken_up_of(holdings, one))


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: " ".join(str(value or "").split()) if name in ("title", "component") else value
            for name, value in known_values("A story", Story.field_names(), values).items()}


def _checked(holdings: Holdings, held: Story, values: Mapping[str, Any]) -> Story:
    after = held.with_facts({name: Story.encode(name, value) for name, value in values.items()})
    if not after.title.strip():
        raise WrongValue("A story needs a title.")
    if not after.what.strip():
        raise WrongValue("A story needs what was done, in a few words.")
    if "component" in values and after.component and not any(
            after.component in one.components for one in holdings.charters.values()):
        raise UnknownItem(f"No charter here has a component {after.component}.")
    return after
