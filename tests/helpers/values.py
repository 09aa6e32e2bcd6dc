"""Charters, holdings and edits for tests: the shipped charter, small ones by Hypothesis, and a ready assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from anchor_app import resources
from anchor_app.domain.charter import AtLeast, Charter, Component, Domain, Every, Level, MoreThan, Practice
from anchor_app.domain.charter_file import open_charter
from anchor_app.domain.commands import Command
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.organisation import Kind

TODAY = date(2026, 11, 2)


@cache
def shipped_charter() -> Charter:
    """The charter that the product ships with."""
    return open_charter(resources.charters() / "lsc-anchor-charter.toml")


def small_charter(sizes: tuple[int, ...], levels: tuple[Level, ...], practices: int = 2) -> Charter:
    """A charter of domains with so many components each."""
    domains = tuple(
        Domain(f"d{number}", number, f"Domain {number}", f"D{number}", tuple(
            Component(f"{number}.{place}", f"Component {number}.{place}", tuple(
                Practice(f"{number}.{place}.{point}", f"Practice {number}.{place}.{point}")
                for point in range(1, practices + 1)))
            for place in range(1, size + 1)))
        for number, size in enumerate(sizes, start=1))
    return Charter("small", "1", "Small charter", "Example", levels, (), domains, digest="small")


rules = st.one_of(
    st.builds(AtLeast, st.integers(1, 5)),
    st.builds(MoreThan, st.fractions(0, Fraction(5, 6), max_denominator=6)),
    st.just(Every()),
)


@st.composite
def charters(draw: st.DrawFn) -> Charter:
    """Small charters with any rules in any order: counting must hold for other collaboratives' files too."""
    sizes = tuple(draw(st.lists(st.integers(1, 5), min_size=1, max_size=5)))
    names = ("Bronze", "Silver", "Gold", "Platinum")
    chosen = draw(st.lists(rules, min_size=1, max_size=4))
    levels = tuple(Level(name.lower(), name, rule) for name, rule in zip(names, chosen, strict=False))
    return small_charter(sizes, levels)


@dataclass
class Desk:
    """Holdings that commands are applied to, without any store, and the one assessment they are about."""

    holdings: Holdings
    organisation: str = "org"
    assessment: str = "now"

    def do(self, command: Command) -> None:
        """Apply a command."""
        self.holdings = self.holdings.with_edit(command.edit(self.holdings))

    @property
    def answers(self):
        """The assessment as it is now."""
        return self.holdings.assessments[self.assessment]


def ready_desk(charter: Charter | None = None) -> Desk:
    """A desk with one organisation and one empty assessment."""
    charter = charter or shipped_charter()
    desk = Desk(Holdings({charter.digest: charter}))
    desk.do(AddOrganisation({"name": "Example Bay Hospitals", "short_name": "Bay", "kind": Kind.NHS_TRUST}, id="org"))
    desk.do(StartAssessment("org", charter.digest, "2026/27", started_on=TODAY, id="now"))
    return desk
