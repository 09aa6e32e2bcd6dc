"""Preview of paged documents: pages below each other, drawn on a worker when they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.ui import theme
from anchor_app.ui.tasks import Job, Tasks

_GAP = 16
_ZOOM_STEP = 1.25
_LEAST_ZOOM, _MOST_ZOOM = 0.25, 5.0
_MOST_KEPT = 60_000_000
"""Pixels of drawn pages that are kept for scrolling back."""


class Pages(Protocol):
    """What can be shown page by page; both questions may come from a worker and may raise Refusal."""

    @property
    def grows(self) -> bool:
        """Whether fitting the width may show a page larger than it is."""

    def sizes(self) -> tuple[QSizeF, ...]:
        """Width and height of each page in points."""

    def image(self, page: int, width: int) -> QImage:
        """A page, drawn that many pixels wide."""


class PagesView(QAbstractScrollArea):
    """Shows the pages of a PDF: fit to the width or at a zoom (1 is the size on paper), by wheel and by keys.

    `show_pages` keeps the place in the document, so that a new version of it does not jump.
    """

    place_changed = Signal(int, int)
    zoom_changed = Signal()
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pages: Pages | None = None
        self._sizes: tuple[QSizeF, ...] = ()
        self._places: list[QRectF] = []
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._jobs: dict[int, Job] = {}
        self._zoom: float | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    @property
    def page_count(self) -> int:
        """How many pages there are to see; 0 until the document has been looked at."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page that is read now, from 0."""
        bar = self.verticalScrollBar()
        if bar.maximum() and bar.value() == bar.maximum():
            return len(self._places) - 1
        middle = bar.value() + self.viewport().height() / 3
        return max((place for place, area in enumerate(self._places) if area.top() <= middle), default=0)

    @property
    def is_fit(self) -> bool:
        """Whether pages are as wide as the view."""
        return self._zoom is None

    @property
    def drawn_pages(self) -> frozenset[int]:
        """The pages that are drawn and kept."""
        return frozenset(page for page, _ in self._drawn)

    def show_pages(self, pages: Pages | None) -> None:
        """Show another document, or another version of it, from the same place on."""
        self.stop()
        self._pages = pages
        if pages is None:
            self._sizes = ()
            self._drawn.clear()
            self._lay_out()
            return
        self._jobs[-1] = self._tasks.run(lambda progress, is_cancelled: pages.sizes(), self._on_sized,
                                         self._on_failed)

    def go_to(self, page: int) -> None:
        """Bring a page's top into sight."""
        if self._places:
            area = self._places[max(0, min(page, len(self._places) - 1))]
            self.verticalScrollBar().setValue(int(area.top()) - _GAP)

    def fit_width(self) -> None:
        """Make pages as wide as the view, and keep them so."""
        self._set_zoom(None)

    def zoom_in(self) -> None:
        """Show pages larger."""
        self._set_zoom(min(_MOST_ZOOM, self.zoom * _ZOOM_STEP))

    def zoom_out(self) -> None:
        """Show pages smaller."""
        self._set_zoom(max(_LEAST_ZOOM, self.zoom / _ZOOM_STEP))

    @property
    def zoom(self) -> float:
        """The zoom in force; 1 shows a point of paper as 96 / 72 pixels."""
        if self._zoom is not None:
            return self._zoom
        widest = max((one.width() for one in self._sizes), default=595.0)
        fit = max(_LEAST_ZOOM / 8, (self.viewport().width() - 2 * _GAP) / (widest * 96 / 72))
        return fit if self._pages is None or self._pages.grows else min(1.0, fit)

    def stop(self) -> None:
        """Give up what is being drawn; it is asked for again when it comes into sight."""
        for job in self._jobs.values():
            job.cancel()
        self._jobs.clear()

    def _set_zoom(self, zoom: float | None) -> None:
        share = self._share()
        self._zoom = zoom
        self._lay_out()
        self._restore(share)
        self.zoom_changed.emit()

    def _share(self) -> float:
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def _restore(self, share: float) -> None:
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))
        self.viewport().update()

    def _on_sized(self, sizes: tuple[QSizeF, ...]) -> None:
        share = self._share()
        self._jobs.pop(-1, None)
        self._sizes = sizes
        self._drawn.clear()
        self._lay_out()
        self._restore(share)
        self._tell()

    def _on_failed(self, error: BaseException) -> None:
        self.stop()
        self._sizes = ()
        self._lay_out()
        self.failed.emit(str(error) if isinstance(error, Refusal) else "This document cannot be shown here.")

    def _lay_out(self) -> None:
        zoom, top = self.zoom * 96 / 72, float(_GAP)
        self._places = []
        for size in self._sizes:
            self._places.append(QRectF(QPointF(0, top), size * zoom))
            top += size.height() * zoom + _GAP
        width = max((area.width() for area in self._places), default=0.0) + 2 * _GAP
        view = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, round(top) - view.height()))
        vertical.setPageStep(max(1, view.height()))
        vertical.setSingleStep(40)
        horizontal.setRange(0, 0 if self.is_fit else max(0, round(width) - view.width()))
        horizontal.setPageStep(max(1, view.width()))
        self.viewport().update()

    def _on_scrolled(self) -> None:
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(f"Page {self.page + 1} of {self.page_count}" if self._sizes else "")
        self.place_changed.emit(self.page, self.page_count)

    def _in_sight(self) -> list[tuple[int, QRectF]]:
        found, view = [], QRectF(self.viewport().rect())
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page, place in enumerate(self._places):
            left = max(float(_GAP), (view.width() - place.width()) / 2) - across
            area = QRectF(QPointF(left, place.top() - down), place.size())
            if area.intersects(view):
                found.append((page, area))
        return found

    def _ask_for(self, page: int, width: int) -> None:
        pages = self._pages
        if pages is None or page in self._jobs:
            return
        self._jobs[page] = self._tasks.run(
            lambda progress, is_cancelled: (page, width, pages.image(page, width)), self._on_drawn, self._on_failed)

    def _on_drawn(self, result: tuple[int, int, QImage]) -> None:
        page, width, image = result
        self._jobs.pop(page, None)
        for key in [one for one in self._drawn if one[0] == page]:
            del self._drawn[key]
        self._drawn[page, width] = image
        while len(self._drawn) > 1 and sum(one.width() * one.height() for one in self._drawn.values()) > _MOST_KEPT:
            self._drawn.popitem(last=False)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("ground"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, area in self._in_sight():
            width = round(area.width() * self.devicePixelRatioF())
            key = next((one for one in self._drawn if one[0] == page), None)
            painter.fillRect(area, Qt.GlobalColor.white)
            if key is not None:
                painter.drawImage(area, self._drawn[key])
                self._drawn.move_to_end(key)
            if key is None or key[1] != width:
                self._ask_for(page, width)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawRect(area)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(QRect(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        share = self._share()
        self._lay_out()
        self._restore(share)
        self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), self.page_count - 1
        moves: dict[int, int] = {Qt.Key.Key_PageDown: self.page + 1, Qt.Key.Key_PageUp: self.page - 1,
                 Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        zooms: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Plus: self.zoom_in, Qt.Key.Key_Equal: self.zoom_in, Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit_width}
        if key in moves and not event.modifiers():
            self.go_to(moves[key])
        elif key in zooms:
            zooms[key]()
        else:
            super().keyPressEvent(event)
