"""The front sheet of a board paper: filled in, put in front of the report, asked about other things, and removed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from anchor_app.domain.asking import asked
from anchor_app.domain.front_sheet import Answer
from anchor_app.domain.fronting import answers_of, has_front_sheet, lines_of, sheet_of
from anchor_app.domain.implication import AskedKind
from anchor_app.ui.dialogs.asked_list_dialog import AskedListDialog
from anchor_app.ui.dialogs.front_sheet_dialog import FrontSheetDialog
from anchor_app.ui.pages.reports_page import ReportsPage
from tests.helpers.showing import Desk

MakeDesk = Callable[..., Desk]
REPORT = "annual/2026/27"


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    desk = make_desk(ReportsPage, size=(1240, 800))
    laid_out(desk)
    return desk


def laid_out(desk: Desk) -> None:
    desk.settle()
    desk.until(lambda: not desk.page._rest.isActive() and not desk.page.paper.is_busy)


def opened(desk: Desk) -> FrontSheetDialog:
    desk.click(desk.page.front.fill_button)
    dialog = desk.page.findChild(FrontSheetDialog)
    in_front(desk, dialog)
    return dialog


def in_front(desk: Desk, dialog: QDialog) -> None:
    """A person's keys go to the dialog that was opened last."""
    desk.until(dialog.isVisible)
    dialog.activateWindow()
    desk.until(lambda: QApplication.activeWindow() is dialog)


def closed(desk: Desk, dialog: QDialog) -> None:
    desk.click(dialog.close_button)  # type: ignore[attr-defined]
    desk.page.activateWindow()
    laid_out(desk)


