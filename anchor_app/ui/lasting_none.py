"""Keeps Python 3.11 alive beside Qt, where every call takes one reference from the None, True or False it gives."""

from __future__ import annotations

import ctypes
import sys

_NEAR = 1000


def keep_none() -> None:
    """Give None, True and False more references than any program can take; nothing from Python 3.12 on.

    PySide6 6.12 is built for the stable ABI with headers in which these are immortal, so it leaves out the
    counting that Python 3.11 still relies on. After some ten thousand calls the interpreter would end with
    "deallocating None" or "deallocating True or False". From Python 3.12 on they are immortal, by just such a number.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for lasting in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(lasting))
        if abs(count.value - sys.getrefcount(lasting)) < _NEAR:  # it is the count that was found, not something else
            count.value = sys.maxsize // 2
