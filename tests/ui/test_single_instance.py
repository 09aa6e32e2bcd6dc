"""One window for one workspace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from anchor_app.ui.single_instance import SingleInstance, name_for

LISTEN = """
import sys, os
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from anchor_app.ui.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(Path(sys.argv[1]))
assert not one.is_second() and one.listen()
os.kill(os.getpid(), 9)
"""


def test_a_second_start_is_told_of_the_first_and_brings_it_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert not first.is_second()
    assert first.listen()
    with qtbot.waitSignal(first.raise_requested):
        assert second.is_second()
    first.close()
    assert not second.is_second()


def test_another_workspace_has_its_own_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "one")
    assert first.listen()
    assert not SingleInstance(tmp_path / "two").is_second()
    first.close()


def test_the_same_folder_by_another_name_is_the_same_workspace(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert name_for(tmp_path / "link") == name_for(tmp_path / "real")


def test_what_a_killed_window_left_behind_stops_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", LISTEN, str(tmp_path)], timeout=60, check=False)
    next_one = SingleInstance(tmp_path)
    assert not next_one.is_second()
    assert next_one.listen()
    next_one.close()
