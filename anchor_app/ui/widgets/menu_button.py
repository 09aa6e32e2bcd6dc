"""A button that names what is chosen and opens the list of what else there is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from anchor_app.ui import icons, theme
from anchor_app.ui.widgets.text import elided, plain_tooltip

_WIDEST = 40
"""Average characters that the widest button has room for."""


class MenuButton(QPushButton):
    """Shows `words`, cut with an ellipsis where there is no room, and a chevron; the menu opens on a press.

    `subject` says what is chosen here ("Organisation"), for whoever hears the button instead of seeing it;
    `narrowest` is how many average characters it keeps when others need the room.
    """

    def __init__(self, subject: str, parent: QWidget | None = None, *, narrowest: int = 16) -> None:
        super().__init__(parent)
        self._subject, self._narrowest = subject, narrowest
        self.setProperty("kind", "menu")
        self._words = ""
        self.setMenu(QMenu(self))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Show what is chosen."""
        self.setText(words.replace("&", "&&"))
        self._words = words
        self.setAccessibleName(f"{self._subject}: {words}")
        plain_tooltip(self, words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its words, up to a point, so that a long name leaves room for its neighbours."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * _WIDEST), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * self._narrowest), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        from PySide6.QtWidgets import QStyle, QStyleOptionButton  # late, as the first frame has none of these

        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        option.text = elided(self._words, self.fontMetrics(), room.width()).replace("&", "&&")
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        side = theme.look().px(14)
        place = QRectF(self.width() - side - theme.look().px(10), (self.height() - side) / 2, side, side)
        icons.paint(painter, "down", place, theme.colour("ink" if self.isEnabled() else "soft_ink"))
