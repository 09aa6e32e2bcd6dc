"""A domain's progress as a picture: a ring with an arc for each component."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from anchor_app import design
from anchor_app.domain.assessment import Status
from anchor_app.ui import theme
from anchor_app.ui.widgets.row_button import RowButton
from anchor_app.ui.widgets.text import PlainLabel

_SIDE, _WIDTH = 72, 9


class Ring(QWidget):
    """Arcs for statuses: thick for Fulfilled, half as thick for Working towards, a thin line for the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._statuses: tuple[Status, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_statuses(self, statuses: tuple[Status, ...]) -> None:
        """Show the components' statuses in their order, clockwise from the top."""
        self._statuses = statuses
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.look().px(_SIDE)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._statuses:
            return
        look, painter = theme.look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = look.px(_WIDTH)
        area = QRectF(self.rect()).adjusted(width, width, -width, -width)
        step, gap = 360 / len(self._statuses), min(10.0, 180 / len(self._statuses))
        for place, status in enumerate(self._statuses):
            ink, share = {Status.FULFILLED: ("good", 1.0), Status.WORKING_TOWARDS: ("accent", 0.5)}.get(
                status, ("soft_ink", 0.17))
            style = Qt.PenStyle.DotLine if status is Status.NOT_APPLICABLE else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.colour(ink), max(1.5, width * share), style, Qt.PenCapStyle.FlatCap))
            start = 90 - place * step - gap / 2
            painter.drawArc(area, round(start * 16), round(-(step - gap) * 16))
        done = sum(status is Status.FULFILLED for status in self._statuses)
        font = self.font()
        font.setPixelSize(look.px(design.CARD_TITLE.size))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{done}/{len(self._statuses)}")


class DomainPicture(RowButton):
    """A ring over the domain's name and its counts in words; pressing it opens the domain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, has_line=False)
        self.ring = Ring(self)
        self.name_label = PlainLabel("", "strong", self)
        self.words_label = PlainLabel("", "hint", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 8)
        column.setSpacing(2)
        column.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.name_label, self.words_label):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        column.addStretch(1)

    def show_domain(self, name: str, statuses: tuple[Status, ...]) -> None:
        """Show a domain by its short title and its components' statuses."""
        counts = Counter(statuses)
        words = ", ".join(f"{counts[status]} {status.words.lower()}" for status in (
            Status.FULFILLED, Status.WORKING_TOWARDS, Status.NOT_STARTED, Status.NOT_APPLICABLE) if counts[status])
        self.ring.set_statuses(statuses)
        self.name_label.setText(name)
        self.words_label.setText(words)
        self.setAccessibleName(f"{name}: {words}")
