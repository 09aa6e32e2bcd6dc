"""PDF pages as pictures, for previews and for the printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, BinaryIO, ClassVar

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from anchor_app.domain.errors import Refusal
from anchor_app.reports.pdfium import PdfiumTurn

MOST_PAGES = 2_000
"""A longer document shows its first pages only."""

MOST_PIXELS = 40_000_000
"""A page that would need more is drawn coarser: an A3 page at 600 dpi stays below on most printers' bands."""

_LARGEST_SIDE = 14_400.0  # points; the format's own limit, beyond which a size is a mistake or an attack


class UnreadablePdf(Refusal):
    """The document is no PDF, is damaged, or is locked with a password."""


@dataclass(frozen=True)
class PdfPages:
    """The pages of one PDF; `open` gives its content anew for each call, so that any worker may ask.

    PDFium is one for the whole process and not made for threads, so calls wait for each other.
    """

    open: Callable[[], BinaryIO]

    grows: ClassVar[bool] = True
    _turn: ClassVar[Lock] = PdfiumTurn.lock

    def sizes(self) -> tuple[QSizeF, ...]:
        """Width and height of each page in points; raises UnreadablePdf."""
        with self._document() as document:
            count = min(len(document), MOST_PAGES)
            return tuple(_bounded(*document.get_page_size(place)) for place in range(count))

    def image(self, page: int, width: int) -> QImage:
        """A page, drawn that many pixels wide; raises UnreadablePdf."""
        with self._document() as document:
            size = _bounded(*document.get_page_size(page))
            scale = width / size.width()
            pixels = size.width() * size.height() * scale * scale
            if pixels > MOST_PIXELS:
                scale *= (MOST_PIXELS / pixels) ** 0.5
            loaded = document[page]
            try:
                bitmap = loaded.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
                return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride,
                              QImage.Format.Format_RGB32).copy()
            finally:
                loaded.close()

    @contextmanager
    def _document(self) -> Iterator[Any]:
        import pypdfium2

        with self._turn, self.open() as file:
            try:
                document = pypdfium2.PdfDocument(file)
            except pypdfium2.PdfiumError as error:
                locked = "password" in str(error).lower()
                raise UnreadablePdf(
                    "This PDF is locked with a password, so it cannot be shown here." if locked else
                    "This PDF is damaged or is not a PDF, so it cannot be shown here.") from error
            try:
                yield document
            except pypdfium2.PdfiumError as error:
                raise UnreadablePdf("A page of this PDF is damaged, so it cannot be shown here.") from error
            finally:
                document.close()


def _bounded(width: float, height: float) -> QSizeF:
    return QSizeF(min(max(width, 1.0), _LARGEST_SIDE), min(max(height, 1.0), _LARGEST_SIDE))
