"""The watch over what tests leave behind notices a window and a timer, and lets go what was asked to go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.helpers.leaks import kept_clean


def watched():
    """The watch, begun."""
    watch = kept_clean()
    next(watch)
    return watch


def test_a_window_that_stays_is_noticed_with_its_name(qapp) -> None:
    watch = watched()
    window = QWidget(objectName="left_over")
    with pytest.raises(pytest.fail.Exception, match="window QWidget left_over"):
        next(watch)
    window.deleteLater()


def test_a_timer_that_still_runs_is_noticed(qapp) -> None:
    watch = watched()
    timer = QTimer(qapp, interval=60_000)
    timer.start()
    with pytest.raises(pytest.fail.Exception, match="every 60000 ms"):
        next(watch)
    timer.stop()
    timer.deleteLater()


def test_what_was_asked_to_go_is_not_held_against_a_test(qapp) -> None:
    watch = watched()
    window = QWidget()
    QTimer(window, interval=60_000).start()
    window.deleteLater()
    assert next(watch, "clean") == "clean"
