"""What was decided is told in plain sentences: who, when, what waits, and whether reviewers differ."""

from __future__ import annotations

from datetime import date

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.decided import decision_on
from anchor_app.domain.moderating import JudgeApart, Moderate
from anchor_app.domain.moderation import Decision, Moderation
from anchor_app.domain.moderation_wording import apart_sentence, decision_words, moderation_sentence
from tests.helpers.values import ready_desk, shipped_charter

DAY = date(2027, 5, 4)


def decide(desk, component, decision):
    desk.do(Moderate("now", component, decision, "Because", "Alex Example", DAY))


def test_a_decision_says_who_and_when_and_which_revision_when_it_was_another():
    desk = ready_desk()
    decide(desk, "1.1", Decision.MORE_EVIDENCE)
    held = decision_on(desk.answers, "1.1")
    assert decision_words(held, 1) == "More evidence needed by Alex Example, 4 May 2027"
    assert decision_words(held, 2) == "More evidence needed by Alex Example, 4 May 2027, on revision 1"
    assert decision_words(Moderation("1.1"), 1) == "No decision"


def test_the_sentence_counts_what_was_agreed_and_names_the_rest():
    desk = ready_desk()
    assert moderation_sentence(shipped_charter(), desk.answers) == ""
    decide(desk, "6.1", Decision.AGREED)
    assert moderation_sentence(shipped_charter(), desk.answers).startswith("No component is fulfilled")
    for one in ("1.1", "1.2", "2.1", "3.1", "4.1"):
        desk.do(SetStatus("now", one, Status.FULFILLED))
    decide(desk, "1.1", Decision.AGREED)
    decide(desk, "2.1", Decision.NOT_AGREED)
    decide(desk, "1.2", Decision.NOT_AGREED)
    decide(desk, "3.1", Decision.MORE_EVIDENCE)
    assert moderation_sentence(shipped_charter(), desk.answers) == (
        "The steering group agreed with 1 of 5 fulfilled components; more evidence needed: 3.1; "
        "not agreed: 1.2 and 2.1; to be decided: 4.1.")


def test_reviewers_who_judged_apart_agree_or_differ():
    desk = ready_desk()
    assert apart_sentence(desk.answers, "1.1") == ""
    desk.do(JudgeApart("now", "1.1", Decision.AGREED, "", "Alex", DAY))
    assert apart_sentence(desk.answers, "1.1") == "One reviewer judged apart: agreed."
    desk.do(JudgeApart("now", "1.1", Decision.AGREED, "", "Robin", DAY))
    assert apart_sentence(desk.answers, "1.1") == "Two reviewers judged apart: agreed."
    desk.do(JudgeApart("now", "1.1", Decision.NOT_AGREED, "No", "Robin", DAY))
    assert apart_sentence(desk.answers, "1.1") == "Two reviewers judged apart: they differ."
