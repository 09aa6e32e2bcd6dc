"""Fonts with their measures for delegates, which a cell would take longer to make than to paint."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from anchor_app import design
from anchor_app.ui import theme


@dataclass(frozen=True, slots=True)
class Pen:
    """A font and its measures."""

    font: QFont
    metrics: QFontMetrics


class Pens:
    """Pens by size in pixels at 100 % text, kept for each size of the text."""

    def __init__(self) -> None:
        self._pens: dict[tuple[int, bool, bool], Pen] = {}

    def pen(self, size: float = design.TEXT.size, *, is_strong: bool = False, is_struck: bool = False) -> Pen:
        """The pen of that size, grown with the text."""
        key = theme.look().px(size), is_strong, is_struck
        if key not in self._pens:
            font = QFont([design.FAMILY, design.FALLBACK_FAMILY])
            font.setPixelSize(key[0])
            font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
            font.setStrikeOut(is_struck)
            self._pens[key] = Pen(font, QFontMetrics(font))
        return self._pens[key]

    @staticmethod
    def write(painter: QPainter, area: QRectF, text: str, pen: Pen, ink: str, where: Qt.AlignmentFlag) -> None:
        """Write a text on one line, cut to its area."""
        painter.setFont(pen.font)
        painter.setPen(theme.colour(ink))
        shown = pen.metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, int(area.width()) + 1)
        painter.drawText(area, where | Qt.TextFlag.TextSingleLine, shown)
