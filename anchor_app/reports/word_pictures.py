"""Signs and charts as pictures for Word: drawn on a page of their own, and that page made into pixels."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from anchor_app.reports.canvas import TaggedCanvas
from anchor_app.reports.marks import Symbol
from anchor_app.reports.pdfium import PdfiumTurn
from anchor_app.reports.pdfobjects import Properties

AROUND: Final = 0.5
_DOTS: Final = 200
"""An inch has so many, of a chart."""
_FINE: Final = 600
"""Of a sign, which is as small as a letter."""
_NEARLY_WHITE: Final = 252


def symbol_png(symbol: Symbol) -> bytes:
    """A symbol as a PNG, `AROUND` points larger than its size on each side, so that no curve of it is cut."""
    def paint(canvas: TaggedCanvas) -> None:
        symbol.paint(canvas, AROUND, AROUND)

    return _png(paint, symbol.size + 2 * AROUND, symbol.size + 2 * AROUND, _FINE)


def drawing_png(drawing: Drawing) -> bytes:
    """A chart as a PNG, as wide and high as its drawing."""
    def paint(canvas: TaggedCanvas) -> None:
        renderPDF.draw(drawing, canvas, 0, 0)

    return _png(paint, drawing.width, drawing.height, _DOTS)


def _png(paint: Callable[[TaggedCanvas], None], width: float, height: float, dots: int) -> bytes:
    page = io.BytesIO()
    canvas = TaggedCanvas(page, Properties("", ""), pagesize=(width, height))
    with canvas.artifact():
        paint(canvas)
    canvas.save()
    made = io.BytesIO()
    _few_colours(_pixels(page.getvalue(), dots / 72)).save(made, "PNG", dpi=(dots, dots))
    return made.getvalue()


def _few_colours(picture: Any) -> Any:
    """The picture in a palette, by the quickest way there is; what is nearly white is white, or it would be printed."""
    from PIL import Image

    made = picture.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    made.putpalette([255 if one >= _NEARLY_WHITE else one for one in made.getpalette()])
    return made


def _pixels(pdf: bytes, scale: float) -> Any:
    """The first page of a PDF as pixels; PDFium is one for the whole process, so calls wait for each other."""
    import pypdfium2

    with PdfiumTurn.lock:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            picture = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
            return picture
        finally:
            document.close()
