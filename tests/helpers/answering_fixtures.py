"""A desk to answer the charter at, put away after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from anchor_app.ui import theme
from tests.helpers.answering import AnsweringDesk


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., AnsweringDesk]]:
    """Makes desks in the light look."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(qapp, theme.Scheme.LIGHT)
    made: list[AnsweringDesk] = []

    def make(**options: Any) -> AnsweringDesk:
        made.append(AnsweringDesk(qtbot, **options))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def desk(make_desk: Callable[..., AnsweringDesk]) -> AnsweringDesk:
    """A desk with nothing answered."""
    return make_desk()
