"""The dated notes on an action: a field for the next one, and all of them, the newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.acting import NoteAction, RewordNote, notes_of
from anchor_app.domain.action import Action, ActionNote
from anchor_app.domain.level_wording import day_words
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.text import PlainLabel, one_line

MOST = 10
"""Notes that are shown before somebody asks for all."""


class NoteRow(QWidget):
    """A note: its day and writer, and its words to change in place; without words it is removed."""

    reworded = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.when_label = PlainLabel("", "hint", self)
        self.editor = TextEditor(self, lines=1, most_lines=10)
        self.editor.committed.connect(self._on_committed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.when_label)
        column.addWidget(self.editor)

    def show_note(self, note: ActionNote, *, is_locked: bool) -> None:
        """Show a note."""
        words = " · ".join(part for part in (day_words(note.on) if note.on else "", one_line(note.by, 80)) if part)
        self.when_label.setText(words)
        self.editor.setAccessibleName(f"Note of {words}")
        self.editor.setReadOnly(is_locked)
        self.editor.show_text(note.text, note.key)

    def _on_committed(self, text: str) -> None:
        if isinstance(self.editor.subject, str):
            self.reworded.emit(self.editor.subject, text)


class ActionNotes(QWidget):
    """The notes on one action. What was typed for one and not added stays with it."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._hub = hub
        self._key = ""
        self._typed: dict[str, str] = {}
        self._asked: dict[str, str] = {}
        self._shows_all = False
        self.rows: list[NoteRow] = []
        self.new = TextEditor(self, lines=2, placeholder="What happened?")
        self.new.setAccessibleName("New note")
        self.new.textChanged.connect(self._on_typed)
        self.add_button = QPushButton("Add the note", self)
        self.more_button = QPushButton(self)
        self.more_button.setProperty("kind", "link")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.new)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._list)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.clicked.connect(self._on_added)
        self.more_button.clicked.connect(self._on_more)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self.new, self._on_added, context=Qt.ShortcutContext.WidgetShortcut)

    def show_notes(self, action: Action, *, is_locked: bool) -> None:
        """Show the notes on an action."""
        if action.key != self._key:
            self._key, self._shows_all = action.key, False
            self.new.show_text(self._typed.get(action.key, ""), (action.key, "new note"))
        for note, key in [(note, key) for note, key in self._asked.items()
                          if f"{action.organisation}/{note}" in self._hub.workspace.holdings.action_notes]:
            del self._asked[note]
            self._typed.pop(key, None)
            if key == self._key:
                self.new.draft.forget()
                self.new.show_text("", (key, "new note"))
        self.new.setReadOnly(is_locked)
        self.add_button.setEnabled(not is_locked)
        every = notes_of(self._hub.workspace.holdings, action)[::-1]
        shown = every if self._shows_all else every[:MOST]
        self._show_rows(shown, is_locked=is_locked)
        self.more_button.setText(f"Show all {len(every):,}")
        self.more_button.setVisible(len(shown) < len(every))

    def flush(self) -> None:
        """Commit what was typed into notes that are there already."""
        for row in self.rows:
            row.editor.flush()

    def forget_asked(self) -> None:
        """Let a note that could not be added be asked for again."""
        self._asked.clear()

    def _show_rows(self, notes: tuple[ActionNote, ...], *, is_locked: bool) -> None:
        """Rows keep their note, so the keyboard stays with its words."""
        known = {row.editor.subject: row for row in self.rows}
        wanted = [known.pop(note.key) if note.key in known else self._make() for note in notes]
        for row in known.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = wanted
        for place, (row, note) in enumerate(zip(wanted, notes, strict=True)):
            if self._list.indexOf(row) != place:
                self._list.removeWidget(row)
                self._list.insertWidget(place, row)
            row.show_note(note, is_locked=is_locked)

    def _make(self) -> NoteRow:
        row = NoteRow(self)
        row.reworded.connect(lambda key, text: self._hub.do(RewordNote(key, text)))
        return row

    def _on_typed(self) -> None:
        self._typed[self._key] = self.new.text()

    def _on_added(self) -> None:
        text = self.new.text()
        if not self._key or self.new.isReadOnly() or not text.strip() or self._key in self._asked.values():
            self.new.setFocus()
            return
        workspace = self._hub.workspace
        wish = NoteAction(self._key, text, workspace.clock.today(), workspace.who)
        self._asked[wish.id] = self._key
        self._hub.do(wish)
        self.new.setFocus()

    def _on_more(self) -> None:
        self._shows_all = True
        action = self._hub.workspace.holdings.actions.get(self._key)
        if action is not None:
            self.show_notes(action, is_locked=self.new.isReadOnly())
            self.new.setFocus()
