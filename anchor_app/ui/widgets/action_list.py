"""The actions as a table or as a board, and in their place, where there is none to show, why and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.ui.models.action_model import ActionModel
from anchor_app.ui.widgets.action_board import ActionBoard
from anchor_app.ui.widgets.action_table import ActionTable
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.text import PlainLabel


class ActionList(QWidget):
    """`shown(key)`: an action became the current one; `opened(key)`: it was opened. `remedied`: the button was pressed
    that stands where there is nothing.
    """

    shown = Signal(str)
    opened = Signal(str)
    remedied = Signal()

    def __init__(self, model: ActionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._model = model
        self.is_board = False
        self.table, self.board = ActionTable(model, self), ActionBoard(model, self)
        self.empty_card = Card("", "", self)
        self.empty_label = PlainLabel("", "text", self)
        self.empty_button = QPushButton(self)
        self.empty_card.body.addWidget(self.empty_label)
        self.empty_card.body.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.board, 1)
        column.addWidget(self.empty_card, 0, Qt.AlignmentFlag.AlignTop)
        for view in (self.table, self.board):
            view.shown.connect(self.shown)
            view.opened.connect(self.opened)
        self.empty_button.clicked.connect(self.remedied)

    def refresh(self, why_none: str, remedy: str, *, has_remedy: bool) -> None:
        """Show what the model finds; where that is nothing, why, and a button with what can be done."""
        count = self._model.rowCount()
        if self.is_board:
            self.board.refresh()
        self.table.setVisible(count > 0 and not self.is_board)
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
