"""Keeps Python 3.11 alive beside Qt: there every call of Qt that gives back nothing takes one reference from None."""

from __future__ import annotations

import ctypes
import sys

_NEAR = 1000


def keep_none() -> None:
    """Give None more references than any program can take from it; needless, and nothing, from Python 3.12 on.

    PySide6 6.12 is built for the stable ABI with headers in which None is immortal, so it leaves out the
    counting that Python 3.11 still relies on. After some ten thousand calls the interpreter would end with
    "deallocating None". From Python 3.12 on None is immortal, by just such a number.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    count = ctypes.c_ssize_t.from_address(id(None))
    if abs(count.value - sys.getrefcount(None)) < _NEAR:  # it is the count that was found, and not something else
        count.value = sys.maxsize // 2
