"""The cross-cutting principles in one domain, each with a mark and a note."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from anchor_app.domain.assessment import Mark, principle_item
from anchor_app.domain.charter import Domain
from anchor_app.domain.commands import AnswerPrinciple
from anchor_app.domain.edit import Edit
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.marked_list import MarkedList
from anchor_app.ui.widgets.marked_row import MarkedItem


class PrincipleList(Card):
    """The card of a domain's cross-cutting principles; they are working notes and never touch the level."""

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__("Cross-cutting principles", parent=parent)
        self._answers = answers
        self._domain: Domain | None = None
        self.list = MarkedList()
        self.body.addWidget(self.list)
        self.list.marked.connect(lambda key, mark: self._answer_with(key, "mark", mark))
        self.list.noted.connect(self._on_noted)

    def show_domain(self, domain: Domain) -> None:
        """Ask about the principles in a domain."""
        self.list.flush()
        self._domain = domain
        principles = self._answers.charter.principles
        last = self._answers.beside
        self.list.show_items([MarkedItem(one.id, one.title, one.text, last.principle(domain.id, one) if last else None)
                              for one in principles], self._answer)
        self.setVisible(bool(principles))
        self._show_count()

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if self._domain is None or not edit.touches("principle"):
            return
        for one in self._answers.charter.principles:
            if edit.touches("principle", principle_item(self._domain.id, one.id)):
                self.list.show_answer(one.id, *self._answer(one.id))
        self._show_count()

    def set_locked(self, is_locked: bool) -> None:
        """Keep the answers from being changed, and readable."""
        self.list.set_locked(is_locked)

    def _answer(self, principle_id: str) -> tuple[Mark | None, str]:
        domain_id = self._domain.id if self._domain else ""
        held = self._answers.assessment.principle(domain_id, principle_id)
        subject = self._answers.subject("principle", principle_item(domain_id, principle_id), "note")
        return held.mark, self._answers.drafts.text(subject, held.note)

    def _show_count(self) -> None:
        if self._domain is not None:
            principles = self._answers.charter.principles
            marks = [self._answers.assessment.principle(self._domain.id, one.id).mark for one in principles]
            self.set_title("Cross-cutting principles", f"{marks.count(Mark.IN_PLACE)} of {len(marks)} in place · "
                                                       "asked in every domain, and never counted in the level")

    def _on_noted(self, key: str, text: str) -> None:
        if self._domain is not None:
            item = principle_item(self._domain.id, key)
            self._answers.drafts.keep(self._answers.subject("principle", item, "note"), text)
            self._answer_with(key, "note", text)

    def _answer_with(self, key: str, field: str, value: Mark | str | None) -> None:
        if self._domain is not None:
            self._answers.hub.do(AnswerPrinciple(self._answers.id, self._domain.id, key, field, value))
