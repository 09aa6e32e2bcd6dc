"""Where the files that come with the product are, in a source checkout and in an installed wheel."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder of all shipped files; raises FileNotFoundError when the installation lacks it."""
    checkout = Path(__file__).resolve().parent.parent / "resources"
    installed = Path(sys.prefix) / "share" / "anchor-app" / "resources"
    for folder in (checkout, installed):
        if (folder / "fonts").is_dir():
            return folder
    raise FileNotFoundError(f"the shipped files are in neither {checkout} nor {installed}: install again")


def fonts() -> Path:
    """The typefaces, each with its licence."""
    return root() / "fonts"


def charters() -> Path:
    """The charters to choose from."""
    return root() / "charters"


def icons() -> Path:
    """The drawings of the window."""
    return root() / "icons"


def themes() -> Path:
    """The appearance of the window."""
    return root() / "themes"


def examples() -> Path:
    """The words of the example workspace."""
    return root() / "examples"
