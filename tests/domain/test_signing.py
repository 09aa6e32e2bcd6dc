"""Signing off freezes the answers under a checksum that any change would change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from anchor_app.domain.assessment import Mark, State, Status
from anchor_app.domain.commands import (
    AddOpportunity,
    AnswerPrinciple,
    MarkPractices,
    NotePractice,
    SetStatus,
    WriteAnswer,
    mark_practice,
)
from anchor_app.domain.commands_keeping import (
    AddEvidence,
    AmendEvidence,
    AmendOrganisation,
    LinkEvidence,
    RecordReading,
    RemoveEvidence,
)
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.signing import Reopen, SignOff, Unready, checksum, gaps, signings_of
from tests.helpers.values import TODAY, ready_desk, shipped_charter

NOW = datetime(2026, 11, 2, 14, 2, tzinfo=UTC)
SIGN = SignOff("now", "Robin Sample", "Chief Executive", TODAY, NOW)


def answered_desk():
    desk = ready_desk()
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    desk.do(AddEvidence("now", {"title": "T", "kind": "account", "text": "x"}, ("1.1",), id="one"))
    desk.do(AddEvidence("now", {"title": "Unused", "kind": "account", "text": "x"}, id="unused"))
    return desk


def test_signed_answers_refuse_every_change_and_a_reopened_one_takes_it():
    desk = answered_desk()
    desk.do(SIGN)
    wishes = [SetStatus("now", "1.2", Status.FULFILLED), mark_practice("now", "1.1.1", Mark.PARTLY),
              NotePractice("now", "1.1.1", "n"), WriteAnswer("now", "1.1", "lead", "x"),
              AddOpportunity("now", "1.1", "x"), AnswerPrinciple("now", "work", "baseline", "note", "x"),
              AddEvidence("now", {"title": "T", "kind": "account", "text": "x"}, ("1.1",)),
              LinkEvidence("now", "unused", "1.1"), LinkEvidence("now", "one", "1.1", False), RemoveEvidence("one")]
    for wish in wishes:
        with pytest.raises(WrongValue, match="sign"):
            wish.edit(desk.holdings)
    desk.do(AddEvidence("now", {"title": "Later", "kind": "account", "text": "x"}))
    desk.do(Reopen("now"))
    for wish in wishes:
        assert not wish.edit(desk.holdings).is_empty or isinstance(wish, RemoveEvidence)


def test_what_was_signed_stays_on_record_through_revisions():
    desk = answered_desk()
    desk.do(SIGN)
    first = desk.answers.signing
    assert (desk.answers.state, first.by, first.role, first.on) == (
        State.SIGNED_OFF, "Robin Sample", "Chief Executive", TODAY)
    assert first.checksum == checksum(desk.holdings, desk.answers)
    desk.do(Reopen("now"))
    assert (desk.answers.state, desk.answers.revision, desk.answers.signing) == (State.DRAFT, 2, None)
    desk.do(WriteAnswer("now", "1.1", "lead", "Estates"))
    desk.do(SIGN)
    one, two = signings_of(desk.answers)
    assert (one.revision, one.reopened, one.checksum) == ("1", True, first.checksum)
    assert (two.revision, two.reopened) == ("2", False)
    assert two.checksum != one.checksum


@pytest.mark.parametrize("change", [
    SetStatus("now", "1.2", Status.FULFILLED), MarkPractices("now", ("1.1.1",), Mark.PARTLY),
    NotePractice("now", "1.1.1", "n"), WriteAnswer("now", "1.1", "summary", "x"), AddOpportunity("now", "1.1", "x"),
    AnswerPrinciple("now", "work", "baseline", "note", "x"), LinkEvidence("now", "one", "1.2"),
    LinkEvidence("now", "unused", "1.1"), AmendEvidence("one", {"review_by": date(2027, 1, 1)}),
    AmendOrganisation("org", {"place": "Coast"}),
])
def test_the_checksum_changes_with_everything_that_is_signed(change):
    desk = answered_desk()
    before = checksum(desk.holdings, desk.answers)
    desk.do(change)
    assert checksum(desk.holdings, desk.answers) != before


@pytest.mark.parametrize("change", [
    RecordReading("org", "work", "62", TODAY), AmendEvidence("unused", {"title": "New"})])
def test_the_checksum_does_not_change_with_what_is_not_signed(change):
    desk = answered_desk()
    before = checksum(desk.holdings, desk.answers)
    desk.do(change)
    assert checksum(desk.holdings, desk.answers) == before


def test_copies_with_other_ids_have_the_same_checksum():
    one, other = answered_desk(), answered_desk()
    for desk in (one, other):
        desk.do(AddOpportunity("now", "1.1", "Offer placements"))
        desk.do(AddOpportunity("now", "1.1", "Simplify the form"))
    assert checksum(one.holdings, one.answers) == checksum(other.holdings, other.answers)


@pytest.mark.parametrize(("sign", "words"), [
    (SignOff("now", " ", "Chief Executive", TODAY, NOW), "name"),
    (SignOff("now", "Robin", "", TODAY, NOW), "role"),
])
def test_a_signature_needs_a_name_and_a_role(sign, words):
    with pytest.raises(WrongValue, match=words):
        sign.edit(answered_desk().holdings)


def test_an_empty_assessment_is_not_signed_and_a_signed_one_not_again():
    with pytest.raises(WrongValue, match="nothing to sign"):
        SIGN.edit(ready_desk().holdings)
    desk = answered_desk()
    desk.do(SIGN)
    with pytest.raises(WrongValue, match="already"):
        SIGN.edit(desk.holdings)
    with pytest.raises(WrongValue, match="open already"):
        Reopen("now").edit(answered_desk().holdings)


def test_what_looks_unready_is_listed_before_signing():
    desk = answered_desk()
    desk.do(SetStatus("now", "1.2", Status.FULFILLED))
    desk.do(AmendEvidence("one", {"review_by": date(2026, 11, 1)}))
    desk.do(WriteAnswer("now", "2.1", "look_again", True))
    desk.do(MarkPractices("now", tuple(one.id for one in shipped_charter().component("2.1").practices), Mark.PARTLY))
    found = {gap.why: gap.components for gap in gaps(desk.holdings, desk.answers, TODAY)}
    assert found[Unready.NO_EVIDENCE] == ("1.2",)
    assert found[Unready.PAST_EVIDENCE] == ("1.1",)
    assert found[Unready.LOOK_AGAIN] == ("2.1",)
    assert found[Unready.UNMARKED] == ("1.1", "1.2")
    assert len(found[Unready.UNANSWERED]) == 13
