"""What receiving a pack comes to: every rule of merging, as a table of what two people did apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import AddOpportunity, Command, MarkPractices, RemoveOpportunity, SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import (
    AddEvidence,
    AddOrganisation,
    AmendEvidence,
    LinkEvidence,
    RemoveEvidence,
    StartAssessment,
)
from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import Conflict
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.merging import plan_merge, plan_merges
from anchor_app.domain.merging_plan import Kind, Side
from anchor_app.domain.organisation import Kind as OrganisationKind
from anchor_app.domain.pack_content import Told
from anchor_app.domain.receiving import Arrival, Receive
from anchor_app.domain.signing import Reopen, SignOff
from anchor_app.domain.undoing import TakeBack, steps_of
from tests.faults.merges import world
from tests.faults.replicas import ASSESSMENT, CHARTER, ORGANISATION, Replica, today

Act = Callable[[Replica], bool]
SUMMARY = Subject("component", ASSESSMENT, "1.1", "summary")


def write(text: str, component: str = "1.1") -> Command:
    return WriteAnswer(ASSESSMENT, component, "summary", text)


def story(key: str = "e", *components: str) -> Command:
    return AddEvidence(ASSESSMENT, {"kind": EvidenceKind.ACCOUNT, "title": "A story", "text": "So it was."},
                       components, key)


def sign(replica: Replica) -> None:
    assert replica.do(SignOff(ASSESSMENT, "Boss Invented", "Chief", today(), replica.entries[-1].at))


def both(*commands: Command) -> tuple[Replica, Replica]:
    """Two copies that have done the same."""
    first = world(1).replicas[0]
    for command in commands:
        assert first.do(command)
    return first, first.copy("second")


def exchange(mine: Replica, theirs: Replica, side: Side | None = None) -> list[Kind]:
    """Receives a pack of the other, and says the kinds of what was not known before."""
    pack = theirs.pack()
    plan = mine.plan(pack, side)
    assert plan.is_ready, (plan.refusals, plan.undecided)
    mine.receive(plan, pack)
    return sorted({one.kind for one in plan.differences} - {Kind.SAME, Kind.OLDER}, key=lambda kind: kind.value)


def test_answers_to_different_questions_are_both_kept_without_a_question() -> None:
    first, second = both(write("Base"))
    first.do(write("Mine"))
    second.do(write("Theirs", "1.2"))
    assert exchange(first, second) == [Kind.NEW] and exchange(second, first) == [Kind.CHANGED]
    assert first.said() == second.said()
    assert first.holdings.assessments[ASSESSMENT].component("1.2").summary == "Theirs"


@pytest.mark.parametrize("years", [-30, 0, 30])
def test_no_clock_decides_which_answer_is_newer(years: int) -> None:
    first, second = both(write("Base"))
    second.clock_off = timedelta(days=365 * years)
    second.do(write("Newer"))
    assert exchange(first, second) == [Kind.CHANGED]
    first.do(write("Newest"))
    assert exchange(first, second) == []
    assert first.facts[SUMMARY] == "Newest"


@pytest.mark.parametrize(("side", "left"), [(Side.MINE, "Mine"), (Side.THEIRS, "Theirs")])
def test_two_answers_to_one_question_are_asked_about_and_the_loser_is_in_the_history(side: Side, left: str) -> None:
    first, second = both(write("Base"))
    first.do(write("Mine"))
    second.do(write("Theirs"))
    pack = second.pack()
    asked = first.plan(pack)
    (conflict,) = asked.undecided
    assert (conflict.component, conflict.old, conflict.new) == ("1.1", "Mine", "Theirs") and not asked.is_ready
    with pytest.raises(Conflict, match="1 places"):
        Receive((Arrival(asked, pack.checksum),), first.entries[-1].at).edit(first.holdings)
    first.receive(plan := first.plan(pack, side), pack)
    assert plan.conflicts[0].chosen is side and first.facts[SUMMARY] == left
    told = {text for change in first.entries[-1].edit.changes if change.what == SUMMARY
            for text in (change.old, change.new)}
    assert told == {"Mine", "Theirs"}
    assert exchange(second, first) == ([Kind.CHANGED] if side is Side.MINE else [])
    assert second.facts[SUMMARY] == left


def test_each_conflict_is_decided_by_itself() -> None:
    first, second = both(write("Base"), write("Base", "1.2"))
    for replica, text in ((first, "Mine"), (second, "Theirs")):
        replica.do(write(text))
        replica.do(write(text, "1.2"))
    pack = second.pack()
    units = [one.unit for one in first.plan(pack).undecided]
    plan = plan_merge(first.holdings, first.lineages(pack.content.owners), pack.content,
                      {units[0]: Side.MINE, units[1]: Side.THEIRS})
    first.receive(plan, pack)
    answers = first.holdings.assessments[ASSESSMENT]
    assert (answers.component("1.1").summary, answers.component("1.2").summary) == ("Mine", "Theirs")


def test_the_same_answer_on_both_sides_is_no_conflict_and_has_one_version_from_then_on() -> None:
    first, second = both(write("Base"))
    first.do(write("Alike"))
    second.do(write("Alike"))
    assert exchange(first, second) == [] == exchange(second, first)
    owners = (ASSESSMENT,)
    assert first.lineages(owners)[SUMMARY].current == second.lineages(owners)[SUMMARY].current


AMEND = AmendEvidence("e", {"title": "Better"})
REMOVE = RemoveEvidence("e")
ATTACH = LinkEvidence(ASSESSMENT, "e", "1.2")
DETACH = LinkEvidence(ASSESSMENT, "e", "1.1", linked=False)


@pytest.mark.parametrize(("mine", "theirs", "there", "links"), [
    (None, REMOVE, False, ()), (REMOVE, None, False, ()), (REMOVE, REMOVE, False, ()),
    (AMEND, REMOVE, True, ()), (REMOVE, AMEND, True, ()),
    (ATTACH, REMOVE, True, ("1.2",)), (REMOVE, ATTACH, True, ("1.2",)),
    (DETACH, REMOVE, False, ()), (REMOVE, DETACH, False, ()),
    (AMEND, DETACH, True, ()), (DETACH, AMEND, True, ()),
    (ATTACH, DETACH, True, ("1.2",)), (DETACH, ATTACH, True, ("1.2",)), (ATTACH, ATTACH, True, ("1.1", "1.2")),
])
def test_a_change_wins_against_a_removal_that_had_not_seen_it(
        mine: Command | None, theirs: Command | None, there: bool, links: tuple[str, ...]) -> None:
    first, second = both(story("e", "1.1"))
    for replica, act in ((first, mine), (second, theirs)):
        assert act is None or replica.do(act)
    exchange(first, second)
    exchange(second, first)
    assert first.said() == second.said()
    assert ("e" in first.holdings.evidence) is there
    assert sorted(first.holdings.assessments[ASSESSMENT].components_of("e")) == sorted(links)
    if there:
        assert first.holdings.evidence["e"].text == "So it was."


def test_a_link_that_was_taken_off_and_put_on_again_stays() -> None:
    first, second = both(story("e", "1.1"))
    first.do(DETACH)
    second.do(DETACH)
    second.do(replace(DETACH, linked=True))
    exchange(first, second)
    assert first.holdings.assessments[ASSESSMENT].components_of("e") == {"1.1"}


def test_what_was_changed_and_then_removed_while_the_other_changed_it_too_is_asked_about() -> None:
    first, second = both(AddOpportunity(ASSESSMENT, "1.1", "More", "o"))
    first.do(WriteAnswer(ASSESSMENT, "1.1", "summary", "Something else"))
    second.do(AddOpportunity(ASSESSMENT, "1.1", "Another", "p"))
    assert exchange(first, second) == [Kind.NEW]
    first.do(RemoveOpportunity(ASSESSMENT, "o"))
    assert exchange(second, first) == [Kind.NEW, Kind.REMOVED]
    assert set(second.holdings.assessments[ASSESSMENT].opportunities) == {"p"}


def test_evidence_with_one_number_on_both_sides_is_told_apart_by_a_letter() -> None:
    first, second = both()
    first.do(story("b", "1.1"))
    second.do(story("a", "1.1"))
    exchange(first, second)
    exchange(second, first)
    assert first.said() == second.said() and first.facts == first.facts
    assert {one.id: one.reference for one in second.holdings.evidence.values()} == {"a": "E-001", "b": "E-001b"}


def test_an_old_pack_after_a_newer_one_and_the_same_pack_twice_change_nothing() -> None:
    first, second = both(write("Base"), story("e", "1.1"))
    old = second.pack()
    second.do(write("Newer"))
    second.do(REMOVE)
    exchange(first, second)
    said = first.said()
    plan = first.plan(old)
    assert plan.is_ready and plan.counts[Kind.OLDER] > 5
    first.receive(plan, old)
    assert first.said() == said
    assert not first.receive(first.plan(old), old), "the same pack twice makes no entry"


def test_ones_own_pack_changes_nothing_and_leaves_no_entry() -> None:
    first, _ = both(write("Base"))
    pack = first.pack()
    plan = first.plan(pack)
    assert plan.changes_nothing and plan.counts == {Kind.SAME: len(pack.content.facts)}


def test_a_field_that_a_pack_does_not_speak_of_is_not_removed() -> None:
    first, second = both(write("Base"), story("e", "1.1"))
    pack = second.pack()
    content = replace(pack.content, audience=Audience.PUBLIC, facts={
        what: told for what, told in pack.content.facts.items() if what.kind == "organisation"})
    said = first.said()
    first.receive(first.plan(replace(pack, content=content)), pack)
    assert first.said() == said


def test_a_receipt_is_undone_exactly_redone_and_can_be_received_again() -> None:
    first, second = both(write("Base"), story("e", "1.1"))
    first.do(write("Mine"))
    for command in (write("Theirs"), write("New", "1.2"), REMOVE, AddOpportunity(ASSESSMENT, "1.1", "More", "o")):
        second.do(command)
    pack, before = second.pack(), dict(first.said())
    first.receive(first.plan(pack, Side.MINE), pack)
    after, number = dict(first.said()), first.entries[-1].id
    known = first.lineages((ASSESSMENT, ORGANISATION))
    assert after != before and first.holdings.assessments[ASSESSMENT].receipts
    assert first.undo().ids == (number,)  # type: ignore[union-attr]
    assert first.said() == before and not first.holdings.assessments[ASSESSMENT].receipts
    again = first.plan(pack)
    assert len(again.undecided) == 1 and again.counts[Kind.NEW] == 4
    first.do(TakeBack(steps_of(first.entries).next_redo(first.holdings)))  # type: ignore[arg-type]
    assert first.said() == after and first.lineages((ASSESSMENT, ORGANISATION)).by_owner == known.by_owner
    assert first.plan(pack).changes_nothing


def test_undoing_a_receipt_does_not_undo_what_the_sender_wrote() -> None:
    first, second = both(write("Base"))
    second.do(write("Theirs"))
    exchange(first, second)
    first.undo()
    assert first.facts[SUMMARY] == "Base"
    assert exchange(second, first) == [] and second.facts[SUMMARY] == "Theirs"


def test_signed_answers_are_not_changed_by_a_pack_until_they_are_reopened() -> None:
    first, second = both(write("Base"))
    second.do(write("Theirs"))
    second.do(MarkPractices(ASSESSMENT, ("1.1.1",), Mark.PARTLY))
    sign(first)
    pack = second.pack()
    assert {one.only for one in first.plan(pack).undecided} == {Side.MINE}
    refused = first.plan(pack, Side.THEIRS)
    assert not refused.is_ready and "Reopen the assessment here first" in refused.refusals[0]
    first.do(Reopen(ASSESSMENT))
    assert exchange(first, second) == [Kind.CHANGED, Kind.NEW]
    assert first.facts[SUMMARY] == "Theirs"


def test_answers_that_the_other_signed_without_mine_are_asked_about() -> None:
    first, second = both(write("Base"))
    first.do(write("Mine", "1.2"))
    sign(second)
    pack = second.pack()
    assert [one.only for one in first.plan(pack).undecided] == [Side.THEIRS]
    assert "ask its sender to reopen" in first.plan(pack, Side.MINE).refusals[0]
    first.receive(first.plan(pack, Side.THEIRS), pack)
    assert first.holdings.assessments[ASSESSMENT].is_frozen
    assert Subject("component", ASSESSMENT, "1.2", "summary") not in first.facts


def test_a_later_revision_comes_through_to_a_copy_that_holds_the_signed_one() -> None:
    first, second = both(write("Base"))
    sign(second)
    exchange(first, second)
    second.do(Reopen(ASSESSMENT))
    second.do(write("Better"))
    assert Kind.CHANGED in exchange(first, second)
    one = first.holdings.assessments[ASSESSMENT]
    assert (one.revision, one.is_frozen, one.component("1.1").summary) == (2, False, "Better")


def test_two_signatures_of_one_revision_are_decided_with_their_answers() -> None:
    first, second = both(write("Base"))
    for replica, text in ((first, "Mine"), (second, "Theirs")):
        replica.do(write(text))
        replica.do(SignOff(ASSESSMENT, text, "Chief", today(), replica.entries[-1].at))
    pack = second.pack()
    assert {one.unit.kind for one in first.plan(pack).undecided} == {"signing"}
    first.receive(first.plan(pack, Side.THEIRS), pack)
    assert first.said() == second.said()


def test_a_status_is_decided_together_with_its_reason() -> None:
    first, second = both(SetStatus(ASSESSMENT, "1.1", Status.WORKING_TOWARDS))
    first.do(SetStatus(ASSESSMENT, "1.1", Status.FULFILLED))
    second.do(SetStatus(ASSESSMENT, "1.1", Status.NOT_APPLICABLE, "It cannot be."))
    pack = second.pack()
    first.receive(first.plan(pack, Side.MINE), pack)
    answer = first.holdings.assessments[ASSESSMENT].component("1.1")
    assert (answer.status, answer.reason) == (Status.FULFILLED, "")


def newcomer(organisation: str = "other", assessment: str = "then", name: str = "Invented Trust") -> Replica:
    """A copy that was begun on its own, with ids of its own."""
    one = Replica("newcomer")
    one.do(AddOrganisation({"name": name, "kind": OrganisationKind.NHS_TRUST}, organisation))
    if assessment:
        one.do(StartAssessment(organisation, CHARTER.digest, "2026/27", started_on=today(), id=assessment))
    return one


def test_the_same_period_begun_under_two_ids_becomes_one_assessment() -> None:
    first, _ = both(write("Mine"))
    second = newcomer(ORGANISATION)
    second.do(WriteAnswer("then", "1.2", "summary", "Theirs"))
    exchange(first, second)
    exchange(second, first)
    (one,), (other,) = first.holdings.assessments.values(), second.holdings.assessments.values()
    assert (one.id, other.id) == (ASSESSMENT, "then")
    assert one.components == other.components and set(one.components) == {"1.1", "1.2"}


def test_an_organisation_of_the_same_name_is_asked_about_unless_nothing_is_kept_of_it() -> None:
    first, _ = both(write("Mine"))
    pack = first.pack()
    full = newcomer()
    plan = full.plan(pack)
    assert plan.namesake == "other" and "is in this workspace already" in plan.refusals[0] and not plan.is_ready
    same = plan_merge(full.holdings, full.lineages(("other", "then", "")), pack.content, is_same=True)
    assert same.is_ready and same.organisation == "other" and same.assessments == ("then",)
    bare = newcomer(assessment="")
    joined = bare.plan(pack)
    assert joined.is_ready and joined.joined == "other"
    bare.receive(joined, pack)
    assert list(bare.holdings.organisations) == ["other"]
    assert bare.holdings.assessments[ASSESSMENT].organisation == "other"
    assert newcomer(name="Elsewhere").plan(pack).is_ready


def test_a_pack_without_its_charter_or_its_name_is_refused() -> None:
    first, _ = both(write("Mine"))
    pack = first.pack()
    reader = Replica("reader")
    reader.holdings = replace(reader.holdings, charters={})
    found = reader.plan(pack)
    assert found.is_ready and set(found.charters) == {CHARTER.digest}
    assert "charter" in reader.plan(replace(pack, content=replace(pack.content, charters={}))).refusals[0]
    nameless = {what: told for what, told in pack.content.facts.items() if what.field != "name"}
    assert "name" in reader.plan(replace(pack, content=replace(pack.content, facts=nameless))).refusals[0]


def test_a_link_to_evidence_that_is_not_told_of_is_passed_over() -> None:
    first, _ = both(story("e", "1.1"))
    pack = first.pack()
    content = replace(pack.content, facts={what: told for what, told in pack.content.facts.items()
                                           if what.kind != "evidence"})
    reader = Replica("reader")
    reader.receive(reader.plan(replace(pack, content=content)), pack)
    assert not reader.holdings.assessments[ASSESSMENT].supports


def test_what_a_workspace_says_of_itself_is_not_taken_from_a_pack() -> None:
    first, second = both(write("Base"))
    pack = second.pack()
    strange = {Subject("receipt", ASSESSMENT, "f" * 64, "at"): Told("2026", first.lineages((ASSESSMENT,))[SUMMARY]),
               Subject("collaborative", "", "", "name"): Told("Other", first.lineages((ASSESSMENT,))[SUMMARY])}
    content = replace(pack.content, facts={**pack.content.facts, **strange})
    assert not {one.what for one in first.plan(replace(pack, content=content)).differences} & set(strange)


def test_many_packs_are_received_as_one_edit_with_a_receipt_of_each() -> None:
    first, second = both(write("Base"))
    old = second.pack()
    second.do(write("Newer"))
    packs = [second.pack(), old]
    reader = Replica("reader")
    contents = [one.content for one in packs]
    plans = plan_merges(reader.holdings, reader.lineages((ORGANISATION, ASSESSMENT, "")), contents)
    arrivals = tuple(Arrival(plan, pack.checksum, "a.anchorpack") for plan, pack in zip(plans, packs, strict=True))
    edit = Receive(arrivals, first.entries[-1].at).edit(reader.holdings)
    assert edit.label == "Receive 2 packs of Invented Trust"
    reader.save(edit)
    one = reader.holdings.assessments[ASSESSMENT]
    assert one.component("1.1").summary == "Newer" and set(one.receipts) == {pack.checksum for pack in packs}
    reader.do(TakeBack(steps_of(reader.entries).undo[-1]))
    assert not reader.said()
    assert reader.plan(packs[0]).counts[Kind.NEW] > 5


def test_every_difference_names_the_component_it_belongs_to() -> None:
    first, _ = both(write("Mine"), story("e", "1.2"), AddOpportunity(ASSESSMENT, "1.2", "More", "o"),
                    MarkPractices(ASSESSMENT, ("1.1.1",), Mark.PARTLY))
    found = Replica("reader").plan(first.pack()).by_component()
    assert {one.what.kind for one in found["1.1"]} == {"component", "practice"}
    assert {one.what.kind for one in found["1.2"]} == {"support", "opportunity"}
    assert {one.what.kind for one in found[""]} == {"organisation", "assessment", "evidence"}
