"""What is being typed is not held back for long, however long somebody types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from anchor_app.ui.widgets.editor import LineEditor, TextEditor


@pytest.mark.parametrize("kind", [TextEditor, LineEditor])
def test_typing_that_never_pauses_is_committed_all_the_same(qtbot: QtBot, kind: type[TextEditor | LineEditor]) -> None:
    """A11: a crash would otherwise take everything since the last pause."""
    editor = kind()
    qtbot.addWidget(editor)
    editor.show_text("", "a field")
    editor.show()
    keys = QTimer(editor, interval=50)
    keys.timeout.connect(lambda: QTest.keyClicks(editor, "a"))
    keys.start()
    with qtbot.waitSignal(editor.committed, timeout=20_000) as first:
        pass
    assert keys.isActive() and set(first.args[0]) == {"a"}
    with qtbot.waitSignal(editor.committed, timeout=20_000) as second:
        pass
    assert len(second.args[0]) > len(first.args[0]), "typing went on, and so does committing"
