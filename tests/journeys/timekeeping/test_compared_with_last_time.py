"""What was answered last time stands beside every answer, says which time that was, and can be put away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Assessment, Mark, Status
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.services.settings import Settings, read_settings
from anchor_app.ui.widgets.earlier_line import EarlierLine
from anchor_app.ui.widgets.earlier_text import EarlierText
from tests.helpers.app_window import Person, example_in, person_at
from tests.journeys.timekeeping.test_another_period import held, starts

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return example_in(tmp_path / "example")


def component_page(person: Person, key: str) -> Any:
    person.window.show_item("assessment", key)
    page: Any = person.page
    return page.domain_page if page.component_id == "" else page.component_page


def lines(page: QWidget) -> list[str]:
    """What stands beside the answers, as it is seen."""
    return [one.words for one in page.findChildren(EarlierLine) if one.isVisible()]


def clicks_box(person: Person, box: QWidget) -> None:
    person.clicks(box, QPoint(12, box.height() // 2))


def component_with(last: Assessment, status: Status, *, with_summary: bool = False) -> str:
    return next(key for key, one in last.components.items()
                if one.status is status and (one.summary or not with_summary))


@pytest.mark.parametrize("is_empty", [False, True])
def test_every_answer_has_last_times_beside_it(qtbot: QtBot, example: Path, is_empty: bool) -> None:
    with person_at(qtbot, example) as person:
        last = starts(person, is_empty=is_empty)
        key = component_with(last, Status.WORKING_TOWARDS, with_summary=True)
        page = component_page(person, key)
        assert page.status.earlier.accessibleName() == f"{last.title}: Working towards"
        for row in page.practices.list.rows[:len(page._component.practices)]:
            was = last.practice(row.key)
            words = was.mark.words if was.mark else "not answered"
            assert row.earlier.words == f"2026/27: {words}" + (f" · {was.note}" if was.note else "")
        answer = last.component(key)
        assert page.follow_up.earlier_lead.words == f"2026/27: {answer.lead or 'nobody named'}"
        assert page.follow_up.earlier_focus.words == f"2026/27: {'in focus' if answer.focus else 'not in focus'}"
        assert page.earlier_summary.text.toPlainText() == answer.summary
        words = [row.earlier.words for row in page.opportunities.rows]
        assert set(words) == (set() if is_empty else {"carried over from 2026/27"})
        assert page.opportunities.closed.words.startswith("Closed since 2026/27") is is_empty


def test_the_reason_of_last_time_stands_under_the_status(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        hub = person.window.hub
        assert hub is not None
        hub.do(SetStatus(held(person).id, "3.4", Status.NOT_APPLICABLE, "We own no land."))
        person.sees_saved()
        starts(person)
        page = component_page(person, "3.4")
        assert page.status.earlier_reason.words == "2026/27: We own no land."
        page.focus_first()
        person.presses(Qt.Key.Key_Return, CTRL)
        person.waits(lambda: held(person).component("3.4").reason == "We own no land.")


def test_what_changed_in_a_summary_is_struck_through_counted_and_shown_in_one(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        last = starts(person)
        key = component_with(last, Status.FULFILLED, with_summary=True)
        page = component_page(person, key)
        old = last.component(key).summary
        beside: EarlierText = page.earlier_summary
        first, *rest = old.split(" ")
        page.area.ensureWidgetVisible(page.summary)
        person.clicks(page.summary)
        QApplication.processEvents()
        height = beside.height()
        person.types(" ".join(rest) + " Twice")
        page.summary.flush()
        person.waits(lambda: held(person).component(key).summary.endswith("Twice"))
        assert "1 word left out (struck through), 1 word new" in beside.head.accessibleName()
        assert beside.text.toPlainText() == old
        QApplication.processEvents()
        assert beside.height() == height > 0, "the words of last time jump while others are typed"
        page.area.ensureWidgetVisible(beside.both)
        person.clicks(beside.both)
        assert beside.text.toPlainText().split() == [first, *rest, "Twice"]


def test_a_domains_principles_and_components_have_last_times_beside_them(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        last = held(person)
        starts(person)
        page = component_page(person, "work")
        assert page.compare.accessibleName() == f"Compare with {last.title}"
        principles = page.principles.list.rows
        assert principles and all(row.earlier.words.startswith("2026/27: ") for row in principles)
        marked = last.principle("work", principles[0].key)
        assert (marked.mark.words if marked.mark else "not answered") in principles[0].earlier.words
        assert page.rows[0].earlier.words == f"2026/27: {last.component(page.rows[0].key).status.words}"


def test_the_first_assessment_has_nothing_beside_it_and_no_switch(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        hub = person.window.hub
        assert hub is not None
        first = hub.workspace.holdings.assessments_of(held(person).organisation)[0]
        hub.choose(first.id)
        page = component_page(person, "1.1")
        assert lines(page) == []
        assert not page.status.compare.isVisible() and not page.status.earlier_line.isVisible()
        assert not page.earlier_summary.isVisible()


def test_put_away_it_stays_away_and_the_status_can_still_be_confirmed(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        last = starts(person)
        page = component_page(person, "1.1")
        assert lines(page)
        clicks_box(person, page.status.compare)
        assert lines(page) == [] and not page.earlier_summary.isVisible()
        assert lines(component_page(person, "work")) == []
        person.waits(lambda: not read_settings()[0].compares)
        page = component_page(person, component_with(last, Status.FULFILLED))
        person.clicks(page.status.confirm_earlier)
        person.waits(lambda: held(person).component(page.component_id).status is Status.FULFILLED)
    with person_at(qtbot, example, read_settings()[0]) as person:
        page = component_page(person, "1.1")
        assert lines(page) == [] and not page.status.compare.isChecked()


def test_answering_does_not_move_what_stands_beside(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        starts(person)
        page = component_page(person, "1.1")
        rows = page.practices.list.rows[:4]

        def places() -> list[QPoint]:
            QApplication.processEvents()
            return [one.mapTo(page, QPoint()) for one in (*rows, page.summary_card, page.follow_up)]

        before = places()
        person.clicks(rows[0].marks[1])
        person.waits(lambda: held(person).practice(rows[0].key).mark is Mark.PARTLY)
        hub = person.window.hub
        assert hub is not None
        hub.do(WriteAnswer(held(person).id, "1.1", "lead", "Somebody else"))
        person.sees_saved()
        person.clicks(page.status.confirm_earlier)
        person.waits(lambda: held(person).component("1.1").status is not Status.NOT_STARTED)
        assert places() == before


def test_a_year_is_compared_and_confirmed_by_keyboard_alone(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example, Settings(text_scale=200), (1024, 700)) as person:
        last = starts(person)
        person.window.activateWindow()  # which a window manager does; the offscreen platform has none
        person.waits(person.window.isActiveWindow)
        page = component_page(person, "1.1")
        page.focus_first()
        person.presses(Qt.Key.Key_Return, CTRL)
        person.waits(lambda: held(person).component("1.1").status is last.component("1.1").status)
        person.tabs_to(f"Compare with {last.title}")
        person.presses(Qt.Key.Key_Space)
        assert lines(page) == []
        person.presses(Qt.Key.Key_Space)
        assert lines(page)
        assert person.focused is page.status.compare
        stop = page.practices.list.rows[0].tab_stop
        person.tabs_to(stop.accessibleName())
        assert stop.accessibleDescription().startswith("2026/27: ")
        person.presses(Qt.Key.Key_1)
        person.waits(lambda: held(person).practice(page.practices.list.rows[0].key).mark is Mark.IN_PLACE)
        person.presses(Qt.Key.Key_PageDown, CTRL)
        assert page.component_id == "1.2"
        page.focus_first()
        person.presses(Qt.Key.Key_Return, CTRL)
        person.waits(lambda: held(person).component("1.2").status is last.component("1.2").status)


def test_a_long_note_is_shown_whole_on_demand(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        hub = person.window.hub
        assert hub is not None
        last = held(person)
        note = "Look at" + " every ward" * 60
        hub.do(WriteAnswer(last.id, "1.1", "look_again_note", note))
        person.sees_saved()
        starts(person)
        line = component_page(person, "1.1").follow_up.earlier_look_again
        assert line.label.accessibleName().endswith("…")
        person.page.component_page.area.ensureWidgetVisible(line.more)  # type: ignore[attr-defined]
        person.clicks(line.more)
        assert line.label.accessibleName().endswith(note)
        assert not line.more.isVisible()
