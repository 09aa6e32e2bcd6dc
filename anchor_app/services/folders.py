"""Where one person's workspace, example and log lie on this computer."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_data_dir


def default_folder() -> Path:
    """Where a person's own workspace lies: in the account's local application data, never in Documents."""
    return _data_folder() / "workspace"


def example_folder() -> Path:
    """Where the window keeps the example, beside the person's own workspace."""
    return _data_folder() / "example"


def log_folder() -> Path:
    """Where the app writes what went wrong inside it."""
    return _data_folder() / "log"


def command(words: str, folder: Path) -> str:
    """A command for the workspace in a folder, as a person can type it; one's own need not be named."""
    if folder == default_folder():
        return f"anchor-app {words}"
    import shlex
    import subprocess

    named = subprocess.list2cmdline([str(folder)]) if sys.platform == "win32" else shlex.quote(str(folder))
    return f"anchor-app {words} --workspace {named}"


def _data_folder() -> Path:
    return Path(user_data_dir("Anchor", appauthor=False))
