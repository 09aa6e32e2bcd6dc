"""A chart that is drawn beside the work of the window, in the colours and the size of text in force."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from anchor_app.ui import theme
from anchor_app.ui.tasks import Job, Tasks
from anchor_app.ui.theme import Look

Draw = Callable[[int, Look], bytes]
"""Makes the SVG of a chart that wide, in pixels, in a look; it runs on a worker."""

_REST_MS = 40
_HEIGHT = 230
"""Pixels at 100 % text that are kept for a chart before the first one is there."""


class ChartView(QWidget):
    """Shows one chart; its words are what a screen reader says of it. The last picture stays until the next is made."""

    def __init__(self, tasks: Tasks, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._draw: Draw | None = None
        self._job: Job | None = None
        self._picture = QSvgRenderer(self)
        self._pixels = QPixmap()
        self._made: tuple[int, Look, str] | None = None
        self._words = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._begin)

    @property
    def is_drawn(self) -> bool:
        """Whether the picture of what is to be shown is there."""
        return self._made is not None and self._job is None and not self._rest.isActive()

    def show_chart(self, draw: Draw, words: str) -> None:
        """Show a chart; `words` say all of it, and another chart has other words."""
        self._draw = draw
        self._words = words
        self.setAccessibleDescription(words)
        self._ask()

    def sizeHint(self) -> QSize:
        size = self._picture.defaultSize()
        if not self._picture.isValid() or not size.width():
            return QSize(theme.look().px(300), theme.look().px(_HEIGHT))
        return QSize(theme.look().px(300), round(self.width() * size.height() / size.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.look().px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
            self._ask()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(
                self, "_rest"):
            self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture.isValid():
            painter.drawPixmap(0, 0, self._painted())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _painted(self) -> QPixmap:
        """The picture in the size and sharpness of the widget; painted once, not whenever the page scrolls."""
        sharpness = self.devicePixelRatioF()
        wanted = (self.size() * sharpness).expandedTo(QSize(1, 1))
        if self._pixels.size() != wanted:
            self._pixels = QPixmap(wanted)
            self._pixels.setDevicePixelRatio(sharpness)
            self._pixels.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixels)
            self._picture.render(painter, QRectF(self.rect()))
            painter.end()
        return self._pixels

    def _ask(self) -> None:
        if self._draw is not None and self._made != (self.width(), theme.look(), self._words):
            self._rest.start()

    def _begin(self) -> None:
        if self._draw is None:
            return
        if self._job is not None:
            self._job.cancel()
        wanted = (max(self.width(), 120), theme.look(), self._words)
        draw = self._draw
        self._job = self._tasks.run(lambda progress, is_cancelled: (wanted, draw(*wanted[:2])), self._on_made,
                                    self._on_failed)

    def _on_made(self, made: tuple[tuple[int, Look, str], bytes]) -> None:
        self._job = None
        self._made, svg = made
        self._picture.load(QByteArray(svg))
        self._pixels = QPixmap()
        self.updateGeometry()
        self.update()

    def _on_failed(self, error: BaseException) -> None:
        """Without a picture the words and the table are still there."""
        self._job = None
        raise error
