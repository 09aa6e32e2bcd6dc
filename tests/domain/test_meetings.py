"""Agendas, items whose action went, and who speaks for whom since when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from anchor_app.domain.acting import RemoveAction
from anchor_app.domain.commands_keeping import AmendOrganisation
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.meeting import Representation
from anchor_app.domain.minuting import (
    AddAgenda,
    AddMeeting,
    AddMeetingItem,
    AgreeAction,
    AmendMeetingItem,
    NoteRepresentative,
    items_of,
)
from anchor_app.domain.representing import known_names, voices
from tests.helpers.values import TODAY, ready_desk


def test_several_lines_come_on_the_agenda_as_one_change_behind_those_that_are_there():
    desk = ready_desk()
    desk.do(AddMeeting(TODAY, agenda=("First",), id="m"))
    desk.do(AddAgenda("/m", ("Second  line", " ", "Third")))
    held = items_of(desk.holdings, desk.holdings.meetings["/m"])
    assert [(one.number, one.agenda) for one in held] == [(1, "First"), (2, "Second line"), (3, "Third")]


def test_an_item_whose_action_was_removed_can_still_be_reworded():
    desk = ready_desk()
    desk.do(AddMeeting(TODAY, agenda=("First",), id="m"))
    (item,) = desk.holdings.meeting_items
    desk.do(AgreeAction(item, {"title": "Ask", "owner_name": "Kim"}, id="a"))
    desk.do(RemoveAction("/a"))
    desk.do(AmendMeetingItem(item, {"text": "Ask all of them"}))
    assert desk.holdings.meeting_items[item].text == "Ask all of them"


@pytest.mark.parametrize(("what", "on", "says"), [
    (Representation.CHAMPION, date(2023, 5, 1), "before it signed up on 29 February 2024"),
    (Representation.LEFT, date(2023, 5, 1), "would have left on 1 May 2023, before it signed up"),
    (Representation.CHAMPION, date(2026, 6, 1), "after it left on 1 May 2026"),
    (Representation.LEFT, date(2026, 6, 1), "left on 1 May 2026 already")])
def test_days_that_contradict_each_other_are_refused(what, on, says):
    desk = ready_desk()
    desk.do(NoteRepresentative("org", Representation.SIGNED_UP, date(2024, 2, 29)))
    desk.do(NoteRepresentative("org", Representation.CHAMPION, date(2024, 3, 1), "Kim"))
    desk.do(NoteRepresentative("org", Representation.LEFT, date(2026, 5, 1)))
    with pytest.raises(WrongValue, match=says):
        desk.do(NoteRepresentative("org", what, on, "Alex"))
    desk.do(NoteRepresentative("org", Representation.SIGNED_UP, date(2026, 7, 1)))
    desk.do(NoteRepresentative("org", Representation.CHAMPION, date(2026, 8, 1), "Alex"))
    told = [(one.entry.name, one.until) for one in voices(desk.holdings) if one.is_person]
    assert told == [("Alex", None), ("Kim", date(2026, 5, 1))]


def test_what_an_organisation_says_of_its_champion_speaks_until_an_entry_names_one():
    desk = ready_desk()
    desk.do(AmendOrganisation("org", {"champion_name": "Kim"}))
    assert known_names(desk.holdings, TODAY) == (("Kim", "Bay, champion"),)
    desk.do(NoteRepresentative("org", Representation.CHAMPION, TODAY, "kim "))
    assert known_names(desk.holdings, TODAY) == (("kim", "Bay, champion"),)
    assert known_names(desk.holdings, TODAY - timedelta(1)) == ()


@pytest.mark.parametrize("values", [{"meeting": "other"}, {"number": 7}, {"action": "act"}])
def test_what_an_items_code_is_made_of_is_not_changed_by_hand(values):
    desk = ready_desk()
    desk.do(AddMeeting(TODAY, id="m"))
    desk.do(AddMeetingItem("/m", {"agenda": "Trees"}, id="i"))
    with pytest.raises(WrongValue, match="is not changed by hand"):
        desk.do(AmendMeetingItem("/i", values))


def test_an_item_becomes_one_action_and_no_second():
    desk = ready_desk()
    desk.do(AddMeeting(TODAY, id="m"))
    desk.do(AddMeetingItem("/m", {"agenda": "Trees"}, id="i"))
    desk.do(AgreeAction("/i", {"due": TODAY}, id="a"))
    with pytest.raises(WrongValue, match="is an action already"):
        desk.do(AgreeAction("/i", {"due": TODAY}, id="b"))
    assert set(desk.holdings.actions) == {"/a"}


@pytest.mark.parametrize("name", ["", " \t "])
def test_who_speaks_for_an_organisation_has_a_name(name):
    with pytest.raises(WrongValue, match="champion needs a name"):
        ready_desk().do(NoteRepresentative("org", Representation.CHAMPION, TODAY, name))


def test_a_day_bears_as_many_meetings_as_there_are_letters():
    desk = ready_desk()
    for number in range(26):
        desk.do(AddMeeting(TODAY, id=f"m{number}"))
    assert len({one.code for one in desk.holdings.meetings.values()}) == 26
    with pytest.raises(WrongValue, match="26 meetings on that day already"):
        desk.do(AddMeeting(TODAY, id="more"))
