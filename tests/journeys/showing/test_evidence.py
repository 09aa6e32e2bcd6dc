"""Evidence: taken in, found, linked, looked at and opened, as a champion does it."""

from __future__ import annotations

import stat
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.register import Column
from anchor_app.ui import opening
from anchor_app.ui.pages.evidence_page import EvidencePage
from tests.helpers.showing import files_as_data, pdf, picture

# The offscreen platform says this when a menu opens; no other platform does.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$")

ACCOUNT = {"kind": "account", "text": "A story.", "title": "A story"}


@pytest.fixture
def desk(make_desk):
    return make_desk(EvidencePage)


def add(desk, values, components=(), key="e"):
    desk.hub.do(AddEvidence("now", values, tuple(components), id=key))
    desk.settle()


def attach(desk, path):
    desk.drop(files_as_data(path))
    desk.until(lambda: not desk.page.queue.is_busy)
    desk.settle()


def choose(monkeypatch, *paths):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: ([str(one) for one in paths], ""))


def press_in_menu(desk, key):
    desk.until(lambda: desk.page.intake.menu is not None and desk.page.intake.menu.isVisible())
    QTest.keyClick(desk.page.intake.menu, key)


def test_a_chosen_file_is_attached_to_the_component_it_was_added_for(desk, tmp_path, monkeypatch):
    (tmp_path / "Workforce_by_ward.pdf").write_bytes(pdf())
    choose(monkeypatch, tmp_path / "Workforce_by_ward.pdf")
    desk.page.add_for("1.1")
    press_in_menu(desk, Qt.Key.Key_F)
    desk.until(lambda: len(desk.pieces) == 1)
    (piece,) = desk.pieces
    assert (piece.title, piece.kind) == ("Workforce by ward", EvidenceKind.DOCUMENT)
    assert desk.memory.assessment.evidence_of("1.1") == {piece.id}
    assert desk.page.form.evidence_id == piece.id


def test_dropped_files_and_folders_are_attached_and_each_failure_is_a_sentence(desk, tmp_path):
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "b.txt").write_text("two")
    (folder / ".hidden").write_text("no")
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "run.exe").write_bytes(b"MZ" + bytes(100))
    desk.drop(files_as_data(tmp_path / "a.txt", folder, tmp_path / "run.exe", tmp_path / "gone.pdf"))
    desk.until(lambda: not desk.page.queue.is_busy)
    desk.settle()
    assert [one.file_name for one in desk.pieces] == ["a.txt", "b.txt"]
    said = desk.page.attach_bar.sentences_label.accessibleName()
    assert "run.exe" in said and "gone.pdf is not there any more" in said
    assert desk.page.attach_bar.isVisible()
    desk.click(desk.page.attach_bar.close_button)
    assert desk.page.attach_bar.isHidden()


def test_a_file_dropped_over_a_field_is_attached_and_not_typed(desk, tmp_path):
    add(desk, ACCOUNT)
    assert not any(one.acceptDrops() for one in desk.page.form.editors["shows"].findChildren(type(desk.page)))
    assert not desk.page.form.editors["shows"].viewport().acceptDrops()


def test_a_thousand_files_can_be_cancelled_and_what_is_attached_stays(desk, tmp_path):
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text(f"number {number}")
    desk.drop(files_as_data(tmp_path))
    desk.until(lambda: desk.page.queue.done >= 2)
    desk.click(desk.page.attach_bar.cancel_button)
    assert not desk.page.queue.is_busy
    desk.settle()
    assert 2 <= len(desk.pieces) < 300
    assert "not attached" in desk.page.attach_bar.sentences_label.accessibleName()


def test_nothing_is_copied_into_a_workspace_that_is_open_for_reading_only(make_desk, tmp_path):
    desk = make_desk(EvidencePage, read_only="It is open in another window.")
    (tmp_path / "a.txt").write_text("one")
    desk.drop(files_as_data(tmp_path / "a.txt"))
    assert "reading only" in desk.page.attach_bar.sentences_label.accessibleName()
    assert not desk.page.queue.is_busy and not list(desk.memory.store.content.digests())


def test_the_same_content_is_linked_and_not_added_twice(desk, tmp_path):
    (tmp_path / "one.txt").write_text("the same")
    (tmp_path / "two.txt").write_text("the same")
    attach(desk, tmp_path / "one.txt")
    desk.page.attach_files("2.1", [tmp_path / "two.txt"])
    desk.until(lambda: not desk.page.queue.is_busy)
    desk.settle()
    assert len(desk.pieces) == 1
    assert desk.memory.assessment.components_of(desk.pieces[0].id) == {"2.1"}
    assert "already as E-001" in desk.page.attach_bar.sentences_label.accessibleName()


