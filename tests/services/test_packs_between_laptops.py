"""Packs between two champions' laptops and the steering group's, over a folder, in every order and more than once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from anchor_app.domain.assessment import Mark, State, Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import NotePractice, SetStatus, WriteAnswer, mark_practice
from anchor_app.domain.commands_keeping import AddEvidence, AmendEvidence, LinkEvidence, RemoveEvidence, StartAssessment
from anchor_app.domain.errors import Conflict
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.merging_plan import Kind, Side
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.signing import Reopen, SignOff
from anchor_app.services.evidence import add_evidence, take_in
from anchor_app.services.history import undo
from anchor_app.services.pack_words import notes
from tests.helpers.carrying import TODAY, Laptop, begin, laptop


@dataclass
class Table:
    """Two champions of one organisation, the steering group, and the assessment that the champions share."""

    robin: Laptop
    kim: Laptop
    group: Laptop
    key: str

    def sign(self, here: Laptop) -> None:
        here.do(SignOff(self.key, "A Chief", "Chief Executive", TODAY, here.workspace.clock.now()))

    def moderate(self, component: str, decision: Decision = Decision.AGREED, reason: str = "") -> None:
        self.group.do(Moderate(self.key, component, decision, reason, "The group", TODAY))


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """Kim's clock is eleven years behind, the group's three ahead (G05)."""
    with (laptop(tmp_path, "Robin Example") as robin, laptop(tmp_path, "Kim Example", ahead=-timedelta(4000)) as kim,
          laptop(tmp_path, "Group", ahead=timedelta(1000)) as group):
        key = begin(robin)
        kim.receive(robin.send(key))
        yield Table(robin, kim, group, key)


def summary(here: Laptop, key: str, component: str = "1.1") -> str:
    return here.workspace.assessment(key).component(component).summary


def test_answers_to_different_questions_come_together_without_a_question(table: Table) -> None:
    """G01, G05."""
    table.robin.do(WriteAnswer(table.key, "1.1", "summary", "Robin's"), mark_practice(table.key, "1.1.1", Mark.PARTLY))
    table.kim.do(WriteAnswer(table.key, "1.2", "summary", "Kim's"), NotePractice(table.key, "1.1.1", "Kim's note"))
    robins, kims = table.robin.send(table.key), table.kim.send(table.key)
    table.robin.receive(kims)
    table.kim.receive(robins)
    assert table.robin.says() == table.kim.says()
    assert (summary(table.kim, table.key), summary(table.robin, table.key, "1.2")) == ("Robin's", "Kim's")


def test_a_later_answer_replaces_the_one_it_was_made_from_whatever_the_clocks_say(table: Table) -> None:
    table.robin.do(WriteAnswer(table.key, "1.1", "summary", "first"))
    table.kim.receive(table.robin.send(table.key))
    table.kim.do(WriteAnswer(table.key, "1.1", "summary", "second, dated years before the first"))
    applied = table.robin.receive(table.kim.send(table.key))
    assert applied.is_news and summary(table.robin, table.key).startswith("second")


@pytest.mark.parametrize("side", list(Side))
def test_one_question_answered_twice_is_decided_by_a_person_and_the_other_text_is_in_the_history(
        table: Table, side: Side) -> None:
    """G02."""
    table.robin.do(WriteAnswer(table.key, "1.1", "summary", "Robin's"))
    table.kim.do(WriteAnswer(table.key, "1.1", "summary", "Kim's"))
    pack, before = table.kim.send(table.key), table.robin.says()
    with table.robin.planned(pack) as planned:
        (conflict,) = planned.plans[0].undecided
        assert (conflict.component, conflict.old, conflict.new) == ("1.1", "Robin's", "Kim's")
    with pytest.raises(Conflict):
        table.robin.receive(pack)
    assert table.robin.says() == before
    table.robin.receive(pack, default=side)
    assert summary(table.robin, table.key) == ("Robin's" if side is Side.MINE else "Kim's")
    told = {text for entry in table.robin.opened.store.entries() for change in entry.edit.changes
            for text in (change.old, change.new)}
    assert {"Robin's", "Kim's"} <= told
    assert table.kim.receive(table.robin.send(table.key)).is_news, "the decision goes to the other without a question"
    assert table.kim.says() == table.robin.says()


def test_an_edit_outlives_a_removal_and_an_attachment_a_detachment(table: Table) -> None:
    """G03."""
    added = AddEvidence(table.key, {"kind": EvidenceKind.ACCOUNT, "title": "A story", "text": "Once"}, ("1.1",))
    table.robin.do(added)
    table.kim.receive(table.robin.send(table.key))
    table.robin.do(RemoveEvidence(added.id))
    table.kim.do(AmendEvidence(added.id, {"shows": "that it works"}), LinkEvidence(table.key, added.id, "1.2"))
    robins, kims = table.robin.send(table.key), table.kim.send(table.key)
    table.robin.receive(kims)
    table.kim.receive(robins)
    assert table.robin.says() == table.kim.says()
    assert table.robin.workspace.holdings.evidence[added.id].shows == "that it works"
    assert "1.2" in table.kim.workspace.assessment(table.key).components_of(added.id)


def test_packs_in_any_order_and_more_than_once_come_to_the_same(table: Table, tmp_path: Path) -> None:
    """G04, F20: early, late and crossing packs of both champions, in every order, twice."""
    table.robin.do(WriteAnswer(table.key, "1.1", "summary", "early"))
    packs = [table.robin.send(table.key)]
    table.robin.do(WriteAnswer(table.key, "1.1", "summary", "late"), SetStatus(table.key, "1.2", Status.FULFILLED))
    table.kim.do(WriteAnswer(table.key, "2.1", "summary", "Kim's"))
    packs += [table.robin.send(table.key), table.kim.send(table.key)]
    outcomes = []
    for number, order in enumerate(permutations(packs)):
        with laptop(tmp_path, f"Reader{number}") as reader:
            for pack in order:
                reader.receive(pack)
            assert not reader.receive(*reversed(order)).is_news
            outcomes.append(reader.says())
        with laptop(tmp_path, f"Together{number}") as reader:
            reader.receive(*order, *order)
            outcomes.append(reader.says())
    assert all(one == outcomes[0] for one in outcomes)
    assert "late" in outcomes[0].values() and "early" not in outcomes[0].values()


def test_ones_own_pack_and_a_pack_that_is_known_change_nothing(table: Table) -> None:
    """G06, F20."""
    pack = table.robin.send(table.key)
    end = table.robin.workspace.store.past.end_hash()
    assert not table.robin.receive(pack).is_news
    assert table.robin.workspace.store.past.end_hash() == end
    table.kim.receive(pack)
    end = table.kim.workspace.store.past.end_hash()
    applied = table.kim.receive(pack)
    assert not applied.is_news and applied.backup is None
    assert table.kim.workspace.store.past.end_hash() == end


def test_receiving_is_one_step_and_undoing_it_leaves_exactly_what_was_before(table: Table) -> None:
    """G09: also of a signed assessment, with its evidence, and received again afterwards."""
    table.robin.do(SetStatus(table.key, "1.1", Status.FULFILLED))
    table.sign(table.robin)
    own = begin(table.group, "Fellside University")
    other = table.group.send(own)
    before = dict(table.group.workspace.holdings.all_facts())
    pack = table.robin.send(table.key, audience=Audience.COLLABORATIVE)
    table.group.receive(pack)
    after = table.group.says()
    assert undo(table.group.workspace).label.startswith("Receive the pack of")
    assert dict(table.group.workspace.holdings.all_facts()) == before
    table.group.receive(other, pack)
    assert table.group.says() == after


def test_a_signed_assessment_goes_to_the_group_and_its_decisions_come_back_to_who_moved_on(table: Table) -> None:
    """G07, with the states on the way."""
    table.robin.do(SetStatus(table.key, "1.1", Status.FULFILLED), WriteAnswer(table.key, "1.1", "summary", "as signed"))
    table.sign(table.robin)
    table.group.receive(table.robin.send(table.key, audience=Audience.COLLABORATIVE))
    assert table.robin.workspace.assessment(table.key).state is State.SENT
    assert table.group.workspace.assessment(table.key).state is State.SENT
    table.moderate("1.1", Decision.NOT_AGREED, "Which contracts?")
    back = table.group.send(table.key, audience=Audience.COLLABORATIVE)
    table.robin.do(Reopen(table.key), WriteAnswer(table.key, "1.1", "summary", "moved on"))
    table.robin.receive(back)
    here = table.robin.workspace.assessment(table.key)
    assert (here.revision, here.state, here.component("1.1").summary) == (2, State.DRAFT, "moved on")
    assert (here.moderations["1.1"].reason, here.moderations["1.1"].revision) == ("Which contracts?", 1)
    table.sign(table.robin)
    table.group.receive(table.robin.send(table.key, audience=Audience.COLLABORATIVE))
    there = table.group.workspace.assessment(table.key)
    assert (there.revision, there.component("1.1").summary) == (2, "moved on")
    assert there.moderations["1.1"].reason == "Which contracts?"


def test_decisions_come_back_to_who_waits_and_the_assessment_is_moderated_there_too(table: Table) -> None:
    table.robin.do(SetStatus(table.key, "1.1", Status.FULFILLED))
    table.sign(table.robin)
    table.group.receive(table.robin.send(table.key, audience=Audience.COLLABORATIVE))
    table.moderate("1.1")
    table.robin.receive(table.group.send(table.key, audience=Audience.COLLABORATIVE))
    assert table.robin.workspace.assessment(table.key).state is State.MODERATED
    assert table.robin.workspace.score(table.key).moderated is not None


def test_decisions_do_not_bring_back_or_take_away_what_the_group_never_saw(table: Table, tmp_path: Path) -> None:
    document = tmp_path / "case notes.txt"
    document.write_bytes(b"only for us")
    taken = take_in(table.robin.opened.store.content, document)
    piece = add_evidence(table.robin.workspace, table.key, {
        **taken.values, "shows": "much", "sensitivity": Sensitivity.INTERNAL}, ("1.1",))
    table.robin.do(SetStatus(table.key, "1.1", Status.FULFILLED))
    table.group.receive(table.robin.send(table.key, audience=Audience.COLLABORATIVE))
    held = table.group.workspace.holdings.evidence[piece.id]
    assert (held.reference, held.title, held.digest) == ("E-001", "", "")
    table.moderate("1.1")
    table.robin.receive(table.group.send(table.key, audience=Audience.COLLABORATIVE))
    kept = table.robin.workspace.holdings.evidence[piece.id]
    assert (kept.title, kept.shows, kept.digest) == (piece.title, "much", piece.digest)


def test_several_packs_are_one_change_and_one_that_is_in_the_way_stops_all(table: Table) -> None:
    own = begin(table.group, "Fellside University")
    table.robin.do(WriteAnswer(table.key, "1.1", "summary", "Robin's"))
    table.kim.do(WriteAnswer(table.key, "1.1", "summary", "Kim's"))
    packs = table.group.send(own), table.robin.send(table.key), table.kim.send(table.key)
    before, last = table.group.says(), table.group.workspace.store.past.last()
    with pytest.raises(Conflict):
        table.group.receive(*packs)
    assert table.group.says() == before and table.group.workspace.store.past.last() == last
    applied = table.group.receive(*packs, default=Side.THEIRS)
    assert table.group.workspace.store.past.last() == last + 1
    assert applied.backup is not None and applied.backup.stamp is not None and applied.backup.stamp.entry == last
    assert summary(table.group, table.key) == "Kim's"


def test_what_is_unusual_about_a_pack_is_said_first(table: Table) -> None:
    """F19: another organisation, another period, another wording."""
    start = StartAssessment(table.robin.workspace.assessment(table.key).organisation,
                            next(iter(table.robin.workspace.holdings.charters)), "2025/26")
    table.robin.do(start)

    def said(here: Laptop, *packs: Path) -> str:
        with here.planned(*packs) as planned:
            return " ".join(one for plan in planned.plans for one in notes(planned.holdings, plan))

    pack = table.robin.send(start.id)
    assert "Example Bay Hospitals is not in this workspace yet, and is added." in said(table.group, pack)
    assert "2025/26 · Year end is not in this workspace yet, and is added." in said(table.kim, pack)
    table.kim.receive(pack)
    assert said(table.kim, pack) == "Nothing in it is new."


def test_another_organisation_of_the_same_name_waits_for_a_person(table: Table) -> None:
    begin(table.group, "Example Bay Hospitals", "2024/25")
    pack, before = table.robin.send(table.key), table.group.says()
    with table.group.planned(pack) as planned:
        assert not planned.is_ready and "under another identity" in planned.refusals[0]
    with pytest.raises(Conflict):
        table.group.receive(pack)
    assert table.group.says() == before


def test_what_was_changed_meanwhile_stops_what_was_planned(table: Table) -> None:
    table.robin.do(WriteAnswer(table.key, "1.1", "summary", "Robin's"))
    from anchor_app.services import receiving

    with table.kim.planned(table.robin.send(table.key)) as planned:
        table.kim.do(WriteAnswer(table.key, "1.2", "summary", "typed while the preview was open"))
        with pytest.raises(Conflict):
            receiving.apply(table.kim.opened, planned)
    assert summary(table.kim, table.key) == ""


def test_the_counts_of_a_plan_are_those_of_its_differences(table: Table) -> None:
    table.robin.do(WriteAnswer(table.key, "1.1", "summary", "Robin's"))
    with table.kim.planned(table.robin.send(table.key)) as planned:
        assert planned.count(Kind.NEW) == 1
        assert sum(planned.count(kind) for kind in Kind) == len(planned.plans[0].differences)
