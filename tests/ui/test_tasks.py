"""Work on other threads: where it runs, what is heard of it, and how it ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from anchor_app.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_a_result_arrives_on_the_thread_that_asked(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[tuple[int, bool]] = []
    tasks.store(lambda: 5, lambda value: heard.append((value, threading.current_thread() is threading.main_thread())))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(5, True)]


def test_store_work_runs_in_the_order_in_which_it_was_handed_in(tasks: Tasks, qtbot: QtBot) -> None:
    ran: list[int] = []
    for number in range(50):
        tasks.store(lambda number=number: ran.append(number))
    last: list[object] = []
    tasks.store(lambda: None, last.append)
    qtbot.waitUntil(lambda: bool(last))
    assert ran == list(range(50))


def test_a_failure_is_delivered_and_the_lane_goes_on(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[object] = []
    tasks.store(lambda: 1 / 0, None, lambda error: heard.append(type(error)))
    tasks.store(lambda: "still here", heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [ZeroDivisionError, "still here"]


def test_a_job_reports_its_progress(tasks: Tasks, qtbot: QtBot) -> None:
    shares: list[float] = []
    done: list[object] = []

    def work(progress, is_cancelled):  # type: ignore[no-untyped-def]
        for share in (0.25, 0.5, 1.0):
            progress(share)

    tasks.run(work, done.append, None, shares.append)
    qtbot.waitUntil(lambda: bool(done))
    assert shares == [0.25, 0.5, 1.0]


def test_a_cancelled_job_stops_and_nothing_is_heard_of_it(tasks: Tasks, qtbot: QtBot) -> None:
    begun, ended = threading.Event(), threading.Event()
    heard: list[object] = []

    def work(progress, is_cancelled):  # type: ignore[no-untyped-def]
        begun.set()
        while not is_cancelled():
            threading.Event().wait(0.001)
        ended.set()
        return "too late"

    job = tasks.run(work, heard.append, heard.append)
    assert begun.wait(20)
    job.cancel()
    assert ended.wait(20)
    after: list[object] = []
    tasks.run(lambda progress, is_cancelled: None, after.append)
    qtbot.waitUntil(lambda: bool(after))
    assert heard == []


def test_closing_finishes_what_the_store_was_given_and_ends_every_thread(qtbot: QtBot) -> None:
    tasks, ran = Tasks(), []
    begun = threading.Event()
    for number in range(20):
        tasks.store(lambda number=number: ran.append(number))

    def endless(progress, is_cancelled):  # type: ignore[no-untyped-def]
        begun.set()
        while not is_cancelled():
            threading.Event().wait(0.001)

    tasks.run(endless)
    assert begun.wait(20)
    tasks.close()
    assert ran == list(range(20))
    assert not [one for one in threading.enumerate() if one.name.startswith(("store", "job"))]


def test_a_receiver_that_is_gone_is_not_called(tasks: Tasks, qtbot: QtBot) -> None:
    class Receiver(QObject):
        def take(self, value: object) -> None:
            raise AssertionError("called after its end")

    receiver, go = Receiver(), threading.Event()
    tasks.store(lambda: go.wait(20), receiver.take)

    shiboken6.delete(receiver)
    go.set()
    done: list[object] = []
    tasks.store(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
