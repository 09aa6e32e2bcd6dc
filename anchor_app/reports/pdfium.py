"""Whose turn it is to use PDFium, which is one for the whole process and not made for threads."""

from __future__ import annotations

from threading import Lock
from typing import ClassVar


class PdfiumTurn:
    """Previews and Word files hold `lock` while they draw a page."""

    lock: ClassVar[Lock] = Lock()
