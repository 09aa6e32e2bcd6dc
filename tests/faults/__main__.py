"""Tries what must not hurt anybody's work, and prints a line for each kind of trial.

    python -m tests.faults [--release] [--only NAME] [--share PART] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from tests.faults.figures import FIGURES, Row, rows, surroundings


def main(words: list[str] | None = None) -> int:
    """Runs what is asked for; 1 when anything was lost or a run failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--release", action="store_true", help="as many trials as before a release")
    parser.add_argument("--only", action="append", choices=[one.name for one in FIGURES], metavar="NAME",
                        help="one kind of trial alone: " + ", ".join(one.name for one in FIGURES))
    parser.add_argument("--share", type=float, default=1.0, help="this part of the trials, such as 0.1")
    parser.add_argument("--json", action="store_true", help="one object for each line")
    chosen = parser.parse_args(words)
    figures = tuple(one for one in FIGURES if not chosen.only or one.name in chosen.only)
    around = surroundings()
    if not chosen.json:
        print(f"{around['date']}, Python {around['python']}, SQLite {around['sqlite']}, Qt {around['qt']}, "
              f"SQLAlchemy {around['sqlalchemy']}, {around['system']}\n")
        print("| figure | trials | lost | seconds | |\n|---|---|---|---|---|")
    code = 0
    for row in rows(figures, is_release=chosen.release, share=chosen.share):
        print(json.dumps(around | asdict(row)) if chosen.json else in_words(row), flush=True)
        code = 1 if row.failed else code
    return code


def in_words(row: Row) -> str:
    """A line of the table; a run that lost anything has failed, so that one that has not lost nothing."""
    if row.skipped:
        return f"| {row.title} | skipped | | | {row.skipped} |"
    if row.failed:
        return f"| {row.title} | {row.wanted:,} | FAILED | {row.seconds:,.0f} | {row.failed} |"
    return f"| {row.title} | {row.trials:,} | 0 | {row.seconds:,.0f} | {row.words} |"


if __name__ == "__main__":
    sys.exit(main())
