"""Faults of the app itself: said, logged, and without anybody's words."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from anchor_app.ui.errors import LOG_NAME, FaultLog, Faults, without_words

SECRET = "Robin's unsaid words"


@pytest.fixture
def faults(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    made = Faults(tmp_path)
    made.install()
    yield made
    made.remove()


def logged(folder: Path) -> str:
    return (folder / LOG_NAME).read_text("utf-8")


def raised() -> tuple[type[BaseException], BaseException, object]:
    try:
        raise ValueError(SECRET)
    except ValueError:
        return sys.exc_info()  # type: ignore[return-value]


def test_a_fault_is_told_and_logged_with_its_place_and_without_its_message(
        faults: Faults, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with qtbot.waitSignal(faults.happened):
        sys.excepthook(*raised())  # type: ignore[arg-type]
    text = logged(tmp_path)
    assert "ValueError" in text and "test_faults.py" in text and "raised" in text
    assert SECRET not in text and SECRET not in capsys.readouterr().err


def test_a_fault_on_another_thread_is_told_on_this_one(faults: Faults, qtbot: QtBot, tmp_path: Path) -> None:
    def fail() -> None:
        raise KeyError(SECRET)

    heard: list[bool] = []
    faults.happened.connect(lambda: heard.append(threading.current_thread() is threading.main_thread()))
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [True]
    assert "KeyError" in logged(tmp_path) and SECRET not in logged(tmp_path)


def test_what_qt_says_is_logged_without_names_of_files(faults: Faults, tmp_path: Path) -> None:
    qWarning('cannot open file:///home/ada/Redundancies.pdf: "Robin"')
    assert "Qt warning: cannot open" in logged(tmp_path)
    assert "Redundancies" not in logged(tmp_path) and "Robin" not in logged(tmp_path)


def test_paths_of_every_system_are_left_out() -> None:
    assert without_words(r"C:\Users\robin\x.pdf and /home/ada/x.pdf") == "… and …"


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    FaultLog(tmp_path / "file").write("something")


def test_the_log_stays_small(tmp_path: Path) -> None:
    log = FaultLog(tmp_path)
    for _ in range(30):
        log.write("x" * 100_000)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 3_000_000
    assert len(list(tmp_path.iterdir())) == 4
