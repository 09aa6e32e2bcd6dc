"""The message bar: one sentence at a time, and the weightier one stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from anchor_app.ui.widgets.message_bar import INFO, REFUSED, TROUBLE, MessageBar


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[MessageBar]:
    made = MessageBar()
    qtbot.addWidget(made)
    yield made


def test_trouble_is_not_hidden_by_something_lighter(bar: MessageBar) -> None:
    bar.say("The disk is full.", TROUBLE)
    bar.say("The settings were kept.", INFO)
    bar.say("That needs a reason.", REFUSED)
    assert bar.sentence == "The disk is full."
    bar.over(TROUBLE)
    bar.say("That needs a reason.", REFUSED)
    assert bar.sentence == "That needs a reason."


def test_an_answer_does_what_it_says(bar: MessageBar, qtbot: QtBot) -> None:
    done: list[str] = []
    bar.say("The disk is full.", TROUBLE, ("Try again", lambda: done.append("tried")))
    qtbot.mouseClick(bar.answer("Try again"), Qt.MouseButton.LeftButton)
    assert done == ["tried"]


def test_answers_of_an_earlier_message_are_gone(bar: MessageBar) -> None:
    bar.say("The disk is full.", TROUBLE, ("Try again", lambda: None))
    bar.say("The folder is gone.", TROUBLE)
    with pytest.raises(StopIteration):
        bar.answer("Try again")


def test_escape_puts_it_away(bar: MessageBar) -> None:
    bar.say("Look at this.", INFO)
    QTest.keyClick(bar.close_button, Qt.Key.Key_Escape)
    assert bar.sentence == ""


def test_markup_in_a_sentence_is_shown_as_it_is_written(bar: MessageBar) -> None:
    bar.say("No component <b>9.9</b> here.", REFUSED)
    assert bar.words.text() == "No component <b>9.9</b> here."
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in bar.findChildren(QLabel) if label.text())
