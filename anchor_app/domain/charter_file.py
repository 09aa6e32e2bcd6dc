"""Reading a charter from its file, TOML of schema 1; a faulty one is refused with line, reason and mend."""

from __future__ import annotations

import hashlib
from pathlib import Path

from anchor_app.domain.charter import Charter
from anchor_app.domain.charter_faults import Fault, FaultyCharter
from anchor_app.domain.charter_reader import read_tables
from anchor_app.domain.toml_file import MOST_BYTES, opened, parsed

__all__ = ["MOST_BYTES", "Fault", "FaultyCharter", "open_charter", "read_charter"]


def open_charter(path: Path) -> Charter:
    """The charter in that file; raises FaultyCharter, also if it is no file or cannot be read."""
    return read_charter(opened(path, FaultyCharter))


def read_charter(source: str | bytes) -> Charter:
    """The charter in that text; raises FaultyCharter with every fault that can be found in one reading.

    The digest is that of the bytes as they are, line ends included.
    """
    file = parsed(source, FaultyCharter)
    charter = read_tables(file.values, file.found, hashlib.sha256(file.content).hexdigest(), file.text)
    if file.found.faults:
        raise FaultyCharter(file.found.faults)
    return charter
