"""The cards of one column of the board of actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.action import Action
from anchor_app.ui.models.action_model import ActionModel
from anchor_app.ui.widgets.text import one_line

CARD = "application/x-anchor-action"
"""The kind of what is dragged: the key of an action of this window."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LaneModel(QAbstractListModel):
    """Actions of one status, in the order of the model of all; a card can be dragged where `is_movable`."""

    def __init__(self, model: ActionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._actions: tuple[Action, ...] = ()
        self.is_movable = True

    def show(self, actions: Sequence[Action]) -> None:
        """Show other cards; the same ones are only painted again."""
        is_same = [one.key for one in actions] == [one.key for one in self._actions]
        if not is_same:
            self.beginResetModel()
        self._actions = tuple(actions)
        if not is_same:
            self.endResetModel()
        elif actions:
            self.dataChanged.emit(self.index(0), self.index(len(actions) - 1))

    def action(self, row: int) -> Action | None:
        """The action of a card."""
        return self._actions[row] if 0 <= row < len(self._actions) else None

    def row_of(self, key: str) -> int:
        """The place of an action; -1 where it is not here."""
        return next((row for row, one in enumerate(self._actions) if one.key == key), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._actions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        action = self.action(index.row()) if index.isValid() else None
        if action is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(action.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._model.spoken(action)
        return action if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() and self.is_movable else flags

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [CARD]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        content = QMimeData()
        action = self.action(indexes[0].row()) if indexes else None
        if action is not None:
            content.setData(CARD, action.key.encode())
        return content