def test_a_pasted_picture_becomes_a_png_document(desk):
    QGuiApplication.clipboard().setImage(picture())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: len(desk.pieces) == 1)
    (piece,) = desk.pieces
    assert piece.file_name.startswith("Pasted picture 2026-11-02") and piece.file_name.endswith(".png")
    desk.until(lambda: desk.page.form.preview.view.drawn_pages == {0})
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("key, typed, kind, shown", [
    (Qt.Key.Key_I, {"figure": "38", "unit": "%", "source": "HR"}, EvidenceKind.FIGURE, "38 %"),
    (Qt.Key.Key_A, {"text": "We met <b>everybody</b>."}, EvidenceKind.ACCOUNT, "We met <b>everybody</b>."),
    (Qt.Key.Key_L, {"url": "https://example.org/a"}, EvidenceKind.LINK, "example.org/a")])
def test_a_typed_piece_is_kept_as_it_was_typed(desk, key, typed, kind, shown):
    desk.click(desk.page.add_button)
    press_in_menu(desk, key)
    dialog = desk.page.intake.dialog
    desk.until(dialog.isVisible)
    for name, text in typed.items():
        desk.type(dialog.fields[name], text)
    desk.click(dialog.add_button)
    desk.until(lambda: len(desk.pieces) == 1)
    (piece,) = desk.pieces
    assert (piece.kind, piece.title) == (kind, shown)
    assert all(getattr(piece, name) == text for name, text in typed.items())


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "\\\\server\\share",
                                     "ms-msdt:/id", "search-ms:query", ""])
def test_an_address_that_could_start_a_program_is_refused_and_stays_as_typed(desk, address):
    desk.page.intake.ask_for(EvidenceKind.LINK)
    dialog = desk.page.intake.dialog
    desk.type(dialog.fields["url"], address)
    desk.click(dialog.add_button)
    assert dialog.isVisible() and "https://" in dialog.trouble_label.accessibleName()
    assert dialog.fields["url"].text() == address
    assert not desk.pieces
    dialog.reject()


def test_every_field_is_edited_in_place_and_saved_by_itself(desk):
    add(desk, ACCOUNT)
    form = desk.page.form
    typed = {"title": "Another", "shows": "What it shows", "describes": "2025", "owner": "Estates",
             "text": "A longer story."}
    for name, text in typed.items():
        editor = form.editors[name]
        editor.selectAll()
        desk.type(editor, text)
        editor.flush()
    form.review_field.line.setFocus()
    QTest.keyClicks(form.review_field.line, "31/3/2027")
    QTest.keyClick(form.review_field.line, Qt.Key.Key_Return)
    form.sensitivity_box.setFocus()
    QTest.keyClick(form.sensitivity_box, Qt.Key.Key_Down)
    form.sensitivity_box.activated.emit(form.sensitivity_box.currentIndex())
    desk.settle()
    (piece,) = desk.pieces
    assert {name: getattr(piece, name) for name in typed} == typed
    assert (piece.review_by, piece.sensitivity) == (date(2027, 3, 31), Sensitivity.PERSONAL)


def test_a_day_that_is_none_stays_with_a_sentence_and_changes_nothing(desk):
    add(desk, {**ACCOUNT, "review_by": date(2027, 1, 1)})
    field = desk.page.form.review_field
    field.line.selectAll()
    desk.type(field.line, "30 February 2027")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    desk.settle()
    assert field.line.text() == "30 February 2027" and "is not a date" in field.trouble_label.accessibleName()
    assert desk.pieces[0].review_by == date(2027, 1, 1)


def test_one_piece_is_linked_to_many_components_and_unlinked_again(desk):
    add(desk, ACCOUNT)
    form = desk.page.form
    desk.page.detail_scroll.ensureWidgetVisible(form.link_view)
    for words, component in (("ward", None), ("green", "3.4"), ("1.2", "1.2")):
        form.link_search.clear()
        desk.type(form.link_search, words)
        if component is None:
            continue
        assert form.link_model.rowCount() == 1
        desk.click(form.link_view.viewport(), form.link_view.visualRect(form.link_model.index(0)).center())
        desk.settle()
    assert desk.memory.assessment.components_of("e") == {"3.4", "1.2"}
    assert form.links_label.accessibleName().startswith("Supports two components")
    desk.click(form.link_view.viewport(), form.link_view.visualRect(form.link_model.index(0)).center())
    desk.settle()
    assert desk.memory.assessment.components_of("e") == {"3.4"}


