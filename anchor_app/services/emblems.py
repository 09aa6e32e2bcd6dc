"""Emblems from files: a picture that somebody chose, made safe before it is kept."""

from __future__ import annotations

from pathlib import Path

from anchor_app.domain.errors import WrongValue

MOST_BYTES = 10_000_001
"""Bytes that are read of a chosen file: enough to see that it is larger than an emblem may be."""


def chosen_emblem(path: Path) -> bytes:
    """A chosen picture as an emblem's PNG; raises WrongValue for what cannot be read, or is no picture to keep."""
    from anchor_app.reports.emblem import safe_emblem

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
    except OSError as error:
        raise WrongValue(f"{path.name} cannot be read: {error.strerror or error}.") from None
    return safe_emblem(data)
