"""Answering a domain: its principles with notes, and readings of its outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import RecordReading
from tests.helpers.answering import AnsweringDesk


def open_domain(desk: AnsweringDesk) -> None:
    desk.click(desk.component.breadcrumb)
    assert desk.page.stack.currentWidget() is desk.domain


def test_a_principle_is_marked_and_noted_in_this_domain_only(desk: AnsweringDesk) -> None:
    open_domain(desk)
    row = desk.domain.principles.list.row("sharing")
    desk.click(desk.mark_button("sharing", Mark.PARTLY))
    desk.click(row.note_button)
    desk.type("A network in the county")
    desk.page.show_item("purchasing")
    desk.settle()
    assert desk.answers.principle("work", "sharing").mark is Mark.PARTLY
    assert desk.answers.principle("work", "sharing").note == "A network in the county"
    assert "purchasing/sharing" not in desk.answers.principles
    assert not desk.mark_button("sharing", Mark.PARTLY).isChecked()


def test_a_mark_is_taken_back_with_a_key(desk: AnsweringDesk) -> None:
    open_domain(desk)
    desk.click(desk.mark_button("staff", Mark.NOT_YET))
    desk.press(Qt.Key.Key_Delete)
    assert "work/staff" not in desk.answers.principles
    assert desk.domain.principles.hint_label.accessibleName().startswith("0 of 6 in place")


def test_a_reading_is_recorded_with_its_day_and_source_and_the_newest_stands_first(desk: AnsweringDesk) -> None:
    open_domain(desk)
    part = desk.domain.outcome
    for value, day, source in (("62", "31 March 2026", "Payroll"), ("58", "31/3/2025", "Survey")):
        desk.click(part.value)
        desk.type(value)
        part.day.selectAll()
        desk.click(part.day)
        part.day.selectAll()
        desk.type(day)
        desk.click(part.source)
        desk.type(source)
        desk.press(Qt.Key.Key_Return)
    held = sorted((one.value, one.on, one.source) for one in desk.small.workspace.holdings.readings.values())
    assert held == [("58", date(2025, 3, 31), "Survey"), ("62", date(2026, 3, 31), "Payroll")]
    shown = [(row.value.accessibleName(), row.details.accessibleName()) for row in part.rows if row.isVisible()]
    assert shown == [("62 %", "Latest · 31 March 2026 · Payroll"), ("58 %", "31 March 2025 · Survey")]
    assert (part.value.text(), part.source.text()) == ("", "")


def test_a_reading_without_a_number_or_day_says_what_to_do_and_keeps_what_was_typed(desk: AnsweringDesk) -> None:
    open_domain(desk)
    part = desk.domain.outcome
    desk.click(part.value)
    desk.type("many")
    desk.click(part.record)
    assert part.value_field.fault_sentence.startswith("'many' is not a number. Write a number in digits")
    assert part.value.hasFocus()
    part.value.selectAll()
    desk.type("7")
    assert part.value_field.fault_sentence == ""
    part.day.setFocus()
    part.day.selectAll()
    desk.type("in spring")
    desk.click(part.record)
    assert "is not a date" in part.day_field.fault_sentence
    assert (part.value.text(), part.day.text()) == ("7", "in spring")
    assert not desk.small.workspace.holdings.readings


def test_what_is_typed_for_a_reading_waits_for_its_domain(desk: AnsweringDesk) -> None:
    open_domain(desk)
    desk.click(desk.domain.outcome.value)
    desk.type("41")
    desk.page.show_item("purchasing")
    assert desk.domain.outcome.value.text() == ""
    desk.page.show_item("work")
    assert desk.domain.outcome.value.text() == "41"


def test_a_wrong_reading_is_removed(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[RecordReading("org", "work", "620", date(2026, 3, 31), id="wrong")])
    open_domain(desk)
    desk.click(desk.domain.outcome.rows[0].remove)
    assert not desk.small.workspace.holdings.readings
    assert desk.domain.outcome.none.isVisible()


def test_the_domain_rolls_up_statuses_and_flags(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[SetStatus("now", "1.1", Status.FULFILLED), WriteAnswer("now", "1.2", "focus", True),
                             WriteAnswer("now", "1.3", "look_again", True)])
    open_domain(desk)
    assert desk.domain.progress.accessibleName() == (
        "1 of 3 components fulfilled · 1 in focus this period · 1 to look at again")
    assert desk.domain.rows[1].details.accessibleName().endswith("Focus this period")
    desk.do(SetStatus("now", "1.2", Status.FULFILLED))
    assert desk.domain.progress.accessibleName().startswith("2 of 3 components fulfilled")
