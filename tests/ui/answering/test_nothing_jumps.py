"""Saving and refreshing move nothing that a person looks at, and lose nothing that a person types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import AddOpportunity, MarkPractices, NotePractice, SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, StartAssessment
from anchor_app.domain.record import LONGEST_TEXT
from tests.helpers.answering import AnsweringDesk
from tests.helpers.values import shipped_charter

CTRL = Qt.KeyboardModifier.ControlModifier


def test_an_edit_elsewhere_leaves_scroll_focus_and_cursor(desk: AnsweringDesk) -> None:
    desk.click(desk.component.summary)
    desk.type("Some words")
    desk.press(Qt.Key.Key_Left)
    bar = desk.component.area.verticalScrollBar()
    bar.setValue(137)
    cursor = desk.component.summary.textCursor().position()
    desk.do(SetStatus("now", "2.1", Status.FULFILLED))
    desk.do(AddOpportunity("now", "1.1", "From elsewhere"))
    desk.do(WriteAnswer("now", "1.1", "focus", True))
    desk.do(AddEvidence("now", {"kind": "account", "text": "x", "title": "From elsewhere"}, ("1.1",)))
    assert bar.value() == 137
    assert desk.component.summary.hasFocus()
    assert desk.component.summary.textCursor().position() == cursor
    assert desk.component.summary.text() == "Some words"


def test_a_suggestion_comes_and_goes_without_moving_what_lies_below(desk: AnsweringDesk) -> None:
    before = desk.component.summary_card.mapTo(desk.component, desk.component.summary_card.rect().topLeft())
    marks = tuple(one.id for one in shipped_charter().component("1.1").practices)
    desk.do(MarkPractices("now", marks, Mark.IN_PLACE))
    assert desk.component.practices.accept.isVisible()
    after = desk.component.summary_card.mapTo(desk.component, desk.component.summary_card.rect().topLeft())
    assert after == before


def test_typing_goes_on_while_other_edits_arrive(desk: AnsweringDesk) -> None:
    desk.click(desk.component.summary)
    for letter in "first ":
        desk.type(letter)
        desk.do(MarkPractices("now", ("1.1.1",), Mark.PARTLY))
        desk.do(MarkPractices("now", ("1.1.1",), None))
    desk.do(WriteAnswer("now", "1.1", "summary", "a colleague's words"))
    assert desk.component.summary.text() == "first "
    desk.component.flush()
    desk.settle()
    assert desk.answer("1.1").summary == "first "


def test_an_edit_from_elsewhere_is_shown_where_nobody_types(desk: AnsweringDesk) -> None:
    desk.do(WriteAnswer("now", "1.1", "summary", "New words"))
    desk.do(NotePractice("now", "1.1.2", "A note"))
    desk.do(WriteAnswer("now", "1.1", "lead", "Somebody"))
    assert desk.component.summary.text() == "New words"
    assert desk.component.practices.list.row("1.1.2").note.text() == "A note"
    assert desk.component.follow_up.lead.text() == "Somebody"


def test_a_refused_text_is_still_there_when_its_component_is_opened_again(desk: AnsweringDesk) -> None:
    long = "x" * (LONGEST_TEXT + 1)
    desk.click(desk.component.summary)
    desk.component.summary.insertPlainText(long)
    desk.click(desk.page.next)
    assert desk.refusals and "100,000" in desk.refusals[0]
    assert desk.answer("1.1").summary == ""
    desk.click(desk.page.back)
    assert desk.component.summary.text() == long


def test_choosing_another_assessment_saves_what_was_typed_to_the_one_it_was_typed_in(
        make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[StartAssessment("org", shipped_charter().digest, "2025/26", id="old")])
    desk.component.summary.setFocus()
    desk.type("Written this year")
    desk.hub.choose("old")
    desk.settle()
    assert desk.component.summary.text() == ""
    desk.component.summary.setFocus()
    desk.type("Written last year")
    desk.hub.choose("now")
    desk.settle()
    found = desk.small.workspace.holdings.assessments
    assert found["now"].component("1.1").summary == "Written this year"
    assert found["old"].component("1.1").summary == "Written last year"
    assert desk.component.summary.text() == "Written this year"


def test_a_hidden_page_looks_again_when_it_is_shown(desk: AnsweringDesk) -> None:
    desk.page.hide()
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    assert desk.component.status.chooser.choice is Status.NOT_STARTED
    desk.page.show()
    assert desk.component.status.chooser.choice is Status.FULFILLED


def test_a_line_that_is_not_added_yet_waits_for_its_component(desk: AnsweringDesk) -> None:
    desk.click(desk.component.opportunities.new)
    desk.type("Half an idea")
    desk.press(Qt.Key.Key_PageDown, CTRL)
    assert desk.component.opportunities.new.text() == ""
    desk.press(Qt.Key.Key_PageUp, CTRL)
    assert desk.component.opportunities.new.text() == "Half an idea"
    assert not desk.answers.opportunities


def test_without_an_assessment_the_page_says_what_to_do(desk: AnsweringDesk) -> None:
    desk.hub.choose(None)
    assert desk.page.none.isVisible()
    assert not desk.page.next.isVisible()
    desk.hub.choose("now")
    assert desk.page.component_id == "1.1"
