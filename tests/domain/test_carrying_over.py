"""A period that starts from the last one carries over what lasts, and nothing that speaks of a time."""

from __future__ import annotations

import pytest

from anchor_app.domain.assessment import Mark, State, Status
from anchor_app.domain.carrying_over import ConfirmStatus, RemoveAssessment, StartFromLast, before
from anchor_app.domain.commands import (
    AddOpportunity,
    AnswerPrinciple,
    NotePractice,
    SetStatus,
    WriteAnswer,
    mark_practice,
)
from anchor_app.domain.commands_keeping import AddEvidence, StartAssessment
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.signing import SignOff
from tests.domain.test_signing import NOW
from tests.helpers.values import TODAY, ready_desk, shipped_charter, small_charter


def full_desk():
    desk = ready_desk()
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    desk.do(SetStatus("now", "3.2", Status.NOT_APPLICABLE, "We own no estate."))
    desk.do(mark_practice("now", "1.1.1", Mark.IN_PLACE))
    desk.do(NotePractice("now", "1.1.1", "note"))
    for field, value in (("summary", "words"), ("lead", "Estates"), ("focus", True), ("look_again", True)):
        desk.do(WriteAnswer("now", "1.1", field, value))
    desk.do(AddOpportunity("now", "1.1", "First"))
    desk.do(AddOpportunity("now", "1.1", "Second"))
    desk.do(AnswerPrinciple("now", "work", "baseline", "mark", Mark.PARTLY))
    desk.do(AddEvidence("now", {"title": "T", "kind": "account", "text": "x"}, ("1.1", "1.2"), id="one"))
    return desk


def started():
    desk = full_desk()
    desk.do(StartFromLast("org", shipped_charter().digest, "2027/28", started_on=TODAY, id="next"))
    return desk, desk.holdings.assessments["next"]


def test_links_leads_and_opportunities_are_carried_over_and_nothing_else():
    desk, fresh = started()
    assert fresh.supports == {("one", "1.1"), ("one", "1.2")}
    assert fresh.component("1.1").lead == "Estates"
    assert [one.text for one in fresh.opportunities_of("1.1")] == ["First", "Second"]
    assert set(fresh.opportunities).isdisjoint(desk.answers.opportunities)
    answer = fresh.component("1.1")
    assert (answer.status, answer.summary, answer.focus, answer.look_again) == (Status.NOT_STARTED, "", False, False)
    assert (fresh.practices, fresh.principles, fresh.state, fresh.revision) == ({}, {}, State.DRAFT, 1)
    assert before(desk.holdings, fresh).id == "now"


def test_starting_from_the_last_is_one_edit_that_can_be_taken_back():
    desk = full_desk()
    edit = StartFromLast("org", shipped_charter().digest, "2027/28", id="next").edit(desk.holdings)
    after = desk.holdings.with_edit(edit)
    assert after.with_edit(edit.reversed()) == desk.holdings
    assert edit.label == "Start 2027/28 · Year end from 2026/27 · Year end"


def test_an_unchanged_status_is_confirmed_with_its_reason():
    desk, _ = started()
    desk.do(ConfirmStatus("next", "1.1"))
    desk.do(ConfirmStatus("next", "3.2"))
    fresh = desk.holdings.assessments["next"]
    assert fresh.component("1.1").status is Status.FULFILLED
    assert (fresh.component("3.2").status, fresh.component("3.2").reason) == (
        Status.NOT_APPLICABLE, "We own no estate.")
    with pytest.raises(WrongValue, match="no status from an earlier period"):
        ConfirmStatus("now", "1.1").edit(desk.holdings)


def test_what_another_charter_does_not_have_is_left_behind():
    desk = full_desk()
    other = small_charter((1,), shipped_charter().levels)
    desk.holdings = desk.holdings.with_charter(other)
    desk.do(StartFromLast("org", "small", "2027/28", id="next"))
    fresh = desk.holdings.assessments["next"]
    assert fresh.supports == {("one", "1.1")}
    assert set(fresh.components) == {"1.1"}


def test_without_an_earlier_assessment_there_is_nothing_to_start_from():
    desk = ready_desk()
    desk.do(RemoveAssessment("now"))
    assert desk.holdings.assessments == {}
    with pytest.raises(UnknownItem, match="no earlier"):
        StartFromLast("org", shipped_charter().digest, "2027/28").edit(desk.holdings)


def test_a_draft_can_be_removed_whole_and_a_signed_one_cannot():
    desk = full_desk()
    removal = RemoveAssessment("now").edit(desk.holdings)
    without = desk.holdings.with_edit(removal)
    assert without.assessments == {}
    assert "one" in without.evidence
    assert without.with_edit(removal.reversed()) == desk.holdings
    desk.do(SignOff("now", "Robin", "Chief Executive", TODAY, NOW))
    with pytest.raises(WrongValue, match="kept"):
        RemoveAssessment("now").edit(desk.holdings)


def test_rounds_of_a_period_follow_each_other():
    desk = ready_desk()
    desk.do(StartAssessment("org", shipped_charter().digest, "2026/27", "Baseline", id="base"))
    assert [one.round for one in desk.holdings.assessments_of("org")] == ["Baseline", "Year end"]
    assert before(desk.holdings, desk.answers).id == "base"
    assert before(desk.holdings, desk.holdings.assessments["base"]) is None
