"""From the start of the process to the first painted frame and to the usable window, against a bare QMainWindow."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.measure import Result

RUNS = 7


def bare() -> None:
    """A process with nothing but a QMainWindow; prints when it has painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            stamp("painted")
            QTimer.singleShot(0, QApplication.quit)

    application = QApplication([])
    window = Window()
    window.resize(1280, 800)
    window.show()
    application.exec()


def whole(folder: str) -> None:
    """The app on a workspace; prints when it has painted its first frame, and when it is usable."""
    from anchor_app import app

    compose = app.compose

    def watched(where: Path | None = None) -> app.Window:
        parts = compose(where)
        parts.window.painted.connect(lambda: stamp("painted"))
        parts.window.usable.connect(lambda: (stamp("usable"), parts.window.close_now()))
        return parts

    app.compose = watched  # type: ignore[assignment]
    app.open_window(Path(folder))


def stamp(what: str) -> None:
    """Print the moment, on the clock that all processes share."""
    print(what, time.monotonic_ns(), flush=True)


def moments(call: str, *arguments: str) -> dict[str, float]:
    """Milliseconds from the start of a process to each moment that it prints."""
    script = f"import sys; from benchmarks import starting; starting.{call}(*sys.argv[1:])"
    began = time.monotonic_ns()
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, timeout=60)
    pairs = (line.split() for line in done.stdout.splitlines() if line.startswith(("painted ", "usable ")))
    found: dict[str, float] = {}
    for what, when in pairs:
        found.setdefault(what, (int(when) - began) / 1e6)
    return found


def measure(folder: Path) -> Iterator[Result]:
    """The three in turn, each from its process's start."""
    from anchor_app.services.example import make_example

    make_example(folder / "example").close()
    runs = [(moments("bare"), moments("whole", str(folder / "example"))) for _ in range(RUNS + 1)][1:]
    limit = median(one["painted"] for one, _ in runs)
    yield Result("start-painted", median(one["painted"] for _, one in runs), limit, 2.0)
    yield Result("start-usable", median(one["usable"] for _, one in runs), limit, 4.0)
