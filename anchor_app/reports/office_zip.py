"""The container of Word and Excel files without any clock in it."""

from __future__ import annotations

import io
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a container can name."""


def dated_alike(made: bytes, output: BinaryIO) -> None:
    """Write the same container, its entries in their order and dated alike: equal content is equal bytes."""
    with ZipFile(io.BytesIO(made)) as source, ZipFile(output, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, FIRST_DAY)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
