"""Actions as a table and as the cards of a board: which there are and in what order; every value from the workspace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.action import Action, ActionNote, ActionStatus, Priority, Sought, by_urgency
from anchor_app.domain.charter import Charter
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.month import MONTHS
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.headed_model import HeadedModel
from anchor_app.ui.widgets.text import one_line

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
NO_DATE, NOBODY = "No due date", "Nobody yet"
COLLABORATIVE = "The collaborative"


class Column(Enum):
    """The columns of the table, with their headings."""

    TITLE = "Action"
    COMPONENTS = "Components"
    OWNER = "Owner"
    DUE = "Due"
    STATUS = "Status"
    PRIORITY = "Priority"
    WHOSE = "Whose"


COLUMNS = tuple(Column)
_STATUSES: Mapping[ActionStatus, int] = {one: at for at, one in enumerate(ActionStatus)}
_PRIORITIES: Mapping[Priority | None, int] = {Priority.HIGH: 0, Priority.MEDIUM: 1, Priority.LOW: 2}


def due_words(action: Action, today: date, *, is_short: bool = False) -> str:
    """When an action is due, or was completed; one that is late says so.

    Short, the month has three letters, and this year is left out.
    """
    def shown(day: date) -> str:
        if not is_short:
            return day_words(day)
        year = "" if day.year == today.year else f" {day.year}"
        return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"

    if not action.is_open:
        return f"Completed {shown(action.completed_on)}" if action.completed_on else "Completed"
    if action.due is None:
        return NO_DATE
    return f"Overdue: {shown(action.due)}" if action.is_overdue(today) else shown(action.due)


def owner_words(holdings: Holdings, action: Action) -> str:
    """The organisation whose action it is, or that it is the collaborative's own."""
    if not action.organisation:
        return holdings.collaborative.name or COLLABORATIVE
    owner = holdings.organisations.get(action.organisation)
    return (owner.short_name or owner.name) if owner else "An organisation that is gone"


def charter_for(hub: Hub, organisation: str) -> Charter | None:
    """The charter whose components an organisation's actions are about: that of what is chosen, or of its last."""
    held, key = hub.workspace.holdings, hub.assessment_id
    chosen = held.assessments.get(key) if key else None
    if chosen is not None and organisation in ("", chosen.organisation):
        return held.charter_of(chosen)
    every = held.assessments_of(organisation) if organisation else ()
    return held.charter_of(every[-1]) if every else next(iter(held.charters.values()), None)


class ActionModel(HeadedModel):
    """The actions that are looked for, of an owner (`whose`: "" the collaborative, None everybody), in an order.

    Without a `column` they stand by urgency.
    """

    headings = tuple(one.value for one in COLUMNS)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.whose: str | None = None
        self.sought = Sought()
        self.column: Column | None = None
        self.is_descending = False
        self.total = 0
        self._keys: list[str] = []
        self._rows: dict[str, int] = {}

    @property
    def today(self) -> date:
        """The day it is."""
        return self._hub.workspace.clock.today()

    @property
    def found(self) -> tuple[Action, ...]:
        """The actions that are shown, in their order."""
        held = self._hub.workspace.holdings.actions
        return tuple(held[key] for key in self._keys if key in held)

    def look(self, whose: str | None, sought: Sought) -> None:
        """Look for other actions."""
        self.whose, self.sought = whose, sought
        self.refresh()

    def order_by(self, column: Column | None, is_descending: bool = False) -> None:
        """Put the rows in another order; None is by urgency."""
        self.column, self.is_descending = column, is_descending
        self.refresh()

    def refresh(self) -> None:
        """Look again at what there is, and tell views as little as that takes."""
        keys = [one.key for one in self._wanted()]
        if keys == self._keys:
            if keys:
                self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._keys, self._rows = keys, {key: row for row, key in enumerate(keys)}
        self.endResetModel()

    def action(self, row: int) -> Action | None:
        """The action in a row; None when it is gone."""
        return self._hub.workspace.holdings.actions.get(self._keys[row]) if 0 <= row < len(self._keys) else None

    def row_of(self, key: str) -> int:
        """The row of an action; -1 when it is not looked for."""
        return self._rows.get(key, -1)

    def _wanted(self) -> list[Action]:
        held, sought = self._hub.workspace.holdings, self.sought
        every = list(held.actions.values()) if self.whose is None else held.owned("actions", self.whose)
        self.total = len(every)
        notes: dict[tuple[str, str], list[ActionNote]] = defaultdict(list)
        if sought.words:
            for note in held.action_notes.values():
                notes[note.organisation, note.action].append(note)
        found = list(by_urgency(one for one in every if sought.takes(one, notes.get((one.organisation, one.id), ()))))
        if self.column is not None:
            column, down = self.column, self.is_descending
            empty = [one for one in found if self._rank(one, column) is None]
            full = [one for one in found if self._rank(one, column) is not None]
            found = [*sorted(full, key=lambda one: self._rank(one, column), reverse=down), *empty]
        return found

    def _rank(self, action: Action, column: Column) -> Any:
        """Where an action stands in the order of a column; None where it has nothing there."""
        match column:
            case Column.DUE:
                return action.due
            case Column.STATUS:
                return _STATUSES[action.status]
            case Column.PRIORITY:
                return _PRIORITIES.get(action.priority)
            case Column.OWNER:
                return action.owner_name.casefold() or None
        return self.text(action, column).casefold() or None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        action = self.action(index.row()) if index.isValid() else None
        if action is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(action, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.value}: {self.text(action, column) or 'none'}"
        return action if role == Qt.ItemDataRole.UserRole else None

    def text(self, action: Action, column: Column) -> str:
        """What a cell says, on one line."""
        match column:
            case Column.COMPONENTS:
                return ", ".join(action.component_ids)
            case Column.OWNER:
                return one_line(action.owner_name) or NOBODY
            case Column.DUE:
                return due_words(action, self.today, is_short=True)
            case Column.STATUS:
                return action.status.words
            case Column.PRIORITY:
                return action.priority.words if action.priority else ""
            case Column.WHOSE:
                return one_line(owner_words(self._hub.workspace.holdings, action))
        return one_line(action.title)

    def spoken(self, action: Action) -> str:
        """The whole action in a line, as it is read out and as its tooltip says it; a long title is cut there."""
        about = f"About {', '.join(action.component_ids)}" if action.component_ids else ""
        priority = f"{action.priority.words} priority" if action.priority else ""
        return ". ".join(part for part in (
            self.text(action, Column.TITLE), action.status.words, due_words(action, self.today),
            self.text(action, Column.OWNER), about, priority) if part)
