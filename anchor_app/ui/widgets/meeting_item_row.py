"""One item of a meeting in a line: its code, what stood on the agenda, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from anchor_app import design
from anchor_app.domain.meeting import ItemKind, Meeting, MeetingItem
from anchor_app.ui import icons, theme
from anchor_app.ui.widgets.pens import Pens
from anchor_app.ui.widgets.row_button import RowButton
from anchor_app.ui.widgets.text import one_line, plain_tooltip

_ROW, _PAD, _CHEVRON = 50, 8, 14
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
NOT_REACHED = "Not reached"
"""What is said of an item of which nothing came yet."""


def kind_words(kind: ItemKind | None) -> str:
    """The kind of an item, or that nothing came of it yet."""
    return kind.words if kind else NOT_REACHED


class MeetingItemRow(RowButton):
    """A painted row, so that a long meeting is shown at once; pressed, it opens and closes.

    Up and Down wish for the row before and after (`step_requested`).
    """

    step_requested = Signal(int)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pens = Pens()
        self._shown: tuple[str, MeetingItem, str] | None = None
        self.code = self.title = self.detail = self.right = ""

    def show_item(self, meeting: Meeting, item: MeetingItem, about: str) -> None:
        """Show an item; `about` is how its action stands, "" where it has none."""
        if self._shown == (meeting.code, item, about):
            return
        self._shown = (meeting.code, item, about)
        self.code = f"/{item.number}"
        self.title = one_line(item.agenda or item.text, 300)
        self.detail = " · ".join(filter(None, (one_line(item.text, 300) if item.agenda else "",
                                               one_line(item.owner_name, 80))))
        self.right = kind_words(item.kind) + (f" · {about}" if about else "")
        spoken = ". ".join(filter(None, (item.code(meeting), self.title, self.right, self.detail)))
        self.setAccessibleName(spoken)
        plain_tooltip(self, spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(240), theme.look().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.look().px(120), theme.look().px(_ROW))

    def hasHeightForWidth(self) -> bool:
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.step_requested.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter = theme.look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, text, hint = (self._pens.pen(is_strong=True), self._pens.pen(), self._pens.pen(design.HINT.size))
        inside = QRectF(self.rect()).adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
        side = look.px(_CHEVRON)
        icons.paint(painter, "up" if self.isChecked() else "down",
                    QRectF(inside.right() - side, inside.center().y() - side / 2, side, side),
                    theme.colour("soft_ink"))
        inside.setRight(inside.right() - side - look.px(_PAD))
        wide = text.metrics.horizontalAdvance("/88") + look.px(_PAD)
        self._pens.write(painter, self._line(inside, 0.5, text.metrics.height(), 0, wide), self.code, text, "soft_ink",
                         _LEFT)
        room = inside.width() - wide
        right = min(hint.metrics.horizontalAdvance(self.right) + 2, int(room * 0.48))
        self._pens.write(painter, self._line(inside, 0.5, hint.metrics.height(), inside.width() - right, right),
                         self.right, hint, "soft_ink" if self.right == NOT_REACHED else "ink", _RIGHT)
        room -= right + look.px(2 * _PAD)
        above = 0.5 - (hint.metrics.height() / self.height() / 2 if self.detail else 0)
        self._pens.write(painter, self._line(inside, above, strong.metrics.height(), wide, room), self.title, strong,
                         "ink", _LEFT)
        if self.detail:
            below = 0.5 + strong.metrics.height() / self.height() / 2
            self._pens.write(painter, self._line(inside, below, hint.metrics.height(), wide, room), self.detail, hint,
                             "soft_ink", _LEFT)

    @staticmethod
    def _line(area: QRectF, middle: float, height: float, left: float, width: float) -> QRectF:
        """The room of one line, around a share of the height."""
        return QRectF(area.left() + left, area.top() + area.height() * middle - height / 2, max(0.0, width), height)
