"""Forecast, attention, suggestions and what-if."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import MarkPractices, SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.domain.guidance import (
    Attention,
    close_levels,
    concerns,
    forecast,
    if_fulfilled,
    suggested_status,
)
from anchor_app.domain.scoring import evidenced, score, standing
from tests.helpers.values import TODAY, ready_desk, shipped_charter


def all_fulfilled():
    desk = ready_desk()
    for component in shipped_charter():
        desk.do(SetStatus("now", component.id, Status.FULFILLED))
    return desk


def account(review_by, components):
    return AddEvidence("now", {"title": "T", "kind": "account", "text": "x", "review_by": review_by}, tuple(components))


def test_the_forecast_names_the_day_the_levels_and_the_evidence_that_would_keep_it():
    desk = all_fulfilled()
    every = list(shipped_charter().components)
    desk.do(account(None, [one for one in every if one != "3.3"]))
    desk.do(account(date(2027, 3, 31), ["3.3"]))
    (fall,) = forecast(desk.holdings, desk.answers, TODAY)
    assert (fall.until, fall.before.level_name, fall.after.level_name) == (date(2027, 3, 31), "Platinum", "Gold")
    assert [piece.reference for piece in fall.unless] == ["E-002"]


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 500),
                          st.sets(st.sampled_from(list(shipped_charter().components)), min_size=1)), max_size=8))
def test_the_forecast_agrees_with_the_level_on_every_day_of_the_year(pieces):
    desk = all_fulfilled()
    desk.do(account(None, list(shipped_charter().components)[:9]))
    for days, components in pieces:
        desk.do(account(TODAY + timedelta(days=days), components))
    falls = forecast(desk.holdings, desk.answers, TODAY)
    charter = shipped_charter()

    def rank(day):
        return standing(charter, evidenced(desk.holdings, desk.answers, day)).rank

    naive = [TODAY + timedelta(days=n) for n in range(365)
             if rank(TODAY + timedelta(days=n + 1)) < rank(TODAY + timedelta(days=n))]
    assert [fall.until for fall in falls] == naive
    for fall in falls:
        assert (rank(fall.until), rank(fall.until + timedelta(days=1))) == (fall.before.rank, fall.after.rank)
        assert fall.unless


def test_what_needs_attention_is_listed_by_reason_and_settled_things_are_not():
    desk = ready_desk()
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    desk.do(SetStatus("now", "1.2", Status.FULFILLED))
    desk.do(MarkPractices("now", ("1.2.1",), Mark.IN_PLACE))
    desk.do(account(TODAY - timedelta(days=1), ["1.2"]))
    desk.do(account(TODAY + timedelta(days=30), ["2.1"]))
    desk.do(account(TODAY + timedelta(days=31), ["2.1"]))
    desk.do(WriteAnswer("now", "6.1", "look_again", True))
    found = {one.attention: one.items for one in concerns(desk.holdings, desk.answers, TODAY)}
    first, second, _ = (piece.id for piece in desk.holdings.evidence_of("org"))
    assert found == {Attention.NO_EVIDENCE: ("1.1",), Attention.NO_PRACTICE: ("1.1",),
                     Attention.REVIEW_PAST: (first,), Attention.REVIEW_DUE: (second,),
                     Attention.LOOK_AGAIN: ("6.1",)}
    assert concerns(ready_desk().holdings, ready_desk().answers, TODAY) == ()


def test_practices_only_suggest_a_status_and_never_set_it():
    desk = ready_desk()
    component = shipped_charter().component("1.3")
    assert suggested_status(desk.answers, component) is None
    desk.do(MarkPractices("now", ("1.3.1",), Mark.PARTLY))
    assert suggested_status(desk.answers, component) is Status.WORKING_TOWARDS
    desk.do(MarkPractices("now", tuple(one.id for one in component.practices), Mark.IN_PLACE))
    assert suggested_status(desk.answers, component) is Status.FULFILLED
    assert desk.answers.component("1.3").status is Status.NOT_STARTED
    desk.do(SetStatus("now", "1.3", Status.FULFILLED))
    assert suggested_status(desk.answers, component) is None


def test_what_if_counts_the_component_without_changing_it():
    desk = all_fulfilled()
    desk.do(SetStatus("now", "3.3", Status.WORKING_TOWARDS))
    assert score(desk.holdings, desk.answers, TODAY).self_assessed.level_name == "Gold"
    assert if_fulfilled(shipped_charter(), desk.answers, "3.3").level_name == "Platinum"


def test_silver_and_gold_of_the_shipped_charter_differ_by_one_component():
    steps = {(lower.id, upper.id): apart for lower, upper, apart in close_levels(shipped_charter())}
    assert steps == {("bronze", "silver"): 6, ("silver", "gold"): 1, ("gold", "platinum"): 3}
