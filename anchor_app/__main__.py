"""Where the program starts: with a sub-command on the command line, without one in the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from anchor_app.cli.run import run


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for; the exit code."""
    return run(argv, _open_window, _show_window)


def _open_window(folder: Path | None) -> int:
    from anchor_app.app import open_window

    return open_window(folder)


def _show_window(folder: Path) -> None:
    from anchor_app.app import show_window

    show_window(folder)


if __name__ == "__main__":
    sys.exit(main())
