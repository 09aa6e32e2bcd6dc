"""Brief: as much of somebody's words as a sentence about them has room for."""

from __future__ import annotations

CUT = "…"
"""What stands where words were left out."""


def brief(text: str, most: int = 60) -> str:
    """The text, or its beginning with a sign that it goes on, in at most so many characters."""
    return text if len(text) <= most else text[:most - 1] + CUT


def brief_line(text: str, most: int = 60) -> str:
    """The same in one line, for a name or a title in a sentence."""
    return brief(" ".join(text.split()), most)
