"""Everything about one meeting: when and where, who was there, its items and notes, and its minutes."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.level_wording import count_words, day_words
from anchor_app.domain.meeting import Meeting
from anchor_app.domain.minuting import AmendMeeting, RemoveMeeting, items_of, meetings_of
from anchor_app.domain.representing import known_names
from anchor_app.services.publishing_year_papers import minutes_document, minutes_name
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.date_field import DateField
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.form import Field, side_by_side
from anchor_app.ui.widgets.meeting_items import MeetingItems
from anchor_app.ui.widgets.meeting_names import NamesField
from anchor_app.ui.widgets.minutes_bar import MinutesBar
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.text import PlainLabel


class MeetingForm(QWidget):
    """Shows and changes one meeting, each field saved by itself. `action_requested(key)` leads to an action.

    `report_requested(key)` leads to the report of that key.
    """

    action_requested = Signal(str)
    report_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.key = ""
        self.setProperty("role", "bare")
        self.code_label = PlainLabel("", "card", self)
        self.minutes = MinutesBar(hub, "Minutes", "With the log of all meetings", self)
        self.lock_notice = Notice("", self)
        self.title = LineEditor(self)
        self.day = DateField("Date", self)
        self.day.list_button.hide()
        self.place = LineEditor(self)
        self.present, self.apologies = NamesField("Present", self), NamesField("Apologies", self)
        self.items = MeetingItems(hub, self)
        self.notes = TextEditor(self, lines=2, most_lines=16)
        for name in ("day", "title", "place", "present", "apologies", "notes"):
            getattr(self, name).setObjectName(f"meeting_{name}")
        self.remove_button = QPushButton("Remove this meeting…", self)
        self.remove_button.setProperty("kind", "quiet")
        icons.dress(self.remove_button, "remove", size=16)
        self.confirm = Confirm(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.code_label, 1)
        head.addWidget(self.minutes.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.minutes)
        column.addWidget(self.lock_notice)
        column.addWidget(side_by_side(Field("Title", self.title), Field("Date", self.day),
                                      Field("Place", self.place), narrowest=64))
        column.addWidget(side_by_side(self.present, self.apologies, narrowest=60))
        column.addWidget(rule(self))
        column.addWidget(self.items)
        column.addWidget(rule(self))
        column.addWidget(Field("Notes", self.notes, "What belongs to no item, such as the day of the next meeting."))
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.confirm)
        column.addStretch(1)

    def _connect(self) -> None:
        for name, editor in self._editors().items():
            editor.committed.connect(partial(self._on_committed, name))
        self.day.chosen.connect(self._on_day)
        self.items.action_requested.connect(self.action_requested)
        self.minutes.preview_requested.connect(lambda: self.report_requested.emit(f"minutes:{self.key}"))
        self.remove_button.clicked.connect(self._on_remove)
        self.confirm.confirmed.connect(self._on_removal_confirmed)
        self.confirm.dismissed.connect(self.remove_button.setFocus)

    def show_meeting(self, key: str) -> None:
        """Show a meeting, with "" none; what is being typed in it stays."""
        held = self._hub.workspace.holdings
        meeting = held.meetings.get(key)
        if key != self.key:
            self.flush()
            self.confirm.dismiss()
        if meeting is None:
            self.forget()
            return
        if key != self.key:
            self.minutes.offer(lambda: minutes_name(self._hub.workspace, key),
                               lambda with_log: minutes_document(self._hub.workspace, key, with_log=with_log))
        self.key = key
        is_locked = self._hub.workspace.read_only
        self.lock_notice.say(f"For reading only. {is_locked}" if is_locked else "")
        for name, editor in self._editors().items():
            editor.setReadOnly(bool(is_locked))
            editor.show_text(getattr(meeting, name), (meeting.key, name))
        self.day.set_locked(bool(is_locked))
        self.day.show_day(meeting.on, (meeting.key, "on"))
        self.code_label.setText(meeting.code)
        self._offer_names(meeting)
        self.items.show_meeting(meeting)
        self.remove_button.setEnabled(not is_locked)
        self.remove_button.setAccessibleDescription(f"{meeting.code} {meeting.title}")

    def forget(self) -> None:
        """Show nothing, and drop what was typed for a meeting that is gone."""
        for editor in (*self._editors().values(), self.day.line):
            editor.draft.forget()
        self.items.editor.forget()
        self.key = ""
        self.items.show_meeting(None)

    def flush(self) -> None:
        """Commit what was typed."""
        for editor in (*self._editors().values(), self.day.line):
            editor.flush()
        self.items.flush()

    def _editors(self) -> dict[str, LineEditor | TextEditor]:
        return {"title": self.title, "place": self.place, "present": self.present.editor,
                "apologies": self.apologies.editor, "notes": self.notes}

    def _offer_names(self, meeting: Meeting) -> None:
        """The people who speak for somebody, and those of the meeting before; who is on one list is not offered."""
        held = self._hub.workspace.holdings
        on = meeting.on or self._hub.workspace.clock.today()
        before = next((one for one in meetings_of(held)
                       if (one.on or date.min, one.letter) < (on, meeting.letter) and one.names_present), None)
        known = dict(known_names(held, on))
        for name in before.names_present if before else ():
            known.setdefault(name, "")
        here = {" ".join(one.split()).casefold() for one in (*meeting.names_present, *meeting.names_of_apologies)}
        left = [(name, about) for name, about in known.items() if name.casefold() not in here]
        when = day_words(before.on) if before and before.on else ""
        absent = [name for name in before.names_present if name.casefold() not in here] if before else []
        self.present.offer(left, absent, when)
        self.apologies.offer(left)

    def _on_committed(self, name: str, text: str) -> None:
        subject = self._editors()[name].subject
        if isinstance(subject, tuple):
            self._amend(subject[0], {name: text})

    def _on_day(self, day: date | None) -> None:
        subject = self.day.subject
        if isinstance(subject, tuple):
            self._amend(subject[0], {"on": day})

    def _amend(self, key: str, values: dict[str, Any]) -> None:
        if key in self._hub.workspace.holdings.meetings:
            self._hub.do(AmendMeeting(key, values))

    def _on_remove(self) -> None:
        meeting = self._hub.workspace.holdings.meetings.get(self.key)
        if meeting is not None:
            count = len(items_of(self._hub.workspace.holdings, meeting))
            items = f" and its {count_words(count, 'item')}" if count else ""
            self.confirm.ask(f"Remove the meeting {meeting.code}{items}? Actions that were agreed there stay.",
                             f"Remove {meeting.code}")

    def _on_removal_confirmed(self) -> None:
        key = self.key
        for editor in (*self._editors().values(), self.day.line):
            editor.draft.forget()
        self.items.editor.forget()
        self._hub.do(RemoveMeeting(key))
