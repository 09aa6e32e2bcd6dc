"""The longest that the window stands still while the page of a history of 100,000 rows is opened, read and searched."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.history import with_history
from benchmarks.measure import Result

ALLOWED_MS = 100.0
ENTRIES = 100_000
BEAT_MS = 5
SEARCHED = ("fund", "zzzzq")
"""A word that many rows hold, and one that none does."""


def report(folder: str) -> None:
    """Open the page, scroll, and search; print the longest gap between two beats in each, in milliseconds."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtTest import QTest

    from anchor_app.app import compose, import_pages
    from anchor_app.services.settings import Settings
    from anchor_app.ui import places

    parts = compose(Path(folder), settings=Settings())
    loop = QEventLoop()
    parts.window.usable.connect(loop.quit)
    parts.window.painted.connect(parts.begin)
    parts.window.show()
    loop.exec()
    gc.freeze()  # as the window itself does once it is usable
    parts.tasks.run(lambda progress, is_cancelled: import_pages(is_cancelled))

    def wait(ms: int) -> None:
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def longest(act: Callable[[], object], is_done: Callable[[], bool]) -> float:
        gaps, before = [0.0], [perf_counter()]

        def beat() -> None:
            now = perf_counter()
            gaps.append((now - before[0]) * 1000)
            before[0] = now

        beats = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        beats.timeout.connect(beat)
        beats.start()
        act()
        wait(BEAT_MS)
        while not is_done():
            wait(2 * BEAT_MS)
        wait(300)
        beat()
        return max(gaps)

    def keys(key: Qt.Key, times: int) -> None:
        for _ in range(times):
            QTest.keyClick(page.table, key)
            wait(15)

    def search(words: str) -> None:
        page.filters.search_line.setFocus()
        page.filters.search_line.selectAll()
        QTest.keyClicks(page.filters.search_line, words)
        wait(500)

    wait(1_000)
    figures = {"open": longest(lambda: parts.window.go(places.HISTORY), lambda: True)}
    page: Any = parts.window.page(places.HISTORY)

    def is_idle() -> bool:
        return not page.model.is_reading

    figures["scroll"] = longest(lambda: keys(Qt.Key.Key_PageDown, 100), is_idle)
    for words in SEARCHED:
        figures[f"search-{words}"] = longest(lambda words=words: search(words), is_idle)  # type: ignore[misc]
    print(json.dumps(figures))
    parts.window.close_now()


def measure(folder: Path) -> Iterator[Result]:
    """In a window of a process of its own, offscreen."""
    with_history(folder / "long", ENTRIES)[0].close()
    script = "import sys; from benchmarks import history_page; history_page.report(*sys.argv[1:])"
    done = subprocess.run([sys.executable, "-c", script, str(folder / "long")], stdout=subprocess.PIPE, text=True,
                          check=True, env={"QT_QPA_PLATFORM": "offscreen", **os.environ}, timeout=300)
    for name, longest in json.loads(done.stdout.splitlines()[-1]).items():
        yield Result(f"history-page-{name}", longest, ALLOWED_MS, 1.0,
                     f"the longest standstill with {ENTRIES:,} entries; the limit is fixed")
