"""The opening of a large workspace is shown, and can be stopped; a small one is there before anything is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from anchor_app import app
from anchor_app.services.example import make_example
from anchor_app.services.settings import Settings
from anchor_app.storage import unread_parts
from anchor_app.ui import entering
from anchor_app.ui.pages.opening_page import OpeningPage
from anchor_app.ui.pages.trouble_page import TroublePage


@pytest.fixture
def parts(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> app.Window:
    """A window on a workspace that counts as large, and whose opening is told of from the first fact on."""
    monkeypatch.setattr(unread_parts, "FEW_ASSESSMENTS", 0)
    monkeypatch.setattr(unread_parts, "_TOLD_EVERY", 1)
    monkeypatch.setattr(entering, "_SOON", 0.0)
    monkeypatch.setattr(entering, "_OFTEN", 0.0)
    make_example(tmp_path / "example").close()
    made = app.compose(tmp_path / "example", settings=Settings())
    qtbot.addWidget(made.window)
    return made


def close(parts: app.Window) -> None:
    parts.window.close_now()


def test_a_large_workspace_says_how_far_its_opening_is_and_then_is_there(qtbot: QtBot, parts: app.Window) -> None:
    said: list[str] = []
    show_share = OpeningPage.show_share
    parts.window.painted.connect(parts.begin)
    with pytest.MonkeyPatch.context() as patch, qtbot.waitSignal(parts.window.usable, timeout=20_000):
        patch.setattr(OpeningPage, "show_share", lambda page, done, of: (
            show_share(page, done, of), said.append(page.words.text())))
        parts.window.show()
    assert said[0].startswith("Every saved answer is checked before it is shown: 0 of ")
    assert parts.window.hub is not None and parts.window.place == "overview"
    close(parts)


def test_an_opening_that_is_stopped_changes_nothing_and_can_be_begun_again(
        qtbot: QtBot, parts: app.Window, monkeypatch: pytest.MonkeyPatch) -> None:
    show_share = OpeningPage.show_share

    def stop_at_once(page: OpeningPage, done: int, of: int) -> None:
        show_share(page, done, of)
        qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)

    parts.window.painted.connect(parts.begin)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpeningPage, "show_share", stop_at_once)
        # The store's thread waits at its second word until the first was answered.
        asked = iter(range(1_000_000))
        follow = entering.Entering.follow

        def held_back(self: entering.Entering):
            tell, stopped = follow(self), self._stopped

            def told(done: int, of: int) -> None:
                if next(asked) == 1:
                    assert stopped.wait(10)
                tell(done, of)

            return told

        patch.setattr(entering.Entering, "follow", held_back)
        with qtbot.waitSignal(parts.window.usable, timeout=20_000):
            parts.window.show()
    page = parts.window.stack.currentWidget()
    assert isinstance(page, TroublePage) and page.sentence.text() == entering.STOPPED
    page.retry_requested.emit()
    qtbot.waitUntil(lambda: parts.window.hub is not None, timeout=20_000)
    close(parts)
