"""Saving and Saved, in words with a shape, and never before it is true."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from anchor_app.ui import icons, theme
from anchor_app.ui.saving import FAILED, READ_ONLY, SAVED, SaveState
from anchor_app.ui.widgets.shapes import TICKED, paint_shape
from anchor_app.ui.widgets.text import PlainLabel

_INKS: Mapping[str, str] = {SAVED: "good", FAILED: "warning"}
_ICONS: Mapping[str, str] = {FAILED: "warning", READ_ONLY: "lock"}


class SaveStateView(QWidget):
    """Shows a SaveState; wide enough for all it may say, so that its neighbours never move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._state: SaveState | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.shape = _Shape(self)
        self.words = _Words()
        row.addWidget(self.shape)
        row.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def watch(self, state: SaveState | None) -> None:
        """Show another state, or with None nothing."""
        if self._state is not None:
            self._state.changed.disconnect(self._on_changed)
        self._state = state
        if state is not None:
            state.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        state = self._state.state if self._state else ""
        text = words_for(self._state) if self._state else ""
        self.shape.show_state(state)
        self.words.show_words(text, _INKS.get(state, "soft_ink"))
        self.setAccessibleName(text)


class _Words(PlainLabel):
    """A label of one size for all that it may say, in an ink that needs no other style.

    Either would lay out the whole window anew, twice for each save.
    """

    def __init__(self) -> None:
        super().__init__("", "hint", wraps=False)
        self._ink = "soft_ink"
        self._fit()

    def show_words(self, words: str, ink: str) -> None:
        self._ink = ink
        self.setText(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(theme.colour(self._ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(words)
                     for words in ("Saved 00:00", "Saving…", "Not saved", "Read only"))
        self.setFixedSize(widest + 4, metrics.height())


class _Shape(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: str) -> None:
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        side = theme.look().px(16)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self._state:
            return
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self._state == SAVED:
            paint_shape(painter, area, TICKED)
        else:
            ink = theme.colour(_INKS.get(self._state, "soft_ink"))
            icons.paint(painter, _ICONS.get(self._state, "saving"), area, ink)


def words_for(state: SaveState) -> str:
    """What a state is in words; the time of the last save by the clock on the wall."""
    if state.state == SAVED:
        return f"Saved {state.saved_at.astimezone():%H:%M}" if state.saved_at else "Saved"
    return {FAILED: "Not saved", READ_ONLY: "Read only"}.get(state.state, "Saving…")
