"""The reporting sheet: seen inside the window, saved as a PDF, printed."""

from __future__ import annotations

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.services import publishing
from anchor_app.storage.errors import DiskTrouble
from anchor_app.ui.pages import sheet_page
from anchor_app.ui.pages.sheet_page import SheetPage
from anchor_app.ui.widgets.sheet_bar import BLANK, FILLED


@pytest.fixture
def desk(make_desk):
    desk = make_desk(SheetPage, before=[SetStatus("now", "1.1", Status.FULFILLED),
                                        WriteAnswer("now", "1.1", "summary", "We R&D <b>a lot</b>")])
    desk.until(lambda: bool(desk.page.pdf))
    return desk


def text_of(data, tmp_path):
    path = tmp_path / "read.pdf"
    path.write_bytes(data)
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def said(notice):
    return notice.label.accessibleName()


def save_as(monkeypatch, *paths):
    answers = iter(paths)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(next(answers)), ""))


def test_pages_are_shown_and_turned_by_keys(desk):
    view = desk.page.view
    desk.until(lambda: 0 in view.drawn_pages)
    assert view.page_count > 3
    view.setFocus()
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 2
    desk.until(lambda: 2 in view.drawn_pages)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert not view.is_fit and view.page == 2
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.is_fit


def test_an_edit_marks_the_sheet_stale_and_it_is_laid_out_again_at_the_same_place(desk, tmp_path):
    view = desk.page.view
    desk.until(lambda: view.page_count > 3)
    view.go_to(3)
    before, place = desk.page.pdf, view.verticalScrollBar().value()
    desk.hub.do(WriteAnswer("now", "1.2", "summary", "Something new"))
    desk.until(lambda: "again" in desk.page.state_label.accessibleName())
    desk.until(lambda: desk.page.pdf != before)
    assert "Something new" in text_of(desk.page.pdf, tmp_path)
    desk.until(lambda: 3 in view.drawn_pages)
    assert abs(view.verticalScrollBar().value() - place) <= 2


def test_what_is_saved_is_the_sheet_that_is_shown(desk, tmp_path, monkeypatch):
    save_as(monkeypatch, tmp_path / "sheet")
    desk.click(desk.page.bar.save_button)
    desk.until(lambda: said(desk.page.result).startswith("Saved as sheet.pdf"))
    data = (tmp_path / "sheet.pdf").read_bytes()
    assert data == desk.page.pdf and data.startswith(b"%PDF-")
    assert "We R&D <b>a lot</b>" in text_of(data, tmp_path)


def test_the_blank_sheet_has_the_practices_and_none_of_the_answers(desk, tmp_path):
    filled = desk.page.pdf
    desk.click(desk.page.bar.kind_choice.button(BLANK))
    desk.until(lambda: desk.page.pdf != filled)
    text = text_of(desk.page.pdf, tmp_path)
    assert "R&D" not in text and "Widening workforce participation" in text
    assert desk.page.state_label.accessibleName().startswith("Blank")
    desk.click(desk.page.bar.kind_choice.button(FILLED))
    desk.until(lambda: desk.page.pdf == filled)


def test_a_file_that_cannot_be_written_offers_another_name(desk, tmp_path, monkeypatch):
    def refuse(path, data):
        if path.name == "open.pdf":
            raise DiskTrouble("open.pdf could not be written.")
        publishing.write_file(path, data)

    monkeypatch.setattr(sheet_page, "write_file", refuse)
    save_as(monkeypatch, tmp_path / "open.pdf", tmp_path / "open 2.pdf")
    desk.click(desk.page.bar.save_button)
    desk.until(lambda: desk.page.result.button.isVisible())
    assert said(desk.page.result).startswith("open.pdf could not be written.")
    assert "open 2.pdf" in desk.page.result.button.text()
    desk.click(desk.page.result.button)
    desk.until(lambda: said(desk.page.result).startswith("Saved as open 2.pdf"))
    assert not (tmp_path / "open.pdf").exists()


def test_without_a_printer_a_sentence_says_what_to_do(desk, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    desk.click(desk.page.bar.print_button)
    assert "no printer" in said(desk.page.result)
    assert desk.page.result.button.text() == "Save as PDF…"


def test_printing_sends_the_pages_that_were_asked_for(desk, tmp_path, monkeypatch):
    target = tmp_path / "printed.pdf"

    def accept(dialog):
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(96)
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["One"])
    monkeypatch.setattr(QPrintDialog, "exec", accept)
    desk.click(desk.page.bar.print_button)
    desk.until(lambda: said(desk.page.result).startswith("2 pages were sent"))
    pages = PdfReader(target).pages
    assert len(pages) == 2 and pages[0].mediabox.width > pages[0].mediabox.height


def test_a_character_that_no_typeface_has_is_warned_of(desk):
    desk.hub.do(WriteAnswer("now", "1.3", "summary", "\N{CUNEIFORM SIGN A}"))
    desk.until(lambda: "U+12000" in said(desk.page.warning))
