"""Everything about one action, each field in its place and saved by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.acting import AmendAction, RemoveAction, notes_of
from anchor_app.domain.action import Action, ActionSource, Priority
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.evidence import Sensitivity
from anchor_app.domain.level_wording import count_words, day_words
from anchor_app.domain.meeting import MeetingItem
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.period import Period
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.action_model import charter_for, owner_words
from anchor_app.ui.widgets.action_components import ActionComponents
from anchor_app.ui.widgets.action_menu import StatusMenu
from anchor_app.ui.widgets.action_notes import ActionNotes
from anchor_app.ui.widgets.calm_combo import CalmCombo
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.date_field import DateField
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.text import PlainLabel, one_line, plain_tooltip, set_tone

_FITS = 30
"""Characters of a name that are seen at once in its field; a longer one is in its tooltip too."""
_SOURCES: Mapping[ActionSource, str] = {
    ActionSource.OPPORTUNITY: "From an opportunity", ActionSource.FLAG: "From a mark to look again",
    ActionSource.MODERATION: "From what the steering group asked for", ActionSource.MEETING: "From a meeting"}


class ActionForm(QWidget):
    """Shows and changes one action. `status_wished(key, status)` is a wish, as is whatever leads elsewhere.

    `source_requested(assessment, component)` leads to where the action comes from.
    """

    status_wished = Signal(str, object)
    source_requested = Signal(str, str)
    component_requested = Signal(str)
    meeting_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._key = ""
        self.setProperty("role", "bare")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._build_head()
        self._build_fields()
        self._build_foot()
        self._connect()

    def _build_head(self) -> None:
        self.head_label = PlainLabel("", "hint", self)
        self.source_button = QPushButton(self)
        self.source_button.setProperty("kind", "link")
        self.lock_notice = Notice("", self)
        for widget in (self.head_label, self.lock_notice):
            self._column.addWidget(widget)
        self._column.addWidget(self.source_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_fields(self) -> None:
        self.title_editor = TextEditor(self, lines=1, most_lines=6)
        self.title_editor.installEventFilter(self)
        self.status_menu = StatusMenu(self)
        self.due_field = DateField("Due date", self)
        self.owner_editor = LineEditor(self, placeholder="Name or role")
        self.me_button = QPushButton("Me", self)
        self.me_button.setAccessibleName("Make me the owner")
        owner = QWidget(self)
        owner.setProperty("role", "bare")
        row = QHBoxLayout(owner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.owner_editor, 1)
        row.addWidget(self.me_button)
        self.priority_box = _box({"": "No priority"} | {one.value: one.words for one in Priority}, self)
        self.components = ActionComponents(self)
        self.notes = ActionNotes(self._hub, self)
        self.period_editor = LineEditor(self, placeholder="such as 2026/27")
        self.period_trouble = PlainLabel("", "hint", self)
        self.period_trouble.set_tone("warning")
        self.period_trouble.hide()
        self.sensitivity_box = _box({one.value: one.words for one in Sensitivity}, self)
        for words, field, named in (
                ("What is to be done", self.title_editor, self.title_editor),
                ("Status", self.status_menu, self.status_menu), ("Due date", self.due_field, self.due_field.line),
                ("Owner", owner, self.owner_editor), ("Priority", self.priority_box, self.priority_box),
                ("Components", self.components, self.components.add_box), ("Notes", self.notes, self.notes.new),
                ("Period", self.period_editor, self.period_editor),
                ("Sensitivity: in whose packs it goes", self.sensitivity_box, self.sensitivity_box)):
            label = PlainLabel(words, "caption", self)
            label.setBuddy(named)
            if not named.accessibleName():
                named.setAccessibleName(words)
            self._column.addSpacing(4)
            self._column.addWidget(label)
            self._column.addWidget(field)
            if field is self.period_editor:
                self._column.addWidget(self.period_trouble)

    def _build_foot(self) -> None:
        self.remove_button = QPushButton("Remove this action…", self)
        self.remove_button.setProperty("kind", "quiet")
        icons.dress(self.remove_button, "remove", size=16)
        self.confirm = Confirm(self)
        self._column.addSpacing(10)
        self._column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.confirm)
        self._column.addStretch(1)

    def _connect(self) -> None:
        for editor, name in self._editors.items():
            editor.committed.connect(partial(self._on_committed, editor, name))
        self.due_field.chosen.connect(self._on_due)
        self.me_button.clicked.connect(self._on_me)
        self.priority_box.activated.connect(lambda _: self._amend(
            self._key, {"priority": Priority(one) if (one := self.priority_box.currentData()) else None}))
        self.sensitivity_box.activated.connect(lambda _: self._amend(
            self._key, {"sensitivity": Sensitivity(self.sensitivity_box.currentData())}))
        self.components.changed.connect(lambda ids: self._amend(self._key, {"components": " ".join(ids)}))
        self.components.component_requested.connect(self.component_requested)
        self.status_menu.chosen.connect(lambda status: self.status_wished.emit(self._key, status))
        self.source_button.clicked.connect(self._on_source)
        self.remove_button.clicked.connect(self._on_remove)
        self.confirm.confirmed.connect(self._on_removal_confirmed)
        self.confirm.dismissed.connect(self.remove_button.setFocus)

    @property
    def _editors(self) -> dict[TextEditor | LineEditor, str]:
        return {self.title_editor: "title", self.owner_editor: "owner_name", self.period_editor: "period"}

    @property
    def key(self) -> str:
        """The action that is shown; "" for none."""
        return self._key

    def show_action(self, key: str) -> None:
        """Show an action."""
        action = self._hub.workspace.holdings.actions.get(key)
        if key != self._key:
            self.confirm.dismiss()
            self._say_period("")
        self._key = key if action else ""
        if action is None:
            return
        reason = self._hub.workspace.read_only
        self._show_head(action)
        for editor, name in self._editors.items():
            editor.show_text(getattr(action, name), (key, name))
            editor.setReadOnly(bool(reason))
        plain_tooltip(self.owner_editor, action.owner_name if len(action.owner_name) > _FITS else "")
        self.status_menu.set_status(action.status)
        self.due_field.show_day(action.due, (key, "due"))
        self.due_field.offer(self._days(action))
        self.due_field.set_locked(bool(reason))
        self.priority_box.setCurrentIndex(self.priority_box.findData(action.priority.value if action.priority else ""))
        self.sensitivity_box.setCurrentIndex(self.sensitivity_box.findData(action.sensitivity.value))
        self.components.show_components(action.component_ids, charter_for(self._hub, action.organisation),
                                        is_locked=bool(reason))
        self.notes.show_notes(action, is_locked=bool(reason))
        self.lock_notice.say(f"For reading only. {reason}" if reason else "")
        for control in (self.status_menu, self.priority_box, self.sensitivity_box, self.remove_button):
            control.setEnabled(not reason)
        who = self._hub.workspace.who
        self.me_button.setEnabled(not reason and bool(who) and not action.is_of(who))
        self.remove_button.setAccessibleDescription(one_line(action.title, 200))

    def flush(self) -> None:
        """Commit what was typed."""
        for editor in (*self._editors, self.due_field.line):
            editor.flush()
        self.notes.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return ends the title: it is one line, however it wraps."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (
                Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.title_editor.flush()
            return True
        return super().eventFilter(watched, event)

    def _show_head(self, action: Action) -> None:
        held = self._hub.workspace.holdings
        facts = [owner_words(held, action) if len(held.organisations) > 1 or not action.organisation else "",
                 f"made on {day_words(action.created_on)}" if action.created_on else "",
                 f"completed on {day_words(action.completed_on)}" if action.completed_on else ""]
        words = one_line(" · ".join(fact for fact in facts if fact))
        self.head_label.setText(words[:1].upper() + words[1:])
        self.head_label.setVisible(bool(words))
        source, item = _SOURCES.get(action.source, ""), self._meeting_item(action)
        if action.source is ActionSource.MEETING and item is not None:
            meeting = held.meetings.get(owned_key(item.organisation, item.meeting))
            source = f"From the meeting, {item.code(meeting)}" if meeting else source
        elif source and action.component_ids and action.assessment in held.assessments:
            source = f"{source} of {self._component_of(action)}"
        self.source_button.setText(source.replace("&", "&&"))
        self.source_button.setVisible(bool(source))
        self.source_button.setEnabled(item is not None or action.assessment in held.assessments)

    def _component_of(self, action: Action) -> str:
        """The component that it comes from, also when it is about others by now."""
        assessment = self._hub.workspace.holdings.assessments.get(action.assessment)
        if action.source is ActionSource.OPPORTUNITY:
            found = assessment.opportunities.get(action.source_item) if assessment else None
            return found.component if found else action.component_ids[0]
        return action.source_item

    def _meeting_item(self, action: Action) -> MeetingItem | None:
        if action.source is not ActionSource.MEETING:
            return None
        return next((one for one in self._hub.workspace.holdings.meeting_items.values()
                     if one.id == action.source_item), None)

    def _days(self, action: Action) -> dict[str, date | None]:
        today = self._hub.workspace.clock.today()
        days: dict[str, date | None] = {"In two weeks": today + timedelta(days=14),
                                        "In a month": today + timedelta(days=30),
                                        "In three months": today + timedelta(days=91)}
        try:
            end = Period.parse(action.period).end if action.period else today
        except WrongValue:  # somebody else's program may have written anything
            end = today
        if end > today:
            days[f"End of the period, {day_words(end)}"] = end
        days["No due date"] = None
        return days

    def _on_committed(self, editor: TextEditor | LineEditor, name: str, text: str) -> None:
        if not isinstance(editor.subject, tuple):
            return
        if name == "period":
            try:
                text = str(Period.parse(text)) if text.strip() else ""
            except WrongValue as trouble:
                self._say_period(str(trouble))
                return
            self._say_period("")
            editor.draft.forget()
        self._amend(editor.subject[0], {name: text})

    def _say_period(self, sentence: str) -> None:
        """Say what is wrong with the period that was typed; it stays as it was typed."""
        self.period_trouble.setText(sentence)
        self.period_trouble.setVisible(bool(sentence))
        self.period_editor.setAccessibleDescription(sentence)
        set_tone(self.period_editor, "warning" if sentence else "")

    def _on_due(self, day: date | None) -> None:
        if isinstance(self.due_field.subject, tuple):
            self._amend(self.due_field.subject[0], {"due": day})

    def _on_me(self) -> None:
        self.owner_editor.draft.forget()
        self._amend(self._key, {"owner_name": self._hub.workspace.who})
        self.owner_editor.setFocus()

    def _amend(self, key: str, values: dict[str, Any]) -> None:
        if key in self._hub.workspace.holdings.actions:
            self._hub.do(AmendAction(key, values))

    def _on_source(self) -> None:
        action = self._hub.workspace.holdings.actions.get(self._key)
        if action is None:
            return
        item = self._meeting_item(action)
        if item is not None:
            self.meeting_requested.emit(owned_key(item.organisation, item.meeting))
        elif action.source is not ActionSource.OWN:
            self.source_requested.emit(action.assessment, self._component_of(action))

    def _on_remove(self) -> None:
        action = self._hub.workspace.holdings.actions.get(self._key)
        if action is not None:
            notes = len(notes_of(self._hub.workspace.holdings, action))
            more = f" and {count_words(notes, 'note')} on it" if notes else ""
            self.confirm.ask(f"Remove “{one_line(action.title, 80)}”{more}?", "Remove the action")

    def _on_removal_confirmed(self) -> None:
        for editor in (*self._editors, self.due_field.line):
            editor.draft.forget()
        self._hub.do(RemoveAction(self._key))


def _box(choices: Mapping[str, str], parent: QWidget) -> QComboBox:
    box = CalmCombo(parent)
    for key, words in choices.items():
        box.addItem(words, key)
    return box
