"""The steering group decides beside the signed answers, with a name and a reason, and its decisions can be undone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.assessment import State, Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AddOrganisation, AmendOrganisation
from anchor_app.domain.decided import decision_on, judgements, undecided
from anchor_app.domain.errors import Refusal, WrongValue
from anchor_app.domain.history import history_lines
from anchor_app.domain.introducing import (
    AmendCollaborative,
    MarkIntroductionMade,
    NoteIntroduction,
    RemoveIntroduction,
    RewordIntroduction,
)
from anchor_app.domain.moderating import (
    AgreeTogether,
    CloseAssessment,
    JudgeApart,
    Moderate,
    TakeBackDecision,
)
from anchor_app.domain.moderation import Decision
from anchor_app.domain.organisation import Kind
from anchor_app.domain.scoring import moderated, score
from anchor_app.domain.signing import Reopen, SignOff
from tests.domain.test_undoing import Log
from tests.helpers.values import TODAY, ready_desk, shipped_charter

NOW = datetime(2026, 11, 2, 14, 2, tzinfo=UTC)
DAY = date(2027, 5, 4)


def signed_desk(*fulfilled):
    desk = ready_desk()
    for one in fulfilled:
        desk.do(SetStatus("now", one, Status.FULFILLED))
    desk.do(SignOff("now", "Robin Sample", "Chief Executive", TODAY, NOW))
    return desk


def agree(component, decision=Decision.AGREED, reason=""):
    return Moderate("now", component, decision, reason, "Alex Example", DAY)


def test_a_decision_stands_beside_signed_answers_and_makes_the_moderated_level():
    desk = signed_desk("1.1", "1.2")
    assert score(desk.holdings, desk.answers, TODAY).moderated is None
    desk.do(agree("1.1"))
    assert moderated(shipped_charter(), desk.answers) == {"1.1"}
    found = score(desk.holdings, desk.answers, TODAY)
    assert found.moderated is not None and found.moderated.counted == 1 and found.self_assessed.counted == 2
    held = decision_on(desk.answers, "1.1")
    assert (held.by, held.on, held.revision, held.decision) == ("Alex Example", DAY, 1, Decision.AGREED)


def test_agreement_with_a_component_that_is_not_fulfilled_raises_no_level():
    desk = signed_desk("1.1")
    desk.do(agree("1.2"))
    assert moderated(shipped_charter(), desk.answers) == frozenset()


def test_the_assessment_is_moderated_once_every_fulfilled_component_was_decided_on():
    desk = signed_desk("1.1", "1.2")
    desk.do(agree("1.1"))
    assert desk.answers.state is State.SIGNED_OFF and undecided(shipped_charter(), desk.answers) == ("1.2",)
    desk.do(agree("1.2", Decision.MORE_EVIDENCE, "Which wards?"))
    assert desk.answers.state is State.MODERATED and undecided(shipped_charter(), desk.answers) == ()
    desk.do(TakeBackDecision("now", "1.2"))
    assert desk.answers.state is State.SIGNED_OFF and decision_on(desk.answers, "1.2") is None


def test_where_nothing_is_fulfilled_it_takes_a_decision_to_be_moderated():
    desk = ready_desk()
    desk.do(SetStatus("now", "1.1", Status.WORKING_TOWARDS))
    desk.do(SignOff("now", "Robin Sample", "Chief Executive", TODAY, NOW))
    desk.do(agree("1.1", Decision.NOT_AGREED, "Not there yet"))
    assert desk.answers.state is State.MODERATED
    desk.do(TakeBackDecision("now", "1.1"))
    assert desk.answers.state is State.SIGNED_OFF


def test_a_draft_that_is_moderated_stays_a_draft():
    desk = ready_desk()
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    desk.do(agree("1.1"))
    assert desk.answers.state is State.DRAFT and moderated(shipped_charter(), desk.answers) == {"1.1"}


@pytest.mark.parametrize("wish, words", [
    (Moderate("now", "9.9", Decision.AGREED, "", "Alex", DAY), "no component 9.9"),
    (Moderate("gone", "1.1", Decision.AGREED, "", "Alex", DAY), "not in this workspace"),
    (Moderate("now", "1.1", Decision.AGREED, "", " \n ", DAY), "name"),
    (Moderate("now", "1.1", Decision.NOT_AGREED, " ", "Alex", DAY), "Not agreed needs a reason"),
    (Moderate("now", "1.1", Decision.MORE_EVIDENCE, "", "Alex", DAY), "More evidence needed needs a reason"),
    (Moderate("now", "1.1", Decision.AGREED, "a\0b", "Alex", DAY), "U\\+0000"),
    (JudgeApart("now", "1.1", Decision.AGREED, "", "A\0", DAY), "U\\+0000"),
    (JudgeApart("now", "1.1", Decision.AGREED, "", "", DAY), "name"),
    (JudgeApart("now", "1.1", Decision.AGREED, "", "x" * 201, DAY), "201 characters"),
    (JudgeApart("now", "1.1", Decision.NOT_AGREED, "", "Alex", DAY), "needs a reason"),
    (JudgeApart("now", "9.9", Decision.AGREED, "", "Alex", DAY), "no component 9.9"),
    (AgreeTogether("now", "1.1", DAY), "Nobody has judged 1.1"),
    (TakeBackDecision("now", "1.1"), "no such decision"),
    (CloseAssessment("now"), "is signed off"),
])
def test_what_cannot_be_decided_is_refused_in_a_sentence(wish, words):
    with pytest.raises(Refusal, match=words):
        wish.edit(signed_desk("1.1").holdings)


def test_judgements_apart_change_no_level_and_become_one_when_they_are_the_same():
    desk = signed_desk("1.1")
    desk.do(JudgeApart("now", "1.1", Decision.AGREED, "Ward data", "Robin  Sample", DAY))
    desk.do(JudgeApart("now", "1.1", Decision.NOT_AGREED, "Too old", "Alex Example", DAY))
    assert score(desk.holdings, desk.answers, TODAY).moderated is None and desk.answers.state is State.SIGNED_OFF
    assert [one.by for one in judgements(desk.answers, "1.1")] == ["Alex Example", "Robin Sample"]
    with pytest.raises(WrongValue, match="Alex Example: Not agreed, Robin Sample: Agreed"):
        AgreeTogether("now", "1.1", DAY).edit(desk.holdings)
    desk.do(JudgeApart("now", "1.1", Decision.AGREED, "Seen the new one", "ALEX example", DAY))
    assert len(judgements(desk.answers, "1.1")) == 2
    desk.do(AgreeTogether("now", "1.1", DAY))
    held = decision_on(desk.answers, "1.1")
    assert (held.decision, held.by) == (Decision.AGREED, "ALEX example and Robin Sample")
    assert held.reason == "Seen the new one\nWard data" and desk.answers.state is State.MODERATED
    assert len(judgements(desk.answers, "1.1")) == 2
    desk.do(TakeBackDecision("now", "1.1", "robin sample"))
    assert [one.by for one in judgements(desk.answers, "1.1")] == ["ALEX example"]


def test_a_closed_assessment_takes_no_decision_until_it_is_reopened():
    desk = signed_desk("1.1")
    desk.do(agree("1.1"))
    desk.do(CloseAssessment("now"))
    assert desk.answers.state is State.CLOSED
    for wish in (agree("1.2"), JudgeApart("now", "1.1", Decision.AGREED, "", "A", DAY), TakeBackDecision("now", "1.1")):
        with pytest.raises(WrongValue, match="closed"):
            wish.edit(desk.holdings)
    desk.do(Reopen("now"))
    desk.do(agree("1.2"))
    assert desk.answers.revision == 2 and decision_on(desk.answers, "1.2").revision == 2


@given(st.lists(st.tuples(st.sampled_from(list(shipped_charter().components)), st.sampled_from(list(Decision)))))
def test_the_state_says_whether_every_fulfilled_component_was_decided_on_in_any_order(decisions):
    desk = signed_desk("1.1", "2.1", "3.3")
    for component, decision in decisions:
        desk.do(agree(component, decision, "Because"))
    is_done = bool(decisions) and {"1.1", "2.1", "3.3"} <= {component for component, _ in decisions}
    assert (desk.answers.state is State.MODERATED) == is_done
    last = dict(decisions)
    assert moderated(shipped_charter(), desk.answers) == {
        one for one in ("1.1", "2.1", "3.3") if last.get(one) is Decision.AGREED}


def test_a_decision_and_the_state_that_it_brought_are_undone_together_though_the_answers_are_signed():
    log = Log()
    log.do(SetStatus("now", "1.1", Status.FULFILLED))
    log.do(SignOff("now", "Robin Sample", "Chief Executive", TODAY, NOW))
    before = log.desk.holdings
    log.do(agree("1.1"))
    assert log.desk.answers.state is State.MODERATED
    assert log.undo() is not None
    assert log.desk.holdings == before


def test_the_history_tells_decisions_and_judgements_in_their_words():
    log = Log()
    log.do(JudgeApart("now", "1.1", Decision.NOT_AGREED, "Too old", "Alex Example", DAY))
    log.do(agree("1.1", Decision.MORE_EVIDENCE, "Which wards?"))
    told = {(one.about, one.field, one.old, one.new) for one in history_lines(log.entries, log.desk.holdings)}
    assert ("1.1 · Judgement of Alex Example", "Decision", "", "Not agreed") in told
    assert ("1.1 · Moderation", "Decision", "", "More evidence needed") in told
    assert ("1.1 · Moderation", "On", "", "4 May 2027") in told
    assert not any(field == "Revision" for about, field, _, _ in told if "1.1" in about)


def two_organisations():
    log = Log()
    log.do(AddOrganisation({"name": "Fellside University", "kind": Kind.UNIVERSITY}, id="fell"))
    return log


def note(giver="org", taker="fell", component="2.1", period="2026-27"):
    return NoteIntroduction(giver, taker, component, period, DAY, "A focus there", id="intro")


def test_an_introduction_is_noted_made_reworded_and_removed_and_told_with_names():
    log = two_organisations()
    before = log.desk.holdings
    log.do(note())
    held = log.desk.holdings.introductions["intro"]
    assert (held.period, held.noted_on, held.made_on, held.reason) == ("2026/27", DAY, None, "A focus there")
    told = {(one.about, one.field, one.new) for one in history_lines(log.entries, log.desk.holdings)}
    assert ("Introduction of Bay to Fellside University", "Taker", "Fellside University") in told
    log.do(MarkIntroductionMade("intro", date(2027, 6, 1)))
    log.do(RewordIntroduction("intro", "They asked"))
    assert log.desk.holdings.introductions["intro"].made_on == date(2027, 6, 1)
    log.do(MarkIntroductionMade("intro", None))
    assert log.desk.holdings.introductions["intro"].made_on is None
    log.do(RemoveIntroduction("intro"))
    assert log.desk.holdings == before
    assert ("Introduction", "Giver", "Bay") in {(one.about, one.field, one.old) for one in history_lines(
        log.entries, log.desk.holdings)}


@pytest.mark.parametrize("wish, words", [
    (note(giver="fell"), "Choose two"), (note(taker="gone"), "not in this workspace"),
    (note(component="9.9"), "component 9.9"), (note(period="soon"), "not a period"),
    (MarkIntroductionMade("gone", DAY), "not there any more"), (RemoveIntroduction("gone"), "not there any more"),
])
def test_an_introduction_that_makes_no_sense_is_refused(wish, words):
    with pytest.raises(Refusal, match=words):
        wish.edit(two_organisations().desk.holdings)


def test_the_same_introduction_is_not_noted_twice():
    log = two_organisations()
    log.do(note())
    with pytest.raises(WrongValue, match="noted already"):
        log.do(NoteIntroduction("org", "fell", "2.1", "2026/27", DAY))
    log.do(NoteIntroduction("fell", "org", "2.1", "2026/27", DAY))


def test_the_collaborative_has_a_name_and_a_smallest_group_within_reason():
    log = two_organisations()
    log.do(AmendCollaborative({"name": " Bay  and Fells ", "smallest_group": 3}))
    assert (log.desk.holdings.collaborative.name, log.desk.holdings.collaborative.smallest_group) == (
        "Bay and Fells", 3)
    for wrong in (0, -1, 1001, "3", True, None):
        with pytest.raises(WrongValue, match="whole number"):
            AmendCollaborative({"smallest_group": wrong}).edit(log.desk.holdings)
    with pytest.raises(WrongValue, match="no field"):
        AmendCollaborative({"motto": "x"}).edit(log.desk.holdings)
    assert ("Collaborative", "Smallest group", "3") in {
        (one.about, one.field, one.new) for one in history_lines(log.entries, log.desk.holdings)}




def test_an_alias_tells_nobody_by_name_and_stands_for_one_organisation():
    log = two_organisations()
    log.do(AmendOrganisation("org", {"alias": " Member  A "}))
    assert log.desk.holdings.organisations["org"].alias == "Member A"
    log.do(AmendOrganisation("org", {"alias": "Member A"}))
    for alias, words in (("member a", "has the alias"), ("fellside UNIVERSITY", "name of an organisation")):
        with pytest.raises(WrongValue, match=words):
            log.do(AmendOrganisation("fell", {"alias": alias}))
    with pytest.raises(WrongValue, match="name of an organisation"):
        log.do(AmendOrganisation("org", {"alias": "Bay"}))
    log.do(AmendOrganisation("org", {"alias": ""}))
    assert log.desk.holdings.organisations["org"].alias == ""
