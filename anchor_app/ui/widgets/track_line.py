"""How an outcome stands to the path to its target: a shape with its words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from anchor_app.domain.measures import Track
from anchor_app.ui import theme
from anchor_app.ui.delegates.outcome_delegate import paint_track
from anchor_app.ui.widgets.text import PlainLabel

_SIDE = 18


class TrackShape(QWidget):
    """The shape alone; the words beside it say what it means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.track = Track.NO_READING

    def sizeHint(self) -> QSize:
        side = theme.look().px(_SIDE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.look().px(_SIDE)
        paint_track(painter, QRectF(0, (self.height() - side) / 2, side, side), self.track)


class TrackLine(QWidget):
    """The shape and the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.shape = TrackShape(self)
        self.words = PlainLabel("", "strong", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.shape)
        row.addWidget(self.words, 1)

    def show_track(self, track: Track, words: str) -> None:
        """Show how it stands."""
        self.shape.track = track
        self.shape.update()
        self.words.setText(words)
        self.words.set_tone("warning" if track is Track.BEHIND else "good" if track is Track.REACHED else "")
