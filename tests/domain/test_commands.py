"""Wishes become edits that can be taken back, and refuse in sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import (
    AddOpportunity,
    AnswerPrinciple,
    MarkPractices,
    MoveOpportunity,
    NotePractice,
    RemoveOpportunity,
    RewordOpportunity,
    SetStatus,
    WriteAnswer,
    mark_practice,
    together,
)
from anchor_app.domain.commands_keeping import (
    AddEvidence,
    AddOrganisation,
    AmendEvidence,
    AmendOrganisation,
    LinkEvidence,
    RecordReading,
    RemoveEvidence,
    RemoveReading,
    StartAssessment,
    check_link,
)
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Conflict, Refusal, WrongValue
from anchor_app.domain.holdings import Holdings
from tests.helpers.values import TODAY, ready_desk, shipped_charter

COMPONENTS = list(shipped_charter().components)
PRACTICES = list(shipped_charter().practices)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


class Answering(RuleBasedStateMachine):
    """Whatever is done, the facts of the holdings rebuild them, and taking everything back leads to the start."""

    def __init__(self):
        super().__init__()
        self.desk = ready_desk()
        self.start = self.desk.holdings
        self.edits: list[Edit] = []

    def wish(self, command):
        try:
            edit = command.edit(self.desk.holdings)
        except WrongValue:
            return
        before = self.desk.holdings
        after = before.with_edit(edit)
        assert after.with_edit(edit.reversed()) == before
        self.desk.holdings = after
        self.edits.append(edit)

    @rule(component=st.sampled_from(COMPONENTS), status=st.sampled_from(Status), reason=texts)
    def set_status(self, component, status, reason):
        self.wish(SetStatus("now", component, status, reason))

    @rule(practices=st.lists(st.sampled_from(PRACTICES), min_size=1, max_size=4, unique=True),
          mark=st.sampled_from([None, *Mark]))
    def mark(self, practices, mark):
        self.wish(MarkPractices("now", tuple(practices), mark))

    @rule(component=st.sampled_from(COMPONENTS), text=texts,
          field=st.sampled_from(["summary", "lead", "look_again_note", "reason"]))
    def write(self, component, text, field):
        self.wish(WriteAnswer("now", component, field, text))

    @rule(component=st.sampled_from(COMPONENTS), field=st.sampled_from(["focus", "look_again"]), on=st.booleans())
    def flag(self, component, field, on):
        self.wish(WriteAnswer("now", component, field, on))

    @rule(component=st.sampled_from(COMPONENTS), text=texts)
    def add_opportunity(self, component, text):
        self.wish(AddOpportunity("now", component, text))

    @rule(data=st.data(), text=texts, step=st.integers(-2, 2), what=st.integers(0, 2))
    def change_opportunity(self, data, text, step, what):
        if keys := sorted(self.desk.answers.opportunities):
            key = data.draw(st.sampled_from(keys))
            self.wish((RewordOpportunity("now", key, text), MoveOpportunity("now", key, step),
                       RemoveOpportunity("now", key))[what])

    @rule(title=texts, text=texts, components=st.sets(st.sampled_from(COMPONENTS), max_size=3))
    def add_account(self, title, text, components):
        self.wish(AddEvidence("now", {"title": title, "kind": "account", "text": text}, tuple(components)))

    @rule(data=st.data(), component=st.sampled_from(COMPONENTS), linked=st.booleans(), remove=st.booleans(),
          title=texts)
    def change_evidence(self, data, component, linked, remove, title):
        if keys := sorted(self.desk.holdings.evidence):
            key = data.draw(st.sampled_from(keys))
            self.wish(LinkEvidence("now", key, component, linked))
            self.wish(RemoveEvidence(key) if remove else AmendEvidence(key, {"title": title}))

    @invariant()
    def facts_rebuild_the_holdings(self):
        held = self.desk.holdings
        facts = {}
        for edit in [*setting_up(), *self.edits]:
            for change in edit.changes:
                if change.new is None:
                    del facts[change.what]
                else:
                    facts[change.what] = change.new
        assert Holdings.from_facts(held.charters, facts.items()) == held
        assert dict(held.all_facts()) == facts

    def teardown(self):
        held = self.desk.holdings
        for edit in reversed(self.edits):
            held = held.with_edit(edit.reversed())
        assert held == self.start


def setting_up():
    charter = shipped_charter()
    holdings = Holdings({charter.digest: charter})
    for command in (AddOrganisation({"name": "Example Bay Hospitals", "short_name": "Bay", "kind": "nhs-trust"}, "org"),
                    StartAssessment("org", charter.digest, "2026/27", started_on=TODAY, id="now")):
        edit = command.edit(holdings)
        holdings = holdings.with_edit(edit)
        yield edit


Answering.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
test_answering_can_be_rebuilt_and_taken_back = Answering.TestCase


@pytest.mark.parametrize(("command", "words"), [
    (SetStatus("now", "9.9", Status.FULFILLED), "no component 9.9"),
    (SetStatus("now", "1.1", Status.NOT_APPLICABLE, "  "), "needs a reason"),
    (SetStatus("gone", "1.1", Status.FULFILLED), "not in this workspace"),
    (mark_practice("now", "1.1.9", Mark.PARTLY), "no practice 1.1.9"),
    (NotePractice("now", "1.1.1", "a\0b"), "character U.0000"),
    (WriteAnswer("now", "1.1", "summary", "x" * 100_001), "100,001 characters"),
    (AnswerPrinciple("now", "nowhere", "baseline", "mark", Mark.PARTLY), "no domain nowhere"),
    (AnswerPrinciple("now", "work", "no-such", "mark", Mark.PARTLY), "no principle"),
    (AddOpportunity("now", "1.1", " \n"), "few words"),
    (RewordOpportunity("now", "gone", "x"), "not there any more"),
    (StartAssessment("org", "unknown", "2026/27"), "charter"),
    (StartAssessment("org", shipped_charter().digest, "2026/28"), "2026/27"),
    (StartAssessment("org", shipped_charter().digest, "2026/27"), "already has"),
    (AddOrganisation({"name": " ", "kind": "council"}), "needs a name"),
    (AddOrganisation({"name": "BAY", "kind": "council"}), "already"),
    (AddOrganisation({"name": "Example Coast Council"}), "what kind"),
    (AmendOrganisation("org", {"name": ""}), "needs a name"),
    (AddEvidence("now", {"title": "", "kind": "account", "text": "x"}), "title"),
    (AddEvidence("now", {"title": "x", "kind": "document"}), "file"),
    (AddEvidence("now", {"title": "x", "kind": "figure"}), "number"),
    (AddEvidence("now", {"title": "x", "kind": "account"}), "words"),
    (AddEvidence("now", {"title": "x", "kind": "link", "url": "javascript:alert(1)"}), "https://"),
    (AddEvidence("now", {"title": "x", "kind": "account", "text": "y"}, ("9.9",)), "no component"),
    (RemoveEvidence("gone"), "not in this workspace"),
    (RecordReading("org", "work", "many", TODAY), "number"),
    (RemoveReading("gone"), "not there"),
])
def test_a_wish_that_cannot_be_is_refused_in_a_sentence(command, words):
    desk = ready_desk()
    with pytest.raises(Refusal, match=words) as refused:
        command.edit(desk.holdings)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("url", [
    "javascript:alert(1)", "file:///etc/passwd", "\\\\server\\share", "ms-msdt:/id", "search-ms:query",
    "data:text/html,x",
    "//server/share", "https://", "http:///x", "", "example.org", "https://[::1", "vbscript:x", "HTTPS:",
])
def test_an_address_that_could_start_a_program_is_no_link(url):
    with pytest.raises(WrongValue):
        check_link(url)


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:someone@example.org"])
def test_an_address_of_the_web_or_a_mailbox_is_a_link(url):
    check_link(url)


def test_not_applicable_keeps_its_reason_until_another_status_is_set():
    desk = ready_desk()
    desk.do(SetStatus("now", "3.2", Status.NOT_APPLICABLE, "We own no estate."))
    with pytest.raises(WrongValue, match="needs a reason"):
        WriteAnswer("now", "3.2", "reason", "").edit(desk.holdings)
    desk.do(WriteAnswer("now", "3.2", "reason", "We lease everything."))
    assert desk.answers.component("3.2").reason == "We lease everything."
    desk.do(SetStatus("now", "3.2", Status.NOT_STARTED))
    assert desk.answers.component("3.2").reason == ""
    assert "3.2" not in desk.answers.components


def test_unanswered_and_not_yet_are_different_facts():
    desk = ready_desk()
    desk.do(mark_practice("now", "1.1.1", Mark.NOT_YET))
    assert desk.answers.practice("1.1.1").mark is Mark.NOT_YET
    desk.do(mark_practice("now", "1.1.1", None))
    assert desk.answers.practice("1.1.1").mark is None


def test_an_edit_from_an_older_value_is_a_conflict_and_changes_nothing():
    desk = ready_desk()
    stale = WriteAnswer("now", "1.1", "summary", "mine").edit(desk.holdings)
    desk.do(WriteAnswer("now", "1.1", "summary", "theirs"))
    with pytest.raises(Conflict):
        desk.holdings.with_edit(stale)
    assert desk.answers.component("1.1").summary == "theirs"


def test_several_wishes_together_are_one_edit_that_later_ones_build_on():
    desk = ready_desk()
    both = together("Two", [WriteAnswer("now", "1.1", "summary", text) for text in ("first", "second")])
    edit = both.edit(desk.holdings)
    assert [(change.old, change.new) for change in edit.changes] == [(None, "second")]


def test_references_count_up_within_an_organisation_and_removed_links_come_back_together():
    desk = ready_desk()
    for title in ("One", "Two"):
        desk.do(AddEvidence("now", {"title": title, "kind": "account", "text": "x"}, ("1.1", "1.2")))
    first, second = desk.holdings.evidence_of("org")
    assert (first.reference, second.reference) == ("E-001", "E-002")
    removal = RemoveEvidence(first.id).edit(desk.holdings)
    without = desk.holdings.with_edit(removal)
    assert first.id not in without.evidence
    assert without.assessments["now"].components_of(first.id) == frozenset()
    assert without.with_edit(removal.reversed()) == desk.holdings


def test_the_latest_reading_is_the_newest_by_its_own_date():
    desk = ready_desk()
    desk.do(RecordReading("org", "work", "62", date(2026, 4, 1), "payroll"))
    desk.do(RecordReading("org", "work", "58", date(2025, 4, 1), "payroll"))
    assert desk.holdings.latest_reading("org", "work").value == "62"


@given(st.text(max_size=20))
def test_any_text_without_nul_is_kept_and_half_surrogates_become_a_replacement_mark(text):
    desk = ready_desk()
    command = WriteAnswer("now", "1.1", "summary", text)
    if "\0" in text:
        with pytest.raises(WrongValue):
            command.edit(desk.holdings)
        return
    desk.do(command)
    kept = desk.answers.component("1.1").summary
    assert kept == "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)
    kept.encode("utf-8")
