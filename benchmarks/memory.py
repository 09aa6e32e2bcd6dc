"""The peak memory of the window with the example open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Result, peak_mb

ALLOWED_MIB = 180.0


def report(folder: str) -> None:
    """Open the example, visit every place, and print the peak in MiB."""
    from PySide6.QtCore import QEventLoop

    from anchor_app.app import compose
    from anchor_app.services.settings import Settings
    from anchor_app.ui import places

    parts = compose(Path(folder), settings=Settings())
    loop = QEventLoop()
    parts.window.usable.connect(loop.quit)
    parts.window.painted.connect(parts.begin)
    parts.window.show()
    loop.exec()
    for place in (places.ASSESSMENT, places.EVIDENCE, places.OVERVIEW):
        parts.window.go(place)
        parts.window.grab()
    print(peak_mb() * 1_000_000 / 1_048_576)
    parts.window.close_now()


def measure(folder: Path) -> Iterator[Result]:
    """In a process of its own, with the overview, a component and the register shown."""
    from anchor_app.services.example import make_example

    make_example(folder / "example").close()
    script = "import sys; from benchmarks import memory; memory.report(*sys.argv[1:])"
    done = subprocess.run([sys.executable, "-c", script, str(folder / "example")], capture_output=True, text=True,
                          check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, timeout=120)
    yield Result("memory", float(done.stdout.split()[-1]), ALLOWED_MIB, 1.0, "MiB at the peak, against those allowed")
