"""The process as a whole: it ends when it is told to, saves first, and brings the first window forward."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from anchor_app.ui.single_instance import SingleInstance
from tests.helpers.app_window import example_in, kept_in

PROGRAM = [sys.executable, "-m", "anchor_app"]

TYPE_AND_BE_ENDED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtTest import QTest
from anchor_app import app
from anchor_app.ui.application import Ending
from anchor_app.ui.widgets.editor import LineEditor
parts = app.compose(Path(sys.argv[1]))
ending = Ending(parts.app, parts.window.close_now)
def type_and_be_ended():
    parts.window.go("settings")
    field = next(one for one in parts.window.findChildren(LineEditor) if one.objectName() == "short_name")
    field.selectAll()
    QTest.keyClicks(field, "Typed just now")
    os.kill(os.getpid(), signal.SIGTERM)
parts.window.usable.connect(type_and_be_ended)
parts.window.painted.connect(parts.begin)
parts.window.show()
sys.exit(parts.app.exec())
"""


def started(folder: Path) -> subprocess.Popen[bytes]:
    """The program on a workspace, once it listens for later starts."""
    process = subprocess.Popen([*PROGRAM, "--workspace", str(folder)], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not SingleInstance(folder).is_second():
        assert process.poll() is None and time.monotonic() < deadline
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a session in another way")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_window_that_is_told_to_end_ends_well(qtbot: QtBot, tmp_path: Path, number: signal.Signals) -> None:
    process = started(example_in(tmp_path / "example"))
    process.send_signal(number)
    _, words = process.communicate(timeout=30)
    assert (process.returncode, b"Traceback" in words) == (0, False), words


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a session in another way")
def test_what_was_being_typed_when_the_system_ended_the_program_is_saved(tmp_path: Path) -> None:
    folder = example_in(tmp_path / "example")
    done = subprocess.run([sys.executable, "-c", TYPE_AND_BE_ENDED, str(folder)], timeout=60, check=False,
                          capture_output=True)
    assert done.returncode == 0, done.stderr
    assert [one.short_name for one in kept_in(folder).organisations.values()] == ["Typed just now"]


def test_a_second_start_leaves_at_once_and_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    folder = example_in(tmp_path / "example")
    first = started(folder)
    second = subprocess.run([*PROGRAM, "--workspace", str(folder)], timeout=60, check=False, capture_output=True)
    assert (second.returncode, second.stderr) == (0, b""), second.stderr
    assert first.poll() is None
    first.terminate()
    assert first.wait(30) == 0
    first.stderr.close()  # type: ignore[union-attr]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(PROGRAM, env=bare, timeout=60, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "needs a screen" in done.stderr and "Traceback" not in done.stderr
