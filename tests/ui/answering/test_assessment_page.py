"""The assessment page: locked workspaces, what is dropped and pasted, room, and the time that an edit takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter_file import read_charter
from anchor_app.domain.commands import AddOpportunity, NotePractice, SetStatus, WriteAnswer, mark_practice
from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.ui import theme
from anchor_app.ui.models.charter_tree_model import CharterTreeModel, TreeRole
from tests.helpers.answering import AnsweringDesk

OTHER = """
schema = 1
id = "other"
edition = "1"
title = "Another charter"
publisher = "Example"
[[levels]]
id = "one"
name = "One"
rule = { at_least = 1 }
[[domains]]
id = "d1"
number = 1
title = "The first domain"
short_title = "First"
[[domains.components]]
id = "1.1"
title = "Component"
practices = ["We do it."]
[[domains.components]]
id = "1.2"
title = "Component"
practices = ["We do it."]
"""
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_locked_workspace_says_why_and_can_be_read_but_not_changed(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(read_only="Another window has this workspace open.", before=[
        WriteAnswer("now", "1.1", "focus", True),
        WriteAnswer("now", "1.1", "summary", "Readable"), AddOpportunity("now", "1.1", "Readable"),
        NotePractice("now", "1.1.1", "Readable"), WriteAnswer("now", "1.1", "lead", "Readable"),
        AddEvidence("now", {"kind": "account", "text": "x", "title": "Readable"}, ("1.1",), id="e")])
    page = desk.component
    assert desk.page.lock_line.isVisible()
    assert desk.page.lock_line.accessibleName() == "Another window has this workspace open."
    for editor in (page.summary, page.opportunities.rows[0].editor, page.follow_up.lead,
                   page.practices.list.row("1.1.1").note):
        assert editor.text() == "Readable"
        assert editor.isReadOnly()
    for control in (page.status.chooser, page.follow_up.focus, page.evidence.add, page.evidence.rows["e"].unlink,
                    page.opportunities.new, page.opportunities.rows[0].remove, desk.mark_button("1.1.1", Mark.PARTLY)):
        assert not control.isEnabled()
    assert page.follow_up.focus.text() == "Focus this period: yes"
    assert page.follow_up.look_again.text() == "Look at again: no"
    assert page.evidence.rows["e"].open.isEnabled()
    desk.click(desk.page.next)
    assert desk.page.component_id == "1.2"
    assert desk.edits == []


def dropped(target: QWidget, mime: QMimeData) -> bool:
    """Drag something over a widget and drop it there, as Qt delivers it; whether it was taken."""
    enter = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                          Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, drop)
        return drop.isAccepted()
    return False


def test_dropped_files_are_told_of_with_the_component(desk: AnsweringDesk, tmp_path: Path) -> None:
    told: list[tuple[str, list[Path]]] = []
    desk.page.files_dropped.connect(lambda key, paths: told.append((key, paths)))
    mime = QMimeData()
    paths = [tmp_path / name for name in ("one.pdf", "two & three.xlsx")]
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    desk.page.show_item("2.1")
    assert dropped(desk.component, mime)
    assert told == [("2.1", paths)]


def test_a_file_that_is_dropped_on_a_text_field_never_becomes_its_text(desk: AnsweringDesk, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.pdf"))])
    told: list[str] = []
    desk.page.files_dropped.connect(lambda key, paths: told.append(key))
    dropped(desk.component.summary.viewport(), mime)
    assert desk.component.summary.text() == ""


@pytest.mark.parametrize("place", ["page", "field"])
def test_a_pasted_picture_is_told_of_with_the_component(desk: AnsweringDesk, place: str) -> None:
    told: list[tuple[str, QImage]] = []
    desk.page.image_pasted.connect(lambda key, image: told.append((key, image)))
    picture = QImage(20, 10, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    (desk.component.summary if place == "field" else desk.component.evidence.add).setFocus()
    desk.press(Qt.Key.Key_V, CTRL)
    assert [(key, image.size()) for key, image in told] == [("1.1", picture.size())]


def test_pasted_words_stay_words(desk: AnsweringDesk) -> None:
    told: list[str] = []
    desk.page.image_pasted.connect(lambda key, image: told.append(key))
    mime = QMimeData()
    mime.setHtml("<b>Bold</b>")
    mime.setText("Bold")
    QGuiApplication.clipboard().setMimeData(mime)
    desk.component.summary.setFocus()
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.component.summary.text() == "Bold"
    assert told == []


def test_the_tree_is_a_sound_model(desk: AnsweringDesk) -> None:
    tree = CharterTreeModel(desk.page._answers)
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tree.rowCount() == 6
    desk.do(SetStatus("now", "3.2", Status.FULFILLED))
    tree.reload()
    assert tree.index_of("3.2").data(TreeRole.STATUS) == Status.FULFILLED
    assert tester.model() is tree


def test_another_charter_is_walked_through_as_well(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(charter=read_charter(OTHER))
    desk.click(desk.component.status.chooser.button(Status.FULFILLED))
    assert desk.component.level.sentence.accessibleName().startswith("1.1 counts: First has 1 of 2.")
    desk.page.show_item("d1")
    assert not desk.domain.outcome.isVisible()
    assert not desk.domain.principles.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(1076, 740), (820, 640), (560, 640)])
def test_every_size_shows_the_whole_width_of_a_page(make_desk: Callable[..., AnsweringDesk], qapp: QApplication,
                                                    size: tuple[int, int], scale: float) -> None:
    desk = make_desk(size=size)
    theme.apply(qapp, theme.Scheme.LIGHT, scale)
    for key in ("1.3", "work"):
        desk.page.show_item(key)
        desk.settle()
        area = desk.component.area if desk.page.component_id else desk.domain.area
        assert area.horizontalScrollBar().maximum() == 0, f"{key} at {size} and {scale:.0%}"


def test_an_edit_is_shown_within_a_frame(make_desk: Callable[..., AnsweringDesk]) -> None:
    desk = make_desk(before=[AddOpportunity("now", "1.3", f"Opportunity {at}") for at in range(8)]
                     + [AddEvidence("now", {"kind": "account", "text": "x", "title": f"Piece {at}"}, ("1.3",))
                        for at in range(8)])
    desk.page.show_item("1.3")
    spent = []
    for mark in (Mark.IN_PLACE, Mark.PARTLY, Mark.NOT_YET) * 5:
        edit = desk.small.workspace.edit_for(mark_practice("now", "1.3.4", mark))
        desk.small.workspace.accept(edit)
        started = time.perf_counter()
        desk.page._on_edited(edit)
        spent.append((time.perf_counter() - started) * 1000)
    assert statistics.median(spent) < 16, spent
    assert desk.mark_button("1.3.4", Mark.NOT_YET).isChecked()
