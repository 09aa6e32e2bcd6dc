"""What the sections of the collaborative's annual report are made of: all members' year as an audience may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from anchor_app.domain.action import Action
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Audience, Introduction
from anchor_app.domain.comparison import BoardRow
from anchor_app.domain.counting import Reading
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.measures import Measure, measures
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.report_plan import ReportPlan
from anchor_app.domain.report_sections import COLLABORATIVE, Section
from anchor_app.domain.report_view import Seen
from anchor_app.domain.report_year import actions_in, introductions_in, stories_in
from anchor_app.domain.scoring import Standing
from anchor_app.domain.story import Story, newest_first
from anchor_app.reports.comparison_content import BoardPart, ComparisonReport

A_MEMBER = "A member"
"""Whose a story is where the public may not read the name."""


@dataclass(frozen=True)
class CollaborativeYear:
    """The year of all members; what its audience may not see is not in it any more.

    `compared` is the comparison of the period, self-assessed; `standings` are those of its rows in other readings, by
    reading and organisation. `members` are the ids of all organisations, by name; in public those with an alias are
    not among them.
    """

    compared: ComparisonReport
    seen: Seen
    period: str
    on: date
    members: tuple[str, ...]
    standings: Mapping[Reading, Mapping[str, Standing]] = field(default_factory=dict)
    plan: ReportPlan = field(default_factory=lambda: ReportPlan("", ""))
    sections: tuple[Section, ...] = COLLABORATIVE
    as_at: str = ""

    @property
    def holdings(self) -> Holdings:
        """What the audience sees."""
        return self.seen.holdings

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.seen.audience is Audience.PUBLIC

    @property
    def name(self) -> str:
        """The collaborative's name."""
        return self.compared.collaborative

    @property
    def title(self) -> str:
        """What the report is called."""
        return " ".join(self.plan.title.split()) or f"Annual report {self.period}"

    @property
    def boards(self) -> tuple[BoardPart, ...]:
        """The boards, one for each charter."""
        return self.compared.boards

    @property
    def rows(self) -> tuple[tuple[BoardPart, BoardRow], ...]:
        """Every member on a board, with its board."""
        return tuple((part, row) for part in self.boards for row in part.board.rows)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The collaborative's own actions of the year, the most urgent first."""
        return actions_in(self.holdings, "", self.period)

    @cached_property
    def introductions(self) -> tuple[Introduction, ...]:
        """Who was brought together with whom in the year."""
        return introductions_in(self.holdings, self.period)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories of the year that may be shared, the newest first."""
        return newest_first(one for key in self.members for one in stories_in(self.holdings, key, self.period)
                            if one.shareable)

    @cached_property
    def measures(self) -> Mapping[str, tuple[Measure, ...]]:
        """Of every member on a board its outcomes, by its id."""
        return {row.member.organisation: measures(self.holdings, row.member.organisation, part.board.charter)
                for part, row in self.rows if row.member.organisation}

    def owner_of(self, story: Story) -> str:
        """Whose a story is, as this audience may read it: in public only where no name is withheld."""
        held = self.holdings.organisations.get(story.organisation)
        if held is None or self.is_public and self.is_nameless:
            return A_MEMBER
        return " ".join(held.name.split())

    @property
    def is_nameless(self) -> bool:
        """Whether so few members have an alias that a public board names nobody."""
        names = {_line(one.name) for one in self.holdings.organisations.values()}
        return any(row.member.name not in names for _, row in self.rows) or not self.rows

    def component_words(self, component: str) -> str:
        """A component's number with its title, as the first charter that knows it says it."""
        for charter in self.charters:
            if component in charter.components:
                return f"{component} {charter.components[component].title}"
        return component

    @property
    def charters(self) -> tuple[Charter, ...]:
        """The charters of the boards."""
        return tuple(part.board.charter for part in self.boards)

    def organisation(self, key: str) -> Organisation | None:
        """A member by its id."""
        return self.holdings.organisations.get(key)


def _line(text: str) -> str:
    return " ".join(text.split())
