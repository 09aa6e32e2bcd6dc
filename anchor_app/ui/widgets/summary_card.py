"""The summary of a report: drafted from the data, edited by hand, and what the data say otherwise since."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from anchor_app.domain.summary_draft import Differences, as_text, shown_summary
from anchor_app.domain.summary_draft import Sentence as Said
from anchor_app.ui import icons
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.text import PlainLabel

_DRAFTED = "Drafted from the data, and drafted again when they change. What you write here stays as you wrote it."
_EDITED = "In your words. They stay as they are when the data change; what differs is pointed out here."


class SummaryCard(Card):
    """`written(text, draft)` is a wish: the text as edited, and the draft it was made from ("" to go back to it)."""

    written = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Summary", "", parent)
        self._draft = ""
        self._subject: Hashable = None
        self._shown = ""
        self.state_label = PlainLabel(_DRAFTED, "hint", self)
        self.editor = TextEditor(self, lines=5, most_lines=18)
        self.editor.setObjectName("summary")
        self.editor.setAccessibleName("Summary of the report")
        self.new_notice, self.gone_notice = Notice("accent", self), Notice("warning", self)
        self.back_button = QPushButton("Back to the draft", self)
        icons.dress(self.back_button, "undo", size=16)
        self.seen_button = QPushButton("I have seen this", self)
        icons.dress(self.seen_button, "tick", size=16)
        for widget in (self.state_label, self.editor, self.new_notice, self.gone_notice):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addWidget(self.seen_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.editor.installEventFilter(self)
        self.editor.committed.connect(self._on_committed)
        self.back_button.clicked.connect(self._on_back)
        self.seen_button.clicked.connect(lambda: self.written.emit(self._shown, self._draft))

    def show_summary(self, edited: str, edited_from: str, draft: Sequence[Said], subject: Hashable, *,
                     is_locked: bool) -> None:
        """Show the summary as the report has it, and beside it what the data say otherwise since it was edited."""
        self._shown, differing = shown_summary(edited, edited_from, draft)
        is_edited = bool(edited.strip())
        self.editor.show_text(self._shown, subject)
        self._draft, self._subject = as_text(draft), subject
        self.editor.setReadOnly(is_locked)
        self.state_label.setText(_EDITED if is_edited else _DRAFTED)
        self._point_out(differing)
        self.back_button.setVisible(is_edited)
        self.back_button.setEnabled(not is_locked)
        self.seen_button.setVisible(bool(differing))
        self.seen_button.setEnabled(not is_locked)

    def show_waiting(self) -> None:
        """Say that the draft is being made; until then there is nothing to edit."""
        self.editor.setReadOnly(True)
        self.state_label.setText("Drafting it from the data…")
        self.back_button.hide()
        self.seen_button.hide()

    def flush(self) -> None:
        """Commit at once what was typed."""
        self.editor.flush()

    def _point_out(self, differing: Differences) -> None:
        self.new_notice.say("New in the data since you edited this:\n" + _listed(differing.new)
                            if differing.new else "")
        self.gone_notice.say("No longer so in the data:\n" + _listed(differing.gone) if differing.gone else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An emptied summary is the draft again, but only once it is left: somebody may want to begin anew."""
        if event.type() == QEvent.Type.FocusOut and not self.editor.text().strip():
            self.editor.flush()
            self.editor.draft.forget()
            self.editor.show_text(self._draft, self._subject)
        return super().eventFilter(watched, event)

    def _on_committed(self, text: str) -> None:
        is_draft = text.strip() in ("", self._draft.strip())
        self.written.emit("" if is_draft else text, "" if is_draft else self._draft)
        if text.strip() and is_draft:
            self.editor.draft.forget()

    def _on_back(self) -> None:
        self.editor.draft.forget()
        self.written.emit("", "")


def _listed(sentences: Sequence[str]) -> str:
    return "\n".join(f"• {one}" for one in sentences)