def write(desk: Desk, field: QWidget, text: str) -> None:
    desk.type(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    desk.settle()


def first_page(desk: Desk) -> str:
    return " ".join(PdfReader(BytesIO(desk.page.paper.pdf)).pages[0].extract_text().split())


def test_a_front_sheet_is_filled_in_and_precedes_the_cover(desk: Desk) -> None:
    assert not desk.page.front.on_box.isChecked()
    dialog = opened(desk)
    for name, text in (("meeting", "Board <b>"), ("presented_by", "Robin Sample"), ("purpose", "To agree the plan"),
                       ("conflicts", "None known"), ("authorised_by", "Kim Sample")):
        write(desk, dialog.fields[name], text)
    write(desk, dialog.meeting_on.line, "3 December 2026")
    write(desk, dialog.governance.new_edit, "Executive team")
    desk.click(dialog.governance.add_button)
    desk.settle()
    [line] = dialog.governance.rows
    write(desk, line.on.line, "12 November 2026")
    write(desk, line.outcome, "Supported")
    quality = dialog.answers[AskedKind.IMPLICATION].rows[0]
    desk.click(quality.choice.button(Answer.NOT_APPLICABLE))
    write(desk, quality.comment, "No patients concerned")
    desk.click(dialog.answers[AskedKind.OBJECTIVE].rows[1].box)
    desk.settle()
    closed(desk, dialog)
    words = first_page(desk)
    for said in ("Board <b>", "3 December 2026", "Robin Sample", "To agree the plan", "None known", "Executive team",
                 "12 November 2026", "Supported", "Not applicable", "No patients concerned", "Kim Sample"):
        assert said in words
    held = desk.memory.workspace.holdings
    assert [one.answer for one in answers_of(held, "org", REPORT, AskedKind.OBJECTIVE)][:2] == [None, Answer.YES]
    assert "Board <b>, 3 December 2026 · 1 of 6" in desk.page.front.told_label.accessibleName()
    desk.click(desk.page.front.on_box)
    laid_out(desk)
    assert "To agree the plan" not in first_page(desk) and has_front_sheet(held, "org", REPORT)


def test_what_is_typed_is_kept_when_the_form_is_closed_and_it_is_saved_only_then(desk: Desk) -> None:
    dialog = opened(desk)
    desk.type(dialog.fields["purpose"], "To agree")
    assert desk.hub.save_state.state == "saving", "what is typed is not saved yet"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.page.activateWindow()
    laid_out(desk)
    assert desk.hub.save_state.state == "saved"
    assert sheet_of(desk.memory.workspace.holdings, "org", REPORT).purpose == "To agree"
    desk.until(lambda: desk.page.findChild(FrontSheetDialog) is None)


def test_a_day_before_the_paper_existed_is_refused_in_the_form(desk: Desk) -> None:
    dialog = opened(desk)
    write(desk, dialog.meeting_on.line, "1 November 2026")
    write(desk, dialog.governance.new_edit, "Executive team")
    desk.click(dialog.governance.add_button)
    desk.settle()
    write(desk, dialog.governance.rows[0].on.line, "2 November 2026")
    desk.until(dialog.notice.isVisible)
    assert "Change one of the two days." in dialog.notice.label.accessibleName()
    assert lines_of(desk.memory.workspace.holdings, "org", REPORT)[0].on is None
    closed(desk, dialog)


def test_a_confidential_front_sheet_goes_before_no_report_for_others(desk: Desk) -> None:
    dialog = opened(desk)
    desk.click(dialog.confidential)
    desk.settle()
    closed(desk, dialog)
    desk.until(desk.page.paper.warning.isVisible)
    assert "marked confidential" in desk.page.paper.warning.label.accessibleName()
    assert not desk.page.paper.pdf_button.isEnabled()
    desk.click(desk.page.choice.audience.button("internal"))
    desk.until(desk.page.paper.pdf_button.isEnabled)
    assert "Confidential" in first_page(desk) and desk.page.paper.warning.isHidden()


def test_the_list_of_implications_is_changed_for_every_front_sheet(desk: Desk) -> None:
    dialog = opened(desk)
    desk.click(dialog.change_buttons[AskedKind.IMPLICATION])
    listed = dialog.findChild(AskedListDialog)
    in_front(desk, listed)
    write(desk, listed.new_edit, "Carbon impact assessed")
    desk.click(listed.add_button)
    desk.settle()
    desk.click(listed.rows[-1].up_button)
    desk.settle()
    desk.click(listed.rows[0].withdraw_button)
    desk.settle()
    listed.rows[1].words.end(False)
    write(desk, listed.rows[1].words, " now")
    held = desk.memory.workspace.holdings
    words = [one.words for one in asked(held, AskedKind.IMPLICATION)]
    assert words[-2] == "Carbon impact assessed" and words[0].endswith(" now") and len(words) == 6
    desk.click(listed.rows[0].withdraw_button)
    desk.settle()
    assert len(asked(desk.memory.workspace.holdings, AskedKind.IMPLICATION)) == 7
    desk.click(listed.close_button)
    in_front(desk, dialog)
    shown = [one.words_label.accessibleName() for one in dialog.answers[AskedKind.IMPLICATION].rows]
    assert "Carbon impact assessed" in shown
    closed(desk, dialog)


def test_a_line_without_words_is_refused_and_the_list_stays(desk: Desk) -> None:
    dialog = opened(desk)
    desk.click(dialog.change_buttons[AskedKind.OBJECTIVE])
    listed = dialog.findChild(AskedListDialog)
    in_front(desk, listed)
    field = listed.rows[0].words
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    desk.until(listed.notice.isVisible)
    assert all(one.words for one in asked(desk.memory.workspace.holdings, AskedKind.OBJECTIVE))
    desk.click(listed.close_button)
    closed(desk, dialog)


def test_a_front_sheet_is_removed_after_a_question(desk: Desk) -> None:
    dialog = opened(desk)
    write(desk, dialog.fields["purpose"], "To agree")
    desk.click(dialog.remove_button)
    desk.click(dialog.confirm.yes_button)
    desk.settle()
    held = desk.memory.workspace.holdings
    assert not has_front_sheet(held, "org", REPORT) and sheet_of(held, "org", REPORT).purpose == ""
    desk.until(lambda: dialog.fields["purpose"].text() == "")
    closed(desk, dialog)


def test_tab_goes_down_the_form(desk: Desk) -> None:
    dialog = opened(desk)
    desk.until(lambda: dialog.fields["meeting"].hasFocus())
    reached = []
    for _ in range(12):
        reached.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    wanted = [dialog.fields["meeting"], dialog.meeting_on.line, dialog.fields["title"], dialog.fields["agenda_item"],
              dialog.fields["presented_by"], dialog.fields["author"], dialog.confidential, dialog.fields["purpose"]]
    places = [reached.index(one) for one in wanted]
    assert places == sorted(places)
    closed(desk, dialog)
