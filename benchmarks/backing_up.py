"""The longest that a window stands still for a backup that is made while somebody types in it."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from time import perf_counter

from benchmarks.history import PIECES, ROWS, with_history
from benchmarks.measure import Result

ALLOWED_MS = 50.0
BACKUPS = 5
KEY_MS, BEAT_MS, WITHOUT_MS = 60, 5, 5_000


class Heart:
    """Beats on the window's thread, types meanwhile, and remembers the longest time between two beats."""

    def __init__(self, editor: object) -> None:
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtTest import QTest

        self.gaps: list[float] = []
        self.before = perf_counter()
        self._letters = cycle("the ward reviews its data ")
        self._beats = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beats.timeout.connect(self._beat)
        self._keys = QTimer(interval=KEY_MS)
        self._keys.timeout.connect(lambda: QTest.keyClicks(editor, next(self._letters)))  # type: ignore[arg-type]
        self._beats.start()
        self._keys.start()

    def _beat(self) -> None:
        now = perf_counter()
        self.gaps.append((now - self.before) * 1000)
        self.before = now

    def longest(self) -> float:
        """The longest gap in milliseconds since the last time this was asked."""
        longest = max(self.gaps, default=0.0)
        self.gaps.clear()
        return longest


def report(folder: str) -> None:
    """Type in a window on a workspace, first without backups and then through some, and print the longest gaps."""
    from PySide6.QtCore import QEventLoop, QTimer

    from anchor_app.app import compose
    from anchor_app.services.settings import Settings
    from anchor_app.ui import places

    parts = compose(Path(folder), settings=Settings())
    loop = QEventLoop()
    parts.window.usable.connect(loop.quit)
    parts.window.painted.connect(parts.begin)
    parts.window.show()
    loop.exec()
    gc.freeze()  # as the window itself does once it is usable
    parts.window.go(places.ASSESSMENT)
    page = parts.window.page(places.ASSESSMENT)
    page.show_item("1.1")  # type: ignore[attr-defined]
    safekeeping = parts.begin().safekeeping
    safekeeping.made.connect(loop.quit)
    safekeeping.failed.connect(lambda sentence: (print(sentence, file=sys.stderr), loop.exit(1)))
    heart = Heart(page.component_page.summary)  # type: ignore[attr-defined]

    def wait(ms: int) -> None:
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    wait(WITHOUT_MS)  # what typing and the first saves import and cache
    heart.longest()
    wait(WITHOUT_MS)
    without, gaps, took = heart.longest(), list[float](), list[float]()
    for _ in range(BACKUPS):
        began = perf_counter()
        safekeeping.make_now()
        if loop.exec():
            raise RuntimeError("a backup failed")
        took.append((perf_counter() - began) * 1000)
        wait(100)
        gaps.append(heart.longest())
        wait(2_500)  # until what is typed is saved, so that there is something new
        heart.longest()
    print(json.dumps({"without": without, "gaps": gaps, "took": took}))
    parts.window.close_now()


def measure(folder: Path) -> Iterator[Result]:
    """On the example, and on a workspace of 20,000 entries and 500 pieces of evidence; each in a process of its own."""
    from anchor_app.services.example import make_example

    make_example(folder / "example").close()
    with_history(folder / "long", ROWS)[0].close()
    for name, what in (("example", "the example"), ("long", f"{ROWS:,} rows and {PIECES} pieces")):
        script = "import sys; from benchmarks import backing_up; backing_up.report(*sys.argv[1:])"
        done = subprocess.run([sys.executable, "-c", script, str(folder / name)], stdout=subprocess.PIPE, text=True,
                              check=True, env={"QT_QPA_PLATFORM": "offscreen", **os.environ}, timeout=300)
        told = json.loads(done.stdout.splitlines()[-1])
        yield Result(f"backup-{name}", max(told["gaps"]), ALLOWED_MS, 1.0,
                     f"the longest standstill in {BACKUPS} backups of {what}, keys typed; the limit is fixed",
                     {"without_backup_ms": round(told["without"], 1), "longest_backup_ms": round(max(told["took"]))})
