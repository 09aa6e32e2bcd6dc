"""The returns of a period: everybody is there once, received, answered here or missing; the reminder names nobody."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.returns import Arrival, reminder, returns
from tests.helpers.collaboratives import PERIODS, answered, group, groups, member

AT = "2026-11-03T14:02:00+00:00"


@given(groups(), st.sampled_from(PERIODS))
def test_everybody_is_here_or_missing_once(found, period):
    shown = returns(found.rows, found.organisations, period)
    assert sorted(one.member.organisation for one in shown.every) == sorted(found.organisations)
    assert len(shown.received) + len(shown.missing) == len(shown.every)
    here = {row.organisation for row in found.rows if row.period == period}
    assert {one.member.organisation for one in shown.received} == here
    for one in shown.every:
        assert (one.arrival is Arrival.RECEIVED) == bool(one.at)


def test_a_return_says_when_it_came_and_in_what_state():
    found = group([member("a", "Alpha"), member("b", "Beta"), member("c", "Gamma")],
                  [answered("a", received_at=AT, revision=2), answered("b"), answered("c", period="2025/26")])
    shown = returns(found.rows, found.organisations, "2026/27")
    assert [(one.member.name, one.arrival) for one in shown.every] == [
        ("Alpha", Arrival.RECEIVED), ("Beta", Arrival.KEPT_HERE), ("Gamma", Arrival.MISSING)]
    assert shown.words == "2 of 3 here" and shown.every[0].answers.revision == 2
    assert shown.every[0].when_words.startswith("3 November 2026, ") and shown.every[1].when_words == ""
    assert shown.missing[0].at == "" and shown.missing[0].when_words == ""


def test_returns_that_all_came_as_packs_are_received():
    found = group([member("a"), member("b")], [answered("a", received_at=AT)])
    assert returns(found.rows, found.organisations, "2026/27").words == "1 of 2 received"


def test_a_round_is_missing_though_another_one_came():
    found = group([member("a")], [answered("a", round="Mid-year", received_at=AT)])
    assert returns(found.rows, found.organisations, "2026/27", "Mid-year").missing == ()
    assert len(returns(found.rows, found.organisations, "2026/27", "Year end").missing) == 1


def test_a_moment_that_no_clock_knows_is_shown_as_it_is():
    found = group([member("a")], [answered("a", received_at="yesterday")])
    assert returns(found.rows, found.organisations, "2026/27").every[0].when_words == "yesterday"


def test_the_reminder_says_who_asks_for_what_and_names_no_organisation():
    found = group([member("a", "Alpha House"), member("b", "Beta House")], [answered("a", received_at=AT)])
    shown = returns(found.rows, found.organisations, "2026/27", "Year end")
    text = reminder("Bay and Fells Collaborative", shown, date(2027, 4, 30))
    assert "2026/27 · Year end" in text and text.count("Bay and Fells Collaborative") == 2
    assert "Please send it by 30 April 2027." in text and "Beta House" not in text and "Alpha House" not in text
    plain = reminder("", shown)
    assert "our collaborative" in plain and "Please send it.\n" in plain and plain.endswith("The steering group")
