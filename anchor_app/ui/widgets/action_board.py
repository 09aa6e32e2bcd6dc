"""The actions as a board: a column for each status, and cards that move between them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from anchor_app.domain.action import ActionStatus
from anchor_app.ui import theme
from anchor_app.ui.models.action_model import ActionModel
from anchor_app.ui.widgets.action_lane import ActionLane
from anchor_app.ui.widgets.action_menu import fill_statuses
from anchor_app.ui.widgets.status import Shape, action_shape
from anchor_app.ui.widgets.text import PlainLabel

_NARROWEST = 144
"""Of a column, in pixels at 100 % text; where there is no room for all of them, the board scrolls sideways."""
_ORDER = tuple(ActionStatus)


class ActionBoard(QScrollArea):
    """`status_wished(key, status)`: a card was moved, by dragging, by a key or from its menu.

    A card that moved keeps the keyboard. `shown(key)`: a card became the current one; `opened(key)`: it was opened.
    """

    shown = Signal(str)
    opened = Signal(str)
    status_wished = Signal(str, object)

    def __init__(self, model: ActionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._moved = ""
        self._is_movable = True
        self.lanes: dict[ActionStatus, ActionLane] = {}
        self.heads: dict[ActionStatus, PlainLabel] = {}
        self.menu: QMenu | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setProperty("role", "bare")
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for status in ActionStatus:
            row.addWidget(self._make_lane(status), 1)
        self.setWidget(content)
        self._fit()

    def _make_lane(self, status: ActionStatus) -> QWidget:
        holder = QWidget(self)
        holder.setProperty("role", "bare")
        lane = self.lanes[status] = ActionLane(status, self._model, holder)
        label = self.heads[status] = PlainLabel("", "caption", holder)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        head.setSpacing(6)
        head.addWidget(Shape(action_shape(status), status.words, holder, 16))
        head.addWidget(label, 1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(lane, 1)
        lane.shown.connect(self.shown)
        lane.opened.connect(self.opened)
        lane.dropped.connect(lambda key, status=status: self._wish(key, status))
        lane.step_wished.connect(self._on_step)
        lane.neighbour_wished.connect(lambda step, lane=lane: self._on_neighbour(lane, step))
        lane.menu_wished.connect(self._on_menu)
        return holder

    @property
    def current_key(self) -> str:
        """The action of the card that has the keyboard; "" where none has it."""
        return next((lane.current_key for lane in self.lanes.values() if lane.hasFocus()), "")

    def refresh(self) -> None:
        """Show the cards that the model finds; the current one stays it, wherever it went."""
        found = self._model.found
        for status, lane in self.lanes.items():
            cards = tuple(one for one in found if one.status is status)
            lane.cards.show(cards)
            count = len(cards)
            self.heads[status].setText(f"{status.words} · {count:,}")
            lane.setAccessibleName(f"{status.words}, {count:,} {'action' if count == 1 else 'actions'}")
        moved = next((one for one in found if one.key == self._moved), None)
        if moved is not None and any(lane.hasFocus() for lane in self.lanes.values()):
            lane = self.lanes[moved.status]
            if not lane.hasFocus() and lane.choose(moved.key):
                self._moved = ""
                lane.setFocus(Qt.FocusReason.TabFocusReason)
                self.ensureWidgetVisible(lane, 0, 0)

    def choose(self, key: str) -> bool:
        """Make an action's card the current one, if it is on the board."""
        lane = next((one for one in self.lanes.values() if one.choose(key)), None)
        if lane is not None:
            self.ensureWidgetVisible(lane, 0, 0)
        return lane is not None

    def take_keyboard(self, key: str) -> None:
        """Give the keyboard to an action's card, or else to the first column with any."""
        lane = next((one for one in self.lanes.values() if one.choose(key)), None) or next(
            (one for one in self.lanes.values() if one.cards.rowCount()), self.lanes[_ORDER[0]])
        lane.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_movable(self, is_movable: bool) -> None:
        """Say whether cards may be moved."""
        self._is_movable = is_movable
        for lane in self.lanes.values():
            lane.set_movable(is_movable)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "lanes"):
            self._fit()

    def _fit(self) -> None:
        for lane in self.lanes.values():
            lane.setMinimumWidth(theme.look().px(_NARROWEST))

    def _wish(self, key: str, status: ActionStatus) -> None:
        self._moved = key
        self.status_wished.emit(key, status)

    def _on_step(self, key: str, step: int) -> None:
        action = next((one for one in self._model.found if one.key == key), None)
        at = _ORDER.index(action.status) + step if action else -1
        if 0 <= at < len(_ORDER) and self._is_movable:
            self._wish(key, _ORDER[at])

    def _on_neighbour(self, lane: ActionLane, step: int) -> None:
        at = _ORDER.index(lane.status) + step
        if 0 <= at < len(_ORDER):
            self.lanes[_ORDER[at]].choose_near(lane.currentIndex().row())
            self.ensureWidgetVisible(self.lanes[_ORDER[at]], 0, 0)

    def _on_menu(self, key: str, place: QPoint) -> None:
        """The ways of a card: open it, or give it another status."""
        action = next((one for one in self._model.found if one.key == key), None)
        if action is None:
            return
        menu = QMenu(self)
        menu.addAction("Open").triggered.connect(lambda: self.opened.emit(key))
        menu.addSeparator()
        fill_statuses(menu, action.status, lambda status: self._wish(key, status), is_enabled=self._is_movable)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        menu.popup(place)
