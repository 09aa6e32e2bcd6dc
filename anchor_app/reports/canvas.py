"""A canvas on which everything drawn is either a tagged piece of the text or an artifact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from anchor_app.reports import fonts, pdfobjects
from anchor_app.reports.pdfobjects import Properties, Typeface
from anchor_app.reports.structure import Element, StructureTree

_ALLOWED_LINK = re.compile(r"(https://|mailto:)[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)


class ForbiddenLink(ValueError):
    """A link leads to something that is neither https, nor mailto, nor a place in this document."""


def may_link(target: str) -> bool:
    """Whether a report may link to `target`: `https://…`, `mailto:…` or `#key` of a place in it."""
    return target.startswith("#") or (target.isascii() and bool(_ALLOWED_LINK.fullmatch(target)))


def checked_link(target: str) -> str:
    """`target` itself when a report may link to it; else raises ForbiddenLink."""
    if not may_link(target):
        raise ForbiddenLink(f"a report links only to https:// and mailto: addresses, not to {target!r}")
    return target


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a running header or footer may print: both count from 1; the size is in points."""

    number: int
    total: int
    size: tuple[float, float]
    template: str


Decorate = Callable[["TaggedCanvas", PageFacts], None]


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A reportlab canvas that writes PDF/UA-1 and PDF/A-2a.

    Drawing happens inside `marked(element)` or `artifact()`. Page contents are kept until `save`, so that what
    needs the total (page x of y, page numbers in the contents) is drawn then, and nothing is laid out twice.
    """

    def __init__(
        self,
        output: BinaryIO,
        properties: Properties,
        decorate: Decorate | None = None,
        on_page: Callable[[int], None] | None = None,
        pagesize: tuple[float, float] | None = None,
    ) -> None:
        super().__init__(
            output,
            pagesize=pagesize,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=properties.language,
            initialFontName=fonts.font("regular").fontName,
            initialFontSize=10,
        )
        self.properties = properties
        self.tree = StructureTree()
        self.template = ""
        self.unprintable: set[str] = set()
        self._decorate = decorate
        self._page_done = on_page
        self._open: list[Element] = []
        self._artifacts = 0
        self._finished: list[tuple[Any, tuple[float, float], str]] = []
        self._contents: list[list[str]] = []
        self._late: list[Callable[[], None]] = []
        self._page_of: dict[str, int] = {}
        self._late_page: int | None = None
        self._heading_level = 0
        self.setViewerPreference("DisplayDocTitle", "true")

    # -- what is drawn is what

    @property
    def page(self) -> int:
        """The page being drawn, from 0."""
        return len(self._finished) if self._late_page is None else self._late_page

    @property
    def page_count(self) -> int:
        """How many pages are finished."""
        return len(self._finished)

    @property
    def current(self) -> Element:
        """The element that new elements go below."""
        return self._open[-1] if self._open else self.tree.container

    @contextmanager
    def within(self, element: Element) -> Iterator[None]:
        """New elements go below `element`, which joins the tree here if it has no place yet."""
        if not self._artifacts:
            self.current.adopt(element)
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to `element`; inside an artifact it stays an artifact."""
        if self._artifacts:
            yield
            return
        self.current.adopt(element)
        self.begin_marked(element, self.tree.mark(self.page, element))
        yield
        self._code.append("EMC")

    def begin_marked(self, element: Element, mcid: int) -> None:
        """Opens the marked sequence `mcid` of this page; close it with `EMC`."""
        self._code.append(f"/{element.role} <</MCID {mcid}>> BDC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn inside is decoration (`Layout`, `Background`) or furniture of the page (`Pagination`)."""
        self._artifacts += 1
        if self._artifacts == 1:
            self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._artifacts -= 1
        if not self._artifacts:
            self._code.append("EMC")

    @property
    def in_artifact(self) -> bool:
        """Whether what is drawn now is decoration."""
        return self._artifacts > 0

    # -- links, places and the outline

    def link(self, element: Element, box: tuple[float, float, float, float], target: str, words: str) -> None:
        """Makes `box` (left, bottom, right, top in current coordinates) a link that `words` describe."""
        if self._artifacts:
            return
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "F": 4,  # printed with the page, as PDF/A asks
                "Border": PDFArray([0, 0, 0]),
                "Rect": PDFArray([round(edge, 2) for edge in self._absRect(box, 1)]),
                "Contents": PDFString(words),
            }
        )
        if checked_link(target).startswith("#"):
            annotation["Dest"] = self._bookmarkReference(target[1:])
        else:
            action = {"S": PDFName("URI"), "URI": PDFString(target)}
            annotation["A"] = PDFDictionary(action)
        self._addAnnotation(annotation)
        self.tree.annotate(self.page, element, f"Annot.NUMBER{self._annotationCount}", annotation)

    def open_section(self, level: int) -> int:
        """Begins a section for a heading of this level, unless it stands in a table or list.

        Returns the level the heading has: a skipped one is closed up, because the standards allow no gap.
        """
        self._heading_level = min(level, self._heading_level + 1)
        if not self._open:
            self.tree.open_section(self._heading_level)
        return self._heading_level

    def place(self, key: str, top: float) -> None:
        """Names this height of the page (in current coordinates) so that links can lead here."""
        self.bookmarkHorizontal(key, 0, top)
        self._page_of[key] = self.page

    def fresh_key(self) -> str:
        """A key for a place that nothing links to."""
        return f"place {len(self._page_of)}"

    def outline(self, title: str, key: str, level: int) -> None:
        """Adds a bookmark for the place `key`; `level` 1 is outermost, and no level may be skipped."""
        self.addOutlineEntry(title, key, level - 1)
        self.showOutline()

    def page_number_of(self, key: str) -> str:
        """The page of a place, from 1, as text; only true in what is drawn `later`."""
        return str(self._page_of[key] + 1) if key in self._page_of else ""

    def later(self, element: Element, draw: Callable[[], None]) -> None:
        """Draws a piece of `element` on this page, at these coordinates, when all pages are known."""
        page, artifact = self.page, self.in_artifact
        mcid = None if artifact else self.tree.mark(page, element)
        matrix = "{:.4f} {:.4f} {:.4f} {:.4f} {:.2f} {:.2f} cm".format(*self._currentMatrix)

        def late() -> None:
            self._late_page = page
            self._code = ["q", matrix]
            if mcid is None:
                self._code.append("/Artifact <</Type /Pagination>> BDC")
            else:
                self.begin_marked(element, mcid)
            draw()
            self._code += ["EMC", "Q"]
            self._append_to(page)

        self._late.append(late)

    # -- pages

    def fill(self, colour: str) -> None:
        """Sets the fill colour, `#RRGGBB`."""
        self.setFillColor(_colour(colour))

    def stroke(self, colour: str, width: float) -> None:
        """Sets the line colour, `#RRGGBB`, and width in points."""
        self.setStrokeColor(_colour(colour))
        self.setLineWidth(width)

    def setFont(self, name: str, size: float, leading: float | None = None) -> None:  # noqa: N802
        """Sets the font by its PostScript name; the standard ones, which no file embeds, are replaced by ours."""
        if not isinstance(pdfmetrics.getFont(name), Typeface):
            name = fonts.font("bold" if "Bold" in name else "regular").fontName
        super().setFont(name, size, leading)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Ends the page; its content is kept until the document is saved."""
        self._doc.inPage()
        code = "\n".join([self._preamble, *self._code])
        size = (self._pagesize[0], self._pagesize[1])
        self._code = [" "]
        super().showPage()
        self._finished.append((self._doc.Pages.pages[-1], size, self.template))
        self._contents.append([code])
        if self._page_done:
            self._page_done(len(self._finished))

    def save(self) -> None:
        """Draws what had to wait, writes the structure and the file."""
        if self._code:
            self.showPage()
        self._draw_late()
        document = self._doc
        for index, (page, _size, _template) in enumerate(self._finished):
            code = "\n".join(self._contents[index])
            document.updateSignature(code)
            pdfobjects.finish_page(page, index, code)
        self.tree.write(document, len(self._finished))
        pdfobjects.describe(document, self.properties)
        for waiting in document.delayedFonts:
            waiting.addObjects(document)
        document.delayedFonts = []
        pdfobjects.end_streams_on_their_own_line(document)
        self._code = []
        super().save()

    def _draw_late(self) -> None:
        for late in self._late:
            late()
        for index, (_page, size, template) in enumerate(self._finished):
            if not self._decorate:
                break
            self._late_page = index
            self._code = ["q"]
            self.init_graphics_state()
            self._decorate(self, PageFacts(index + 1, len(self._finished), size, template))
            self._code.append("Q")
            self._append_to(index)

    def _append_to(self, page: int) -> None:
        self._contents[page].append("\n".join(self._code))
        self._code = []


@cache
def _colour(colour: str) -> Any:
    return HexColor(colour)
