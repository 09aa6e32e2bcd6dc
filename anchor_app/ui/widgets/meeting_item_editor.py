"""The item of a meeting that is open: its words, what came of it, who sees to it, and its action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.action import Action
from anchor_app.domain.agenda import linked_action
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.meeting import ItemKind, Meeting, MeetingItem
from anchor_app.domain.minuting import AmendMeetingItem, RemoveMeetingItem
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.form import Field
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.meeting_agree import AgreeForm
from anchor_app.ui.widgets.meeting_item_row import NOT_REACHED
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel, one_line

_NONE = "none"
_CAPTIONS: Mapping[ItemKind, str] = {
    ItemKind.DECISION: "What was decided", ItemKind.ACTION: "What was said", ItemKind.NOTE: "Note"}
_NEEDS_WORDS = "Write what was decided below; then it is a decision."
_IS_ACTION = "It is an action. To make it something else, remove the action first."
_ACTION_GONE = "The action that was agreed here has been removed. Agree another one, or choose what else it is."


def action_words(action: Action, organisation: str, today: Any) -> str:
    """How an action stands, whose it is, who does it and by when."""
    due = f"due {day_words(action.due)}" if action.due else "no due date"
    late = "overdue" if action.is_overdue(today) else ""
    return " · ".join(filter(None, (action.status.words, late, due, action.owner_name, organisation)))


class MeetingItemEditor(QWidget):
    """Shows and changes one item, each field saved by itself. `action_requested(key)` leads to its action."""

    action_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.key = ""
        self._wanted: ItemKind | None = None
        self._is_agreed = False
        self.setProperty("role", "bare")
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self.agenda = TextEditor(self, lines=1, most_lines=6)
        self.kind = Segments({_NONE: NOT_REACHED, **{one: one.words for one in ItemKind}}, self)
        self.kind.setAccessibleName("What came of it")
        self.kind_hint = PlainLabel("", "hint", self)
        self.text = TextEditor(self, lines=2, most_lines=16)
        self.owner = LineEditor(self, placeholder="Name")
        for name in ("agenda", "kind", "text", "owner"):
            getattr(self, name).setObjectName(f"item_{name}")
        self.text_field = Field("Note", self.text)
        self.owner_field = Field("Who sees to it", self.owner)
        self.agree = AgreeForm(self._hub, self)
        self.action_title, self.action_label = PlainLabel("", "strong", self), PlainLabel("", "text", self)
        self.action_button = QPushButton("Open the action", self)
        self.action_button.setObjectName("open_action")
        icons.dress(self.action_button, "actions")
        self.remove_button = QPushButton("Remove this item", self)
        self.remove_button.setProperty("kind", "quiet")
        icons.dress(self.remove_button, "remove", size=16)
        self.action_row = QWidget(self)
        self.action_row.setProperty("role", "bare")
        told = QVBoxLayout(self.action_row)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(4)
        told.addWidget(self.action_title)
        flow = Flow(spacing=12)
        told.addLayout(flow)
        flow.addWidget(self.action_label)
        flow.addWidget(self.action_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(34, 4, 0, 12)
        column.setSpacing(10)
        column.addWidget(Field("On the agenda", self.agenda))
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.kind_hint, self.text_field, self.owner_field, self.action_row, self.agree):
            column.addWidget(part)
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.agenda.committed.connect(lambda text: self._write(self.agenda.subject, {"agenda": text}))
        self.text.committed.connect(self._on_text)
        self.owner.committed.connect(lambda text: self._write(self.owner.subject, {"owner_name": text}))
        self.kind.chosen.connect(self._on_kind)
        self.agree.agreed.connect(self._on_agreed)
        self.agree.dismissed.connect(self._on_dismissed)
        self.action_button.clicked.connect(self._on_action_pressed)
        self.remove_button.clicked.connect(lambda: self._hub.do(RemoveMeetingItem(self.key)))

    def show_item(self, meeting: Meeting, item: MeetingItem) -> None:
        """Show an item; what is being typed in it stays."""
        if item.key != self.key:
            self.flush()
            self._wanted = None
            self.agree.put_away()
        self.key = item.key
        code = item.code(meeting)
        for editor, name, words in ((self.agenda, "agenda", "On the agenda"), (self.text, "text", "What came of it"),
                                    (self.owner, "owner_name", "Who sees to it")):
            editor.show_text(getattr(item, name), (item.key, name))
            editor.setAccessibleName(f"{words}, {code}")
        self.remove_button.setAccessibleName(f"Remove the item {code}")
        if item.kind is self._wanted:
            self._wanted = None
        self._show_kind(item)
        self.setAccessibleName(code)

    def flush(self) -> None:
        """Commit what was typed."""
        for editor in (self.agenda, self.text, self.owner):
            editor.flush()

    def forget(self) -> None:
        """Show nothing, and drop what was typed for an item that is gone."""
        for editor in (self.agenda, self.text, self.owner):
            editor.draft.forget()
        self.key, self._wanted = "", None
        self.agree.put_away()
        self.hide()

    def _show_kind(self, item: MeetingItem) -> None:
        action = linked_action(self._hub.workspace.holdings, item)
        is_locked = bool(self._hub.workspace.read_only)
        wanted = self._wanted or item.kind
        self.kind.show_choice(wanted or _NONE)
        for button in self.kind.group.buttons():
            button.setEnabled(not is_locked and action is None)
        is_gone = item.kind is ItemKind.ACTION and action is None
        hint = (_IS_ACTION if action else _ACTION_GONE if is_gone and not is_locked else
                _NEEDS_WORDS if self._wanted is ItemKind.DECISION else "")
        self.kind_hint.setText(hint)
        self.kind_hint.setVisible(bool(hint))
        self.text_field.caption.setText(_CAPTIONS[wanted] if wanted else "Note")
        self.owner_field.setVisible(action is None and wanted is not ItemKind.ACTION)
        self._show_action(action)
        if wanted is ItemKind.ACTION and action is None and not is_locked:
            self.agree.ask(item, self.text.text())
        else:
            self.agree.put_away()
        for editor in (self.agenda, self.text, self.owner):
            editor.setReadOnly(is_locked)
        self.remove_button.setEnabled(not is_locked)

    def _show_action(self, action: Action | None) -> None:
        self.action_row.setVisible(action is not None)
        if action is not None:
            owner = self._hub.workspace.holdings.organisations.get(action.organisation)
            words = action_words(action, owner.shown_name if owner else "", self._hub.workspace.clock.today())
            self.action_title.setText(one_line(action.title, 400))
            self.action_label.setText(words)
            self.action_button.setAccessibleDescription(f"{action.title}. {words}")
            if self._is_agreed:
                self._is_agreed = False
                self.action_button.setFocus()

    def _held(self) -> MeetingItem | None:
        return self._hub.workspace.holdings.meeting_items.get(self.key)

    def _on_kind(self, chosen: object) -> None:
        held = self._held()
        if held is None:
            return
        kind = chosen if isinstance(chosen, ItemKind) else None
        self.flush()
        if kind is ItemKind.ACTION or kind is ItemKind.DECISION and not self.text.text().strip():
            self._wanted = kind
            self._show_kind(held)
            (self.agree.title if kind is ItemKind.ACTION else self.text).setFocus()
            return
        self._wanted = None
        self._hub.do(AmendMeetingItem(self.key, {"kind": kind}))
        self._show_kind(held)
        self.kind.show_choice(chosen)

    def _on_agreed(self) -> None:
        """The keyboard goes on at the action, which is shown once the page follows the edit."""
        self._is_agreed = True

    def _on_dismissed(self) -> None:
        self._wanted = None
        held = self._held()
        if held is not None and held.kind is ItemKind.ACTION:
            self._hub.do(AmendMeetingItem(held.key, {"kind": None}))
        elif held is not None:
            self._show_kind(held)
        self.kind.button(held.kind or _NONE if held and held.kind is not ItemKind.ACTION else _NONE).setFocus()

    def _on_text(self, text: str) -> None:
        is_decision = self._wanted is ItemKind.DECISION and text.strip()
        self._write(self.text.subject, {"text": text, **({"kind": ItemKind.DECISION} if is_decision else {})})

    def _write(self, subject: object, values: dict[str, Any]) -> None:
        if isinstance(subject, tuple) and subject[0] in self._hub.workspace.holdings.meeting_items:
            self._hub.do(AmendMeetingItem(subject[0], values))

    def _on_action_pressed(self) -> None:
        held = self._held()
        action = linked_action(self._hub.workspace.holdings, held) if held else None
        if action is not None:
            self.action_requested.emit(action.key)
