"""Run the benchmarks: `python -m benchmarks [--only NAME] [--json]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each process that is measured would compile all of it again
sys.dont_write_bytecode = False

from benchmarks import (  # noqa: E402
    annual,
    attaching,
    backing_up,
    board,
    history,
    history_page,
    long_text,
    marking,
    memory,
    packs,
    sheet_process,
    sheet_text,
    starting,
)
from benchmarks.measure import Result, Skipped  # noqa: E402

MEASURES: dict[str, Callable[[Path], Iterable[Result]]] = {
    "start": starting.measure,
    "sheet-process": sheet_process.measure,
    "mark": marking.measure,
    "sheet-text": sheet_text.measure,
    "long-text": long_text.measure,
    "attach": attaching.measure,
    "memory": memory.measure,
    "history": history.measure,
    "history-page": history_page.measure,
    "backup": backing_up.measure,
    "board": board.measure,
    "packs": packs.measure,
    "annual": annual.measure,
}


def main() -> int:
    """Measure what was asked for and print it; exits 0 whatever the figures are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", metavar="NAME", choices=sorted(MEASURES), action="append",
                        help=f"only this one, of {', '.join(MEASURES)}; may be given more than once")
    parser.add_argument("--json", action="store_true", help="print {name: {ratio, target, median_ms, limit_ms}}")
    options = parser.parse_args()
    results: dict[str, dict[str, object]] = {}
    for name in options.only or MEASURES:
        with tempfile.TemporaryDirectory(prefix="anchor-benchmark-") as folder:
            try:
                for result in MEASURES[name](Path(folder)):
                    results[result.name] = result.figures()
                    if not options.json:
                        print(result, flush=True)
            except Skipped as why:
                print(f"{name}: skipped: {why}", file=sys.stderr, flush=True)
    if options.json:
        print(json.dumps(results, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
