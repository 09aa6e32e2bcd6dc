"""Undo and redo from the entries alone, against a plain stack of snapshots."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import SetStatus, WriteAnswer, mark_practice
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, LinkEvidence, StartAssessment
from anchor_app.domain.entry import Entry, holdings_after
from anchor_app.domain.errors import Conflict, WrongValue
from anchor_app.domain.signing import Reopen, SignOff
from anchor_app.domain.undoing import TYPING_PAUSE, Steps, TakeBack, first_needed, steps_of
from tests.helpers.values import TODAY, ready_desk

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


class Log:
    """A desk whose edits are written down as entries, and taken back from them."""

    def __init__(self):
        self.desk = ready_desk()
        self.entries = []
        self.now = START

    def do(self, command, who="Sam", after=timedelta(minutes=5)):
        edit = command.edit(self.desk.holdings)
        if not edit.is_empty:
            self.write(edit, who=who, after=after)

    def write(self, edit, reverses=(), who="Sam", after=timedelta(minutes=5)):
        self.now += after
        self.desk.holdings = self.desk.holdings.with_edit(edit)
        self.entries.append(Entry(len(self.entries) + 1, self.now, who, edit, reverses))

    @property
    def steps(self) -> Steps:
        return steps_of(self.entries)

    def undo(self, owners=None):
        step = self.steps.next_undo(self.desk.holdings, owners)
        if step:
            self.write(step.edit.reversed(), step.ids)
        return step

    def redo(self, owners=None):
        step = self.steps.next_redo(self.desk.holdings, owners)
        if step:
            self.write(step.edit.reversed(), step.ids)
        return step


class UndoAndRedo(RuleBasedStateMachine):
    """Whatever is done, undone and redone, the holdings are those that two stacks of snapshots give."""

    def __init__(self):
        super().__init__()
        self.log = Log()
        self.past, self.future = [], []

    def do(self, command):
        before = self.log.desk.holdings
        self.log.do(command)
        if self.log.desk.holdings != before:
            self.past.append(before)
            self.future.clear()

    @rule(component=st.sampled_from(["1.1", "1.2"]), status=st.sampled_from(list(Status)[:3]))
    def set_status(self, component, status):
        self.do(SetStatus("now", component, status))

    @rule(practice=st.sampled_from(["1.1.1", "1.1.2"]), mark=st.sampled_from([None, *Mark]))
    def mark(self, practice, mark):
        self.do(mark_practice("now", practice, mark))

    @rule(text=st.sampled_from(["", "a", "b"]))
    def write(self, text):
        self.do(WriteAnswer("now", "1.1", "summary", text))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self):
        self.future.append(self.log.desk.holdings)
        assert self.log.undo()
        assert self.log.desk.holdings == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self):
        self.past.append(self.log.desk.holdings)
        assert self.log.redo()
        assert self.log.desk.holdings == self.future.pop()

    @invariant()
    def nothing_more_can_be_taken_back(self):
        assert bool(self.past) == bool(self.log.steps.next_undo(self.log.desk.holdings))
        assert bool(self.future) == bool(self.log.steps.next_redo(self.log.desk.holdings))

    @invariant()
    def the_entries_lead_to_the_holdings(self):
        start = ready_desk().holdings
        facts = [Entry(0, START, "", _as_edit(start)), *self.log.entries]
        assert holdings_after(start.charters, facts) == self.log.desk.holdings

    @invariant()
    def the_end_of_the_history_knows_the_same_next_step(self):
        entries, whole = self.log.entries, self.log.steps
        for since in range(0, len(entries), 5):
            start = since
            while (needed := first_needed(entries[start:], start)) < start:
                start = needed
            tail = steps_of(entries[start:], Steps(since=start))
            step = tail.next_undo(self.log.desk.holdings)
            if not tail.is_cut(step):
                assert step == whole.next_undo(self.log.desk.holdings)

    @invariant()
    def steps_that_are_kept_up_to_date_are_those_that_are_read(self):
        kept = Steps()
        for entry in self.log.entries:
            kept = kept.after(entry)
        assert kept == self.log.steps


def _as_edit(holdings):
    from anchor_app.domain.edit import Change, Edit

    return Edit("Before", tuple(Change(what, None, text) for what, text in holdings.all_facts()))


UndoAndRedo.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
test_undo_and_redo_are_two_stacks = UndoAndRedo.TestCase


def test_typing_in_one_field_is_one_step_until_a_pause():
    log = Log()
    for text in ("R", "Re", "Rev"):
        log.do(WriteAnswer("now", "1.1", "summary", text), after=timedelta(seconds=2))
    log.do(WriteAnswer("now", "1.1", "summary", "Revised"), after=TYPING_PAUSE + timedelta(seconds=1))
    assert log.undo().ids == (4,)
    assert log.desk.answers.component("1.1").summary == "Rev"
    assert log.undo().ids == (1, 2, 3)
    assert log.desk.answers.component("1.1").summary == ""
    log.redo()
    log.redo()
    assert log.desk.answers.component("1.1").summary == "Revised"


def test_what_was_typed_and_taken_away_again_is_no_step_and_hides_none():
    log = Log()
    log.do(WriteAnswer("now", "1.1", "summary", "Kept"))
    log.do(WriteAnswer("now", "1.2", "summary", "A slip"))
    log.do(WriteAnswer("now", "1.2", "summary", ""), after=timedelta(seconds=9))
    log.undo()
    assert log.desk.holdings.assessments["now"].component("1.1").summary == ""
    log.redo()
    log.do(WriteAnswer("now", "1.1", "summary", "Kept, and more"))
    log.do(WriteAnswer("now", "1.1", "summary", "Kept"), after=timedelta(seconds=9))
    log.undo()
    assert log.desk.holdings.assessments["now"].component("1.1").summary == ""


def test_somebody_elses_typing_is_a_step_of_its_own():
    log = Log()
    log.do(WriteAnswer("now", "1.1", "summary", "a"), after=timedelta(seconds=1))
    log.do(WriteAnswer("now", "1.1", "summary", "ab"), who="Robin", after=timedelta(seconds=1))
    assert log.undo().ids == (2,)


def test_a_status_chosen_twice_in_a_second_is_two_steps():
    log = Log()
    for status in (Status.WORKING_TOWARDS, Status.FULFILLED):
        log.do(SetStatus("now", "1.1", status), after=timedelta(seconds=1))
    log.undo()
    assert log.desk.answers.component("1.1").status is Status.WORKING_TOWARDS


def test_undo_of_one_assessment_leaves_later_changes_of_another_alone():
    log = Log()
    log.do(StartAssessment("org", log.desk.answers.charter, "2025/26", id="then"))
    log.do(WriteAnswer("now", "1.1", "lead", "Sam"))
    log.do(WriteAnswer("then", "1.1", "lead", "Robin"))
    assert log.undo(owners={"now"}).edit.label == "Change the lead of 1.1"
    assert log.desk.answers.component("1.1").lead == ""
    assert log.desk.holdings.assessments["then"].component("1.1").lead == "Robin"
    assert log.redo(owners={"then"}) is None
    assert log.redo(owners={"now"})
    assert log.desk.answers.component("1.1").lead == "Sam"


def test_a_step_that_somebody_has_changed_since_is_passed_over():
    log = Log()
    log.do(SetStatus("now", "1.2", Status.FULFILLED))
    log.do(SetStatus("now", "1.1", Status.FULFILLED))
    step = log.steps.undo[-1]
    log.desk.do(SetStatus("now", "1.1", Status.WORKING_TOWARDS))
    assert step.edit.label == "Set 1.1 to Fulfilled"
    assert log.steps.next_undo(log.desk.holdings).edit.label == "Set 1.2 to Fulfilled"


def test_what_was_signed_is_not_undone_and_can_be_once_it_is_reopened():
    log = Log()
    log.do(SetStatus("now", "1.1", Status.FULFILLED))
    log.do(SignOff("now", "Robin Sample", "Chief Executive", TODAY, START))
    assert log.undo(owners={"now"}) is None
    log.do(Reopen("now"))
    assert log.undo(owners={"now"}).edit.label == "Set 1.1 to Fulfilled"


def test_what_a_workspace_is_made_of_is_no_step():
    log = Log()
    log.do(AddOrganisation({"name": "Example Coast Council", "kind": "council"}, "coast"))
    assert [step.edit.label for step in log.steps.undo] == ["Add Example Coast Council"]


def test_an_assessment_that_holds_answers_or_links_is_not_undone_from_another_ones_pages():
    log = Log()
    log.do(StartAssessment("org", log.desk.answers.charter, "2025/26", id="then"))
    log.do(SetStatus("then", "1.1", Status.FULFILLED))
    assert log.steps.next_undo(log.desk.holdings, {"now", "org"}) is None
    with pytest.raises(Conflict, match="later entries rest on"):
        TakeBack(log.steps.undo[0]).edit(log.desk.holdings)
    log.undo(owners={"then"})
    assert log.undo(owners={"now", "org"}).edit.label == "Start 2025/26 · Year end"


def test_an_assessment_that_was_signed_and_reopened_is_not_undone_from_another_ones_pages():
    log = Log()
    log.do(StartAssessment("org", log.desk.answers.charter, "2025/26", id="then"))
    log.do(SetStatus("then", "1.1", Status.FULFILLED))
    log.do(SignOff("then", "Boss Invented", "Chief executive", TODAY, datetime(2026, 11, 2, 12, tzinfo=UTC)))
    log.do(Reopen("then"))
    assert log.steps.next_undo(log.desk.holdings, {"now", "org"}) is None
    log.undo(owners={"then"})
    assert log.steps.next_undo(log.desk.holdings, {"now", "org"}) is None
    assert log.desk.holdings.assessments["then"].charter


def test_evidence_that_another_assessment_cites_is_not_undone():
    log = Log()
    log.do(StartAssessment("org", log.desk.answers.charter, "2025/26", id="then"))
    log.do(AddEvidence("now", {"title": "T", "kind": "account", "text": "x"}, ("1.1",), id="one"))
    log.do(LinkEvidence("then", "one", "1.2"))
    assert log.steps.next_undo(log.desk.holdings, {"now"}) is None
    log.undo(owners={"then"})
    assert log.undo(owners={"now"}).edit.label == "Add evidence E-001"


def test_an_organisation_is_undone_only_when_nothing_of_it_is_left():
    log = Log()
    log.do(AddOrganisation({"name": "Example Coast Council", "kind": "council"}, "coast"))
    log.do(StartAssessment("coast", log.desk.answers.charter, "2025/26", id="then"))
    step = log.steps.undo[0]
    with pytest.raises(Conflict):
        TakeBack(step).edit(log.desk.holdings)
    assert [log.undo().edit.label, log.undo().edit.label] == ["Start 2025/26 · Year end", "Add Example Coast Council"]


def test_taking_back_what_was_written_over_or_signed_is_refused_in_a_sentence():
    log = Log()
    log.do(SetStatus("now", "1.1", Status.FULFILLED))
    step = log.steps.undo[-1]
    log.do(SetStatus("now", "1.1", Status.WORKING_TOWARDS))
    with pytest.raises(Conflict, match="Set 1.1 to Fulfilled.*was kept"):
        TakeBack(step).edit(log.desk.holdings)
    step = log.steps.undo[-1]
    log.do(SignOff("now", "Robin Sample", "Chief Executive", TODAY, START))
    with pytest.raises(WrongValue, match="signed off"):
        TakeBack(step).edit(log.desk.holdings)
