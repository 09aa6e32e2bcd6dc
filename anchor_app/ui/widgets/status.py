"""Statuses and marks as shapes with words: empty, half, ticked and struck circles, and the chooser of a status."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from anchor_app.domain.action import ActionStatus
from anchor_app.domain.assessment import Mark, Status
from anchor_app.ui import theme
from anchor_app.ui.widgets.groups import keep_one_stop
from anchor_app.ui.widgets.shapes import (
    BARRED,
    CLOCK,
    CROSSED,
    DASHED,
    EMPTY,
    FORWARD,
    HALF,
    STRUCK,
    TICKED,
    paint_shape,
    shape_icon,
)
from anchor_app.ui.widgets.text import plain_tooltip

_OF_STATUS: Mapping[Status, str] = {Status.NOT_STARTED: EMPTY, Status.WORKING_TOWARDS: HALF, Status.FULFILLED: TICKED,
              Status.NOT_APPLICABLE: STRUCK}
_OF_ACTION: Mapping[ActionStatus, str] = {
    ActionStatus.NOT_STARTED: EMPTY, ActionStatus.ON_TRACK: FORWARD, ActionStatus.MINOR_DELAY: CLOCK,
    ActionStatus.OFF_TRACK: CROSSED, ActionStatus.COMPLETE: TICKED}
_OF_MARK: Mapping[Mark, str] = {Mark.IN_PLACE: TICKED, Mark.PARTLY: HALF, Mark.NOT_YET: BARRED}


def status_shape(status: Status) -> str:
    """The name of a status's shape."""
    return _OF_STATUS[status]


def action_shape(status: ActionStatus) -> str:
    """The name of the shape of how an action stands."""
    return _OF_ACTION[status]


def mark_shape(mark: Mark | None) -> str:
    """The name of a mark's shape; unanswered is a dashed circle."""
    return _OF_MARK[mark] if mark else DASHED


class Shape(QWidget):
    """A painted shape of one line's height."""

    def __init__(self, shape: str, words: str, parent: QWidget | None, size: int, ink: str = "") -> None:
        super().__init__(parent)
        self._size, self._ink = size, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_shape(shape, words)

    def show_shape(self, shape: str, words: str) -> None:
        """Show another shape, with the words that say what it means."""
        self._shape = shape
        self.setAccessibleName(words)
        plain_tooltip(self, words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        side = theme.look().px(self._size)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        side = min(self.width(), self.height())
        paint_shape(painter, QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side), self._shape,
                    theme.colour(self._ink) if self._ink else None)


class StatusShape(Shape):
    """The shape of a status; `size` is its side in pixels at 100 % text."""

    def __init__(self, status: Status = Status.NOT_STARTED, parent: QWidget | None = None, size: int = 18) -> None:
        super().__init__(status_shape(status), status.words, parent, size)

    def set_status(self, status: Status) -> None:
        """Show another status."""
        self.show_shape(status_shape(status), status.words)


class MarkShape(Shape):
    """The shape of a practice's or principle's mark, None being unanswered, in its own ink or one of the palette's."""

    def __init__(self, mark: Mark | None = None, parent: QWidget | None = None, size: int = 18,
                 ink: str = "") -> None:
        super().__init__(mark_shape(mark), mark.words if mark else "Unanswered", parent, size, ink)

    def set_mark(self, mark: Mark | None) -> None:
        """Show another mark."""
        self.show_shape(mark_shape(mark), mark.words if mark else "Unanswered")


class Segments(QFrame):
    """A row of buttons of which one is chosen; it becomes two rows, or a column, where there is no room.

    Arrow keys move among them. `chosen` is emitted for what a person does, never for `show_choice`.
    """

    chosen = Signal(object)

    def __init__(self, choices: dict[object, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._values = list(choices)
        self.group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2, 2, 2, 2)
        self._grid.setSpacing(2)
        self._columns = 0
        for at, words in enumerate(choices.values()):
            button = QPushButton(words, self)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            self.group.addButton(button, at)
        self._arrange(len(self._values))
        keep_one_stop(self.group)
        self.group.idClicked.connect(self._on_clicked)

    def button(self, value: object) -> QPushButton:
        """The button of a choice."""
        found = self.group.button(self._values.index(value))
        assert isinstance(found, QPushButton)
        return found

    @property
    def choice(self) -> object:
        """What is chosen now; None for nothing."""
        at = self.group.checkedId()
        return self._values[at] if at >= 0 else None

    def show_choice(self, value: object) -> None:
        """Show a choice, or with None none at all."""
        if value is None:
            self.group.setExclusive(False)
            for button in self.group.buttons():
                button.setChecked(False)
            self.group.setExclusive(True)
        else:
            self.button(value).setChecked(True)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._size_in(len(self._values))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._size_in(1).width(), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        count = len(self._values)
        fits = [columns for columns in (count, math.ceil(count / 2), 1)
                if self._size_in(columns).width() <= event.size().width()]
        self._arrange(fits[0] if fits else 1)
        super().resizeEvent(event)

    def _size_in(self, columns: int) -> QSize:
        hints = [self._room_of(button) for button in self.group.buttons()]
        if columns == len(hints):
            width = sum(hint.width() for hint in hints)
        else:
            width = columns * max(hint.width() for hint in hints)
        rows = math.ceil(len(hints) / columns)
        return QSize(width + 2 * columns + 4, rows * (max(hint.height() for hint in hints) + 2) + 4)

    def _room_of(self, button: QAbstractButton) -> QSize:
        """What a button needs once it is chosen, when its words are heavier, so that nothing moves then."""
        bold = QFont(button.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = button.text()
        more = QFontMetrics(bold).horizontalAdvance(words) - button.fontMetrics().horizontalAdvance(words)
        hint = button.sizeHint()
        return QSize(hint.width() + max(0, more) + 2, hint.height())

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, button in enumerate(self.group.buttons()):
            self._grid.addWidget(button, at // columns, at % columns)
        self._make_room()
        self.setMinimumHeight(self._size_in(columns).height())
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._columns:
            self._make_room()
            self.setMinimumHeight(self._size_in(self._columns).height())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Only now is the style sheet in force, and with it what the words need."""
        self._make_room()
        self.setMinimumHeight(self._size_in(self._columns).height())
        super().showEvent(event)

    def _make_room(self) -> None:
        for button in self.group.buttons():
            button.setMinimumWidth(0)
            button.setMinimumWidth(self._room_of(button).width())

    def _on_clicked(self, at: int) -> None:
        self.chosen.emit(self._values[at])


class StatusChooser(Segments):
    """The four statuses to choose from, each with its shape; `chosen(Status)` is a wish, the answer comes by
    `set_status`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({status: status.words for status in Status}, parent)
        self.setAccessibleName("Status")
        self._held: Status | None = None
        for status in Status:
            self.button(status).setAccessibleName(f"Status: {status.words}")
        self.group.idToggled.connect(lambda *_: self._draw())
        self._draw()

    def set_status(self, status: Status) -> None:
        """Show the status that is held."""
        self._held = status
        self.show_choice(status)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange) and self._columns:
            self._draw()

    def _draw(self) -> None:
        side = theme.look().px(16)
        for status in Status:
            button = self.button(status)
            is_filled = button.isChecked() and button.isEnabled()
            ink = theme.colour("card") if is_filled else None
            ground = theme.colour("accent") if is_filled else None
            button.setIcon(shape_icon(status_shape(status), side, ink, ground))
            button.setIconSize(QSize(side + side // 3, side))
