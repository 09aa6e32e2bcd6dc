"""Walking through the charter: every component, back and forth, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from tests.helpers.answering import AnsweringDesk
from tests.helpers.values import shipped_charter

IDS = list(shipped_charter().components)
CTRL = Qt.KeyboardModifier.ControlModifier


def test_next_leads_through_every_component_and_back_leads_home(desk: AnsweringDesk) -> None:
    seen = [desk.page.component_id]
    while desk.page.next.isEnabled():
        desk.click(desk.page.next)
        seen.append(desk.page.component_id)
    assert seen == IDS
    while desk.page.back.isEnabled():
        desk.click(desk.page.back)
        seen.append(desk.page.component_id)
    assert seen == IDS + IDS[-2::-1]
    assert desk.page.next.text() == "Next: 1.2"


def test_control_and_page_keys_walk_from_within_a_text_field(desk: AnsweringDesk) -> None:
    desk.click(desk.component.summary)
    desk.type("Half a sentence")
    desk.press(Qt.Key.Key_PageDown, CTRL)
    assert desk.page.component_id == "1.2"
    assert desk.component.summary.text() == ""
    assert desk.answer("1.1").summary == "Half a sentence"
    desk.press(Qt.Key.Key_PageUp, CTRL)
    assert (desk.page.component_id, desk.component.summary.text()) == ("1.1", "Half a sentence")


def test_arrows_in_the_navigator_open_what_they_come_to(desk: AnsweringDesk) -> None:
    desk.page.navigator.setFocus()
    opened = []
    for _ in range(21):
        opened.append(desk.page._key)
        desk.press(Qt.Key.Key_Down)
    opened.append(desk.page._key)
    charter = shipped_charter()
    order = [key for domain in charter.domains for key in (domain.id, *(one.id for one in domain.components))]
    assert list(dict.fromkeys(opened)) == order[1:]


def test_typing_a_number_or_a_title_goes_there(desk: AnsweringDesk) -> None:
    desk.page.navigator.setFocus()
    desk.type("3.2")
    assert desk.page.component_id == "3.2"
    desk.page.navigator._pause.invalidate()
    desk.type("being")
    assert desk.page.component_id == "1.3"


def test_return_gives_the_keyboard_to_the_page(desk: AnsweringDesk) -> None:
    desk.page.navigator.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.component.status.isAncestorOf(desk.focus)


def test_a_click_on_a_domain_opens_it_and_its_components_lead_on(desk: AnsweringDesk) -> None:
    index = desk.page.navigator.tree.index_of("purchasing")
    area = desk.page.navigator.visualRect(index)
    desk.qtbot.mouseClick(desk.page.navigator.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert desk.domain.title_label.accessibleName() == "Purchasing and Commissioning for Social Value"
    assert desk.page.next.text() == "Next: 2.1"
    desk.click(desk.domain.rows[1].open)
    assert desk.page.component_id == "2.2"
    desk.click(desk.component.breadcrumb)
    assert desk.page.stack.currentWidget() is desk.domain


def test_beyond_the_nhs_the_titles_are_those_for_everybody(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(beyond_nhs=True)
    desk.page.show_item("3.1")
    desk.settle()
    assert desk.component.breadcrumb.text() == "Domain 3 · Expanding community access to anchor property"


def test_the_navigator_says_each_status_in_words(desk: AnsweringDesk) -> None:
    desk.do(SetStatus("now", "1.2", Status.FULFILLED))
    index = desk.page.navigator.tree.index_of("1.2")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1.2 Building the future workforce, Fulfilled"
    assert index.parent().data(Qt.ItemDataRole.AccessibleTextRole).endswith("1 of 3 fulfilled")


def test_where_it_is_narrow_a_button_brings_the_way_through(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(size=(520, 600))
    assert not desk.page.navigator.isVisible()
    desk.click(desk.page.choose)
    assert desk.page.navigator.isVisible()
    assert not desk.component.isVisible()
    desk.type("2.1")
    desk.press(Qt.Key.Key_Return)
    assert desk.component.isVisible()
    assert desk.page.component_id == "2.1"
