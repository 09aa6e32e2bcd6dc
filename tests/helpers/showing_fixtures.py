"""Desks for the pages that show: put away after each test, with copies and dialogues kept inside the test."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from anchor_app.ui import theme
from tests.helpers.showing import Desk


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    """Makes desks in the light look."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(qapp, theme.Scheme.LIGHT)
    made: list[Desk] = []

    def make(make_page: Callable[..., Any], **options: Any) -> Desk:
        made.append(Desk(qtbot, make_page, **options))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where copies for other programs are put."""
    folder = tmp_path / "copies"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder
