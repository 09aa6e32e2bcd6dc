"""The head of the board: words in as many lines as they need, and sorting by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from anchor_app import design
from anchor_app.ui import theme
from anchor_app.ui.widgets.text import plain_tooltip

_ARROW = 12


class BoardHeader(QHeaderView):
    """`sort_requested(column)`: a press, or Space or Return on the column that Left and Right have moved to."""

    sort_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._current = 0
        self._sorted, self._is_descending = -1, False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName("Columns of the board: Left and Right move, Return sorts")
        plain_tooltip(self, "Press a heading to sort by it, and again to turn the order round")
        self.sectionClicked.connect(self.sort_requested)

    def show_order(self, column: int, *, is_descending: bool) -> None:
        """Mark the column that the rows are sorted by."""
        self._sorted, self._is_descending = column, is_descending
        self.viewport().update()

    def font_used(self) -> QFont:
        """The font of the words."""
        font = QFont([design.FAMILY, design.FALLBACK_FAMILY])
        font.setPixelSize(theme.look().px(design.HINT.size - 1))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def narrowest(self, words: str) -> int:
        """The width in pixels that the longest word of a heading needs."""
        metrics = QFontMetrics(self.font_used())
        return max(map(metrics.horizontalAdvance, words.split()), default=0) + theme.look().px(5)

    def sizeHint(self) -> QSize:
        lines = 2
        return QSize(super().sizeHint().width(),
                     lines * QFontMetrics(self.font_used()).height() + theme.look().px(14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            shown = [at for at in range(self.count()) if not self.isSectionHidden(at)]
            place = shown.index(self._current) if self._current in shown else 0
            self._current = shown[max(0, min(len(shown) - 1, place + step))]
            self.viewport().update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sort_requested.emit(self._current)
        elif event.key() == Qt.Key.Key_Down and isinstance(table := self.parent(), QWidget):
            table.setFocus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        model = self.model()
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        painter.save()
        painter.fillRect(rect, theme.colour("card"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        is_sorted, is_left = logicalIndex == self._sorted, logicalIndex < 2
        painter.setFont(self.font_used())
        painter.setPen(theme.colour("ink" if is_sorted else "soft_ink"))
        pad = theme.look().px(8 if logicalIndex == 0 else 4)
        inside = rect.adjusted(pad if is_left else 2, 0, -2, -theme.look().px(_ARROW))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignBottom | (
            Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignHCenter)
        painter.drawText(inside, flags, words)
        if is_sorted:
            self._paint_arrow(painter, rect, inside.left() + theme.look().px(4) if is_left else rect.center().x())
        if self.hasFocus() and logicalIndex == self._current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 6, 6)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, rect: QRect, middle: float) -> None:
        size = theme.look().px(4)
        base = rect.bottom() - theme.look().px(_ARROW) / 2
        tip = size if self._is_descending else -size
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawPolygon(QPolygonF([QPointF(middle - size, base - tip / 2), QPointF(middle + size, base - tip / 2),
                                       QPointF(middle, base + tip / 2)]))
