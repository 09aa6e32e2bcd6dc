"""Making very many values at once, without Python's looking through them for rubbish again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def making_much() -> Iterator[None]:
    """While values are made that are kept, nothing looks among them for rings that nobody holds any more.

    A look goes through every value there is, so many looks take longer than the making. Whatever is dropped meanwhile
    is freed as ever, unless it is part of a ring: that waits until the end.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()
