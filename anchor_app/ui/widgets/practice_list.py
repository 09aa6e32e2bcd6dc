"""The practices of a component, each to be marked In place, Partly or Not yet, with a note."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter import Component
from anchor_app.domain.commands import NotePractice, SetStatus, mark_practice
from anchor_app.domain.edit import Edit
from anchor_app.domain.guidance import in_place
from anchor_app.domain.wording import suggestion_words
from anchor_app.ui import theme
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card, rule
from anchor_app.ui.widgets.marked_list import MarkedList
from anchor_app.ui.widgets.marked_row import MarkedItem
from anchor_app.ui.widgets.reveal import focus_on
from anchor_app.ui.widgets.text import PlainLabel

_IDLE = "When the practices speak for a status, it is suggested here."
_LINE = 40


class PracticeList(Card):
    """The card of a component's practices; marks and notes become wishes, and edits come back through `take`.

    Its last line may suggest a status. It keeps its room, so that a suggestion never moves what lies below.
    """

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__("Practices", parent=parent)
        self._answers = answers
        self._component: Component | None = None
        self._suggested: Status | None = None
        self.list = MarkedList()
        self.body.addWidget(self.list)
        self.body.addWidget(rule())
        self._build_suggestion()
        self.list.marked.connect(self._on_marked)
        self.list.noted.connect(self._on_noted)

    def _build_suggestion(self) -> None:
        line = QWidget()
        line.setProperty("role", "bare")
        line.setMinimumHeight(theme.look().px(_LINE))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        self.suggestion = PlainLabel(_IDLE, "hint")
        self.accept = QPushButton("Mark as Fulfilled")
        self.accept.clicked.connect(self._on_accepted)
        row.addWidget(self.suggestion, 1)
        row.addWidget(self.accept)
        self.body.addWidget(line)

    def show_component(self, component: Component) -> None:
        """Ask about the practices of a component."""
        self.list.flush()
        self._component = component
        last = self._answers.beside
        self.list.show_items([MarkedItem(one.id, "", one.text, last.practice(component.id, one) if last else None)
                              for one in component.practices], self._answer)
        self.setVisible(bool(component.practices))
        self._show_counts()

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if self._component is None:
            return
        mine = {one.id for one in self._component.practices}
        for change in edit.changes:
            if change.what.kind == "practice" and change.what.item in mine:
                self.list.show_answer(change.what.item, *self._answer(change.what.item))
        if edit.touches("practice") or edit.touches("component", self._component.id):
            self._show_counts()

    def set_locked(self, is_locked: bool) -> None:
        """Keep the answers from being changed, and readable."""
        self.list.set_locked(is_locked)
        self.accept.setEnabled(not is_locked)

    def _answer(self, practice_id: str) -> tuple[Mark | None, str]:
        held = self._answers.assessment.practice(practice_id)
        subject = self._answers.subject("practice", practice_id, "note")
        return held.mark, self._answers.drafts.text(subject, held.note)

    def _show_counts(self) -> None:
        if self._component is None:
            return
        assessment = self._answers.assessment
        self.set_title("Practices", f"{in_place(assessment, self._component)} of {len(self._component.practices)} "
                                    "in place · they help you judge, and never set the status")
        found = suggestion_words(assessment, self._component)
        self._suggested = found[0] if found else None
        self.suggestion.setText(found[1] if found else _IDLE)
        self.suggestion.set_tone("accent" if found else "")
        if found:
            self.accept.setText(f"Mark as {found[0].words}")
        elif self.accept.hasFocus() and self.list.rows:
            focus_on(self.list.rows[len(self._component.practices) - 1].tab_stop)
        self.accept.setVisible(bool(found))

    def _on_accepted(self) -> None:
        if self._suggested is not None and self._component is not None:
            self._answers.hub.do(SetStatus(self._answers.id, self._component.id, self._suggested))

    def _on_marked(self, key: str, mark: Mark | None) -> None:
        self._answers.hub.do(mark_practice(self._answers.id, key, mark))

    def _on_noted(self, key: str, text: str) -> None:
        self._answers.drafts.keep(self._answers.subject("practice", key, "note"), text)
        self._answers.hub.do(NotePractice(self._answers.id, key, text))
