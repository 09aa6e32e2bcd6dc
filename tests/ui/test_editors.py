"""Text fields: what is typed is committed, never overwritten, and plain whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from anchor_app.domain.record import LONGEST_TEXT
from anchor_app.ui.widgets.draft import DRAFT_CHANGED
from anchor_app.ui.widgets.editor import LineEditor, TextEditor

HOSTILE = '<b>bold</b> <img src="//server/share/x"> R&D &amp; =1+1 \u202eabc \u00a0 café 漢字 👩🏽‍⚕️'


class Sheet(QMainWindow):
    """A window that hears of drafts, with both kinds of field and something else to focus."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: list[bool] = []
        inside = QWidget()
        column = QVBoxLayout(inside)
        self.text_editor, self.line_editor, self.button = TextEditor(), LineEditor(), QPushButton("Elsewhere")
        for widget in (self.text_editor, self.line_editor, self.button):
            column.addWidget(widget)
        self.setCentralWidget(inside)

    def event(self, event):  # type: ignore[no-untyped-def]
        if event.type() == DRAFT_CHANGED:
            self.drafts.append(event.is_pending)
            return True
        return super().event(event)


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[Sheet]:
    made = Sheet()
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made


@pytest.fixture(params=["text_editor", "line_editor"])
def editor(request: pytest.FixtureRequest, sheet: Sheet) -> TextEditor | LineEditor:
    found = getattr(sheet, request.param)
    found.setFocus()
    return found  # type: ignore[no-any-return]


def test_a_pause_in_typing_commits(editor: TextEditor | LineEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.committed) as heard:
        QTest.keyClicks(editor, "words")
    assert heard.args == ["words"]


def test_leaving_the_field_commits_at_once(editor: TextEditor | LineEditor, sheet: Sheet) -> None:
    said: list[str] = []
    editor.committed.connect(said.append)
    QTest.keyClicks(editor, "words")
    assert said == []
    sheet.button.setFocus()
    assert said == ["words"]


def test_tab_leaves_the_field(editor: TextEditor | LineEditor, sheet: Sheet) -> None:
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert not editor.hasFocus()
    assert editor.text() == "a"


def test_what_is_being_typed_is_never_overwritten(editor: TextEditor | LineEditor) -> None:
    editor.show_text("held", "1.1")
    QTest.keyClicks(editor, "typed ")
    editor.show_text("changed elsewhere", "1.1")
    assert "typed" in editor.text()


def test_typed_text_stays_when_saving_it_was_refused(editor: TextEditor | LineEditor) -> None:
    editor.show_text("held", "1.1")
    editor.selectAll()
    QTest.keyClicks(editor, "too long")
    editor.flush()
    editor.show_text("held", "1.1")
    assert editor.text() == "too long"
    editor.show_text("too long", "1.1")
    editor.show_text("held again", "1.1")
    assert editor.text() == "held again"


def test_another_subject_replaces_the_text_after_committing_the_draft_for_the_old_one(
        editor: TextEditor | LineEditor) -> None:
    said: list[tuple[object, str]] = []
    editor.committed.connect(lambda text: said.append((editor.subject, text)))
    editor.show_text("", "1.1")
    QTest.keyClicks(editor, "about 1.1")
    editor.show_text("about 1.2", "1.2")
    assert said == [("1.1", "about 1.1")]
    assert editor.text() == "about 1.2"


def test_showing_text_is_no_typing(editor: TextEditor | LineEditor, sheet: Sheet) -> None:
    said: list[str] = []
    editor.committed.connect(said.append)
    editor.show_text("held", "1.1")
    editor.flush()
    assert said == [] and sheet.drafts == []


def test_the_window_hears_that_text_is_pending_and_that_it_is_not_any_more(
        editor: TextEditor | LineEditor, sheet: Sheet) -> None:
    QTest.keyClicks(editor, "ab")
    assert sheet.drafts == [True]
    editor.flush()
    assert sheet.drafts == [True, False]


def test_typing_something_and_taking_it_back_is_no_wish(editor: TextEditor | LineEditor) -> None:
    said: list[str] = []
    editor.committed.connect(said.append)
    editor.show_text("held", "1.1")
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    editor.flush()
    assert said == []


# Characters that Qt keeps for its own paragraphs, and halves of pairs, which the domain refuses, are left out.
_LETTERS = st.characters(exclude_characters="\0\r\u2028\u2029\u2068\ufdd0\ufdd1", exclude_categories=("Cs",))


@given(st.text(_LETTERS, max_size=60))
def test_any_text_comes_back_as_it_was_shown(text: str) -> None:
    editor = TextEditor()
    editor.show_text(text, "1.1")
    shown = editor.text()
    editor.deleteLater()
    assert shown == text


def test_hostile_text_is_shown_and_given_back_literally(editor: TextEditor | LineEditor) -> None:
    editor.show_text(HOSTILE, "1.1")
    assert editor.text() == HOSTILE


def test_pasting_takes_the_plain_text_alone_and_drops_what_cannot_be_stored(sheet: Sheet) -> None:
    data = QMimeData()
    data.setHtml('<p style="color:red">rich <img src="//server/share/x"></p>')
    data.setText("pla\0in")
    sheet.text_editor.insertFromMimeData(data)
    assert sheet.text_editor.text() == "plain"
    picture = QMimeData()
    picture.setData("image/png", b"...")
    assert not sheet.text_editor.canInsertFromMimeData(picture)


def test_a_text_field_grows_with_its_text_up_to_a_limit(sheet: Sheet) -> None:
    editor = sheet.text_editor
    heights = []
    for lines in (1, 3, 8, 14, 200):
        editor.show_text("\n".join(["line"] * lines), lines)
        heights.append(editor.sizeHint().height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_near_the_limit_the_room_is_named_and_past_it_the_excess(sheet: Sheet) -> None:
    editor = sheet.text_editor
    for length, words in ((LONGEST_TEXT // 2, ""), (LONGEST_TEXT - 100, "Room for 100 more characters"),
                          (LONGEST_TEXT + 7, "7 characters too many")):
        editor.show_text("x" * length, length)
        assert editor.accessibleDescription() == words
