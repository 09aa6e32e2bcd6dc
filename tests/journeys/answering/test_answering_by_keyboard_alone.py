"""A component answered completely without a mouse; nothing in it traps the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands_keeping import AddEvidence
from tests.helpers.answering import AnsweringDesk

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_TABS = 60


def tab_to(desk: AnsweringDesk, widget: QWidget) -> None:
    """Press Tab until a widget has the keyboard."""
    for _ in range(MOST_TABS):
        if widget.hasFocus():
            return
        desk.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {widget.accessibleName() or widget}")


def test_a_component_is_answered_without_a_mouse(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[AddEvidence("now", {"kind": "account", "text": "x", "title": "Ward figures"}, id="ward")])
    page = desk.component
    desk.page.navigator.setFocus()
    desk.type("1.2")
    desk.press(Qt.Key.Key_Return)
    assert page.status.chooser.button(Status.NOT_STARTED).hasFocus()
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Space)
    assert desk.answer("1.2").status is Status.WORKING_TOWARDS

    tab_to(desk, page.practices.list.rows[0].tab_stop)
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_2)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Space)
    assert desk.marks_shown() == {"1.2.1": Mark.IN_PLACE, "1.2.2": Mark.PARTLY, "1.2.3": Mark.PARTLY}
    desk.press(Qt.Key.Key_0)
    assert desk.marks_shown()["1.2.3"] is None
    desk.press(Qt.Key.Key_3)
    desk.press(Qt.Key.Key_Backspace)
    desk.press(Qt.Key.Key_3)
    assert desk.marks_shown()["1.2.3"] is Mark.NOT_YET

    tab_to(desk, page.practices.list.rows[2].note_button)
    desk.press(Qt.Key.Key_Space)
    desk.type("Talks begin in May")
    tab_to(desk, page.summary)
    assert desk.answers.practice("1.2.3").note == "Talks begin in May"
    desk.type("Two schools, one college")
    tab_to(desk, page.evidence.link)
    desk.press(Qt.Key.Key_Space)
    desk.type("ward")
    desk.press(Qt.Key.Key_Return)
    assert desk.answers.evidence_of("1.2") == {"ward"}
    desk.press(Qt.Key.Key_Escape)
    assert page.evidence.link.hasFocus()

    tab_to(desk, page.opportunities.new)
    desk.type("More placements")
    desk.press(Qt.Key.Key_Return)
    tab_to(desk, page.follow_up.lead)
    desk.type("Head of Learning")
    tab_to(desk, page.follow_up.focus)
    desk.press(Qt.Key.Key_Space)
    tab_to(desk, page.follow_up.look_again)
    desk.press(Qt.Key.Key_Space)
    tab_to(desk, page.follow_up.note)
    desk.type("Ask again")
    desk.press(Qt.Key.Key_PageDown, CTRL)

    held = desk.answer("1.2")
    assert desk.page.component_id == "1.3"
    assert (held.summary, held.lead, held.focus, held.look_again, held.look_again_note) == (
        "Two schools, one college", "Head of Learning", True, True, "Ask again")
    assert [one.text for one in desk.answers.opportunities_of("1.2")] == ["More placements"]
    assert desk.refusals == []


def test_not_applicable_is_set_and_its_reason_given_without_a_mouse(desk: AnsweringDesk) -> None:
    panel = desk.component.status
    desk.page.navigator.setFocus()
    desk.press(Qt.Key.Key_Return)
    for _ in range(3):
        desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Space)
    assert panel.reason.hasFocus()
    desk.type("No buildings")
    tab_to(desk, panel.confirm)
    desk.press(Qt.Key.Key_Space)
    assert (desk.answer("1.1").status, desk.answer("1.1").reason) == (Status.NOT_APPLICABLE, "No buildings")


def test_unlinking_without_a_mouse_leaves_the_keyboard_nearby(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[AddEvidence("now", {"kind": "account", "text": "x", "title": title}, ("1.1",), id=title)
                             for title in ("one", "two")])
    part = desk.component.evidence
    tab_to(desk, part.rows["one"].unlink)
    desk.press(Qt.Key.Key_Space)
    assert part.rows["two"].unlink.hasFocus()
    desk.press(Qt.Key.Key_Space)
    assert part.add.hasFocus()
    assert desk.answers.evidence_of("1.1") == frozenset()


def test_tab_goes_round_the_whole_page_and_every_stop_has_a_name(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[AddEvidence("now", {"kind": "account", "text": "x", "title": "one"}, ("1.1",))])
    desk.page.navigator.setFocus()
    stops: list[QWidget] = []
    for _ in range(MOST_TABS):
        desk.press(Qt.Key.Key_Tab)
        if desk.focus is desk.page.navigator:
            break
        stops.append(desk.focus)
    assert desk.focus is desk.page.navigator, "the keyboard does not come back"
    unnamed = [stop for stop in stops if not (stop.accessibleName() or getattr(stop, "text", str)())]
    assert unnamed == []
    marks = [stop for stop in stops if stop in {row.tab_stop for row in desk.component.practices.list.rows}]
    assert len(marks) == 4
    for stop in stops:
        area = desk.component.area
        if area.isAncestorOf(stop) and not isinstance(stop, QAbstractScrollArea):
            assert stop.height() >= 24, f"{stop.accessibleName()} is too small to hit"


def test_shift_and_tab_lead_back(desk: AnsweringDesk) -> None:
    tab_to(desk, desk.component.practices.list.rows[1].tab_stop)
    desk.press(Qt.Key.Key_Tab, SHIFT)
    desk.press(Qt.Key.Key_Tab, SHIFT)
    assert QApplication.focusWidget() is desk.component.practices.list.rows[0].tab_stop
