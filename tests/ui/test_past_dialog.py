"""The dialog that asks for a day shows all its words at every size of text, and grows with what it has to say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from anchor_app.ui import theme
from anchor_app.ui.dialogs.past_dialog import PastDialog


@pytest.fixture(params=[1.0, 2.0])
def dialog(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[PastDialog]:
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(qapp, theme.Scheme.LIGHT, request.param)
    window = QWidget()
    window.resize(1024, 700)
    qtbot.addWidget(window)
    made = PastDialog(date(2026, 11, 2), {}, window)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    theme.apply(qapp, theme.Scheme.LIGHT)
    qapp.setStyleSheet("")


def cut(dialog: PastDialog) -> list[str]:
    """The words that have less room than they need."""
    QApplication.processEvents()
    return [label.accessibleName() for label in dialog.findChildren(QLabel)
            if label.isVisible() and label.height() < label.heightForWidth(label.width())]


def test_no_word_is_cut(dialog: PastDialog) -> None:
    assert cut(dialog) == []
    assert dialog.width() <= 1024


def test_a_reason_why_a_day_will_not_do_gets_its_own_room(dialog: PastDialog) -> None:
    height = dialog.height()
    dialog.show_fault("Nothing was saved before that day, so there is nothing to look at. " * 3)
    assert cut(dialog) == []
    assert dialog.height() > height
