"""The actions as a table or as a board, and in their place, where there is none to show, why and what to do."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.ui.models.action_model import ActionModel
from anchor_app.ui.widgets.action_board import ActionBoard
from anchor_app.ui.widgets.action_table import ActionTable
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.text import PlainLabel


class ActionList(QWidget):
    """`shown(key)`: an action became the current one; `opened(key)`: it was opened. `remedied`: the button was pressed
    that stands where there is nothing. `status_wished(key, status)`: a card was moved on the board.
    """

    shown = Signal(str)
    opened = Signal(str)
    status_wished = Signal(str, object)
    remedied = Signal()

    def __init__(self, model: ActionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._model = model
        self.is_board = self._is_movable = False
        self.table = ActionTable(model, self)
        self.empty_card = Card("", "", self)
        self.empty_label = PlainLabel("", "text", self)
        self.empty_button = QPushButton(self)
        self.empty_card.body.addWidget(self.empty_label)
        self.empty_card.body.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.empty_card, 0, Qt.AlignmentFlag.AlignTop)
        self.table.shown.connect(self.shown)
        self.table.opened.connect(self.opened)
        self.empty_button.clicked.connect(self.remedied)

    @cached_property
    def board(self) -> ActionBoard:
        """The board, made when it is first asked for."""
        board = ActionBoard(self._model, self)
        board.hide()
        board.set_movable(self._is_movable)
        self._column.insertWidget(1, board, 1)
        before: QWidget = self.table
        for lane in board.lanes.values():
            QWidget.setTabOrder(before, lane)
            before = lane
        board.shown.connect(self.shown)
        board.opened.connect(self.opened)
        board.status_wished.connect(self.status_wished)
        return board

    def set_movable(self, is_movable: bool) -> None:
        """Say whether cards may be moved on the board."""
        self._is_movable = is_movable
        if "board" in self.__dict__:
            self.board.set_movable(is_movable)

    def refresh(self, why_none: str, remedy: str, *, has_remedy: bool) -> None:
        """Show what the model finds; where that is nothing, why, and a button with what can be done."""
        count = self._model.rowCount()
        if self.is_board:
            self.board.refresh()
        self.table.setVisible(count > 0 and not self.is_board)
        if self.is_board or "board" in self.__dict__:
            self.board.setVisible(count > 0 and self.is_board)
        self.empty_card.setVisible(count == 0)
        self.empty_label.setText(why_none)
        self.empty_button.setText(remedy)
        self.empty_button.setEnabled(has_remedy)

    def choose(self, key: str) -> None:
        """Make an action the current one; whoever is on its card already stays there."""
        if not self.is_board:
            self.table.choose(key)
        elif self.board.current_key != key:
            self.board.choose(key)

    def take_keyboard(self, key: str) -> bool:
        """Give the keyboard to an action, or to the first one; whether there is any."""
        if not self._model.rowCount():
            return False
        if self.is_board:
            self.board.take_keyboard(key)
        else:
            self.table.setFocus()
        return True
