"""From a story of flowables to a PDF: paper, running header and footer, progress and cancelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO, Literal

from reportlab.lib.pagesizes import A4
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from anchor_app.design import HAIRLINE, LIGHT
from anchor_app.reports import fonts
from anchor_app.reports.canvas import PageFacts, TaggedCanvas
from anchor_app.reports.contents import with_contents
from anchor_app.reports.paragraph import show
from anchor_app.reports.pdfobjects import Properties
from anchor_app.reports.statement import sealed
from anchor_app.reports.styles import STYLES
from anchor_app.reports.text import Run, plain, runs

Orientation = Literal["portrait", "landscape"]
MARGIN = 36.0
"""Points, on every side; header and footer stand in it."""

_ROOM_FOR_FURNITURE = 20.0


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same on every page of a document.

    `header` and `footer` are the running words on the left; the footer has "Page x of y" on the right. The first
    page has no running header, because it begins with the document's title. `NextPageTemplate("landscape")`
    before a `PageBreak` turns the paper within a document. `statement` is for programs; a file with one is sealed.
    """

    title: str
    author: str
    subject: str = ""
    header: str = ""
    footer: str = ""
    orientation: Orientation = "portrait"
    language: str = "en-GB"
    page_words: Callable[[int, int], str] = lambda number, total: f"Page {number} of {total}"
    created: datetime | None = None
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: the number of pages, and the characters that no shipped typeface can print."""

    pages: int
    unprintable: frozenset[str]


def build_pdf(
    story: Sequence[Flowable], setup: Setup, output: BinaryIO, on_page: Callable[[int], None] | None = None
) -> Built:
    """Lays the story out and writes a tagged PDF to `output`.

    `on_page` hears the number of each finished page, from 1; what it raises ends the build and comes out here,
    with nothing written. Flowables serve one build.
    """
    title = plain(setup.title).strip() or "Untitled"
    facts = Properties(title, plain(setup.author), plain(setup.subject), setup.language, setup.created,
                       setup.statement)
    made: list[TaggedCanvas] = []
    written = BytesIO()

    def canvas(_filename: Any, pagesize: Any = None, **_keys: Any) -> TaggedCanvas:
        made.append(TaggedCanvas(written, facts, partial(_furniture, setup), on_page, pagesize))
        return made[0]

    document = _Document(setup)
    laid = with_contents(story)
    document.build(laid or [_Nothing()], written, canvas)
    output.write(sealed(written.getvalue()) if setup.statement else written.getvalue())
    return Built(made[0].page_count, frozenset(made[0].unprintable))


class _Nothing(Flowable):  # type: ignore[misc]
    """An empty document is one empty page."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        """Nothing to draw."""


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """A4 pages of both orientations with one frame each."""

    def __init__(self, setup: Setup) -> None:
        super().__init__("", pagesize=A4)
        other: Orientation = "landscape" if setup.orientation == "portrait" else "portrait"
        self.addPageTemplates([_template(setup.orientation), _template(other)])


def _template(orientation: Orientation) -> PageTemplate:
    width, height = A4 if orientation == "portrait" else (A4[1], A4[0])
    frame = Frame(
        MARGIN,
        MARGIN + _ROOM_FOR_FURNITURE,
        width - 2 * MARGIN,
        height - 2 * MARGIN - 2 * _ROOM_FOR_FURNITURE + 6,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(orientation, [frame], pagesize=(width, height))


def _furniture(setup: Setup, canvas: TaggedCanvas, facts: PageFacts) -> None:
    """The running header and footer of one page, which are no part of the text."""
    width, height = facts.size
    with canvas.artifact("Pagination"):
        if setup.header and facts.number > 1:
            _words(canvas, setup.header, MARGIN, height - MARGIN - 7, width - 2 * MARGIN)
        canvas.stroke(LIGHT.line, HAIRLINE)
        canvas.line(MARGIN, MARGIN + 12, width - MARGIN, MARGIN + 12)
        number = setup.page_words(facts.number, facts.total)
        wide = fonts.width("regular", number) * STYLES.soft.size / 1000
        _words(canvas, number, width - MARGIN - wide, MARGIN, wide)
        _words(canvas, setup.footer, MARGIN, MARGIN, width - 2 * MARGIN - wide - 20)


def _words(canvas: TaggedCanvas, text: str, x: float, y: float, room: float) -> None:
    made, _unprintable = runs(" ".join(plain(text[:_MOST_RUNNING]).split()), "regular", STYLES.soft.colour)
    placed: list[tuple[float, float, Run]] = []
    limit = x + room
    for run in made:
        shown = _shortened(run, limit - x)
        placed.append((x, y, shown))
        x += fonts.width(run.face, shown.text) * STYLES.soft.size / 1000
        if shown is not run:
            break
    show(canvas, placed, STYLES.soft.size)


_MOST_RUNNING = 1_000
"""Characters of running words that are looked at on every page, of which far fewer have room."""


def _shortened(run: Run, room: float) -> Run:
    """The run, or as much of it as there is room for, with an ellipsis."""
    scale = STYLES.soft.size / 1000
    if fonts.width(run.face, run.text) * scale <= room + 0.5:
        return run
    room -= fonts.width(run.face, "…") * scale
    used, kept = 0.0, 0
    for char in run.text:
        used += fonts.width(run.face, char) * scale
        if used > room:
            break
        kept += 1
    return Run(run.text[:kept].rstrip() + "…", run.face, run.colour, run.link)
