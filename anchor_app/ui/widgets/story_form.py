"""One story of the library: its words, whether it may be shared, and who took it up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.level_wording import count_words
from anchor_app.domain.provenance import kept_there_words
from anchor_app.domain.story import Story
from anchor_app.domain.telling import AmendStory, NoteTakenUp, RemoveStory, RemoveTakenUp, taken_up_of
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.calm_combo import CalmCombo
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.date_field import DateField
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.taken_up_list import TakenUpList
from anchor_app.ui.widgets.text import ElidedLabel, PlainLabel, one_line, plain_tooltip

SHARE = "It may be shared with others"
_FIELDS: Mapping[str, str] = MappingProxyType({
    "title": "Title", "what": "What was done", "result": "What came of it", "contact": "Contact: who can be asked"})
_GOES = "It goes in packs for the collaborative and, without the contact, in those for the public."
_STAYS = "It stays within the organisation: only packs for its own use carry it."


class StoryForm(QWidget):
    """Shows and changes one story. Another organisation's is read, and who took it up can still be noted."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._hub = hub
        self._key = ""
        self._noted = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.head_label = ElidedLabel("", "hint", self)
        self.lock_notice = Notice("", self)
        self._column.addWidget(self.head_label)
        self._column.addWidget(self.lock_notice)
        self._build_fields()
        self._build_rest()
        self._connect()

    def _build_fields(self) -> None:
        self.editors: dict[str, LineEditor | TextEditor] = {
            "title": LineEditor(self), "what": TextEditor(self, lines=3), "result": TextEditor(self, lines=2),
            "contact": LineEditor(self)}
        self.component_box = CalmCombo(self)
        self.component_box.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.component_box.setMinimumContentsLength(16)
        self.day_field = DateField("Day it was told", self)
        for name, words in _FIELDS.items():
            self.editors[name].setObjectName(f"{name}_field")
            self._add(words, self.editors[name])
            if name == "title":
                self._add("Component", self.component_box)
        self._add("Told on", self.day_field)
        self.share_box = QCheckBox(SHARE, self)
        self.share_hint = PlainLabel("", "hint", self)
        self._column.addSpacing(4)
        self._column.addWidget(self.share_box)
        self._column.addWidget(self.share_hint)

    def _add(self, words: str, field: QWidget) -> None:
        caption = PlainLabel(words, "caption", self)
        caption.setBuddy(field)
        field.setAccessibleName(words)
        self._column.addSpacing(4)
        self._column.addWidget(caption)
        self._column.addWidget(field)

    def _build_rest(self) -> None:
        self.taken_up = TakenUpList(self)
        self.remove_button = QPushButton("Remove this story…", self)
        self.remove_button.setObjectName("remove_story")
        self.remove_button.setProperty("kind", "quiet")
        icons.dress(self.remove_button, "remove", size=16)
        self.confirm = Confirm(self)
        self._column.addSpacing(8)
        self._column.addWidget(rule(self))
        self._column.addSpacing(4)
        self._column.addWidget(self.taken_up)
        self._column.addSpacing(8)
        self._column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.confirm)
        self._column.addStretch(1)

    def _connect(self) -> None:
        for name, editor in self.editors.items():
            editor.committed.connect(partial(self._on_committed, name))
        self.component_box.activated.connect(
            lambda: self._amend(self._key, {"component": self.component_box.currentData() or ""}))
        self.day_field.chosen.connect(self._on_day_chosen)
        self.share_box.clicked.connect(lambda is_set: self._amend(self._key, {"shareable": is_set}))
        self.taken_up.noted.connect(self._on_noted)
        self.taken_up.remove_requested.connect(lambda key: self._hub.do(RemoveTakenUp(key)))
        self.remove_button.clicked.connect(self._on_remove)
        self.confirm.confirmed.connect(self._on_removal_confirmed)
        self.confirm.dismissed.connect(self.remove_button.setFocus)
        self._hub.edited.connect(self._on_edited)
        self._hub.failed.connect(self._on_failed)

    @property
    def key(self) -> str:
        """The story that is shown; "" for none."""
        return self._key

    def show_story(self, key: str) -> None:
        """Show a story by its key."""
        holdings = self._hub.workspace.holdings
        story = holdings.stories.get(key)
        if key != self._key:
            self.confirm.dismiss()
            self.flush()
            self.taken_up.clear_draft()
        self._key = key if story else ""
        if story is None or story.organisation not in holdings.organisations:
            return
        read_only = self._hub.workspace.read_only
        lock = read_only or kept_there_words(holdings, story.organisation, "stories")
        self.head_label.setText(holdings.organisations[story.organisation].name)
        self.lock_notice.say(f"For reading only. {lock}" if lock else "")
        self._show_fields(story, bool(lock))
        names = sorted((one.name for one in holdings.organisations.values() if one.id != story.organisation),
                       key=str.casefold)
        self.taken_up.show_notes(taken_up_of(holdings, story), [one_line(name) for name in names],
                                 self._hub.workspace.clock.today(), is_locked=bool(read_only))
        self.remove_button.setVisible(not lock)
        self.remove_button.setAccessibleDescription(story.title)

    def flush(self) -> None:
        """Commit what was typed."""
        for editor in (*self.editors.values(), self.day_field.line):
            editor.flush()

    def _show_fields(self, story: Story, is_locked: bool) -> None:
        for name, editor in self.editors.items():
            editor.show_text(getattr(story, name), (story.key, name))
            editor.setReadOnly(is_locked)
        self._show_components(story)
        self.component_box.setEnabled(not is_locked)
        today = self._hub.workspace.clock.today()
        self.day_field.show_day(story.on, (story.key, "on"))
        self.day_field.offer({"Today": today, "No date": None})
        self.day_field.set_locked(is_locked)
        self.share_box.setChecked(story.shareable)
        self.share_box.setEnabled(not is_locked)
        self.share_box.setText(f"{SHARE}: {'yes' if story.shareable else 'no'}" if is_locked else SHARE)
        self.share_hint.setText(_GOES if story.shareable else _STAYS)
        self.share_box.setAccessibleDescription(self.share_hint.text())

    def _show_components(self, story: Story) -> None:
        """The components of the charter that the story's organisation follows; that of the story in any case."""
        holdings = self._hub.workspace.holdings
        every = holdings.assessments_of(story.organisation)
        chosen = self._hub.assessment_id
        assessment = every[-1] if every else holdings.assessments.get(chosen) if chosen else None
        names = {"": "No component"}
        if assessment is not None:
            names |= {one.id: one_line(f"{one.id} {one.title}") for one in holdings.charter_of(assessment)}
        names.setdefault(story.component, story.component)
        self.component_box.clear()
        for key, words in names.items():
            self.component_box.addItem(words, key)
        self.component_box.setCurrentIndex(self.component_box.findData(story.component))
        plain_tooltip(self.component_box, names[story.component])

    def _on_committed(self, name: str, text: str) -> None:
        subject = self.editors[name].subject
        if isinstance(subject, tuple):
            self._amend(subject[0], {name: text})

    def _on_day_chosen(self, day: object) -> None:
        subject = self.day_field.subject
        if isinstance(subject, tuple):
            self._amend(subject[0], {"on": day})

    def _amend(self, key: str, values: dict[str, Any]) -> None:
        if key in self._hub.workspace.holdings.stories:
            self._hub.do(AmendStory(key, values))

    def _on_noted(self, by: str, on: Any, note: str) -> None:
        self._noted = True
        self._hub.do(NoteTakenUp(self._key, by, on, note))

    def _on_edited(self, edit: Edit) -> None:
        if self._noted and edit.touches("taken-up"):
            self._noted = False
            self.taken_up.clear_draft()

    def _on_failed(self, sentence: str) -> None:
        if self._noted:
            self._noted = False
            self.taken_up.say(sentence)

    def _on_remove(self) -> None:
        story = self._hub.workspace.holdings.stories.get(self._key)
        if story is None:
            return
        notes = len(taken_up_of(self._hub.workspace.holdings, story))
        more = f" and the {count_words(notes, 'note')} of who took it up" if notes > 1 else (
            " and the note of who took it up" if notes else "")
        self.confirm.ask(f"Remove “{one_line(story.title, 80)}”{more}?", "Remove the story")

    def _on_removal_confirmed(self) -> None:
        for editor in (*self.editors.values(), self.day_field.line):
            editor.draft.forget()
        self._hub.do(RemoveStory(self._key))
