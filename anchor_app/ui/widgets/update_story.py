"""The story of an update: its words, and the one click that puts it in the library of good practice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.holdings import Holdings
from anchor_app.domain.update import Update
from anchor_app.domain.update_story import in_library
from anchor_app.ui import icons
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel, one_line

NOTHING = "Nothing is written here"
_HINT = "What others could do as well, and what came of it"
_STAYS = "It stays in this update until you put it in the library of good practice, where others can take it up."
_THERE = "It is in the library now, and is completed there. What is changed there stays there."


class UpdateStory(QWidget):
    """`library_requested(shareable)`: the story is to go in the library. `story_requested(key)`: look at it there."""

    library_requested = Signal(bool)
    story_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._key, self._is_locked = "", False
        self.editor = TextEditor(self, lines=2, placeholder=_HINT)
        self.editor.setObjectName("story_field")
        self.editor.setAccessibleName("A story worth sharing")
        self.share_box = QCheckBox("It may be shared with others", self)
        self.put_button = QPushButton("Put it in the library", self)
        self.put_button.setObjectName("put_in_library")
        icons.dress(self.put_button, "practice", size=16)
        self.link_button = QPushButton("", self)
        self.link_button.setObjectName("story_link")
        self.link_button.setProperty("kind", "link")
        icons.dress(self.link_button, "practice", size=16)
        self.hint_label = PlainLabel("", "hint", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = Flow(spacing=10, is_centred=True)
        row.addWidget(self.put_button)
        row.addWidget(self.share_box)
        column.addWidget(self.editor)
        column.addLayout(row)
        column.addWidget(self.link_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.hint_label)
        self.put_button.clicked.connect(lambda: self.library_requested.emit(self.share_box.isChecked()))
        self.link_button.clicked.connect(lambda: self.story_requested.emit(self._key))
        self.editor.textChanged.connect(self._enable)

    def show_update(self, holdings: Holdings, update: Update, subject: tuple[str, ...], *, is_locked: bool) -> None:
        """Show the story of an update, and where it is in the library."""
        self._is_locked = is_locked
        if subject != self.editor.subject:
            self.share_box.setChecked(False)
        self.editor.show_text(update.story, subject)
        self.editor.setReadOnly(is_locked)
        self.editor.setPlaceholderText(NOTHING if is_locked else _HINT)
        told = in_library(holdings, update)
        self._key = told.key if told else ""
        self.link_button.setText(f"In the library: {one_line(told.title, 60)}".replace("&", "&&") if told else "")
        self.link_button.setAccessibleName(f"In the library: {told.title}. Open it" if told else "")
        self.link_button.setVisible(told is not None)
        for widget in (self.put_button, self.share_box):
            widget.setVisible(told is None and not is_locked)
        self.hint_label.setText(_THERE if told else _STAYS)
        self.hint_label.setVisible(told is not None or not is_locked)
        self._enable()

    def _enable(self) -> None:
        has_words = bool(self.editor.text().strip())
        self.put_button.setEnabled(has_words)
        self.share_box.setEnabled(has_words)
        self.put_button.setAccessibleDescription("" if has_words else "Write the story first.")
