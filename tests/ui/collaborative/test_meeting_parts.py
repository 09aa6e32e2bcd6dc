"""The parts of the meetings page: a log that keeps up with ten thousand lines, and names that are offered once."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from anchor_app.domain.action import Action, ActionStatus
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.meeting import ItemKind, Meeting, MeetingItem
from anchor_app.ui.models.meeting_log_model import STATUS, MeetingLogModel, Part
from anchor_app.ui.widgets.meeting_names import NamesField
from anchor_app.ui.widgets.meeting_tables import MeetingLogTable
from tests.helpers.values import TODAY, ready_desk

LINES, MEETINGS = 10_000, 500
WORKING = 0.5
"""Seconds of the processor that may be spent on all lines: a few times what it takes on a slow machine."""


def held_with_many() -> Holdings:
    meetings = [Meeting(f"m{at}", on=date(1985, 1, 1) + timedelta(30 * at)) for at in range(MEETINGS)]
    items = [MeetingItem(f"i{at}", meeting=f"m{at % MEETINGS}", number=at // MEETINGS + 1, text=f"What was said, {at}",
                         kind=ItemKind.ACTION if at % 2 else ItemKind.DECISION, action=f"a{at}" if at % 2 else "")
             for at in range(LINES)]
    actions = [Action(f"a{at}", "", f"Action {at}", due=TODAY - timedelta(1), status=ActionStatus.ON_TRACK
                      if at % 3 else ActionStatus.COMPLETE) for at in range(1, LINES, 2)]
    return replace(ready_desk().holdings, meetings={one.key: one for one in meetings},
                   meeting_items={one.key: one for one in items}, actions={one.key: one for one in actions})


def test_ten_thousand_lines_are_shown_and_searched_at_once_and_only_those_in_sight_are_asked_for(qtbot: QtBot) -> None:
    held, model = held_with_many(), MeetingLogModel()
    asked: set[int] = set()

    def text(line: object, column: int) -> str:
        asked.add(id(line))
        return MeetingLogModel.text(model, line, column)  # type: ignore[arg-type]

    table = MeetingLogTable(model)
    qtbot.addWidget(table)
    table.resize(900, 600)
    table.show()
    model.text = text  # type: ignore[method-assign]
    begun = time.thread_time()
    model.look(held, TODAY, "", Part.ALL)
    table.grab()
    model.look(held, TODAY, "said, 9999", Part.OPEN)
    spent = time.thread_time() - begun
    assert model.rowCount() == 0  # the action is complete
    model.look(held, TODAY, "said 9997", Part.OPEN)
    assert [model.text(one, STATUS) for one in model.lines] == ["Overdue"] and model.total == LINES
    assert 0 < len(asked) < 30
    assert spent < WORKING


def test_a_name_that_stands_here_is_not_offered_and_many_are_found_by_typing(qtbot: QtBot) -> None:
    field = NamesField("Present")
    qtbot.addWidget(field)
    written: list[str] = []
    field.committed.connect(written.append)
    field.editor.show_text("Kim  EXAMPLE", "here")
    field.offer([("Kim Example", "Bay"), ("R&D", "")], ("Kim Example",), "1 May")
    assert [one.text() for one in field.add_button.menu().actions()] == ["R&&D"]
    field.add_button.menu().actions()[0].trigger()
    assert written == ["Kim  EXAMPLE\nR&D"]
    field.offer([(f"Person {at}", "Bay") for at in range(40)])
    assert field.add_button.menu() is None and field.add_button.isVisibleTo(field)
    field.add_button.chosen.emit("Person 39")
    assert written[-1].endswith("R&D\nPerson 39")
