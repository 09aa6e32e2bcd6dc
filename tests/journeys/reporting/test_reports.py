"""Reports: sections and words chosen, the summary edited and kept, seen as pages, and saved as PDF and Word."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from anchor_app.domain.acting import AddAction
from anchor_app.domain.assessment import Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.month import Month
from anchor_app.domain.planning import plan_of
from anchor_app.domain.report_plan import ReportPlan
from anchor_app.domain.report_sections import ANNUAL
from anchor_app.domain.updating import WriteUpdate
from anchor_app.services.asked_reports import Sort
from anchor_app.services.publishing_year import write_report
from anchor_app.ui.pages.reports_page import ReportsPage
from tests.helpers.emblems import EMBLEM
from tests.helpers.showing import Desk

MakeDesk = Callable[..., Desk]
ALT = Qt.KeyboardModifier.AltModifier
REPORT = "annual/2026/27"
BEFORE = (SetStatus("now", "1.1", Status.FULFILLED),
          AddAction("org", {"title": "Plant trees", "period": "2026/27", "owner_name": "Sam Example"}, id="plant"))


def plan(desk: Desk) -> ReportPlan:
    return plan_of(desk.memory.workspace.holdings, "org", REPORT)


def seen(desk: Desk) -> str:
    """All words on the pages that are shown."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(desk.page.paper.pdf)).pages).split())


def outline(desk: Desk) -> list[str]:
    """The headings of the bookmarks, of every level."""
    def titles(entries: list[object]) -> list[str]:
        return [title for one in entries
                for title in (titles(one) if isinstance(one, list) else [str(one["/Title"])])]  # type: ignore[index]

    return titles(PdfReader(BytesIO(desk.page.paper.pdf)).outline)


def settled(desk: Desk) -> None:
    """Wait until what was done is saved, and the pages show it."""
    desk.settle()
    desk.until(lambda: not desk.page._rest.isActive() and not desk.page.paper.is_busy and bool(desk.page.paper.pdf))


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    desk = make_desk(ReportsPage, before=BEFORE, size=(1240, 800))
    settled(desk)
    return desk


def row(desk: Desk, title: str) -> int:
    return next(at for at, one in enumerate(desk.page.sections.model.rows) if one.title == title)


def at(desk: Desk, title: str, *, box: bool = False) -> None:
    """Click a section, or the box in front of it."""
    view = desk.page.sections.list
    desk.page.side.ensureWidgetVisible(view)
    area = view.visualRect(desk.page.sections.model.index(row(desk, title)))
    place = area.center()
    if box:
        place.setX(area.left() + 20)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def replace_text(desk: Desk, editor: object, text: str) -> None:
    editor.setFocus()  # type: ignore[attr-defined]
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Tab)


def test_sections_are_left_out_and_put_in_order_with_the_mouse(desk: Desk) -> None:
    there = outline(desk)
    assert there.index("Domain by domain") > there.index("The level and its proof")
    assert not desk.page.sections.usual_button.isEnabled()
    at(desk, "Domain by domain")
    desk.click(desk.page.sections.up_button)
    at(desk, "Summary", box=True)
    settled(desk)
    there = outline(desk)
    assert there.index("Domain by domain") < there.index("The level and its proof") and "Summary" not in there
    assert plan(desk).sections_tuple[:3] == ("cover", "domains", "level") and "summary" not in plan(desk).sections
    assert row(desk, "Summary") == 1, "what is left out keeps its place while one looks at it"
    desk.click(desk.page.sections.usual_button)
    settled(desk)
    assert plan(desk).sections == "" and desk.page.sections.model.chosen == tuple(one.value for one in ANNUAL)
    assert outline(desk).index("Summary") < outline(desk).index("The level and its proof")


def test_sections_are_ticked_and_moved_with_the_keys_and_the_fixed_ones_stay(desk: Desk) -> None:
    view, model = desk.page.sections.list, desk.page.sections.model
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert model.rows[0].title.startswith("Cover") and not desk.page.sections.down_button.isEnabled()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    assert model.rows[1].id == "summary", "nothing goes before the cover"
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    settled(desk)
    assert model.rows[2].id == "summary" and view.currentIndex().row() == 2
    QTest.keyClick(view, Qt.Key.Key_Space)
    settled(desk)
    assert "summary" not in plan(desk).sections_tuple and "Summary" not in outline(desk)
    assert view.currentIndex().row() == 2


