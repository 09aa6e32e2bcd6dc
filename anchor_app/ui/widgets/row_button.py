"""A row that leads somewhere: any content, one thing to focus and to press."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from anchor_app import design
from anchor_app.ui import theme


class RowButton(QAbstractButton):
    """A button that a layout fills with labels and shapes; Return presses it as Space does.

    With `has_line` a thin line stands under it.
    """

    def __init__(self, parent: QWidget | None = None, *, has_line: bool = True) -> None:
        super().__init__(parent)
        self._has_line = has_line
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def childEvent(self, event: QChildEvent) -> None:
        # Not already when it is added: Python would have to find out what a half-made object is, which takes long.
        if event.type() == QEvent.Type.ChildPolished and isinstance(child := event.child(), QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        super().childEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -2)
        if self._has_line:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_tint"))
            painter.drawRoundedRect(area, design.CONTROL_RADIUS, design.CONTROL_RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(area, design.CONTROL_RADIUS, design.CONTROL_RADIUS)
