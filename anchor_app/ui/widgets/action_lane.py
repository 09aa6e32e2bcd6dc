"""One column of the board of actions: its cards, and how they leave it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from anchor_app import design
from anchor_app.domain.action import ActionStatus
from anchor_app.ui import theme
from anchor_app.ui.delegates.action_delegate import CardDelegate
from anchor_app.ui.models.action_model import ActionModel
from anchor_app.ui.models.lane_model import CARD, LaneModel

_STEPS: Mapping[Qt.Key, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ActionLane(QListView):
    """The cards of one status. Return or a click opens one; left and right lead to the neighbours.

    With Ctrl they take the card along (`step_wished(key, step)`); a card that is dropped here says `dropped(key)`;
    the menu key and the right button say `menu_wished(key, place)`.
    """

    shown = Signal(str)
    opened = Signal(str)
    dropped = Signal(str)
    step_wished = Signal(str, int)
    neighbour_wished = Signal(int)
    menu_wished = Signal(str, object)

    def __init__(self, status: ActionStatus, model: ActionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = status
        self.cards = LaneModel(model, self)
        self._is_target = False
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(model, self))
        self.setProperty("kind", "lane")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_movable(True)
        self.clicked.connect(lambda index: self._open(index.row()))

    def set_movable(self, is_movable: bool) -> None:
        """Say whether cards may be moved."""
        self.cards.is_movable = is_movable
        self.setDragEnabled(is_movable)
        self.setAcceptDrops(is_movable)

    @property
    def current_key(self) -> str:
        """The action of the current card; "" for none."""
        action = self.cards.action(self.currentIndex().row())
        return action.key if action else ""

    def choose(self, key: str) -> bool:
        """Make an action's card the current one, if it is here."""
        row = self.cards.row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.cards.index(row))
        self.scrollTo(self.cards.index(row))
        return True

    def choose_near(self, row: int) -> None:
        """Take the keyboard, at the card of that place or the last one."""
        if self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(min(max(row, 0), self.cards.rowCount() - 1)))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex,
                       previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        action = self.cards.action(current.row())
        if action is not None:
            self.shown.emit(action.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0))
        elif self.current_key:
            self.shown.emit(self.current_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, step = event.key(), _STEPS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.current_key:
                self.step_wished.emit(self.current_key, step)
        elif step:
            self.neighbour_wished.emit(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif key == Qt.Key.Key_Menu and self.current_key:
            place = self.visualRect(self.currentIndex()).center()
            self.menu_wished.emit(self.current_key, self.viewport().mapToGlobal(place))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        action = self.cards.action(index.row()) if index.isValid() else None
        if action is not None:
            self.setCurrentIndex(index)
            self.menu_wished.emit(action.key, event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._weigh(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_target(False)
        if event.mimeData().hasFormat(CARD) and self.cards.is_movable:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.dropped.emit(bytes(event.mimeData().data(CARD).data()).decode())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.viewport().rect()
        if not self.cards.rowCount():
            painter.setPen(theme.colour("soft_ink"))
            painter.drawText(area.adjusted(0, theme.look().px(12), 0, 0), Qt.AlignmentFlag.AlignHCenter, "None")
        if self._is_target or self.hasFocus() and not self.cards.rowCount():
            painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(area.adjusted(1, 1, -2, -2), design.CONTROL_RADIUS, design.CONTROL_RADIUS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "cards"):
            self.scheduleDelayedItemsLayout()

    def _weigh(self, event: QDragMoveEvent) -> None:
        is_card = event.mimeData().hasFormat(CARD) and self.cards.is_movable
        self._set_target(is_card)
        event.setDropAction(Qt.DropAction.MoveAction)
        event.setAccepted(is_card)

    def _set_target(self, is_target: bool) -> None:
        if is_target != self._is_target:
            self._is_target = is_target
            self.viewport().update()

    def _open(self, row: int) -> None:
        action = self.cards.action(row)
        if action is not None:
            self.opened.emit(action.key)
