"""The link above a page's title that leads to what the page is part of."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from anchor_app.ui.widgets.text import elided, plain_tooltip

_EDGES = 6


class Crumb(QPushButton):
    """A link on one line; where there is no room it ends in …, and its tooltip and accessible name say all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setProperty("kind", "crumb")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Lead on under these words."""
        self._words = words
        self.setAccessibleName(words)
        plain_tooltip(self, words)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 2 * _EDGES, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(self.sizeHint().width(), self.fontMetrics().horizontalAdvance("MMMM…")),
                     super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width(), 0) - _EDGES
        text = elided(self._words, self.fontMetrics(), room).replace("&", "&&")
        if text != self.text():
            self.setText(text)
