"""Work off the UI thread: one thread for the store, a few for long jobs; results come back on the UI thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

JOB_THREADS = 2
_PATIENCE = 10.0
"""Seconds that closing waits for a job which does not heed its cancelling."""

Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]
Report = Callable[[float], None]
"""Called with the share done, from 0 to 1."""


class Job:
    """A piece of work that was handed in; once cancelled, nothing is heard of it any more."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._ended = threading.Lock()
        self._ended.acquire()

    def cancel(self) -> None:
        """Ask the work to stop, and drop its result."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether somebody asked it to stop; the work itself asks this now and then."""
        return self._cancelled.is_set()

    def end(self) -> None:
        """Say that its result is on its way."""
        self._ended.release()

    def wait(self, seconds: float) -> None:
        """Wait, no longer than that, until its result is on its way; it comes through the event loop all the same."""
        self._ended.acquire(timeout=seconds)


class Tasks(QObject):
    """Runs work on other threads and delivers its result, failure and progress on the thread this was made on.

    Nothing is delivered for a cancelled job, to a receiver that Qt has destroyed, or after `close`.
    """

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store_lane = _Lane("store", 1)
        self._job_lane = _Lane("job", JOB_THREADS)
        self._jobs: set[Job] = set()
        self._is_closed = False
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)

    def store(self, work: Callable[[], Any], done: Done | None = None, failed: Failed | None = None) -> Job:
        """Run work on the one store thread, after everything that was handed to it before."""
        job = Job()
        self._hand(self._store_lane, job, work, done, failed)
        return job

    def run(self, work: Callable[[Report, Callable[[], bool]], Any], done: Done | None = None,
            failed: Failed | None = None, progress: Report | None = None) -> Job:
        """Run `work(progress, is_cancelled)` beside everything else."""
        job = Job()

        def report(share: float) -> None:
            if progress is not None:
                self._deliver(job, progress, share)

        self._hand(self._job_lane, job, lambda: work(report, job.is_cancelled), done, failed)
        return job

    def close(self) -> None:
        """Finish what the store was given, cancel the jobs, and wait for the threads to end."""
        self._is_closed = True
        for job in tuple(self._jobs):
            job.cancel()
        self._job_lane.close(_PATIENCE)
        self._store_lane.close(None)

    def _hand(self, lane: _Lane, job: Job, work: Callable[[], Any], done: Done | None,
              failed: Failed | None) -> None:
        if self._is_closed:
            return
        if lane is self._job_lane:
            self._jobs.add(job)

        def go() -> None:
            if lane is self._job_lane and job.is_cancelled():
                self._deliver(job, None, None)
                return
            try:
                result = work()
            except BaseException as error:  # whatever happened, the UI thread decides what it means
                self._deliver(job, failed, error, ends=True)
            else:
                self._deliver(job, done, result, ends=True)
            job.end()

        lane.add(go)

    def _deliver(self, job: Job, receiver: Callable[[Any], object] | None, value: Any, *, ends: bool = False) -> None:
        with contextlib.suppress(RuntimeError):  # the program is ending and this object is gone
            self._delivered.emit((job, receiver, value, ends))

    @Slot(object)
    def _on_delivered(self, parcel: tuple[Job, Callable[[Any], object] | None, Any, bool]) -> None:
        job, receiver, value, ends = parcel
        if ends or receiver is None:
            self._jobs.discard(job)
        if receiver is None or self._is_closed or job.is_cancelled() or not _is_alive(receiver):
            return
        receiver(value)


class _Lane:
    """A queue with threads that work it off; they start with the first work."""

    def __init__(self, name: str, threads: int) -> None:
        self._name, self._wanted = name, threads
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def add(self, work: Callable[[], None]) -> None:
        if len(self._threads) < self._wanted:
            thread = threading.Thread(target=self._work_off, name=f"{self._name} {len(self._threads) + 1}",
                                      daemon=True)
            self._threads.append(thread)
            thread.start()
        self._queue.put(work)

    def close(self, patience: float | None) -> None:
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join(patience)
        self._threads.clear()

    def _work_off(self) -> None:
        while (work := self._queue.get()) is not None:
            work()


def _is_alive(receiver: Callable[[Any], object]) -> bool:
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
