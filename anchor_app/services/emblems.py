"""Emblems from files: a picture that somebody chose, made safe before it is kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from anchor_app.domain.errors import WrongValue

MOST_BYTES = 10_000_001
"""Bytes that are read of a chosen file: enough to see that it is larger than an emblem may be."""


def chosen_emblem(path: Path) -> bytes:
    """A chosen picture as an emblem's PNG; raises WrongValue for what cannot be read, or is no picture to keep."""
    from anchor_app.reports.emblem import safe_emblem

    try:
        data = _bytes_of(path)
    except OSError as error:
        raise WrongValue(f"{path.name} cannot be read: {error.strerror or error}.") from None
    return safe_emblem(data)


def _bytes_of(path: Path) -> bytes:
    """As much as is looked at of a file; never waits for a pipe or a device. Raises WrongValue for what is no file."""
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):  # not every system has them all
        flags |= getattr(os, name, 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise WrongValue(f"{path.name} is no file but a pipe or a device. Choose a picture.")
        return file.read(MOST_BYTES)
