"""What a champion says of a month: in general or of one domain, with what changed drafted from the history."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Charter
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.month import Month
from anchor_app.domain.month_state import MonthStanding
from anchor_app.domain.update import Update
from anchor_app.domain.update_story import put_in_library
from anchor_app.domain.updating import RemoveUpdate, WriteUpdate, update_of, update_parts
from anchor_app.domain.what_changed import with_lines, without_line
from anchor_app.ui import icons, theme
from anchor_app.ui.drafting import Drafting
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.calm_combo import CalmCombo
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.drafted_changes import DraftedChanges
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.layouts import Columns
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.shapes import EMPTY, TICKED, shape_icon
from anchor_app.ui.widgets.text import PlainLabel, one_line
from anchor_app.ui.widgets.update_story import NOTHING, UpdateStory

_FIELDS: Mapping[str, tuple[str, str]] = {
    "did": ("What we did", "Two or three sentences are enough"),
    "changed": ("What changed", "Take over below what the history knows, and say it in your words"),
    "asks": ("What we ask of others", "Help, a contact, an example"),
}
"""The captions of the texts, and what stands in them while they are empty."""
_HEAD = 66
"""Average characters of width below which the choice of a domain stands under the month."""


class UpdateForm(QWidget):
    """Shows and writes one month of an organisation. `story_requested(key)`: look at a story of the library."""

    story_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._hub = hub
        self._organisation = ""
        self.month: Month | None = None
        self.domain = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.title_label = PlainLabel("", "card", self)
        self.state_label = PlainLabel("", "hint", self)
        self.lock_notice = Notice("", self)
        self.about_box = CalmCombo(self)
        self.about_box.setObjectName("about_box")
        self.about_box.setAccessibleName("About: the month in general, or a domain")
        self.about_box.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.about_box.setMinimumContentsLength(24)
        titles = QWidget(self)
        titles.setProperty("role", "bare")
        column = QVBoxLayout(titles)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.title_label)
        column.addWidget(self.state_label)
        head = Columns(_HEAD, self, spacing=12)
        head.add(titles)
        head.add(self.about_box, 0)
        self._column.addWidget(head)
        self._column.addWidget(self.lock_notice)
        self._build_fields()
        self._build_removal()
        self._connect()

    def _build_fields(self) -> None:
        self.editors: dict[str, TextEditor] = {}
        for name, (caption, placeholder) in _FIELDS.items():
            editor = self.editors[name] = TextEditor(self, lines=2, placeholder=placeholder)
            editor.setObjectName(f"{name}_field")
            self._add(caption, editor)
            if name == "changed":
                self.drafted = DraftedChanges(Drafting(self._hub, self), self)
                self._column.addWidget(self.drafted)
        self.story = UpdateStory(self)
        self._add("A story worth sharing", self.story, self.story.editor)
        self.editors["story"] = self.story.editor

    def _add(self, words: str, field: QWidget, buddy: QWidget | None = None) -> None:
        caption = PlainLabel(words, "caption", self)
        caption.setBuddy(buddy or field)
        (buddy or field).setAccessibleName(words)
        self._column.addSpacing(6)
        self._column.addWidget(caption)
        self._column.addWidget(field)

    def _build_removal(self) -> None:
        self.remove_button = QPushButton("Remove this month's update…", self)
        self.remove_button.setObjectName("remove_update")
        self.remove_button.setProperty("kind", "quiet")
        icons.dress(self.remove_button, "remove", size=16)
        self.confirm = Confirm(self)
        self._column.addSpacing(8)
        self._column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.confirm)
        self._column.addStretch(1)

    def _connect(self) -> None:
        for name, editor in self.editors.items():
            editor.committed.connect(partial(self._on_committed, name))
        self.editors["changed"].textChanged.connect(self._tick_lines)
        self.about_box.activated.connect(self._on_about_chosen)
        self.drafted.taken.connect(self._on_lines_taken)
        self.drafted.dropped.connect(self._on_line_dropped)
        self.story.library_requested.connect(self._on_library_requested)
        self.story.story_requested.connect(self.story_requested)
        self.remove_button.clicked.connect(self._on_remove)
        self.confirm.confirmed.connect(self._on_removal_confirmed)
        self.confirm.dismissed.connect(self.remove_button.setFocus)

    def show_month(self, organisation: str, standing: MonthStanding, charter: Charter, lock: str = "",
                   domain: str | None = None) -> None:
        """Show a month of an organisation; `lock` says why it cannot be changed, `domain` (None: as it is) of which."""
        month = standing.month
        if (organisation, month) != (self._organisation, self.month):
            self.confirm.dismiss()
            self.flush()
            self.domain = ""
        self._organisation, self.month = organisation, month
        self.domain = self.domain if domain is None else domain
        if self.domain not in {one.id for one in charter.domains}:
            self.domain = ""
        holdings = self._hub.workspace.holdings
        parts = {one.domain: one for one in update_parts(holdings, organisation, month) if one.says_something}
        self.title_label.setText(month.words)
        self.state_label.setText(_state_words(standing, parts))
        self.lock_notice.say(f"For reading only. {lock}" if lock else "")
        self._show_about(charter, parts)
        self._show_texts(update_of(holdings, organisation, month, self.domain), lock)
        self.remove_button.setVisible(bool(parts) and not lock)
        self.remove_button.setAccessibleDescription(month.words)

    def flush(self) -> None:
        """Commit what was typed."""
        for editor in self.editors.values():
            editor.flush()

    def _show_about(self, charter: Charter, parts: Mapping[str, Update]) -> None:
        """What one can write of: the month in general, and each domain, with a tick where something is written."""
        side = theme.look().px(14)
        names = {"": "In general"} | {one.id: f"{one.number} {one.short_title}" for one in charter.domains}
        self.about_box.clear()
        for key, words in names.items():
            self.about_box.addItem(shape_icon(TICKED if key in parts else EMPTY, side),
                                   f"{one_line(words)} · written" if key in parts else one_line(words), key)
        self.about_box.setCurrentIndex(max(0, self.about_box.findData(self.domain)))

    def _show_texts(self, held: Update, lock: str) -> None:
        for name in _FIELDS:
            editor = self.editors[name]
            editor.show_text(getattr(held, name), self._subject(name))
            editor.setReadOnly(bool(lock))
            editor.setPlaceholderText(NOTHING if lock else _FIELDS[name][1])
        self.story.show_update(self._hub.workspace.holdings, held, self._subject("story"), is_locked=bool(lock))
        self.drafted.setVisible(not lock)
        if not lock and self.month is not None:
            self.drafted.show_month(self._organisation, self.month, self.domain)
            self._tick_lines()

    def _subject(self, name: str) -> tuple[str, ...]:
        return self._organisation, str(self.month), self.domain, name

    def _on_committed(self, name: str, text: str) -> None:
        subject = self.editors[name].subject
        if isinstance(subject, tuple):
            organisation, month, domain, _ = subject
            workspace = self._hub.workspace
            self._hub.do(WriteUpdate(organisation, Month.parse(month), {name: text}, domain, workspace.who,
                                     workspace.clock.today()))

    def _on_about_chosen(self) -> None:
        self.flush()
        self.domain = self.about_box.currentData() or ""
        if self.month is not None:
            held = update_of(self._hub.workspace.holdings, self._organisation, self.month, self.domain)
            self._show_texts(held, self.lock_notice.label.text() if not self.lock_notice.isHidden() else "")

    def _tick_lines(self) -> None:
        self.drafted.show_text(self.editors["changed"].text())

    def _on_lines_taken(self, lines: tuple[str, ...]) -> None:
        self._put(with_lines(self.editors["changed"].text(), lines))

    def _on_line_dropped(self, line: str) -> None:
        self._put(without_line(self.editors["changed"].text(), line))

    def _put(self, text: str) -> None:
        """Put a text in as if it had been typed, so that it can be taken back alike, and is saved at once."""
        editor = self.editors["changed"]
        cursor = editor.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        editor.flush()

    def _on_library_requested(self, shareable: bool) -> None:
        self.flush()
        if self.month is None:
            return
        held = update_of(self._hub.workspace.holdings, self._organisation, self.month, self.domain)
        self._hub.do(put_in_library(_with_story(held, self.story.editor.text()), self._hub.workspace.clock.today(),
                                    shareable=shareable))

    def _on_remove(self) -> None:
        if self.month is not None:
            self.confirm.ask(f"Remove all that is written of {self.month.words}, in general and by domain?",
                             f"Remove {self.month.words}")

    def _on_removal_confirmed(self) -> None:
        if self.month is not None:
            for editor in self.editors.values():
                editor.draft.forget()
            self._hub.do(RemoveUpdate(self._organisation, self.month))


def _with_story(held: Update, text: str) -> Update:
    return held.with_facts({"story": text or None})


def _state_words(standing: MonthStanding, parts: Mapping[str, Update]) -> str:
    last = max(parts.values(), key=lambda one: (one.written_on is not None, one.written_on), default=None)
    who = f"by {one_line(last.by, 120)}" if last and last.by else ""
    when = f"on {day_words(last.written_on)}" if last and last.written_on else ""
    return " ".join(filter(None, (standing.state.words, who, when)))
