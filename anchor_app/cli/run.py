"""Running a command line: exit codes, and errors as one sentence."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from anchor_app.cli.parser import build_parser
from anchor_app.cli.self_test import ShowWindow
from anchor_app.cli.text import complain
from anchor_app.domain.errors import Refusal

OpenWindow = Callable[[Path | None], int]
"""Opens the window on a workspace (None: the person's own); returns the exit code."""

DONE, REFUSED, STOPPED = 0, 1, 130


def run(argv: Sequence[str] | None, open_window: OpenWindow, show_window: ShowWindow) -> int:
    """Do what the arguments ask for; the exit code: 0 done, 1 refused with a reason, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        # What the terminal cannot show is printed as its number instead of ending the program.
        with contextlib.suppress(AttributeError, OSError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        args = build_parser(show_window).parse_args(argv)
        if args.command is None:
            return open_window(getattr(args, "workspace", None))
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else REFUSED
    except Refusal as refusal:
        complain(str(refusal))
    except KeyboardInterrupt:
        complain("Stopped. What was saved before is kept.")
        return STOPPED
    except BrokenPipeError:  # who reads the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        complain(_unexpected(error))
    return REFUSED


def _unexpected(error: Exception) -> str:
    """A sentence for a fault of the app; the details go to a file, without anybody's words."""
    from anchor_app.services.starting import log_folder

    log = log_folder() / "anchor.log"
    frames = "".join(traceback.format_tb(error.__traceback__))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {type(error).__name__}\n{frames}\n")
    except OSError:
        return (f"Something went wrong in Anchor itself ({type(error).__name__}), and the details could not be "
                f"written to {log}. What was saved before is kept.")
    return (f"Something went wrong in Anchor itself ({type(error).__name__}). What was saved before is kept. "
            f"The details are in {log}: please report this.")
