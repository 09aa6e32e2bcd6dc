"""The sentences about the level agree with the level, and say it in few words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.assessment import Assessment, ComponentAnswer, Mark, MarkedAnswer, Status
from anchor_app.domain.charter import Charter, Outcome
from anchor_app.domain.charter_file import open_charter
from anchor_app.domain.evidence import OutcomeReading
from anchor_app.domain.guidance import if_fulfilled
from anchor_app.domain.scoring import Need
from anchor_app.domain.wording import (
    listed,
    needs_words,
    number_words,
    outcome_words,
    reading_words,
    suggestion_words,
    what_if,
)
from anchor_app.resources import charters

CHARTER: Charter = open_charter(charters() / "lsc-anchor-charter.toml")
IDS = tuple(CHARTER.components)


def answered(*done: str, **values: object) -> Assessment:
    components = {one: ComponentAnswer(Status.FULFILLED) for one in done}
    return Assessment("a", "o", charter=CHARTER.digest, period="2026/27", round="Year end",
                      components=components, **values)  # type: ignore[arg-type]


def test_a_third_fulfilled_component_leaves_silver_when_property_lacks_one() -> None:
    done = [one for one in IDS if one not in ("1.1", "3.3", "3.4")]
    assert what_if(CHARTER, answered(*done), "1.1") == (
        "If 1.1 becomes Fulfilled: Quality work reaches 3 of 3. The level stays Silver; "
        "Gold needs one more in Property.")


def test_the_component_that_was_missing_raises_the_level() -> None:
    done = [one for one in IDS if one != "3.4"]
    assert what_if(CHARTER, answered(*done), "3.4") == (
        "If 3.4 becomes Fulfilled: Property reaches 4 of 4. The level becomes Platinum.")


def test_below_the_first_level_the_sentence_says_how_many_domains_lack_something() -> None:
    assert what_if(CHARTER, answered(), "1.1") == (
        "If 1.1 becomes Fulfilled: Quality work reaches 1 of 3. That is not yet Bronze; "
        "Bronze needs five more components, in five domains.")


def test_a_fulfilled_component_says_what_rests_on_it() -> None:
    assert what_if(CHARTER, answered(*IDS), "2.1") == (
        "2.1 counts: Social value has 2 of 2. Without it the level would be Bronze.")


def test_a_fulfilled_component_that_nothing_rests_on_claims_nothing() -> None:
    assert "Without" not in what_if(CHARTER, answered("1.1"), "1.1")


@given(st.sets(st.sampled_from(IDS)), st.sampled_from(IDS))
def test_the_sentence_names_the_level_that_scoring_gives(done: set[str], component: str) -> None:
    assessment = answered(*sorted(done - {component}))
    after = if_fulfilled(CHARTER, assessment, component)
    sentence = what_if(CHARTER, assessment, component)
    named = [f"stays {after.level_name}", f"becomes {after.level_name}", after.level_name.lower()[:7]]
    assert any(words in sentence for words in named)
    assert after.next is None or f"{after.next.name} needs" in sentence


def test_domains_that_lack_as_many_are_named_together() -> None:
    first, second, third = CHARTER.domains[:3]
    assert needs_words([Need(first, 1, ()), Need(second, 1, ()), Need(third, 2, ())]) == (
        f"one more in each of {first.short_title} and {second.short_title}, and two more in {third.short_title}")


def test_every_practice_in_place_is_a_question_and_not_an_answer() -> None:
    component = CHARTER.component("1.3")
    marks = {one.id: MarkedAnswer(Mark.IN_PLACE) for one in component.practices}
    assessment = answered(practices=marks)
    assert suggestion_words(assessment, component) == (
        Status.FULFILLED, "7 of 7 practices in place: mark as Fulfilled?")
    assert assessment.component("1.3").status is Status.NOT_STARTED


def test_nothing_is_suggested_where_no_practice_is_marked() -> None:
    assert suggestion_words(answered(), CHARTER.component("1.1")) is None


@pytest.mark.parametrize(("count", "words"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (1200, "1,200")])
def test_counts_below_ten_are_words(count: int, words: str) -> None:
    assert number_words(count) == words


def test_a_list_reads_as_one_sentence() -> None:
    assert [listed(list("abc")[:size]) for size in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_an_outcome_says_its_unit_which_way_is_better_and_its_target() -> None:
    assert outcome_words(Outcome("Spend", "%", "up", "60 by 2028")) == "In % · higher is better · target: 60 by 2028"
    assert outcome_words(Outcome("Gap", "", "down")) == "Lower is better"


def test_a_readings_unit_is_not_said_twice() -> None:
    reading = OutcomeReading("r", "o", value="62 %")
    assert reading_words(Outcome("Spend", "%", "up"), reading) == "62 %"
    assert reading_words(Outcome("Spend", "%", "up"), replace(reading, value="62")) == "62 %"
