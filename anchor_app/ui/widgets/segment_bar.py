"""How many of how many, as a row of segments."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from anchor_app.ui import theme

_WIDTH, _HEIGHT, _GAP = 22, 8, 4
_MOST_SEGMENTS = 6
"""A domain with more components is shown as one bar that fills."""


class SegmentBar(QWidget):
    """Filled segments for what is fulfilled, outlined ones for what is not; the words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._of = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int, of: int) -> None:
        """Show a count."""
        self._count, self._of = count, of
        self.setAccessibleName(f"{count} of {of}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look, shown = theme.look(), max(1, min(self._of, _MOST_SEGMENTS))
        return QSize(look.px(shown * _WIDTH + (shown - 1) * _GAP), look.px(_HEIGHT) + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._of:
            return
        look, painter = theme.look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = look.px(_HEIGHT)
        if self._of > _MOST_SEGMENTS:
            room = QRectF(0.5, 0.5, self.width() - 1, height)
            self._segment(painter, room, is_filled=False)
            room.setWidth(room.width() * self._count / self._of)
            if self._count:
                self._segment(painter, room, is_filled=True)
            return
        width = look.px(_WIDTH)
        for place in range(self._of):
            self._segment(painter, QRectF(place * (width + look.px(_GAP)) + 0.5, 0.5, width - 1, height),
                          is_filled=place < self._count)

    @staticmethod
    def _segment(painter: QPainter, area: QRectF, *, is_filled: bool) -> None:
        painter.setBrush(theme.colour("good") if is_filled else theme.colour("ground"))
        painter.setPen(Qt.PenStyle.NoPen if is_filled else QPen(theme.colour("soft_ink"), 1))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
