"""People's words are shown as they wrote them: markup, formulas, other scripts, and very long ones."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import AddOpportunity, AnswerPrinciple, NotePractice, SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence
from tests.helpers.answering import AnsweringDesk
from tests.helpers.hostile import WordyReading

MARKUP = "<b>R&D</b> <img src='//server/share/x'> =1+1 &amp; \u202eright\u202c"


def hostile(text: str) -> list[object]:
    """Every field that the page shows, filled with a text."""
    return [SetStatus("now", "1.1", Status.NOT_APPLICABLE, text), WriteAnswer("now", "1.1", "summary", text),
            WriteAnswer("now", "1.1", "lead", text), WriteAnswer("now", "1.1", "look_again_note", text),
            NotePractice("now", "1.1.1", text), AddOpportunity("now", "1.1", text, id="one"),
            AddEvidence("now", {"kind": "account", "text": text, "title": text, "describes": text}, ("1.1",),
                        id="linked"),
            AddEvidence("now", {"kind": "account", "text": text, "title": text}, id="free"),
            AnswerPrinciple("now", "work", "baseline", "note", text),
            WordyReading("org", "work", f"5 {text}", text)]


def labels(page: QWidget) -> list[QLabel]:
    return [one for one in page.findChildren(QLabel) if one.isVisible() or one.text()]


def test_markup_is_shown_as_it_was_written_everywhere(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=hostile(MARKUP))
    page = desk.component
    desk.click(page.evidence.link)
    assert page.summary.text() == MARKUP
    assert page.follow_up.lead.text() == MARKUP
    assert page.follow_up.note.text() == MARKUP
    assert page.status.reason.text() == MARKUP
    assert page.practices.list.row("1.1.1").note.text() == MARKUP
    assert page.opportunities.rows[0].editor.text() == MARKUP
    assert page.evidence.rows["linked"].title.text() == MARKUP
    assert MARKUP in page.evidence.rows["linked"].details.text()
    assert MARKUP in page.evidence.chooser.model.index(0, 0).data()
    desk.page.show_item("work")
    assert desk.domain.principles.list.row("baseline").note.text() == MARKUP
    assert desk.domain.outcome.rows[0].value.text() == f"5 {MARKUP} %"
    assert MARKUP in desk.domain.outcome.rows[0].details.text()


def test_no_label_or_tooltip_reads_markup(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=hostile(MARKUP))
    desk.page.show_item("work")
    rich = [one.text() for one in labels(desk.page) if one.textFormat() != Qt.TextFormat.PlainText]
    assert rich == []
    tips = [one.toolTip() for one in desk.page.findChildren(QWidget) if "<b>" in one.toolTip()]
    assert tips == []
    shown = [one.text() for one in desk.page.findChildren(QAbstractButton)]
    assert not any("<b>" in text for text in shown)


@pytest.mark.parametrize("text", ["Ŵyl y Glannau · Łódź · مرحبا · 你好 · 🐝", "a\n\n\nb\tc", "ﬁ e\u0301 \u200d"])
def test_any_script_comes_back_as_it_was_typed(desk: AnsweringDesk, text: str) -> None:
    desk.component.summary.setFocus()
    desk.component.summary.insertPlainText(text)
    desk.component.flush()
    desk.settle()
    assert desk.answer("1.1").summary == text
    desk.page.show_item("1.2")
    desk.page.show_item("1.1")
    assert desk.component.summary.text() == text


@pytest.mark.parametrize("text", ["word " * 20_000, "x" * 100_000, "\n" * 5_000],
                         ids=["many words", "one word", "many lines"])
def test_the_longest_text_is_shown_and_saved_without_a_freeze(desk: AnsweringDesk, text: str) -> None:
    desk.component.summary.setFocus()
    QGuiApplication.clipboard().setText(text)
    started = time.process_time()
    desk.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.component.flush()
    desk.settle()
    desk.page.show_item("1.2")
    desk.page.show_item("1.1")
    desk.page.grab()
    assert desk.answer("1.1").summary == text
    assert desk.component.summary.text() == text
    assert time.process_time() - started < 3


def test_hostile_words_do_not_push_the_page_sideways(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=hostile("Donaudampfschiff" * 40))
    assert desk.component.area.horizontalScrollBar().maximum() == 0
    desk.page.show_item("work")
    assert desk.domain.area.horizontalScrollBar().maximum() == 0
    desk.click(desk.mark_button("baseline", Mark.IN_PLACE))
    assert desk.answers.principle("work", "baseline").mark is Mark.IN_PLACE
