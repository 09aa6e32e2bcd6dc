"""What the rules of a charter need, against a second, naive reading; and what a charter finds by its id."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.charter import AtLeast, Charter, Every, MoreThan, Rule
from anchor_app.domain.charter_file import open_charter
from anchor_app.domain.errors import UnknownItem

sizes = st.integers(0, 60)
counts = st.integers(1, 70)
shares = st.integers(1, 60).flatmap(
    lambda below: st.integers(0, below - 1).map(lambda above: Fraction(above, below)))
rules: st.SearchStrategy[Rule] = st.one_of(counts.map(AtLeast), shares.map(MoreThan), st.just(Every()))


@pytest.fixture(scope="module")
def charter() -> Charter:
    return open_charter(Path(__file__).parents[2] / "resources" / "charters" / "lsc-anchor-charter.toml")


def naive(rule: Rule, size: int) -> int:
    """The smallest number that satisfies the rule as it is worded; all, where none does."""
    def holds(fulfilled: int) -> bool:
        match rule:
            case AtLeast(count):
                return fulfilled >= count
            case MoreThan(share):
                return fulfilled * share.denominator > share.numerator * size
            case Every():
                return fulfilled == size
    return next((number for number in range(size + 1) if holds(number)), size)


@given(rules, sizes)
def test_a_rule_needs_the_smallest_number_that_its_words_ask_for(rule: Rule, size: int) -> None:
    assert rule.needed(size) == naive(rule, size)


@given(rules, sizes)
def test_no_rule_needs_more_than_there_is_and_none_is_met_by_nothing(rule: Rule, size: int) -> None:
    assert min(1, size) <= rule.needed(size) <= size


@given(rules, st.integers(0, 59))
def test_a_larger_domain_never_needs_fewer(rule: Rule, size: int) -> None:
    assert rule.needed(size) <= rule.needed(size + 1)


@pytest.mark.parametrize(("size", "expected"), [(2, [1, 2, 2, 2]), (3, [1, 2, 2, 3]), (4, [1, 2, 3, 4])])
def test_the_shipped_levels_need_what_the_charter_tabulates(
        charter: Charter, size: int, expected: list[int]) -> None:
    assert [level.rule.needed(size) for level in charter.levels] == expected


@pytest.mark.parametrize(("rule", "words"), [
    (AtLeast(2), "at least 2"), (MoreThan(Fraction(1, 2)), "more than half"),
    (MoreThan(Fraction(2, 3)), "more than 2/3"), (Every(), "all")])
def test_a_rule_says_itself_in_words(rule: Rule, words: str) -> None:
    assert str(rule) == words


def test_everything_is_found_by_its_id_and_nothing_by_another(charter: Charter) -> None:
    for domain in charter.domains:
        assert charter.domain(domain.id) is domain
        for component in domain.components:
            assert charter.component(component.id) is component
            assert charter.domain_of[component.id] is domain
            for practice in component.practices:
                assert charter.component_of_practice(practice.id) is component
    for level in charter.levels:
        assert charter.level(level.id) is level
    for ask in (charter.domain, charter.component, charter.component_of_practice, charter.level):
        with pytest.raises(UnknownItem, match=r"The charter has no .*9\.9\.9\."):
            ask("9.9.9")


def test_components_keep_the_order_of_the_charter(charter: Charter) -> None:
    assert [component.id for component in charter] == [
        component.id for domain in charter.domains for component in domain.components]
