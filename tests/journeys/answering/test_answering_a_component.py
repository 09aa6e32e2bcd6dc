"""Answering a component with the mouse: practices, status, opportunities, lead, flags, evidence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import AddOpportunity, MarkPractices, SetStatus
from anchor_app.domain.commands_keeping import AddEvidence, StartAssessment
from tests.helpers.answering import AnsweringDesk
from tests.helpers.values import shipped_charter

ALT = Qt.KeyboardModifier.AltModifier
CHARTER = shipped_charter()
PRACTICES = tuple(one.id for one in CHARTER.component("1.1").practices)


def test_a_click_marks_a_practice_and_a_click_on_the_same_mark_takes_it_back(desk: AnsweringDesk) -> None:
    desk.click(desk.mark_button("1.1.2", Mark.PARTLY))
    assert desk.answers.practice("1.1.2").mark is Mark.PARTLY
    assert desk.marks_shown() == {"1.1.1": None, "1.1.2": Mark.PARTLY, "1.1.3": None, "1.1.4": None}
    desk.click(desk.mark_button("1.1.2", Mark.PARTLY))
    assert desk.answers.practice("1.1.2").mark is None
    assert "1.1.2" not in desk.answers.practices


def test_a_note_is_written_where_the_practice_stands_and_stays_open(desk: AnsweringDesk) -> None:
    row = desk.component.practices.list.row("1.1.3")
    assert not row.note.isVisible()
    desk.click(row.note_button)
    assert row.note.hasFocus()
    desk.type("Jobs fair in May")
    desk.click(desk.page.next)
    assert desk.answers.practice("1.1.3").note == "Jobs fair in May"
    assert not desk.component.practices.list.rows[2].note.isVisible()
    desk.click(desk.page.back)
    assert desk.component.practices.list.row("1.1.3").note.isVisible()
    assert desk.component.practices.list.row("1.1.3").note.text() == "Jobs fair in May"


def test_practices_never_set_a_status_and_a_suggestion_waits_for_a_yes(desk: AnsweringDesk) -> None:
    part = desk.component.practices
    assert not part.accept.isVisible()
    for key in PRACTICES:
        desk.click(desk.mark_button(key, Mark.IN_PLACE))
    assert desk.answer("1.1").status is Status.NOT_STARTED
    assert part.suggestion.accessibleName() == "4 of 4 practices in place: mark as Fulfilled?"
    assert part.hint_label.accessibleName().startswith("4 of 4 in place")
    desk.click(part.accept)
    assert desk.answer("1.1").status is Status.FULFILLED
    assert desk.component.status.chooser.choice is Status.FULFILLED
    assert not part.accept.isVisible()


def test_not_applicable_is_set_only_with_a_reason(desk: AnsweringDesk) -> None:
    panel = desk.component.status
    desk.click(panel.chooser.button(Status.NOT_APPLICABLE))
    assert desk.answer("1.1").status is Status.NOT_STARTED
    assert panel.chooser.choice is Status.NOT_STARTED
    assert panel.reason.hasFocus()
    assert not panel.confirm.isEnabled()
    desk.type("   ")
    assert not panel.confirm.isEnabled()
    desk.type("We employ nobody here.")
    desk.click(panel.confirm)
    held = desk.answer("1.1")
    assert (held.status, held.reason) == (Status.NOT_APPLICABLE, "   We employ nobody here.")
    assert not panel.confirm.isVisible()
    desk.click(panel.chooser.button(Status.WORKING_TOWARDS))
    assert desk.answer("1.1").reason == ""
    assert not panel.reason_panel.isVisible()


def test_a_reason_that_is_not_set_yet_waits_for_its_component(desk: AnsweringDesk) -> None:
    panel = desk.component.status
    desk.click(panel.chooser.button(Status.NOT_APPLICABLE))
    desk.type("Perhaps because")
    desk.click(desk.page.next)
    assert not panel.reason_panel.isVisible()
    desk.click(desk.page.back)
    assert panel.reason.text() == "Perhaps because"
    assert desk.answer("1.1").status is Status.NOT_STARTED
    assert "1.1" not in desk.answers.components
    desk.click(panel.cancel)
    assert not panel.reason_panel.isVisible()
    desk.click(panel.chooser.button(Status.NOT_APPLICABLE))
    assert panel.reason.text() == ""


def test_emptying_the_reason_of_what_is_not_applicable_is_refused_and_keeps_the_reason(
        make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[SetStatus("now", "1.1", Status.NOT_APPLICABLE, "No staff")])
    desk.click(desk.component.status.reason)
    desk.component.status.reason.selectAll()
    desk.press(Qt.Key.Key_Delete)
    desk.component.flush()
    desk.settle()
    assert desk.refusals and "needs a reason" in desk.refusals[0]
    assert desk.answer("1.1").reason == "No staff"


def test_last_periods_status_stands_beside_this_one(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[StartAssessment("org", CHARTER.digest, "2025/26", id="old"),
                             SetStatus("old", "1.1", Status.WORKING_TOWARDS)])
    assert desk.component.status.earlier.accessibleName() == "2025/26 · Year end: Working towards"


def test_opportunities_are_added_reworded_moved_and_removed(desk: AnsweringDesk) -> None:
    part = desk.component.opportunities
    desk.click(part.new)
    for words in ("Pay for travel", "Simplify the form"):
        desk.type(words)
        desk.press(Qt.Key.Key_Return)
    assert part.new.text() == ""
    assert [one.text for one in desk.answers.opportunities_of("1.1")] == ["Pay for travel", "Simplify the form"]
    desk.click(part.rows[1].up)
    assert [row.editor.text() for row in part.rows] == ["Simplify the form", "Pay for travel"]
    desk.click(part.rows[0].editor)
    desk.press(Qt.Key.Key_End)
    desk.type(" again")
    desk.press(Qt.Key.Key_Return)
    assert desk.answers.opportunities_of("1.1")[0].text == "Simplify the form again"
    assert part.new.hasFocus()
    desk.click(part.rows[0].remove)
    assert [one.text for one in desk.answers.opportunities_of("1.1")] == ["Pay for travel"]


def test_alt_and_arrows_move_an_opportunity_and_the_keyboard_goes_with_it(
        make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[AddOpportunity("now", "1.1", words, id=words) for words in ("one", "two", "three")])
    part = desk.component.opportunities
    desk.click(part.rows[2].editor)
    desk.press(Qt.Key.Key_Up, ALT)
    desk.press(Qt.Key.Key_Up, ALT)
    assert [one.text for one in desk.answers.opportunities_of("1.1")] == ["three", "one", "two"]
    assert part.rows[0].editor.hasFocus()
    desk.press(Qt.Key.Key_Down, ALT)
    assert [row.key for row in part.rows] == ["one", "three", "two"]


def test_an_emptied_opportunity_goes_when_it_is_left_and_not_before(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[AddOpportunity("now", "1.1", "Old words", id="one")])
    part = desk.component.opportunities
    desk.click(part.rows[0].editor)
    part.rows[0].editor.selectAll()
    desk.press(Qt.Key.Key_Delete)
    part.rows[0].editor.flush()
    desk.settle()
    assert desk.answers.opportunities["one"].text == "Old words"
    desk.click(part.new)
    assert not desk.answers.opportunities
    assert part.rows == []


def test_lead_focus_and_look_again_are_kept(desk: AnsweringDesk) -> None:
    part = desk.component.follow_up
    desk.click(part.lead)
    desk.type("Head of Resourcing")
    desk.click(part.focus)
    desk.click(part.look_again)
    desk.click(part.note)
    desk.type("After the census")
    part.flush()
    desk.settle()
    held = desk.answer("1.1")
    assert (held.lead, held.focus, held.look_again, held.look_again_note) == (
        "Head of Resourcing", True, True, "After the census")
    from anchor_app.ui.models.charter_tree_model import TreeRole

    index = desk.page.navigator.tree.index_of("1.1")
    assert index.data(TreeRole.FLAGS) == ["Focus", "Look again"]
    desk.click(part.focus)
    assert index.data(TreeRole.FLAGS) == ["Look again"]


def test_evidence_is_linked_by_search_opened_and_unlinked(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[
        AddEvidence("now", {"kind": "account", "text": "x", "title": title}, ("1.2",), id=title)
        for title in ("Ward figures", "Jobs fair", "Café meeting")])
    part = desk.component.evidence
    opened: list[str] = []
    desk.page.evidence_requested.connect(opened.append)
    assert part.none.isVisible()
    desk.click(part.link)
    desk.type("FAIR")
    assert part.chooser.model.rowCount() == 1
    desk.press(Qt.Key.Key_Return)
    assert list(part.rows) == ["Jobs fair"]
    assert desk.answers.evidence_of("1.1") == {"Jobs fair"}
    assert part.chooser.search.hasFocus()
    part.chooser.search.clear()
    assert part.chooser.model.rowCount() == 2
    desk.press(Qt.Key.Key_Escape)
    assert not part.chooser.isVisible()
    desk.click(part.rows["Jobs fair"].open)
    assert opened == ["Jobs fair"]
    desk.click(part.rows["Jobs fair"].unlink)
    assert desk.answers.evidence_of("1.1") == frozenset()
    assert part.none.isVisible()


def test_add_evidence_asks_for_the_component_that_is_open(desk: AnsweringDesk) -> None:
    asked: list[str] = []
    desk.page.add_evidence_requested.connect(asked.append)
    desk.page.show_item("2.2")
    desk.click(desk.component.evidence.add)
    assert asked == ["2.2"]


def test_the_level_and_the_what_if_follow_each_status(make_desk: Callable[..., AnsweringDesk]) -> None:
    others = [one for one in CHARTER.components if one not in ("1.1", "3.3", "3.4")]
    desk = make_desk(before=[SetStatus("now", one, Status.FULFILLED) for one in others])
    level = desk.component.level
    assert level.badge.name == "Silver"
    assert level.sentence.accessibleName() == (
        "If 1.1 becomes Fulfilled: Quality work reaches 3 of 3. The level stays Silver; "
        "Gold needs one more in Property.")
    desk.page.show_item("3.3")
    desk.click(desk.component.status.chooser.button(Status.FULFILLED))
    assert level.badge.name == "Gold"
    assert "Without it the level would be Silver." in level.sentence.accessibleName()


def test_only_what_an_edit_touches_is_announced(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[MarkPractices("now", PRACTICES[:1], Mark.IN_PLACE)])
    told: list[str] = []
    desk.page.navigator.tree.dataChanged.connect(lambda top, bottom: told.append(top.data()))
    desk.click(desk.mark_button("1.1.4", Mark.IN_PLACE))
    assert told == []
    desk.click(desk.component.status.chooser.button(Status.FULFILLED))
    assert told == ["1.1 Widening workforce participation", "1 Quality work"]
