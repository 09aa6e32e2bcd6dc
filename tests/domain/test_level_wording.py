"""The sentences beside a level say what the values say, for this charter and for any other."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain import level_wording as wording
from anchor_app.domain.assessment import Status
from anchor_app.domain.charter import AtLeast, Every, Level, MoreThan
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.domain.guidance import forecast
from anchor_app.domain.scoring import score, standing
from tests.helpers.values import TODAY, charters, ready_desk, shipped_charter, small_charter

SILVER = ("1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "6.1", "6.2")
ACCOUNT = {"title": "T", "kind": "account", "text": "x"}


def desk_with(components):
    desk = ready_desk()
    for one in components:
        desk.do(SetStatus("now", one, Status.FULFILLED))
    return desk


def score_with(components):
    desk = desk_with(components)
    return score(desk.holdings, desk.answers, TODAY)


def test_the_shipped_charter_has_one_pair_of_levels_one_component_apart():
    assert wording.close_sentences(shipped_charter()) == (
        "Silver and Gold differ by one component: a third in Property.",)


def test_the_note_on_close_levels_follows_the_charter_and_not_this_one():
    levels = (Level("a", "Low", AtLeast(1)), Level("b", "High", Every()))
    assert wording.close_sentences(small_charter((2, 1), levels)) == (
        "Low and High differ by one component: a second in D1.",)
    assert wording.close_sentences(small_charter((3, 3), levels)) == ()
    levels = (Level("a", "Low", AtLeast(2)), Level("b", "High", MoreThan(Fraction(1, 2))))
    assert wording.close_sentences(small_charter((4, 2), levels)) == (
        "Low and High differ by one component: a third in D1.",)


def test_the_count_names_the_weakest_domain():
    own = standing(shipped_charter(), SILVER)
    assert wording.level_title(own) == "Silver, self-assessed"
    assert wording.count_sentence(own) == "12 of 16 components fulfilled. Every domain has at least two."


def test_the_count_names_domains_that_have_nothing():
    charter = shipped_charter()
    assert wording.count_sentence(standing(charter, ())) == "No component is fulfilled yet."
    assert wording.count_sentence(standing(charter, SILVER[:-2])).endswith("Inequalities has none yet.")
    assert wording.count_sentence(standing(charter, SILVER[:-4])).endswith(
        "Partners and Inequalities have none yet.")
    assert wording.count_sentence(standing(charter, SILVER[:2])).endswith("Five domains have none yet.")
    assert wording.count_sentence(standing(charter, charter.components)) == (
        "16 of 16 components fulfilled. Every domain is complete.")


def test_the_forecast_says_until_when_what_then_and_what_would_keep_it():
    desk = desk_with(shipped_charter().components)
    rest = [one for one in shipped_charter().components if one not in ("3.3", "3.4")]
    desk.do(AddEvidence("now", ACCOUNT, tuple(rest)))
    desk.do(AddEvidence("now", {**ACCOUNT, "review_by": date(2027, 3, 31)}, ("3.3",)))
    reading = score(desk.holdings, desk.answers, TODAY).evidenced
    assert wording.forecast_words(reading, forecast(desk.holdings, desk.answers, TODAY)) == (
        "Gold until 31 March 2027, then Silver, unless E-002 is renewed")


def test_a_fall_below_every_level_is_said_in_the_middle_of_a_sentence():
    desk = desk_with(SILVER)
    desk.do(AddEvidence("now", {**ACCOUNT, "review_by": date(2027, 1, 5)}, SILVER))
    falls = forecast(desk.holdings, desk.answers, TODAY)
    assert wording.forecast_words(score(desk.holdings, desk.answers, TODAY).evidenced, falls) == (
        "Silver until 5 January 2027, then not yet Bronze, unless E-001 is renewed")


def test_the_proof_names_the_rule_that_the_level_needs_in_each_domain():
    own = standing(shipped_charter(), SILVER[:-1])
    assert {wording.rule_words(one, own) for one in own.domains} == {"1 needed for Bronze: met"}
    none = standing(shipped_charter(), SILVER[:2])
    assert wording.rule_words(none.domains[-1], none) == "1 needed for Bronze: not met"
    assert wording.proof_title(none) == "Why not yet Bronze"


def test_the_way_says_how_many_more_and_where_and_at_the_top_that_there_is_none():
    assert wording.way_sentence(score_with(SILVER)) == "One more component in Property."
    assert wording.way_sentence(score_with(())) == "Six more components in six domains."
    top = score_with(shipped_charter().components)
    assert wording.way_title(top.self_assessed) == "At Platinum"
    assert wording.way_sentence(top).startswith("Platinum is the highest level")


@given(charters(), st.data())
def test_every_charter_and_count_has_its_sentences(charter, data):
    counted = data.draw(st.sets(st.sampled_from(list(charter.components))))
    own = standing(charter, counted)
    text = wording.count_sentence(own)
    assert text.startswith(f"{len(counted)} of {own.of} components" if counted else "No component")
    for one in own.domains:
        said = wording.rule_words(one, own)
        level = own.level or charter.levels[0]
        assert said.endswith(": met") == one.is_met(level)
        assert said.startswith(str(one.needed(level)))


@given(st.integers(1, 400))
def test_ordinals_end_as_english_has_them(place):
    words = wording.ordinal_words(place)
    if place > 10:
        last = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th") if place % 100 not in (11, 12, 13) else "th"
        assert words == f"{place}{last}"
    else:
        assert words.isalpha()


def test_sizes_are_said_in_the_units_of_file_managers():
    assert [wording.size_words(one) for one in (0, 1, 999, 1500, 48_200, 999_600, 200_000_000)] == [
        "0 bytes", "1 byte", "999 bytes", "1.5 KB", "48 KB", "1.0 MB", "200 MB"]
