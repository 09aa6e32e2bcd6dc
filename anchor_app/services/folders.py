"""Where one person's workspace, example and log lie on this computer."""

from __future__ import annotations

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


def _data_folder() -> Path:
    return Path(user_data_dir("Anchor", appauthor=False))
