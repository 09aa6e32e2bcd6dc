"""Sections of an annual report: what they are called, in which order they come, and which may be left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from anchor_app.domain.brief import brief
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.wording import listed


class Section(StrEnum):
    """One section; the value is the name under which it is chosen and kept."""

    COVER = "cover"
    SUMMARY = "summary"
    LEVEL = "level"
    BOARD = "board"
    TREND = "trend"
    DOMAINS = "domains"
    PRINCIPLES = "principles"
    STORIES = "stories"
    HELP = "help"
    UPDATES = "updates"
    MEETINGS = "meetings"
    ACTIONS = "actions"
    PLAN = "plan"
    MEMBERS = "members"
    PEOPLE = "people"
    EVIDENCE = "evidence"
    METHOD = "method"

    @property
    def words(self) -> str:
        """The heading over it."""
        return _TITLES[self]


_TITLES: Final[Mapping[Section, str]] = {
    Section.COVER: "Cover", Section.SUMMARY: "Summary", Section.LEVEL: "The level and its proof",
    Section.BOARD: "Where everybody stands", Section.TREND: "How it moved", Section.DOMAINS: "Domain by domain",
    Section.PRINCIPLES: "Cross-cutting principles", Section.STORIES: "Stories of good practice",
    Section.HELP: "Who helped whom", Section.UPDATES: "The year month by month",
    Section.MEETINGS: "Decisions and actions of meetings", Section.ACTIONS: "Actions",
    Section.PLAN: "Plan for next year", Section.MEMBERS: "Member by member", Section.PEOPLE: "People",
    Section.EVIDENCE: "Evidence register", Section.METHOD: "How this report was made"}

ANNUAL: Final[tuple[Section, ...]] = (
    Section.COVER, Section.SUMMARY, Section.LEVEL, Section.DOMAINS, Section.PRINCIPLES, Section.STORIES, Section.HELP,
    Section.PEOPLE, Section.UPDATES, Section.ACTIONS, Section.PLAN, Section.EVIDENCE, Section.METHOD)
"""The sections of the annual report of one organisation, in the order in which they come unless another is chosen."""

COLLABORATIVE: Final[tuple[Section, ...]] = (
    Section.COVER, Section.SUMMARY, Section.TREND, Section.BOARD, Section.DOMAINS, Section.HELP, Section.STORIES,
    Section.MEETINGS, Section.ACTIONS, Section.UPDATES, Section.PLAN, Section.MEMBERS, Section.PEOPLE, Section.METHOD)
"""Those of the annual report of the whole collaborative."""

FIXED: Final = frozenset({Section.COVER, Section.METHOD})
"""Those that cannot be left out: the cover says whose it is and whether it is a draft, and comes first; the method says
how everything was counted and what an audience does not see, and comes last."""


def chosen_sections(wanted: str | Iterable[str], every: tuple[Section, ...] = ANNUAL) -> tuple[Section, ...]:
    """The sections that were chosen, in that order, with those that cannot be left out; all where none was chosen.

    `wanted` are their names, or one text of names parted by spaces or commas. Raises WrongValue for an unknown name.
    """
    names = re.split(r"[\s,;]+", wanted.strip()) if isinstance(wanted, str) else list(wanted)
    known = {one.value: one for one in every}
    found: dict[Section, None] = {}
    for name in names:
        if not name:
            continue
        if name.casefold() not in known:
            written = brief(name, 40)
            raise WrongValue(f"'{written}' is not a section of this report. Its sections are "
                             f"{listed([one.value for one in every])}.")
        found[known[name.casefold()]] = None
    return _in_place(found or dict.fromkeys(every))


def kept_sections(text: str, every: tuple[Section, ...] = ANNUAL) -> tuple[Section, ...]:
    """The sections that a plan keeps; what this version does not know is passed over, so that old plans go on."""
    known = {one.value for one in every}
    return chosen_sections([one for one in re.split(r"[\s,;]+", text.strip()) if one in known], every)


def _in_place(found: Iterable[Section]) -> tuple[Section, ...]:
    return (Section.COVER, *(one for one in found if one not in FIXED), Section.METHOD)