def test_search_filters_and_order_work_together_and_can_be_cleared(desk):
    for number, (title, kind) in enumerate((("Zebra", "account"), ("café", "link"), ("Apple", "account"))):
        add(desk, {"title": title, "kind": kind, "text": "x", "url": "https://example.org"},
            ("3.1",) if number == 2 else (), key=f"e{number}")
    page = desk.page

    def titles():
        return [page.model.piece(row).title for row in range(page.model.rowCount())]

    header = page.table.horizontalHeader()
    section = list(Column).index(Column.TITLE)
    place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert titles() == ["Apple", "café", "Zebra"]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert titles() == ["Zebra", "café", "Apple"]
    page.filters.domain_box.setFocus()
    QTest.keyClicks(page.filters.domain_box, "3")
    assert titles() == ["Apple"] and page.count_label.accessibleName() == "1 of 3 pieces of evidence"
    desk.type(page.filters.search_line, "zebra")
    assert titles() == [] and page.empty_card.isVisible()
    assert "“zebra” and the filters" in page.empty_card.words_label.accessibleName()
    desk.click(page.empty_card.clear_button)
    assert len(titles()) == 3 and page.table.isVisible()
    page.show_item("unused")
    assert titles() == ["Zebra", "café"]


@pytest.mark.parametrize("name, data", [
    ("report.pdf", b"MZ" + bytes(200)), ("setup.exe", b"MZ" + bytes(200)), ("a.lnk", b"text"), ("a.hta", b"text"),
    ("report.pdf.exe", b"text"), ("rcs\N{RIGHT-TO-LEFT OVERRIDE}fdp.scr", b"text"), ("a.url", b"[InternetShortcut]")])
def test_a_program_is_not_even_attached_whatever_its_name(desk, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    attach(desk, tmp_path / name)
    assert not desk.pieces
    said = desk.page.attach_bar.sentences_label.accessibleName()
    assert "not attached" in said and "\N{RIGHT-TO-LEFT OVERRIDE}" not in said


def test_a_kind_that_is_not_opened_can_only_be_saved_elsewhere(desk, tmp_path, monkeypatch):
    (tmp_path / "drawing.dwg").write_bytes(b"AC1032" + bytes(range(256)))
    attach(desk, tmp_path / "drawing.dwg")
    preview = desk.page.form.preview
    desk.until(preview.save_button.isVisible)
    assert preview.open_button.isHidden()
    target = tmp_path / "out" / "copy.dwg"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(target), ""))
    desk.click(preview.save_button)
    desk.until(lambda: "A copy was saved" in desk.page.attach_bar.sentences_label.accessibleName())
    assert target.read_bytes() == (tmp_path / "drawing.dwg").read_bytes()


def test_an_allowed_kind_opens_as_a_read_only_copy_with_a_safe_name(desk, tmp_path, copies, monkeypatch):
    name = "re\N{RIGHT-TO-LEFT OVERRIDE}port.pdf"
    (tmp_path / name).write_bytes(pdf())
    attach(desk, tmp_path / name)
    opened = []
    monkeypatch.setattr(opening.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    preview = desk.page.form.preview
    desk.until(preview.open_button.isVisible)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in preview.kind_label.accessibleName()
    desk.click(preview.open_button)
    desk.until(lambda: len(opened) == 1)
    (path,) = copies.rglob("*.pdf")
    assert opened == [str(path)] and path.name == "report.pdf"
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH)
    assert path.read_bytes() == (tmp_path / name).read_bytes()