def test_an_edited_summary_is_kept_and_what_the_data_say_otherwise_is_pointed_out(desk: Desk) -> None:
    card = desk.page.summary
    drafted = card.editor.text()
    assert "1 of 16" in drafted.replace("one of", "1 of") and card.back_button.isHidden()
    replace_text(desk, card.editor, "A year of trees.")
    settled(desk)
    assert plan(desk).summary == "A year of trees." and plan(desk).summary_draft == drafted
    assert "A year of trees." in seen(desk) and card.new_notice.isHidden()
    desk.hub.do(SetStatus("now", "1.2", Status.FULFILLED))
    settled(desk)
    desk.until(card.new_notice.isVisible)
    assert "New in the data since you edited this" in card.new_notice.label.accessibleName()
    assert card.gone_notice.isVisible() and card.editor.text() == "A year of trees."
    desk.click(card.seen_button)
    settled(desk)
    desk.until(card.new_notice.isHidden)
    assert plan(desk).summary == "A year of trees." and plan(desk).summary_draft != drafted
    desk.click(card.back_button)
    settled(desk)
    assert plan(desk).summary == "" and card.editor.text() not in (drafted, "A year of trees.")
    assert "A year of trees." not in seen(desk)


def test_an_emptied_summary_is_drafted_again_once_it_is_left(desk: Desk) -> None:
    editor = desk.page.summary.editor
    drafted = editor.text()
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    desk.until(lambda: not editor.draft.is_pending)
    settled(desk)
    assert editor.text() == "", "somebody may want to begin anew"
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == drafted and plan(desk).summary == ""


def test_title_author_foreword_and_plan_stand_in_the_report_as_typed(desk: Desk) -> None:
    for name, text in (("title", "Our <b>year</b> & more"), ("made_by", "Robin =1+1"),
                       ("foreword", "Thank you all."), ("plan", "More trees in 2027.")):
        replace_text(desk, desk.page.words.fields[name], text)
    settled(desk)
    words = seen(desk)
    for said in ("Our <b>year</b> & more", "Robin =1+1", "Thank you all.", "More trees in 2027."):
        assert said in words
    assert "Our <b>year</b>" in desk.page.paper.state_label.accessibleName()


def test_the_audience_is_kept_with_the_report_and_decides_what_is_in_it(desk: Desk) -> None:
    assert "Plant trees" not in seen(desk), "an internal action is not for the collaborative"
    desk.click(desk.page.choice.audience.button(Audience.INTERNAL))
    settled(desk)
    assert plan(desk).audience is Audience.INTERNAL and "Plant trees" in seen(desk)
    desk.click(desk.page.choice.audience.button(Audience.PUBLIC))
    settled(desk)
    assert "Sam Example" not in seen(desk)
    assert "Names of people" in desk.page.choice.audience_label.accessibleName()


def test_a_report_is_saved_as_pdf_and_as_word_and_opened(desk: Desk, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    targets, opened = iter((tmp_path / "year", tmp_path / "year.docx")), []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(next(targets)), ""))
    monkeypatch.setattr("anchor_app.ui.widgets.report_paper.open_file", opened.append)
    paper = desk.page.paper
    desk.click(paper.pdf_button)
    desk.until(lambda: "Saved as year.pdf" in paper.result.label.accessibleName())
    assert (tmp_path / "year.pdf").read_bytes() == paper.pdf
    desk.click(paper.result.button)
    assert opened == [tmp_path / "year.pdf"]
    desk.click(paper.word_button)
    desk.until(lambda: "Saved as year.docx" in paper.result.label.accessibleName())
    assert "Domain by domain" in ZipFile(tmp_path / "year.docx").read("word/document.xml").decode()


def test_a_file_is_written_to_its_end_although_the_data_change_and_the_page_is_left(
        desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "year.docx"), ""))
    desk.click(desk.page.paper.word_button)
    desk.hub.do(SetStatus("now", "1.2", Status.FULFILLED))
    desk.page.hide()
    desk.until((tmp_path / "year.docx").exists)
    desk.page.show()
    settled(desk)
    assert desk.page.paper.word_button.isEnabled() and "1 of 16" not in seen(desk)


def test_writing_is_stopped_and_leaves_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()

    def slowly(document: object, path: Path, progress: Callable[[int], None], is_cancelled: Callable[[], bool]) -> None:
        assert go_on.wait(20)
        write_report(document, path, progress, is_cancelled)  # type: ignore[arg-type]

    monkeypatch.setattr("anchor_app.ui.widgets.report_paper.write_report", slowly)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "year.docx"), ""))
    desk.click(desk.page.paper.word_button)
    assert not desk.page.paper.pdf_button.isEnabled()
    desk.click(desk.page.paper.work.cancel_button)
    assert "Nothing was written" in desk.page.paper.result.label.accessibleName()
    go_on.set()
    desk.until(desk.page.paper.work.isHidden)
    desk.click(desk.page.paper.word_button)
    desk.until((tmp_path / "year.docx").exists)


