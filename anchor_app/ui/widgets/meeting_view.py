"""The meetings beside the one that is chosen among them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from anchor_app.domain.agenda import tallies
from anchor_app.domain.meeting import ItemKind, Meeting
from anchor_app.domain.minuting import meetings_of
from anchor_app.domain.owned_record import owned_key
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.card import Card, EmptyCard
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.line_list import Line, LineList
from anchor_app.ui.widgets.list_and_detail import ListAndDetail
from anchor_app.ui.widgets.meeting_call import CallCard
from anchor_app.ui.widgets.meeting_form import MeetingForm

_NARROW = 105
"""Average characters of width below which the list and the meeting take turns."""
_NONE = ("No meeting yet. Call the first one: its agenda can be drafted from what is open, and what is decided and "
         "agreed stands in a log over all meetings.")
_NONE_LOCKED = "No meeting was held yet."


class MeetingView(QWidget):
    """Shows the newest meeting until another one is chosen. `action_requested(key)` leads to an action."""

    action_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setProperty("role", "bare")
        self.call_card = CallCard(hub, self)
        self.call_scroll = PageScroll(self)
        self.call_scroll.column.setContentsMargins(0, 0, 0, 0)
        self.call_scroll.column.addWidget(self.call_card)
        self.call_scroll.column.addStretch(1)
        self.call_scroll.hide()
        self.list = LineList("Meetings, the newest first", self, opens_at_once=True)
        self.list.setObjectName("meeting_list")
        self.empty_card = EmptyCard(self)
        left = Card("", "", self)
        left.body.addWidget(self.list)
        self.form = MeetingForm(hub, self)
        self.both = ListAndDetail(left, self.form, _NARROW, self)
        self.both.splitter.setStretchFactor(0, 2)
        self.both.splitter.setStretchFactor(1, 5)
        self.both.splitter.setSizes([300, 720])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.call_scroll, 1)
        column.addWidget(self.empty_card, 1)
        column.addWidget(self.both, 1)
        self.list.shown.connect(self._show)
        self.list.opened.connect(self._on_opened)
        self.call_card.called.connect(self._on_called)
        self.call_card.dismissed.connect(self.refresh)
        self.form.action_requested.connect(self.action_requested)
        self.both.left_detail.connect(self._on_left_detail)

    @property
    def is_calling(self) -> bool:
        """Whether a meeting is being called, which takes the place of the others."""
        return not self.call_card.isHidden()

    def call(self) -> None:
        """Ask for the day of a new meeting."""
        self.form.flush()
        self.call_scroll.show()
        self.call_card.ask()
        self.refresh()

    def refresh(self) -> None:
        """Show what is held."""
        held = self._hub.workspace.holdings
        every, counted = meetings_of(held), tallies(held)
        if self.form.key not in held.meetings:
            self.form.show_meeting("")
        self.list.show_lines([_line(one, counted) for one in every])
        self.call_scroll.setVisible(self.is_calling)
        self.both.setVisible(bool(every) and not self.is_calling)
        none = _NONE_LOCKED if self._hub.workspace.read_only else _NONE
        self.empty_card.explain("" if every or self.is_calling else none)
        if every:
            self._choose(self.form.key or every[0].key)
            self.form.show_meeting(self.form.key)
        self.both.set_has_detail(bool(self.form.key))

    def show_item(self, key: str) -> bool:
        """Show a meeting, or an item in its meeting; whether it is there."""
        held = self._hub.workspace.holdings
        item = held.meeting_items.get(key)
        meeting = owned_key("", item.meeting) if item else key
        if meeting not in held.meetings:
            return False
        if self.is_calling:
            self.call_card.hide()
            self.refresh()
        self._choose(meeting)
        self.both.open_detail()
        if item is not None:
            self.form.items.open_item(key)
        return True

    def flush(self) -> None:
        """Commit what was typed."""
        self.form.flush()

    def _choose(self, key: str) -> None:
        """Make a meeting the current one, and show it."""
        lines = self.list.model_.lines
        row = next((at for at, one in enumerate(lines) if one.key == key), -1)
        if row < 0:
            return
        if self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.list.model_.index(row))
        if self.form.key != key:
            self._show(key)

    def _show(self, key: str) -> None:
        if key != self.form.key:
            self.both.detail_scroll.verticalScrollBar().setValue(0)
            self.form.show_meeting(key)
            self.both.set_has_detail(bool(self.form.key))

    def _on_opened(self, key: str) -> None:
        self._show(key)
        self.both.open_detail()

    def _on_called(self, key: str) -> None:
        self.refresh()
        self.show_item(key)
        self.form.items.draft_button.setFocus()

    def _on_left_detail(self) -> None:
        self.form.flush()
        self.list.setFocus()


def _line(one: Meeting, counted: Mapping[tuple[str, ItemKind | None], int]) -> Line:
    told = [f"{count:,} {kind.words.lower()}{'' if count == 1 else 's'}"
            for kind in (ItemKind.DECISION, ItemKind.ACTION) if (count := counted.get((one.id, kind), 0))]
    right, below = (*told, "", "")[:2]
    return Line(one.key, one.code, one.title or "Meeting", right, below)
