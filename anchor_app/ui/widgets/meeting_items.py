"""The items of a meeting in their order: each opens in its place, and new ones are typed at the end."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.agenda import linked_action
from anchor_app.domain.edit import Edit
from anchor_app.domain.meeting import Meeting
from anchor_app.domain.minuting import AddAgenda, AddMeetingItem, items_of
from anchor_app.domain.record import LONGEST_TEXT
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.meeting_draft import DraftedAgenda
from anchor_app.ui.widgets.meeting_item_editor import MeetingItemEditor
from anchor_app.ui.widgets.meeting_item_row import MeetingItemRow
from anchor_app.ui.widgets.reveal import reveal
from anchor_app.ui.widgets.text import PlainLabel

_EMPTY = "No item yet. Draft the agenda from what is open, or type the first item below."


class MeetingItems(QWidget):
    """One item is open at a time, below its row. The line for a new one is emptied when the item is held.

    `action_requested(key)` leads to the action of an item.
    """

    action_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._meeting: Meeting | None = None
        self._asked: dict[str, str] = {}
        self.rows: dict[str, MeetingItemRow] = {}
        self.setProperty("role", "bare")
        self.editor = MeetingItemEditor(hub, self)
        self.drafted = DraftedAgenda(hub, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.draft_button = QPushButton("Draft the agenda", self)
        self.draft_button.setObjectName("draft_button")
        icons.dress(self.draft_button, "meetings")
        head = QHBoxLayout()
        head.addWidget(PlainLabel("Items", "card", self), 1)
        head.addWidget(self.draft_button)
        self.empty_label = PlainLabel(_EMPTY, "soft", self)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.addWidget(self.editor)
        self.new = QLineEdit(self)
        self.new.setObjectName("new_item")
        self.new.setMaxLength(LONGEST_TEXT)
        self.new.setPlaceholderText("Type an item, then press Enter")
        self.new.setAccessibleName("New item")
        self.add_button = QPushButton("Add", self)
        self.add_button.setAccessibleName("Add the item")
        foot = QHBoxLayout()
        foot.addWidget(self.new, 1)
        foot.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.drafted)
        column.addWidget(self.empty_label)
        column.addLayout(self._list)
        column.addLayout(foot)
        chain = (self.draft_button, self.drafted.list, self.drafted.take_button, self.drafted.close_button, self.new)
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)
        QWidget.setTabOrder(self.new, self.add_button)
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._seen.timeout.connect(self._reveal)

    def _connect(self) -> None:
        self.draft_button.clicked.connect(self._on_draft)
        self.drafted.taken.connect(self._on_taken)
        self.drafted.dismissed.connect(self.draft_button.setFocus)
        self.new.returnPressed.connect(self._on_added)
        self.add_button.clicked.connect(self._on_added)
        self.editor.action_requested.connect(self.action_requested)
        self._hub.edited.connect(self._on_edited)
        self._hub.failed.connect(lambda _: self._asked.clear())

    @property
    def open_key(self) -> str:
        """The item that is open; "" for none."""
        return self.editor.key if not self.editor.isHidden() else ""

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show the items of a meeting; the one that is open stays so where it is still there."""
        is_other = meeting is None or self._meeting is None or meeting.key != self._meeting.key
        if is_other:
            self._close()
            self.drafted.put_away()
            self.new.clear()
            self._asked.clear()
        self._meeting = meeting
        held = {one.key: one for one in items_of(self._hub.workspace.holdings, meeting)} if meeting else {}
        if self.editor.key and self.editor.key not in held:
            self._on_gone(list(held))
        self._arrange(list(held))
        today = self._hub.workspace.clock.today()
        for key, item in held.items():
            row = self.rows[key]
            action = linked_action(self._hub.workspace.holdings, item)
            about = ("overdue" if action.is_overdue(today) else action.status.words) if action else ""
            assert meeting is not None
            row.show_item(meeting, item, about)
            if key == self.editor.key:
                self.editor.show_item(meeting, item)
        is_locked = bool(self._hub.workspace.read_only)
        self.empty_label.setVisible(not held and not is_locked)
        for control in (self.draft_button, self.new, self.add_button):
            control.setEnabled(not is_locked)

    def open_item(self, key: str) -> None:
        """Open an item, and close the one that was open."""
        item = self._hub.workspace.holdings.meeting_items.get(key)
        if item is None or self._meeting is None or key not in self.rows:
            return
        for row in self.rows.values():
            row.setChecked(row.key == key)
        self.editor.show_item(self._meeting, item)
        self.editor.show()
        self._place_editor()
        self._seen.start()

    def flush(self) -> None:
        """Commit what was typed."""
        self.editor.flush()

    def _close(self) -> None:
        self.editor.flush()
        self.editor.forget()
        for row in self.rows.values():
            row.setChecked(False)

    def _on_gone(self, left: list[str]) -> None:
        """The open item was removed: the keyboard goes on at the one after it."""
        was_here = self.editor.isAncestorOf(focused) if (focused := self.editor.window().focusWidget()) else False
        every = list(self.rows)
        after = every[every.index(self.editor.key) + 1:] if self.editor.key in every else []
        self.editor.forget()
        if was_here:
            following = next((one for one in after if one in left), "")
            (self.rows[following] if following else self.new).setFocus()

    def _arrange(self, wanted: list[str]) -> None:
        """Have a row for each item, in their order, with the open one's editor behind it."""
        for key in set(self.rows) - set(wanted):
            self._drop(key)
        if list(self.rows) == wanted:
            return
        self.setUpdatesEnabled(False)
        self._list.removeWidget(self.editor)
        if list(self.rows) != wanted[:len(self.rows)]:
            for row in self.rows.values():
                self._list.removeWidget(row)
        before: QWidget = self.drafted.close_button
        rows = {}
        for key in wanted:
            row = rows[key] = self.rows.get(key) or self._make(key)
            if self._list.indexOf(row) < 0:
                self._list.addWidget(row)
                QWidget.setTabOrder(before, row)
            before = row
        self.rows = rows
        self._list.addWidget(self.editor)
        self._place_editor()
        self.setUpdatesEnabled(True)

    def _place_editor(self) -> None:
        row = self.rows.get(self.editor.key)
        if row is None:
            return
        if self._list.indexOf(self.editor) != self._list.indexOf(row) + 1:
            self._list.removeWidget(self.editor)
            self._list.insertWidget(self._list.indexOf(row) + 1, self.editor)
        before: QWidget = row
        for part in (self.editor.agenda, *self.editor.kind.group.buttons(), self.editor.text, self.editor.owner,
                     self.editor.action_button, self.editor.agree.title, self.editor.agree.owner,
                     self.editor.agree.due, self.editor.agree.whose, self.editor.agree.agree_button,
                     self.editor.agree.cancel_button, self.editor.remove_button):
            QWidget.setTabOrder(before, part)
            before = part
        every = list(self.rows)
        following = every[every.index(row.key) + 1:]
        QWidget.setTabOrder(before, self.rows[following[0]] if following else self.new)

    def _reveal(self) -> None:
        if not self.editor.isHidden():
            reveal(self.editor)
            if (row := self.rows.get(self.editor.key)) is not None:
                reveal(row)

    def _make(self, key: str) -> MeetingItemRow:
        row = MeetingItemRow(key, self)
        row.clicked.connect(lambda: self._on_pressed(key))
        row.step_requested.connect(lambda step: self._on_step(key, step))
        return row

    def _drop(self, key: str) -> None:
        row = self.rows.pop(key)
        if row.hasFocus():
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_pressed(self, key: str) -> None:
        if self.open_key == key:
            self._close()
        else:
            self.open_item(key)

    def _on_step(self, key: str, step: int) -> None:
        every = list(self.rows)
        at = every.index(key) + step
        if 0 <= at < len(every):
            self.rows[every[at]].setFocus()

    def _on_draft(self) -> None:
        if self._meeting is not None:
            on = self._meeting.on or self._hub.workspace.clock.today()
            self.drafted.draft(on, [one.agenda for one in items_of(self._hub.workspace.holdings, self._meeting)])

    def _on_taken(self, lines: tuple[str, ...]) -> None:
        if self._meeting is not None:
            self._hub.do(AddAgenda(self._meeting.key, lines))

    def _on_added(self) -> None:
        text = self.new.text()
        if self._meeting is None or not text.strip() or text in self._asked.values():
            return
        wish = AddMeetingItem(self._meeting.key, {"agenda": text.strip()})
        self._asked[wish.id] = text
        self._hub.do(wish)

    def _on_edited(self, edit: Edit) -> None:
        for key in [key for key in self._asked if edit.touches("meeting-item", key)]:
            if self._asked.pop(key) == self.new.text():
                self.new.clear()
