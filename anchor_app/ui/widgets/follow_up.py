"""Who leads a component, whether it is in focus, and whether to look at it again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.action import ActionSource
from anchor_app.domain.charter import Component
from anchor_app.domain.commands import WriteAnswer
from anchor_app.domain.edit import Edit, Subject
from anchor_app.ui.models.action_making import ActionMaking
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.earlier_line import EarlierLine
from anchor_app.ui.widgets.editor import LineEditor, TextEditor

_INDENT = 30


class FollowUp(Card):
    """The card of lead, focus and "look at again". The note stays open as long as it says something."""

    def __init__(self, answers: Answers, actions: ActionMaking, parent: QWidget | None = None) -> None:
        super().__init__("Lead", parent=parent)
        self._answers, self._actions = answers, actions
        self._component: Component | None = None
        self._is_locked = False
        self.lead = LineEditor(placeholder="Name or role")
        self.lead.setAccessibleName("Lead")
        self.focus = QCheckBox("Focus this period")
        self.look_again = QCheckBox("Look at again")
        self.note = TextEditor(lines=2, most_lines=8, placeholder="What to look at")
        self.note.setAccessibleName("What to look at again")
        self.earlier_lead = EarlierLine()
        self.earlier_focus = EarlierLine(indent=_INDENT)
        self.earlier_look_again = EarlierLine(indent=_INDENT)
        for widget, earlier in ((self.lead, self.earlier_lead), (self.focus, self.earlier_focus),
                                (self.look_again, self.earlier_look_again)):
            both = QVBoxLayout()
            both.setSpacing(2)
            both.addWidget(widget)
            both.addWidget(earlier)
            self.body.addLayout(both)
        self.act = QPushButton(self)
        self.act.setProperty("kind", "link")
        self.body.addWidget(self.note)
        self.body.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self.lead.committed.connect(lambda text: self._write_text(self.lead.subject, text))
        self.note.committed.connect(lambda text: self._write_text(self.note.subject, text))
        self.focus.clicked.connect(lambda is_set: self._write("focus", is_set))
        self.look_again.clicked.connect(self._on_look_again)
        self.act.clicked.connect(self._on_act)

    def show_component(self, component: Component) -> None:
        """Show the answers of a component."""
        self.flush()
        self._component = component
        last = self._answers.beside
        self.earlier_lead.show_words(last.lead_words(component.id) if last else "")
        self.earlier_focus.show_words(last.focus_words(component.id) if last else "")
        self.earlier_look_again.show_words(last.look_again_words(component.id) if last else "")
        self._show()

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if self._component is not None and edit.touches("component", self._component.id):
            self._show()
        elif edit.touches("action"):
            self._show_act()

    def set_locked(self, is_locked: bool) -> None:
        """Keep the answers from being changed, and readable."""
        for editor in (self.lead, self.note):
            editor.setReadOnly(is_locked)
        self._is_locked = is_locked
        for box in (self.focus, self.look_again):
            box.setEnabled(not is_locked)
        self._show_words()

    def flush(self) -> None:
        """Send what was typed and not sent yet."""
        self.lead.flush()
        self.note.flush()

    def _show(self) -> None:
        assert self._component is not None
        held = self._answers.assessment.component(self._component.id)
        self.focus.setChecked(held.focus)
        self.look_again.setChecked(held.look_again)
        for editor, name, text in ((self.lead, "lead", held.lead),
                                   (self.note, "look_again_note", held.look_again_note)):
            subject = self._answers.subject("component", self._component.id, name)
            editor.show_text(self._answers.drafts.text(subject, text), subject)
        self.note.setVisible(held.look_again or bool(self.note.text()))
        self._show_words()
        self._show_act()

    def _show_act(self) -> None:
        """What is marked to be looked at again can be made an action; one that was made stays in reach."""
        if self._component is None:
            return
        key = self._component.id
        offer = self._actions.offer(ActionSource.FLAG, key)
        is_marked = self._answers.assessment.component(key).look_again
        self.act.setText(offer.words)
        self.act.setAccessibleName(f"{offer.words}: look at {key} again")
        self.act.setVisible(is_marked or offer.is_made)
        self.act.setEnabled(offer.is_possible)

    def _show_words(self) -> None:
        """A locked box is too pale to tell whether it is ticked: then its words say so."""
        for box, words in ((self.focus, "Focus this period"), (self.look_again, "Look at again")):
            answer = "yes" if box.isChecked() else "no"
            box.setText(f"{words}: {answer}" if self._is_locked else words)

    def _on_act(self) -> None:
        self.note.flush()
        if self._component is not None:
            self._actions.press(ActionSource.FLAG, self._component.id)

    def _on_look_again(self, is_set: bool) -> None:
        self._write("look_again", is_set)
        if is_set:
            self.note.show()

    def _write(self, field: str, value: bool) -> None:
        if self._component is not None:
            self._answers.hub.do(WriteAnswer(self._answers.id, self._component.id, field, value))

    def _write_text(self, subject: object, text: str) -> None:
        if isinstance(subject, Subject):
            self._answers.drafts.keep(subject, text)
            self._answers.hub.do(WriteAnswer(subject.owner, subject.item, subject.field, text))
