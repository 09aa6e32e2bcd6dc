"""Actions, outcomes, updates and stories travel in packs by the rules of answers, and come together."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from anchor_app.domain.acting import AddAction, AmendAction, NoteAction, RemoveAction, SetActionStatus
from anchor_app.domain.action import ActionStatus, Priority
from anchor_app.domain.asking import AddImplication
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import changes_of
from anchor_app.domain.commands_keeping import RecordReading
from anchor_app.domain.edit import Edit
from anchor_app.domain.emblem import Emblem
from anchor_app.domain.evidence import Sensitivity
from anchor_app.domain.front_sheet import Answer
from anchor_app.domain.fronting import AddFrontSheetLine, AnswerImplication, RemoveFrontSheet, SetFrontSheet
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.measuring import AddOutcome, AmendOutcome, RemoveOutcome
from anchor_app.domain.meeting import Representation
from anchor_app.domain.merging_plan import Kind, Side
from anchor_app.domain.minuting import AddMeeting, NoteRepresentative
from anchor_app.domain.month import Month
from anchor_app.domain.planning import AmendReportPlan, SetEmblem, emblem_of
from anchor_app.domain.sharing import Choice
from anchor_app.domain.telling import AddStory, NoteTakenUp
from anchor_app.domain.updating import WriteUpdate
from anchor_app.exchange.errors import UnfitContent
from anchor_app.services import exchanging
from anchor_app.services.history import undo
from tests.helpers.carrying import TODAY, Laptop, begin, laptop
from tests.helpers.emblems import EMBLEM, emblem

REPORT = "annual/2026/27"


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
        NoteTakenUp(f"{organisation}/bees", "Fellside", TODAY, id="taken"), SetEmblem(organisation, EMBLEM)]


def reported(organisation: str) -> list[object]:
    """What is chosen and written for a report, and its front sheet."""
    return [
        AmendReportPlan(organisation, REPORT, {"title": "Our year", "audience": Audience.INTERNAL}),
        SetFrontSheet(organisation, REPORT, {"purpose": "To note", "meeting_on": TODAY}),
        AddFrontSheetLine(organisation, REPORT, "Finance", TODAY, "Supported", id="line"),
        AnswerImplication(organisation, REPORT, "risks", Answer.NO, "None")]


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


def test_what_is_written_for_a_report_stays_within_the_organisation(two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, kim, organisation, key = two
    robin.do(*everything(organisation, key), *reported(organisation))  # type: ignore[arg-type]
    kim.receive(robin.send(key, audience=Audience.PUBLIC), robin.send(key, audience=Audience.COLLABORATIVE))
    held = kim.workspace.holdings
    assert emblem_of(held, organisation) == EMBLEM
    assert not (held.report_plans or held.front_sheets or held.front_sheet_lines or held.front_sheet_answers)
    kim.receive(robin.send(key))
    assert kim.says() == robin.says() and kim.workspace.holdings.front_sheet_answers


def test_a_confidential_front_sheet_goes_only_with_everything(two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, kim, organisation, key = two
    robin.do(*reported(organisation), SetFrontSheet(organisation, REPORT, {"confidential": True}),  # type: ignore[arg-type]
             AddImplication("Only of this list", id="own"))
    kim.receive(robin.send(key))
    held = kim.workspace.holdings
    assert held.report_plans and not (held.front_sheets or held.front_sheet_lines or held.front_sheet_answers)
    kim.receive(robin.send(key, with_personal_data=True))
    assert kim.says() == robin.says() and not kim.workspace.holdings.implications
    robin.do(RemoveFrontSheet(organisation, REPORT))
    kim.receive(robin.send(key, with_personal_data=True))
    assert not kim.workspace.holdings.front_sheet_lines and kim.says() == robin.says()


def test_both_may_write_on_one_front_sheet(two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, kim, organisation, key = two
    robin.do(*reported(organisation))  # type: ignore[arg-type]
    kim.receive(robin.send(key))
    robin.do(SetFrontSheet(organisation, REPORT, {"conflicts": "None"}))
    kim.do(AddFrontSheetLine(organisation, REPORT, "Quality", TODAY),
           AnswerImplication(organisation, REPORT, "privacy", Answer.YES))
    robins, kims = robin.send(key), kim.send(key)
    robin.receive(kims)
    kim.receive(robins)
    assert robin.says() == kim.says() and len(kim.workspace.holdings.front_sheet_lines) == 2


def test_a_pack_with_a_picture_that_is_no_emblem_is_refused(two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, _, organisation, key = two
    robin.do(Raw(organisation, b64encode(emblem(9, 9, rows=bytes(9_000_000))).decode()))
    with pytest.raises(UnfitContent, match="the picture is none"):  # by the very rules that a receiver applies
        robin.send(key)


@dataclass(frozen=True)
class Raw:
    """Writes a picture as no program does that looks at it first."""

    organisation: str
    picture: str

    def edit(self, holdings: Holdings) -> Edit:
        return Edit.of("Write", changes_of("emblem", self.organisation, "emblem", Emblem("emblem", self.organisation),
                                           {"picture": self.picture}))


def test_the_preview_says_that_an_emblem_goes_and_shows_none_of_its_bytes(
        two: tuple[Laptop, Laptop, str, str]) -> None:
    robin, _, organisation, key = two
    robin.do(SetEmblem(organisation, EMBLEM))
    [listed] = [one for one in exchanging.prepare(robin.workspace, Choice(organisation, (key,))).texts
                if one.what.kind == "emblem"]
    assert listed.text == f"A picture of {len(EMBLEM)} bytes" and listed.where.startswith("Emblem of")