def test_a_place_that_cannot_be_written_is_said_with_another_name(desk: Desk, tmp_path: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "gone" / "a.pdf"), ""))
    desk.click(desk.page.paper.pdf_button)
    desk.until(lambda: desk.page.paper.result.button.text() == "Save as a 2.pdf…")
    assert desk.page.paper.pdf_button.isEnabled()


def test_without_a_printer_saving_is_offered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    desk.click(desk.page.paper.print_button)
    assert "no printer set up" in desk.page.paper.result.label.accessibleName()


def test_an_emblem_is_chosen_seen_refused_and_removed(desk: Desk, tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    card, held = desk.page.emblem, desk.memory.workspace.holdings
    good, bad = tmp_path / "emblem.png", tmp_path / "bad.png"
    good.write_bytes(EMBLEM)
    bad.write_bytes(b"\x89PNG\r\n\x1a\n not a picture")
    answers = iter((bad, good))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(next(answers)), ""))
    desk.click(card.choose_button)
    desk.until(lambda: card.notice.property("tone") == "warning")
    assert "Choose" in card.notice.label.accessibleName() and not held.emblems
    desk.click(card.choose_button)
    desk.until(card.picture.isVisible)
    settled(desk)
    assert desk.memory.workspace.holdings.emblems["org/emblem"].png and card.notice.isHidden()
    assert any(page.images for page in PdfReader(BytesIO(desk.page.paper.pdf)).pages[:1])
    desk.click(card.remove_button)
    settled(desk)
    assert not desk.memory.workspace.holdings.emblems and card.picture.isHidden()


def test_an_update_of_a_chosen_month_is_shown_on_one_page(make_desk: MakeDesk) -> None:
    desk = make_desk(ReportsPage, before=[*BEFORE, WriteUpdate("org", Month(2026, 9), {"did": "Met the wards."})],
                     size=(1240, 800))
    choice = desk.page.choice
    settled(desk)
    choice.sort_box.setFocus()
    for _ in range(2):
        QTest.keyClick(choice.sort_box, Qt.Key.Key_Down)
    settled(desk)
    assert choice.item_box.currentText() == "November 2026" and not desk.page.summary.isVisible()
    assert [choice.item_box.itemText(one) for one in range(choice.item_box.count())][-1] == "April 2026"
    for _ in range(2):
        QTest.keyClick(choice.item_box, Qt.Key.Key_Down)
    settled(desk)
    assert "Update for September 2026" in seen(desk) and "Met the wards." in seen(desk)
    assert not choice.audience.button(Audience.PUBLIC).isVisible()


def test_a_certificate_of_no_level_says_why_there_is_none(desk: Desk) -> None:
    desk.page.show_item("certificate")
    desk.until(lambda: desk.page.paper.warning.isVisible())
    assert "Bronze" in desk.page.paper.warning.label.accessibleName()
    assert not desk.page.paper.pdf_button.isEnabled()


def test_a_wish_for_a_month_leads_to_its_update(desk: Desk) -> None:
    desk.page.show_item("update:2026-06")
    desk.until(lambda: "June 2026" in desk.page.paper.state_label.accessibleName())
    assert desk.page.asked.sort is Sort.UPDATE


def test_several_changes_in_a_row_are_laid_out_once(desk: Desk) -> None:
    pages: list[int] = []
    desk.page.paper.rendered.connect(lambda: pages.append(1))
    for component in ("1.2", "1.3", "2.1"):
        desk.hub.do(SetStatus("now", component, Status.FULFILLED))
    settled(desk)
    assert len(pages) == 1 and "4 of 16" in seen(desk)


def test_what_is_open_for_reading_only_is_seen_and_saved_but_not_changed(make_desk: MakeDesk) -> None:
    desk = make_desk(ReportsPage, before=BEFORE, size=(1240, 800), read_only="It is open elsewhere.")
    settled(desk)
    page = desk.page
    assert "open elsewhere" in page.lock_notice.label.accessibleName()
    assert page.summary.editor.isReadOnly() and page.words.title_edit.isReadOnly()
    assert not page.emblem.choose_button.isEnabled() and not page.choice.audience.button(Audience.PUBLIC).isEnabled()
    assert page.paper.pdf_button.isEnabled()
    at(desk, "Actions", box=True)
    assert "actions" in page.sections.model.chosen


def test_where_it_is_narrow_choosing_and_seeing_take_turns(make_desk: MakeDesk) -> None:
    desk = make_desk(ReportsPage, before=BEFORE, size=(800, 640))
    settled(desk)
    assert desk.page.side.isVisible() and not desk.page.paper.isVisible()
    desk.click(desk.page.turn.button("see"))
    assert desk.page.paper.isVisible() and not desk.page.side.isVisible()
