"""Actions: made of what calls for them by one click, moved on a board, noted, completed, found, sent out and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from anchor_app.domain.acting import AddAction, SetActionStatus, notes_of
from anchor_app.domain.action import Action, ActionSource, ActionStatus, Priority
from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddOrganisation
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.organisation import Kind
from anchor_app.services.settings import Settings
from anchor_app.ui.pages.actions_page import ActionsPage
from tests.helpers.app_window import Person, example_in, kept_in, person_at
from tests.helpers.handing_over import held
from tests.helpers.received import CameIn, signed
from tests.helpers.showing import Desk
from tests.helpers.window import TODAY

MakeDesk = Callable[..., Desk]
CTRL = Qt.KeyboardModifier.ControlModifier


def actions(person: Person) -> dict[str, Action]:
    """All actions that are held, by title."""
    hub = person.window.hub
    assert hub is not None
    return {one.title: one for one in hub.workspace.holdings.actions.values()}


def before(count: int = 3) -> list[AddAction]:
    """Actions of two owners, the first overdue."""
    told = (("Write to the wards", "1.1", "Sam Bell", date(2026, 10, 1), Priority.HIGH),
            ("Count the trees", "3.4", "Ada Lee", date(2026, 12, 1), None),
            ("Read the contract", "", "", None, Priority.LOW))
    return [AddAction("org", {"title": title, "components": components, "owner_name": owner, "due": due,
                              "priority": priority, "created_on": date(2026, 9, 1)}, id=f"a{at}")
            for at, (title, components, owner, due, priority) in enumerate(told[:count])]


def titles(page: ActionsPage) -> list[str]:
    return [one.title for one in page.model.found]


def status_of(desk: Desk, key: str) -> ActionStatus:
    return desk.memory.workspace.holdings.actions[f"org/{key}"].status


def test_an_opportunity_becomes_an_action_by_one_click_and_completing_it_asks_and_undo_goes_back(
        qtbot: QtBot, tmp_path: Path) -> None:
    folder = example_in(tmp_path / "example")
    with person_at(qtbot, folder) as person:
        window: Any = person.window
        window.show_item("assessment", "3.4")
        page: Any = person.page.component_page  # type: ignore[attr-defined]
        row = page.opportunities.rows[0]
        words = row.editor.text()
        page.area.ensureWidgetVisible(row)
        person.clicks(row.act)
        person.waits(lambda: window.message_bar.sentence == "Action made.")
        assert row.act.text() == "Show the action" and words in actions(person)
        person.clicks(window.message_bar.answer("Show it"))
        person.waits(lambda: window.place == "actions")
        shown: Any = person.page
        assert shown.form.title_editor.text() == words
        assert shown.form.source_button.text() == "From an opportunity of 3.4"

        person.clicks(shown.view.button("board"))
        lanes = shown.list.board.lanes
        lanes[ActionStatus.NOT_STARTED].setFocus()
        assert lanes[ActionStatus.NOT_STARTED].choose(actions(person)[words].key)
        for status in (ActionStatus.ON_TRACK, ActionStatus.MINOR_DELAY, ActionStatus.OFF_TRACK):
            person.presses(Qt.Key.Key_Right, CTRL)
            person.waits(lambda status=status: actions(person)[words].status is status and lanes[status].hasFocus())
        assert held(person).component("3.4").status is Status.NOT_STARTED
        person.presses(Qt.Key.Key_Right, CTRL)
        person.waits(lambda: shown.question.isVisible())
        assert actions(person)[words].completed_on == held_today(person)
        assert "3.4" in shown.question.question_label.text() and "If 3.4 becomes Fulfilled" in \
            shown.question.level_label.text()
        assert held(person).component("3.4").status is Status.NOT_STARTED, "a status changed by itself"
        person.clicks(shown.question.fulfilled_button)
        person.waits(lambda: held(person).component("3.4").status is Status.FULFILLED)
        assert not shown.question.isVisible()

        person.clicks(window.header.undo_button)
        person.waits(lambda: held(person).component("3.4").status is Status.NOT_STARTED)
        person.clicks(window.header.undo_button)
        person.waits(lambda: actions(person)[words].status is ActionStatus.OFF_TRACK)
        assert window.place == "actions" and shown.form.title_editor.text() == words
        person.sees_saved()
        person.clicks(shown.form.source_button)
        person.waits(lambda: window.place == "assessment" and person.page.component_id == "3.4")
    assert any(one.source is ActionSource.OPPORTUNITY for one in kept_in(folder).actions.values())


def held_today(person: Person) -> date:
    hub = person.window.hub
    assert hub is not None
    return hub.workspace.clock.today()


def test_what_is_overdue_stands_on_the_overview_and_leads_to_it(qtbot: QtBot, tmp_path: Path) -> None:
    with person_at(qtbot, example_in(tmp_path / "example")) as person:
        window: Any = person.window
        hub: Any = window.hub
        hub.do(AddAction(held(person).organisation, {"title": "Paint the fence", "due": date(2026, 10, 1)}))
        person.sees_saved()
        overview: Any = person.page
        row = overview.attention.rows["overdue"]
        late = [one for one in actions(person).values() if one.is_overdue(held_today(person))]
        assert row.count_label.text() == str(len(late)) == window.side_bar.entry("actions").count
        overview.page_scroll.ensureWidgetVisible(row)
        person.clicks(row)
        person.waits(lambda: window.place == "actions")
        page: Any = person.page
        assert page.filters.overdue_box.isChecked() and titles(page) == [one.title for one in late]
        hub.do(SetActionStatus(late[0].key, ActionStatus.COMPLETE, held_today(person)))
        person.waits(lambda: "Nothing is overdue" in page.list.empty_label.text())
        assert not page.question.isVisible(), "what somebody else completed is not asked about"
        person.clicks(page.list.empty_button)
        assert late[0].title in titles(page)


def test_an_action_is_added_filled_in_noted_and_completed_by_keyboard_alone(qtbot: QtBot, tmp_path: Path) -> None:
    with person_at(qtbot, example_in(tmp_path / "example"), Settings(who="Robin Example")) as person:
        window: Any = person.window
        person.presses(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
        person.waits(lambda: window.place == "actions")
        page: Any = person.page
        person.tabs_to("Search the actions and their notes")
        person.presses(Qt.Key.Key_N, CTRL)
        person.types("Ring the council")
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: "Ring the council" in actions(person) and page.form.owner_editor.hasFocus())
        assert not page.new.isVisible()
        person.presses(Qt.Key.Key_Tab)
        person.presses(Qt.Key.Key_Space)  # "Me"
        person.waits(lambda: actions(person)["Ring the council"].owner_name == "Robin Example")
        person.tabs_to("New note")
        person.types("Nobody answered.")
        person.presses(Qt.Key.Key_Return, CTRL)
        person.waits(lambda: page.form.notes.new.text() == "" and len(page.form.notes.rows) == 1)
        (note,) = notes_of(window.hub.workspace.holdings, actions(person)["Ring the council"])
        assert (note.text, note.by, note.on) == ("Nobody answered.", "Robin Example", held_today(person))
        person.presses(Qt.Key.Key_F, CTRL)
        person.types("answered")
        person.waits(lambda: titles(page) == ["Ring the council"])
        page.filters.clear_button.setFocus()
        person.presses(Qt.Key.Key_Space)
        assert len(titles(page)) == len(actions(person))


def test_a_flag_becomes_an_action_and_leads_to_it(make_desk: MakeDesk) -> None:
    from anchor_app.ui.pages.assessment_page import AssessmentPage

    desk = make_desk(AssessmentPage, before=[WriteAnswer("now", "1.1", "look_again", True),
                                             WriteAnswer("now", "1.1", "look_again_note", "Ask the wards")])
    page: Any = desk.page
    made: list[str] = []
    asked: list[str] = []
    page.action_made.connect(made.append)
    page.action_requested.connect(asked.append)
    act = page.component_page.follow_up.act
    assert act.text() == "Make an action" and not page.component_page.moderation.isVisible()
    page.component_page.area.ensureWidgetVisible(act)
    desk.click(act)
    desk.until(lambda: len(made) == 1)
    (action,) = desk.memory.workspace.holdings.actions.values()
    assert (action.title, action.source, action.components) == ("Ask the wards", ActionSource.FLAG, "1.1")
    assert act.text() == "Show the action"
    desk.click(act)
    assert asked == made == [action.key]
    desk.hub.do(WriteAnswer("now", "1.1", "look_again", False))
    desk.settle()
    assert act.isVisible(), "the action can still be reached"


def test_what_the_group_asked_for_becomes_an_action_although_the_answers_are_signed(make_desk: MakeDesk) -> None:
    from anchor_app.ui.pages.assessment_page import AssessmentPage

    desk = make_desk(AssessmentPage, before=[*signed(), Moderate(
        "now", "1.1", Decision.MORE_EVIDENCE, "Say how many came.", "The group", TODAY),
        Moderate("now", "1.2", Decision.AGREED, "", "The group", TODAY)])
    page: Any = desk.page
    card = page.component_page.moderation
    page.component_page.area.ensureWidgetVisible(card.act)
    desk.click(card.act)
    desk.until(lambda: card.act.text() == "Show the action")
    (action,) = desk.memory.workspace.holdings.actions.values()
    assert (action.title, action.source) == ("Say how many came.", ActionSource.MODERATION)
    page.show_item("1.2")
    assert card.isVisible() and not card.act.isVisible(), "what was agreed asks for nothing"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_card_is_dragged_to_another_column_or_sent_there_from_its_menu(make_desk: MakeDesk) -> None:
    desk = make_desk(ActionsPage, before=before())
    page: Any = desk.page
    desk.click(page.view.button("board"))
    lanes = page.list.board.lanes
    first, track = lanes[ActionStatus.NOT_STARTED], lanes[ActionStatus.ON_TRACK]
    data = first.cards.mimeData([first.cards.index(1)])
    held_keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.MoveAction, data, *held_keys)
    QApplication.sendEvent(track.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(track.viewport(), QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, data, *held_keys))
    desk.until(lambda: status_of(desk, "a1") is ActionStatus.ON_TRACK)
    assert page.list.board.heads[ActionStatus.ON_TRACK].text() == "On track · 1"

    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Menu)
    desk.until(lambda: page.list.board.menu is not None and page.list.board.menu.isVisible())
    for _ in range(5):  # past "Open" and the first three statuses
        QTest.keyClick(page.list.board.menu, Qt.Key.Key_Down)
    assert page.list.board.menu.activeAction().text() == "Off track"
    QTest.keyClick(page.list.board.menu, Qt.Key.Key_Return)
    desk.until(lambda: status_of(desk, "a0") is ActionStatus.OFF_TRACK)


def test_completing_asks_about_each_component_and_leaving_it_changes_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk(ActionsPage, before=[SetStatus("now", "1.2", Status.WORKING_TOWARDS), AddAction(
        "org", {"title": "Both", "components": "1.1 1.2 2.1"}, id="both"), SetStatus("now", "2.1", Status.FULFILLED)])
    page: Any = desk.page
    question = page.question
    page.form.status_menu.chosen.emit(ActionStatus.COMPLETE)
    desk.until(question.isVisible)
    assert question.leave_button.hasFocus() and question.towards_button.isVisible()
    QTest.keyClick(question.leave_button, Qt.Key.Key_Escape)
    assert "1.2" in question.question_label.text() and not question.towards_button.isVisible()
    QTest.keyClick(question.leave_button, Qt.Key.Key_Space)
    assert not question.isVisible()
    assert desk.memory.assessment.component("1.1").status is Status.NOT_STARTED
    assert desk.memory.assessment.component("1.2").status is Status.WORKING_TOWARDS

    page.form.status_menu.chosen.emit(ActionStatus.ON_TRACK)
    desk.settle()
    page.form.status_menu.chosen.emit(ActionStatus.COMPLETE)
    desk.until(question.isVisible)
    desk.hub.undo()
    desk.until(lambda: status_of(desk, "both") is ActionStatus.ON_TRACK)
    assert not question.isVisible(), "an action that is open again asks nothing"


def test_answers_of_another_organisation_are_not_asked_about(make_desk: MakeDesk) -> None:
    desk = make_desk(ActionsPage, before=[AddAction("org", {"title": "Theirs", "components": "1.1"}, id="theirs"),
                                          AddOrganisation({"name": "Northmoor", "kind": Kind.COUNCIL}, id="us"),
                                          CameIn()])
    page: Any = desk.page
    page.form.status_menu.chosen.emit(ActionStatus.COMPLETE)
    desk.until(lambda: status_of(desk, "theirs") is ActionStatus.COMPLETE)
    assert not page.question.isVisible()


def test_filters_leave_what_they_say_and_an_empty_list_says_why(make_desk: MakeDesk) -> None:
    desk = make_desk(ActionsPage, before=before())
    page: Any = desk.page
    filters = page.filters
    assert page.count_label.text() == "3 actions · 3 open · 1 overdue"
    assert titles(page) == ["Write to the wards", "Count the trees", "Read the contract"]
    desk.click(filters.overdue_box, QPoint(12, filters.overdue_box.height() // 2))
    assert titles(page) == ["Write to the wards"]
    filters.clear()
    filters.domain_box.setCurrentIndex(3)
    filters.domain_box.activated.emit(3)
    assert titles(page) == ["Count the trees"]
    desk.click(filters.clear_button)
    desk.click(filters.mine_box, QPoint(12, filters.mine_box.height() // 2))
    assert titles(page) == [] and "“Test”" in page.list.empty_label.text()
    desk.click(page.list.empty_button)
    assert len(titles(page)) == 3
    desk.type(filters.search_line, "trees")
    desk.until(lambda: titles(page) == ["Count the trees"])
    page.show_item("org/a2")
    assert page.form.key == "org/a2" and len(titles(page)) == 3, "an action that is asked for is shown"


def test_an_empty_page_says_how_actions_are_made_and_offers_to(make_desk: MakeDesk) -> None:
    desk = make_desk(ActionsPage)
    page: Any = desk.page
    assert "one click" in page.list.empty_label.text() and not page.filters.isVisible()
    desk.click(page.list.empty_button)
    desk.type(page.new.line, "Begin somewhere")
    QTest.keyClick(page.new.line, Qt.Key.Key_Return)
    desk.until(lambda: titles(page) == ["Begin somewhere"])
    action = page.model.found[0]
    assert (action.created_on, action.period, action.organisation) == (TODAY, "2026/27", "org")


def test_what_cannot_be_is_said_in_a_sentence_and_what_was_typed_stays(make_desk: MakeDesk) -> None:
    desk = make_desk(ActionsPage, before=before(1))
    page: Any = desk.page
    page.form.due_field.line.setFocus()
    page.form.due_field.line.selectAll()
    QTest.keyClicks(page.form.due_field.line, "31 June 2026")
    QTest.keyClick(page.form.due_field.line, Qt.Key.Key_Return)
    assert "is not a date" in page.form.due_field.trouble_label.text()
    page.form.due_field.chosen.emit(date(2026, 8, 1))
    desk.settle()
    assert "before it was made" in desk.refusals[-1]
    page.form.period_editor.setFocus()
    QTest.keyClicks(page.form.period_editor, "next year")
    QTest.keyClick(page.form.period_editor, Qt.Key.Key_Return)
    assert "is not a period" in page.form.period_trouble.text() and page.form.period_editor.text() == "next year"
    page.form.period_editor.selectAll()
    QTest.keyClicks(page.form.period_editor, "2026-27")
    QTest.keyClick(page.form.period_editor, Qt.Key.Key_Return)
    desk.until(lambda: page.form.period_editor.text() == "2026/27" and not page.form.period_trouble.isVisible())
    desk.click(page.add_button)
    page.new.line.setText("W" * 100_001)
    QTest.keyClick(page.new.line, Qt.Key.Key_Return)
    desk.until(lambda: "100,001 characters" in desk.refusals[-1])
    assert len(page.new.line.text()) == 100_001
    page.form.title_editor.setPlainText("")
    page.form.title_editor.flush()
    desk.settle()
    assert "needs a title" in desk.refusals[-1]
    assert desk.memory.workspace.holdings.actions["org/a0"].title == "Write to the wards"


def test_a_removed_action_goes_with_its_notes_after_a_question(make_desk: MakeDesk) -> None:
    desk = make_desk(ActionsPage, before=before(2))
    page: Any = desk.page
    desk.type(page.form.notes.new, "A note")
    page.form.notes.add_button.click()
    desk.until(lambda: len(page.form.notes.rows) == 1)
    (note,) = desk.memory.workspace.holdings.action_notes.values()
    page.show_item("org/a1")
    page.show_item(note.key)
    assert page.form.key == "org/a0", "a note is shown with its action"
    page.form.remove_button.click()
    assert page.form.confirm.question.text() == "Remove “Write to the wards” and one note on it?"
    page.form.confirm.yes_button.click()
    desk.until(lambda: titles(page) == ["Count the trees"])
    assert page.form.key == "org/a1" and not desk.memory.workspace.holdings.action_notes


@pytest.mark.parametrize("ending", ["ics", "xlsx", "csv", "pdf", "docx"])
def test_what_is_shown_is_saved_as_a_file_and_said_where(
        make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    desk = make_desk(ActionsPage, before=before())
    page: Any = desk.page
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "mine"), ""))
    entry = next(one for one in page.export.button.menu().actions() if f".{ending}" in one.text())
    entry.trigger()
    desk.until(lambda: f"mine.{ending}" in page.export.notice.label.text())
    data = (tmp_path / f"mine.{ending}").read_bytes()
    if ending == "ics":
        assert data.count(b"BEGIN:VTODO") + data.count(b"BEGIN:VEVENT") == 2
        assert "1 that is complete or without a due date is not in it" in page.export.notice.label.text()
    elif ending == "csv":
        assert data.decode("utf-8-sig").count("Write to the wards") == 1 and len(data.splitlines()) >= 4
    else:
        assert data.startswith(b"%PDF" if ending == "pdf" else b"PK")


def test_writing_that_is_stopped_says_what_is_there(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(ActionsPage, before=before())
    page: Any = desk.page
    page.export.write(tmp_path / "actions.docx")
    desk.click(page.export.work.cancel_button)
    desk.until(lambda: bool(page.export.notice.label.text()))
    is_there = (tmp_path / "actions.docx").exists()
    assert page.export.notice.label.text().startswith("Saved" if is_there else "Stopped. Nothing was written.")
    assert page.export.button.isEnabled()


def test_a_file_that_cannot_be_written_offers_another_name(
        make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(ActionsPage, before=before(1))
    page: Any = desk.page
    page.export.write(tmp_path / "nowhere" / "actions.csv")
    desk.until(lambda: page.export.notice.button.text() == "Save as actions 2.csv…")
    assert page.export.button.isEnabled()


def test_a_workspace_for_reading_shows_actions_and_changes_none(make_desk: MakeDesk) -> None:
    desk = make_desk(ActionsPage, before=before(), read_only="Sam has it open.")
    page: Any = desk.page
    assert "Sam has it open." in page.form.lock_notice.label.text()
    assert not page.add_button.isEnabled() and "Sam has it open." in page.add_button.toolTip()
    assert page.form.title_editor.isReadOnly() and not page.form.status_menu.isEnabled()
    desk.click(page.view.button("board"))
    lane = page.list.board.lanes[ActionStatus.NOT_STARTED]
    lane.setFocus()
    QTest.keyClick(lane, Qt.Key.Key_Right, CTRL)
    desk.settle()
    assert status_of(desk, "a0") is ActionStatus.NOT_STARTED and not lane.dragEnabled()
