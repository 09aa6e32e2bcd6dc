"""Evidence in a workspace that is open for reading only: readable, copyable, and deaf to typing and ticking."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.ui.pages.evidence_page import EvidencePage

REASON = "Another window has this workspace open. Close it there, then try again."


@pytest.fixture
def desk(make_desk):
    piece = AddEvidence("now", {"kind": "account", "text": "A story.", "title": "A story"}, ("1.1",), id="e")
    made = make_desk(EvidencePage, before=(piece,))
    made.memory.workspace.read_only = REASON
    made.page.refresh()
    return made


def test_typing_into_the_fields_of_evidence_changes_nothing_while_it_is_for_reading_only(desk):
    form = desk.page.form
    for field in (*form.editors.values(), form.review_field.line):
        if field.isVisible():
            before = field.text()
            field.setFocus()
            QTest.keyClicks(field, "words")
            assert field.text() == before
    desk.page.form.flush()
    desk.settle()
    assert desk.refusals == []


def test_the_reason_why_nothing_can_be_changed_stands_with_the_fields(desk):
    notice = desk.page.form.lock_notice
    assert notice.isVisible() and REASON in notice.label.accessibleName()


def test_a_component_cannot_be_ticked_while_it_is_for_reading_only(desk):
    view = desk.page.form.link_view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1))
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(1)).center())
    desk.settle()
    assert desk.memory.assessment.evidence_of("1.1") == {"e"} and not desk.memory.assessment.evidence_of("1.2")
    assert desk.refusals == []


def test_nothing_can_be_added_or_removed_while_it_is_for_reading_only(desk):
    assert not desk.page.add_button.isEnabled()
    assert not desk.page.form.remove_button.isEnabled()


def test_the_fields_take_typing_again_once_the_workspace_may_be_changed(desk):
    desk.memory.workspace.read_only = ""
    desk.page.refresh()
    assert not desk.page.form.lock_notice.isVisible()
    title = desk.page.form.editors["title"]
    title.selectAll()
    desk.type(title, "A better story")
    title.flush()
    desk.settle()
    assert desk.pieces[0].title == "A better story"