def test_an_address_is_shown_and_confirmed_before_anything_leaves_the_app(desk, monkeypatch):
    add(desk, {"kind": "link", "url": "https://example.org/a?b=1", "title": "A page"})
    opened = []
    monkeypatch.setattr(opening.QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    preview = desk.page.form.preview
    desk.click(preview.link_button)
    assert not opened and "https://example.org/a?b=1" in preview.confirm.question.accessibleName()
    assert preview.confirm.no_button.hasFocus()
    QTest.keyClick(preview.confirm.no_button, Qt.Key.Key_Escape)
    assert preview.confirm.isHidden()
    desk.click(preview.link_button)
    desk.click(preview.confirm.yes_button)
    assert opened == ["https://example.org/a?b=1"]


def test_pages_of_a_pdf_are_drawn_turned_and_zoomed(desk, tmp_path):
    (tmp_path / "three.pdf").write_bytes(pdf(3))
    attach(desk, tmp_path / "three.pdf")
    view, bar = desk.page.form.preview.view, desk.page.form.preview.bar
    desk.until(lambda: 0 in view.drawn_pages)
    assert bar.place_label.text() == "Page 1 of 3"
    desk.click(bar.next_button)
    desk.until(lambda: 1 in view.drawn_pages)
    assert bar.place_label.text() == "Page 2 of 3"
    zoom = view.zoom
    desk.click(bar.larger_button)
    assert view.zoom > zoom and not view.is_fit
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == 2
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page == 1


@pytest.mark.parametrize("name, data, said", [
    ("broken.pdf", b"%PDF-1.7\n" + bytes(400), "damaged"), ("broken.png", b"\x89PNG\r\n\x1a\n" + bytes(90), "damaged")])
def test_what_cannot_be_shown_says_so_and_can_still_be_saved(desk, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    attach(desk, tmp_path / name)
    preview = desk.page.form.preview
    desk.until(lambda: said in preview.trouble_label.accessibleName())
    assert preview.save_button.isVisible()


def test_a_text_is_shown_whatever_its_encoding(desk, tmp_path):
    for number, encoding in enumerate(("utf-8", "utf-16", "cp1252")):
        (tmp_path / f"{number}.txt").write_bytes("Café – <b>".encode(encoding))
        attach(desk, tmp_path / f"{number}.txt")
        desk.until(desk.page.form.preview.text_view.isVisible)
        assert desk.page.form.preview.text_view.toPlainText() == "Café – <b>", encoding


def test_missing_content_is_named_and_found_by_its_filter(desk, tmp_path):
    (tmp_path / "kept.txt").write_text("kept")
    (tmp_path / "lost.txt").write_text("lost")
    for name in ("kept.txt", "lost.txt"):
        attach(desk, tmp_path / name)
    lost = desk.pieces[1]
    (desk.memory.store.content.folder / lost.digest[:2] / lost.digest).unlink()
    found = []
    desk.page.damaged_found.connect(found.append)
    desk.page.check_content()
    desk.until(lambda: bool(found))
    assert set(found[0]) == {lost.id}
    desk.page.show_item("damaged")
    assert [desk.page.model.piece(row).id for row in range(desk.page.model.rowCount())] == [lost.id]
    assert "missing" in desk.page.form.damage_label.accessibleName()


def test_a_piece_is_removed_only_after_the_question_was_answered(desk):
    add(desk, ACCOUNT, ("1.1",))
    form = desk.page.form
    desk.page.detail_scroll.ensureWidgetVisible(form.remove_button)
    desk.click(form.remove_button)
    assert "E-001" in form.confirm.question.accessibleName() and len(desk.pieces) == 1
    desk.page.detail_scroll.ensureWidgetVisible(form.confirm.yes_button)
    desk.click(form.confirm.yes_button)
    desk.settle()
    assert not desk.pieces and desk.page.empty_card.isVisible() and desk.page.both.card.isHidden()


def test_by_keyboard_alone_an_account_is_added_and_linked(desk):
    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def tab_to(is_there):
        for _ in range(60):
            if is_there():
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError("the Tab key does not lead there")

    tab_to(lambda: QApplication.focusWidget() is desk.page.add_button)
    press(Qt.Key.Key_Space)
    press_in_menu(desk, Qt.Key.Key_A)
    dialog = desk.page.intake.dialog
    desk.until(lambda: QApplication.activeWindow() is dialog)
    tab_to(lambda: QApplication.focusWidget() is dialog.fields["text"])
    QTest.keyClicks(QApplication.focusWidget(), "Two apprentices told us.")
    tab_to(lambda: QApplication.focusWidget() is dialog.fields["title"])
    QTest.keyClicks(QApplication.focusWidget(), "Apprentices")
    press(Qt.Key.Key_Return)
    desk.until(lambda: len(desk.pieces) == 1)
    desk.page.activateWindow()  # which a window manager does; the offscreen platform has none
    desk.until(lambda: QApplication.activeWindow() is desk.page)
    form = desk.page.form
    tab_to(lambda: QApplication.focusWidget() is form.link_search)
    QTest.keyClicks(QApplication.focusWidget(), "1.2")
    tab_to(lambda: QApplication.focusWidget() is form.link_view)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.memory.assessment.evidence_of("1.2") == {desk.pieces[0].id}
    assert desk.pieces[0].title == "Apprentices"
