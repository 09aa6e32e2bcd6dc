"""Printing a PDF: its pages, drawn as finely as the printer asks for."""

from __future__ import annotations

from io import BytesIO

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.ui.pdf_pages import PdfPages

MOST_DPI = 300
"""Dots per inch beyond which paper looks the same and memory does not."""


class NoPrinter(Refusal):
    """There is no printer, or it did not take the pages."""


def has_printer() -> bool:
    """Whether this computer has any printer set up."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_and_print(pdf: bytes, parent: QWidget) -> str:
    """Ask for printer and pages, and print; what was printed where, "" where nothing was wished after all.

    Raises NoPrinter, UnreadablePdf.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    pages = PdfPages(lambda: BytesIO(pdf))
    sizes = pages.sizes()
    suit_paper(printer, sizes[0])
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(sizes))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return ""
    count = print_pages(printer, pages)
    return f"{count} {'page was' if count == 1 else 'pages were'} sent to {printer.printerName()}."


def suit_paper(printer: QPrinter, size: QSizeF) -> None:
    """Put the printer to the paper and direction of a page of that size in points."""
    is_wide = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)


def chosen_pages(printer: QPrinter, count: int) -> range:
    """The pages, from 0, that a person asked for in the print dialogue."""
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        return range(printer.fromPage() - 1, min(printer.toPage() or count, count))
    return range(count)


def print_pages(printer: QPrinter, pages: PdfPages) -> int:
    """Draw the pages that were asked for; returns how many. Raises NoPrinter, UnreadablePdf."""
    sizes = pages.sizes()
    wanted = chosen_pages(printer, len(sizes))
    painter = QPainter()
    if not painter.begin(printer):
        raise NoPrinter("The printer could not be reached. Check that it is switched on, or save the sheet as a "
                        "PDF and print that.")
    try:
        for place, page in enumerate(wanted):
            if place and not printer.newPage():
                raise NoPrinter("The printer stopped taking pages. Check it, then print again.")
            area = QRectF(painter.viewport())
            dots = min(printer.resolution(), MOST_DPI)
            image = pages.image(page, round(sizes[page].width() / 72 * dots))
            painter.drawImage(_fitted(sizes[page], area), image)
    finally:
        painter.end()
    return len(wanted)


def _fitted(size: QSizeF, area: QRectF) -> QRectF:
    """The largest area of that shape in the middle of the paper."""
    scale = min(area.width() / size.width(), area.height() / size.height())
    shown = size * scale
    return QRectF(area.x() + (area.width() - shown.width()) / 2, area.y() + (area.height() - shown.height()) / 2,
                  shown.width(), shown.height())
