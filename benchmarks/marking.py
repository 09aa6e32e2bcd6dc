"""Marking a practice, from the wish to the repainted page and badge, against a one-row commit by sqlite3."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.measure import Result, timed

RUNS = 60

REST = 50
"""Milliseconds between two clicks: nobody clicks again before the window has come to rest."""


def bare_commit(path: Path) -> Iterator[float]:
    """Milliseconds of each of ever more commits of one row, with the pragmas of a workspace."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=TRUNCATE", "synchronous=EXTRA", "fullfsync=ON", "foreign_keys=ON",
                   "trusted_schema=OFF", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, text TEXT)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT OR REPLACE INTO one VALUES (1, ?)", (str(time.monotonic_ns()),))
        connection.execute("COMMIT")

    while True:
        yield timed(commit)


def measure(folder: Path) -> Iterator[Result]:
    """In a real window on the example, on the page of the component that is marked."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

    from anchor_app.app import compose
    from anchor_app.domain.assessment import Mark, Status
    from anchor_app.domain.commands import Command, SetStatus, mark_practice
    from anchor_app.services.example import make_example
    from anchor_app.services.settings import Settings
    from anchor_app.ui import places

    make_example(folder / "example").close()
    parts = compose(folder / "example", settings=Settings())
    loop = QEventLoop()
    parts.window.usable.connect(loop.quit)
    parts.window.painted.connect(parts.begin)
    parts.window.show()
    loop.exec()
    hub = parts.window.hub
    assert hub is not None and hub.assessment_id is not None

    class Painted(QObject):
        """Ends the wait with the first painting of a widget after the edit is in effect."""

        is_saved = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if self.is_saved and event.type() == QEvent.Type.Paint:
                loop.quit()
            return False

    painted = Painted()
    hub.edited.connect(lambda _: setattr(painted, "is_saved", True))

    def wish(command: Command, shown_in: QObject) -> float:
        painted.is_saved = False
        shown_in.installEventFilter(painted)
        began = time.perf_counter()
        hub.do(command)
        loop.exec()
        took = (time.perf_counter() - began) * 1000
        shown_in.removeEventFilter(painted)
        QTimer.singleShot(REST, loop.quit)
        loop.exec()
        return took

    page = parts.window.page(places.ASSESSMENT)
    parts.window.go(places.ASSESSMENT)
    page.show_item("1.1")  # type: ignore[attr-defined]
    badge = parts.window.header.level_button
    key = hub.assessment_id
    limit = bare_commit(folder / "bare.db")
    marks = itertools.cycle([Mark.PARTLY, Mark.IN_PLACE])
    statuses = itertools.cycle([Status.WORKING_TOWARDS, Status.FULFILLED])
    pairs = [(wish(mark_practice(key, "1.1.4", next(marks)), page), next(limit)) for _ in range(RUNS)][5:]
    levels = [(wish(SetStatus(key, "3.1", next(statuses)), badge), next(limit)) for _ in range(RUNS)][5:]
    parts.window.close_now()
    yield Result("mark", median(one for one, _ in pairs), median(one for _, one in pairs), 4.0)
    yield Result("mark-level", median(one for one, _ in levels), median(one for _, one in levels), 4.0,
                 "a status that changes the level, until the badge is repainted")
