"""From page to page in the whole window: what needs attention, evidence for a component, the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.ui import places, theme
from anchor_app.ui.main_window import MainWindow
from tests.helpers.showing import picture
from tests.helpers.values import TODAY
from tests.helpers.window import SmallWorkspace

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$")

ACCOUNT = {"kind": "account", "text": "A story.", "title": "A story"}


class Window:
    """The window on a small workspace."""

    def __init__(self, qtbot, before):
        self.qtbot, self.memory = qtbot, SmallWorkspace(before=before)
        self.frame = MainWindow()
        qtbot.addWidget(self.frame)
        self.frame.resize(1280, 1000)
        self.frame.show()
        self.frame.show_workspace(self.memory.hub, "now")
        self.frame.activateWindow()
        self.until(lambda: QApplication.activeWindow() is self.frame)

    def until(self, is_so):
        self.qtbot.waitUntil(is_so, timeout=10_000)

    def page(self, place):
        return self.frame.page(place)


@pytest.fixture
def open_window(qapp, qtbot) -> Iterator[Callable[..., Window]]:
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(qapp, theme.Scheme.LIGHT)
    made = []

    def make(*before):
        made.append(Window(qtbot, before))
        return made[-1]

    yield make
    for one in made:
        one.memory.close()


def test_a_concern_about_evidence_leads_to_the_register_narrowed_to_it(open_window):
    past = {**ACCOUNT, "review_by": TODAY - timedelta(days=1)}
    window = open_window(AddEvidence("now", past, ("1.1",), id="a"), AddEvidence("now", past, ("1.2",), id="b"),
                         AddEvidence("now", ACCOUNT, ("1.1",), id="c"))
    row = window.page(places.OVERVIEW).attention.rows["review-past"]
    window.until(row.isVisible)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert window.frame.place == places.EVIDENCE
    model = window.page(places.EVIDENCE).model
    assert [model.piece(row).id for row in range(model.rowCount())] == ["a", "b"]


def test_a_concern_about_a_component_and_a_domain_of_the_proof_lead_to_the_assessment(open_window):
    window = open_window(SetStatus("now", "2.1", Status.FULFILLED))
    row = window.page(places.OVERVIEW).attention.rows["no-evidence"]
    window.until(row.isVisible)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert window.frame.place == places.ASSESSMENT
    window.frame.go(places.OVERVIEW)
    QTest.mouseClick(window.page(places.OVERVIEW).proof.rows[0], Qt.MouseButton.LeftButton)
    assert window.frame.place == places.ASSESSMENT


def test_a_picture_pasted_for_a_component_becomes_its_evidence(open_window):
    window = open_window()
    window.page(places.ASSESSMENT).image_pasted.emit("4.2", picture())
    window.until(lambda: bool(window.memory.assessment.evidence_of("4.2")))
    assert window.frame.place == places.EVIDENCE


def test_adding_evidence_for_a_component_offers_the_ways_with_its_number(open_window):
    window = open_window()
    window.page(places.ASSESSMENT).add_evidence_requested.emit("3.2")
    intake = window.page(places.EVIDENCE).intake
    window.until(lambda: intake.menu is not None and intake.menu.isVisible())
    assert intake.menu.actions()[0].text() == "For 3.2"
    intake.menu.close()


def test_missing_content_shows_on_the_overview_and_leads_to_the_piece(open_window, tmp_path):
    window = open_window()
    (tmp_path / "a.txt").write_text("something")
    page = window.page(places.EVIDENCE)
    window.page(places.ASSESSMENT).files_dropped.emit("1.1", [tmp_path / "a.txt"])
    window.until(lambda: bool(window.memory.assessment.evidence_of("1.1")))
    (piece,) = window.memory.workspace.holdings.evidence_of("org")
    (window.memory.store.content.folder / piece.digest[:2] / piece.digest).unlink()
    page.check_content()
    window.until(lambda: piece.id in page.model.damaged)
    window.frame.go(places.OVERVIEW)
    row = window.page(places.OVERVIEW).attention.rows["damaged"]
    window.until(row.isVisible)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert window.frame.place == places.EVIDENCE and page.form.evidence_id == piece.id
