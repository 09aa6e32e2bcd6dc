"""`anchor-app`: opens the window, or does what the command line asks for."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these arguments (by default the process's own); returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    from anchor_app import app

    if not arguments:
        return app.open_window()
    from anchor_app.cli.run import run

    return run(arguments, app.open_window, app.show_window)


if __name__ == "__main__":
    sys.exit(main())
