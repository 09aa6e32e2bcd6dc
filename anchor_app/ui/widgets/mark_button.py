"""One of the three marks of a practice or principle, as a radio button that waits for the answer to be held."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from anchor_app.domain.assessment import Mark
from anchor_app.ui import theme

MARK_KEYS: Mapping[int, Mark] = {Qt.Key.Key_1: Mark.IN_PLACE, Qt.Key.Key_2: Mark.PARTLY, Qt.Key.Key_3: Mark.NOT_YET}
CLEAR_KEYS = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
STEPS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
_RADIUS = 9.5
_HEIGHT = 36


class MarkButton(QRadioButton):
    """A mark to choose. A click asks and changes nothing: `setChecked` follows when the answer is held.

    `wished` carries the Mark, or None to clear; `stepped` the rows and columns by which an arrow key moves on.
    """

    wished = Signal(object)
    stepped = Signal(int, int)

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(mark.words, parent)
        self.mark = mark
        self._is_worded = False
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)

    def set_worded(self, is_worded: bool) -> None:
        """Whether the mark's name stands beside its circle, for where no column heading says it."""
        self._is_worded = is_worded
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802
        """A click does not check: only a held answer does."""

    def sizeHint(self) -> QSize:  # noqa: N802
        height = theme.look().px(_HEIGHT)
        words = self.fontMetrics().horizontalAdvance(self.text()) + theme.look().px(10) if self._is_worded else 0
        return QSize(height + words, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in STEPS:
            self.stepped.emit(*STEPS[key])
        elif plain and (key in MARK_KEYS or key in CLEAR_KEYS):
            self.wished.emit(MARK_KEYS.get(key))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = theme.look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = _RADIUS * look.scale
        reach = self.height() / 2
        centre = QPointF(reach if self._is_worded else self.width() / 2, reach)
        self._paint_circle(painter, centre, radius)
        if self._is_worded:
            painter.setPen(theme.colour("ink" if self.isEnabled() else "soft_ink"))
            place = QRect(self.height(), 0, self.width() - self.height(), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            self._paint_focus(painter, centre, radius)

    def _paint_circle(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        ink = theme.colour("accent" if self.isEnabled() else "soft_ink")
        if self.isChecked():
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(ink)
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("card"))
            painter.drawEllipse(centre, radius * 0.42, radius * 0.42)
            return
        is_hot = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setPen(QPen(ink if is_hot else theme.colour("soft_ink"), 1.3))
        painter.setBrush(theme.colour("accent_tint") if is_hot else QColor(Qt.GlobalColor.transparent))
        painter.drawEllipse(centre, radius, radius)

    def _paint_focus(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        if self._is_worded:
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        else:
            painter.drawEllipse(centre, radius + 4, radius + 4)

    def _on_clicked(self) -> None:
        self.wished.emit(None if self.isChecked() else self.mark)
