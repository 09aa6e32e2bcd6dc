"""Actions, outcomes, updates and stories travel in packs by the rules of answers, and come together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from anchor_app.domain.acting import AddAction, AmendAction, NoteAction, RemoveAction, SetActionStatus
from anchor_app.domain.action import ActionStatus, Priority
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands_keeping import RecordReading
from anchor_app.domain.evidence import Sensitivity
from anchor_app.domain.measuring import AddOutcome, AmendOutcome, RemoveOutcome
from anchor_app.domain.meeting import Representation
from anchor_app.domain.merging_plan import Kind, Side
from anchor_app.domain.minuting import AddMeeting, NoteRepresentative
from anchor_app.domain.month import Month
from anchor_app.domain.telling import AddStory, NoteTakenUp
from anchor_app.domain.updating import WriteUpdate
from anchor_app.services.history import undo
from tests.helpers.carrying import TODAY, Laptop, begin, laptop


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop, str, str]]:
    """Two champions of one organisation, its id and that of the assessment they share."""
    with laptop(tmp_path, "Robin Example") as robin, laptop(tmp_path, "Kim Example") as kim:
        key = begin(robin)
        kim.receive(robin.send(key))
        yield robin, kim, robin.workspace.assessment(key).organisation, key


def everything(organisation: str, assessment: str) -> list[object]:
    return [
        AddAction(organisation, {"title": "Ask", "components": "1.1", "assessment": assessment, "due": TODAY,
                                 "priority": Priority.HIGH, "sensitivity": Sensitivity.COLLABORATIVE}, id="ask"),
        NoteAction(f"{organisation}/ask", "Asked", TODAY, "Robin", id="note"),
        AddOutcome(organisation, {"title": "Trees", "unit": "trees", "target": "9", "target_on": TODAY}, id="trees"),
        AmendOutcome(organisation, "work", {"baseline": "60", "baseline_on": TODAY}),
        RecordReading(organisation, "", "5", TODAY, outcome="trees", id="five"),
        WriteUpdate(organisation, Month(2026, 10), {"did": "Met"}, by="Robin", on=TODAY),
        WriteUpdate(organisation, Month(2026, 10), {"asks": "Help"}, "work"),
        AddStory(organisation, {"title": "Bees", "what": "Hives", "shareable": True}, id="bees"),
        NoteTakenUp(f"{organisation}/bees", "Fellside", TODAY, id="taken")]


def test_all_of_the_year_arrives_and_is_undone_as_one_change(two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, kim, organisation, key = two
    before = kim.says()
    robin.do(*everything(organisation, key))  # type: ignore[arg-type]
    kim.receive(robin.send(key))
    assert kim.says() == robin.says() and kim.workspace.holdings.actions[f"{organisation}/ask"].assessment == key
    undo(kim.workspace)
    assert kim.says() == before
    kim.receive(robin.send(key, audience=Audience.COLLABORATIVE))
    assert kim.says() == robin.says()


def test_what_two_people_did_apart_comes_together(two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, kim, organisation, key = two
    robin.do(*everything(organisation, key))  # type: ignore[arg-type]
    kim.receive(robin.send(key))
    ask = f"{organisation}/ask"
    robin.do(SetActionStatus(ask, ActionStatus.COMPLETE, TODAY),
             WriteUpdate(organisation, Month(2026, 10), {"story": "A"}))
    kim.do(AmendAction(ask, {"owner_name": "Kim"}), NoteAction(ask, "Again", TODAY, id="again"),
           RecordReading(organisation, "", "6", TODAY, outcome="trees", id="six"))
    robins, kims = robin.send(key), kim.send(key)
    robin.receive(kims)
    kim.receive(robins)
    assert robin.says() == kim.says()
    held = kim.workspace.holdings
    assert (held.actions[ask].status, held.actions[ask].owner_name) == (ActionStatus.COMPLETE, "Kim")
    assert len(held.action_notes) == 2 and len(held.readings) == 2


def test_the_same_field_written_twice_is_a_conflict(two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, kim, organisation, key = two
    for one, words in ((robin, "Robin's"), (kim, "Kim's")):
        one.do(WriteUpdate(organisation, Month(2026, 10), {"did": words}))
    with kim.planned(robin.send(key)) as planned:
        assert [one.what.field for plan in planned.plans for one in plan.differences
                if one.kind is Kind.CONFLICT] == ["did"]
    kim.receive(robin.send(key), default=Side.THEIRS)
    assert kim.says() == robin.says()


@pytest.mark.parametrize("is_action", [True, False])
def test_what_was_added_to_unseen_is_not_taken_away(two: tuple[Laptop, Laptop, str, str], is_action: bool) -> None:
    robin, kim, organisation, key = two
    robin.do(*everything(organisation, key))  # type: ignore[arg-type]
    kim.receive(robin.send(key))
    if is_action:
        robin.do(RemoveAction(f"{organisation}/ask"))
        kim.do(NoteAction(f"{organisation}/ask", "Not yet", TODAY, id="later"))
    else:
        robin.do(RemoveOutcome(organisation, "trees"))
        kim.do(RecordReading(organisation, "", "6", TODAY, outcome="trees", id="six"))
    robins, kims = robin.send(key), kim.send(key)
    kim.receive(robins, default=Side.MINE)
    robin.receive(kims, default=Side.THEIRS)
    for one in (robin, kim):
        held = one.workspace.holdings
        assert f"{organisation}/ask" in held.actions and f"{organisation}/trees" in held.outcomes
        assert ("later" in {note.id for note in held.action_notes.values()}) == is_action


def test_what_was_removed_with_nothing_added_goes_everywhere(two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, kim, organisation, key = two
    robin.do(*everything(organisation, key))  # type: ignore[arg-type]
    kim.receive(robin.send(key))
    robin.do(RemoveAction(f"{organisation}/ask"), RemoveOutcome(organisation, "trees"))
    kim.receive(robin.send(key))
    assert kim.says() == robin.says() and not kim.workspace.holdings.actions


def test_meetings_and_representatives_never_leave(two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, kim, organisation, key = two
    robin.do(AddMeeting(TODAY, {"title": "Steering group"}, ("Returns",)), AddAction("", {"title": "The group's"}),
             NoteRepresentative(organisation, Representation.MEMBER, TODAY, "Somebody"))
    kim.receive(robin.send(key))
    held = kim.workspace.holdings
    assert not held.meetings and not held.meeting_items and not held.actions and not held.representatives
