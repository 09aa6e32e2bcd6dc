"""The steering group decides on a received assessment: apart, together, walking through, and by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from anchor_app.domain.assessment import State, Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.decided import decision_on, judgements
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.ui.widgets.moderation_form import How
from tests.helpers.answering import AnsweringDesk
from tests.helpers.received import FULFILLED, CameIn, WentOut, signed
from tests.helpers.window import TODAY

MakeDesk = Callable[..., AnsweringDesk]


def group(make_desk: MakeDesk, *more: object) -> AnsweringDesk:
    return make_desk(before=(*signed(), CameIn(), *more))


def says(desk: AnsweringDesk, decision: Decision, reason: str, name: str) -> None:
    form = desk.component.moderation.form
    desk.click(form.decision.button(decision))
    if reason:
        desk.click(form.reason)
        QTest.keyClicks(form.reason, reason)
    desk.click(form.name_line)
    form.name_line.clear()
    QTest.keyClicks(form.name_line, name)
    desk.click(form.record_button)


def test_a_champion_sees_nothing_of_moderation_until_something_was_decided(make_desk: MakeDesk) -> None:
    desk = make_desk(before=signed())
    assert not desk.component.moderation.isVisible() and not desk.page.waiting_only.isVisible()
    desk.do(Moderate("now", "1.1", Decision.MORE_EVIDENCE, "Say how many came.", "The group", TODAY))
    card = desk.component.moderation
    assert card.isVisible() and not card.form.isVisible() and not card.take_back.isVisible()
    assert card.result.words_label.text() == "More evidence needed"
    assert card.result.reason_label.text() == "Say how many came."
    assert card.result.who_label.text() == "The group, 2 November 2026"


def test_answers_that_came_from_elsewhere_say_whose_they_are_and_are_only_read(make_desk: MakeDesk) -> None:
    desk = group(make_desk)
    assert desk.page.lock_line.text().startswith(
        "These are the answers of Example Bay Hospitals, signed off by Dr Ada Example, Chief executive, received on")
    assert not desk.component.status.chooser.button(Status.FULFILLED).isEnabled()
    assert desk.component.moderation.form.isVisible()


def test_an_assessment_that_went_out_first_or_came_from_a_colleague_is_ones_own(make_desk: MakeDesk) -> None:
    back = make_desk(before=(*signed(), WentOut(at="2026-10-01T10:00:00+00:00"), CameIn()))
    assert not back.component.moderation.isVisible()
    colleague = make_desk(before=(*signed(), CameIn(audience=Audience.INTERNAL)))
    assert not colleague.component.moderation.isVisible()


def test_reviewers_judge_apart_without_seeing_each_other_and_then_agree_together(make_desk: MakeDesk) -> None:
    desk = group(make_desk)
    card = desk.component.moderation
    says(desk, Decision.AGREED, "", "Ann Lee")
    assert [one.words_label.text() for one in card.apart_lines] == ["Ann Lee: Agreed"]
    says(desk, Decision.AGREED, "Well shown.", "Bo Ray")
    assert [one.words_label.text() for one in card.apart_lines] == ["Bo Ray: Agreed"]
    assert card.apart_hint.text().startswith("1 reviewer has judged it")
    assert decision_on(desk.answers, "1.1") is None
    desk.click(card.form.how.button(How.TOGETHER))
    assert [one.words_label.text() for one in card.apart_lines] == ["Ann Lee: Agreed", "Bo Ray: Agreed"]
    desk.click(card.agree_button)
    held = decision_on(desk.answers, "1.1")
    assert held is not None and (held.decision, held.by) == (Decision.AGREED, "Ann Lee and Bo Ray")
    assert card.result.words_label.text() == "Agreed" and not card.agree_button.isVisible()


def test_what_lacks_is_said_where_it_lacks_and_nothing_is_recorded(make_desk: MakeDesk) -> None:
    desk = group(make_desk)
    form = desk.component.moderation.form
    desk.click(form.record_button)
    assert form.decision_field.fault_sentence == "Choose one of the three."
    desk.click(form.decision.button(Decision.NOT_AGREED))
    desk.click(form.record_button)
    assert not form.decision_field.fault_sentence and "Say why" in form.reason_field.fault_sentence
    assert form.name_field.fault_sentence and not desk.answers.moderations


def test_a_decision_is_taken_back_and_another_component_keeps_what_was_typed(make_desk: MakeDesk) -> None:
    desk = group(make_desk)
    card = desk.component.moderation
    desk.click(card.form.reason)
    QTest.keyClicks(card.form.reason, "To be gone on with")
    desk.page.show_item("1.2")
    assert card.form.reason.text() == ""
    desk.page.show_item("1.1")
    assert card.form.reason.text() == "To be gone on with"
    desk.click(card.form.how.button(How.TOGETHER))
    says(desk, Decision.AGREED, "", "The group")
    desk.click(card.take_back)
    assert decision_on(desk.answers, "1.1") is None and card.result.words_label.text() == "Not decided yet"


def test_what_is_not_decided_yet_is_walked_through_until_nothing_is_left(make_desk: MakeDesk) -> None:
    desk = group(make_desk)
    card = desk.component.moderation
    desk.click(desk.page.waiting_only)
    assert desk.page.next.text() == "Next: 1.2"
    desk.click(card.form.how.button(How.TOGETHER))
    for component in FULFILLED:
        assert desk.page.component_id == component
        says(desk, Decision.AGREED, "", "The group")
        if card.next_id:
            desk.click(card.next_button)
    assert desk.answers.state is State.MODERATED
    assert not card.next_button.isVisible() and "Every fulfilled component is decided" in card.left_label.text()


def test_it_is_decided_by_keys_alone(make_desk: MakeDesk) -> None:
    desk = group(make_desk)
    card, control = desk.component.moderation, Qt.KeyboardModifier.ControlModifier
    card.form.how.button(How.APART).setFocus()
    desk.press(Qt.Key.Key_Down)  # the two stand one under the other here
    assert card.form.chosen_how is How.TOGETHER
    desk.press(Qt.Key.Key_3, control)
    assert card.form.decision.choice is Decision.MORE_EVIDENCE
    card.form.reason.setFocus()
    QTest.keyClicks(card.form.reason, "How many?")
    desk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.form.name_line
    QTest.keyClicks(card.form.name_line, "The group")
    desk.press(Qt.Key.Key_Return, control)
    held = decision_on(desk.answers, "1.1")
    assert held is not None and held.reason == "How many?"
    assert QApplication.focusWidget() is card.next_button
    desk.press(Qt.Key.Key_PageDown, control | Qt.KeyboardModifier.ShiftModifier)
    assert desk.page.component_id == "1.2" and not judgements(desk.answers, "1.2")
