"""The charter as values: domains, components, practices, principles, levels and their rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from anchor_app.domain.errors import UnknownItem


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` fulfilled components in the domain; all of them where it has fewer."""

    count: int

    def needed(self, components: int) -> int:
        """How many fulfilled components a domain with that many components needs."""
        return min(self.count, components)

    def __str__(self) -> str:
        return f"at least {self.count}"


@dataclass(frozen=True, slots=True)
class MoreThan:
    """More than this share of the domain's components; the share is at least 0 and below 1."""

    share: Fraction

    def needed(self, components: int) -> int:
        """How many fulfilled components a domain with that many components needs."""
        # In whole numbers, and exact: a Fraction would be made and reduced each time, and scoring asks often.
        return min(self.share.numerator * components // self.share.denominator + 1, components)

    def __str__(self) -> str:
        return "more than half" if self.share == Fraction(1, 2) else f"more than {self.share}"


@dataclass(frozen=True, slots=True)
class Every:
    """Every component of the domain."""

    def needed(self, components: int) -> int:
        """How many fulfilled components a domain with that many components needs."""
        return components

    def __str__(self) -> str:
        return "all"


Rule = AtLeast | MoreThan | Every


@dataclass(frozen=True, slots=True)
class Level:
    """A level with the rule that has to hold in every domain."""

    id: str
    name: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Principle:
    """A cross-cutting principle, asked once in every domain."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Practice:
    """One of the points under a component; its id is the component's id and its place, as in 1.1.2."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a domain is meant to change: its measure, unit, and "up" or "down" for better."""

    title: str
    unit: str
    direction: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """A component of a domain with its practices."""

    id: str
    title: str
    practices: tuple[Practice, ...]
    title_beyond_nhs: str = ""

    def title_for(self, beyond_nhs: bool) -> str:
        """The title shown to an NHS body, or to an organisation that is not one."""
        return self.title_beyond_nhs if beyond_nhs and self.title_beyond_nhs else self.title


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of the charter; components are in the charter's order."""

    id: str
    number: int
    title: str
    short_title: str
    components: tuple[Component, ...]
    outcome: Outcome | None = None
    title_beyond_nhs: str = ""

    def title_for(self, beyond_nhs: bool) -> str:
        """The title shown to an NHS body, or to an organisation that is not one."""
        return self.title_beyond_nhs if beyond_nhs and self.title_beyond_nhs else self.title


@dataclass(frozen=True)
class Charter:
    """One edition of a charter.

    Levels are in rising order. `digest` is the SHA-256 (hex) of the file it was read from, so that two
    wordings that claim the same id and edition are still two charters; `source` is that file's text.
    """

    id: str
    edition: str
    title: str
    publisher: str
    levels: tuple[Level, ...]
    principles: tuple[Principle, ...]
    domains: tuple[Domain, ...]
    digest: str = ""
    source: str = field(default="", repr=False)

    @cached_property
    def components(self) -> dict[str, Component]:
        """Every component by id, in the charter's order."""
        return {component.id: component for domain in self.domains for component in domain.components}

    @cached_property
    def domain_of(self) -> dict[str, Domain]:
        """The domain of each component, by the component's id."""
        return {component.id: domain for domain in self.domains for component in domain.components}

    @cached_property
    def practices(self) -> dict[str, Practice]:
        """Every practice by id, in the charter's order."""
        return {practice.id: practice for component in self.components.values()
                for practice in component.practices}

    def component(self, component_id: str) -> Component:
        """The component of that id; raises UnknownItem."""
        try:
            return self.components[component_id]
        except KeyError:
            raise UnknownItem(
                f"The charter has no component {component_id}. Its components are "
                f"{', '.join(self.components)}.") from None

    def domain(self, domain_id: str) -> Domain:
        """The domain of that id; raises UnknownItem."""
        for domain in self.domains:
            if domain.id == domain_id:
                return domain
        raise UnknownItem(f"The charter has no domain {domain_id}.")

    def component_of_practice(self, practice_id: str) -> Component:
        """The component that a practice stands under; raises UnknownItem."""
        for component in self.components.values():
            if any(practice.id == practice_id for practice in component.practices):
                return component
        raise UnknownItem(
            f"The charter has no practice {practice_id}. Practices are numbered under their component, "
            f"as in {next(iter(self.practices), '1.1.1')}.")

    def level(self, level_id: str) -> Level:
        """The level of that id; raises UnknownItem."""
        for level in self.levels:
            if level.id == level_id:
                return level
        raise UnknownItem(f"The charter has no level {level_id}.")

    def __iter__(self) -> Iterator[Component]:
        return iter(self.components.values())
