"""What covers a page while files are held over it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from anchor_app import design
from anchor_app.ui import theme


class DropVeil(QWidget):
    """Says over the whole page what letting go will do; takes no part in the dropping itself."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lower_over(self, area: QRect) -> None:
        """Cover that area of the page."""
        self.setGeometry(area)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(theme.colour("accent_tint"))
        ground.setAlpha(235)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        area = QRectF(self.rect()).adjusted(12, 12, -12, -12)
        painter.drawRoundedRect(area, design.CARD_RADIUS, design.CARD_RADIUS)
        font = self.font()
        font.setPixelSize(theme.look().px(design.CARD_TITLE.size))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("accent"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
