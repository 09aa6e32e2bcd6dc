"""The opportunities for progression of a component: add by typing, reword in place, move, remove."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.action import ActionSource
from anchor_app.domain.assessment import Opportunity
from anchor_app.domain.charter import Component
from anchor_app.domain.commands import AddOpportunity, MoveOpportunity, RemoveOpportunity, RewordOpportunity
from anchor_app.domain.edit import Edit, Subject
from anchor_app.domain.record import LONGEST_TEXT
from anchor_app.ui import theme
from anchor_app.ui.models.action_making import ActionMaking
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.earlier_line import EarlierLine
from anchor_app.ui.widgets.opportunity_row import OpportunityRow


class OpportunityList(Card):
    """The card of a component's opportunities. Rows follow their opportunity, so the keyboard stays with its words.

    The line for a new one is emptied when the opportunity is held, and not before.
    """

    def __init__(self, answers: Answers, actions: ActionMaking, parent: QWidget | None = None) -> None:
        super().__init__("Opportunities for progression", "what would take it further", parent)
        self._answers, self._actions = answers, actions
        self._component: Component | None = None
        self._rows: dict[str, OpportunityRow] = {}
        self._asked: dict[str, str] = {}
        self._is_locked = False
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.look().px(4))
        self.body.addLayout(self._list)
        self._build_new()

    def _build_new(self) -> None:
        self.new = QLineEdit()
        self.new.setMaxLength(LONGEST_TEXT)
        self.new.setPlaceholderText("Type an opportunity, then press Enter")
        self.new.setAccessibleName("New opportunity")
        self.new.textEdited.connect(self._on_new_edited)
        self.new.returnPressed.connect(self._on_added)
        self.add = QPushButton("Add")
        self.add.setAccessibleName("Add the opportunity")
        self.add.clicked.connect(self._on_added)
        row = QHBoxLayout()
        row.addWidget(self.new, 1)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self.closed = EarlierLine()
        self.body.addWidget(self.closed)

    @property
    def rows(self) -> list[OpportunityRow]:
        """The rows in the order they are shown in."""
        return [self._rows[one.id] for one in self._held() if one.id in self._rows]

    def show_component(self, component: Component) -> None:
        """Show the opportunities of a component."""
        self.flush()
        if self._component is not component:
            self._asked.clear()
            for key in list(self._rows):
                self._drop(key)
        self._component = component
        self._sync()
        draft = self._answers.drafts.text(self._new_subject(), "")
        if self.new.text() != draft:
            self.new.setText(draft)

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if not (edit.touches("opportunity") or edit.touches("action")):
            return
        for key in [key for key in self._asked if edit.touches("opportunity", key)]:
            if self._asked.pop(key) == self.new.text():
                self.new.clear()
                self._answers.drafts.drop(self._new_subject())
        self._sync()

    def set_locked(self, is_locked: bool) -> None:
        """Keep the list from being changed, and readable."""
        self._is_locked = is_locked
        for row in self._rows.values():
            row.set_locked(is_locked)
        self.new.setEnabled(not is_locked)
        self.add.setEnabled(not is_locked)

    def forget_asked(self) -> None:
        """Let a line that could not be added be asked for again."""
        self._asked.clear()

    def flush(self) -> None:
        """Send what was typed and not sent yet."""
        for row in list(self._rows.values()):
            row.editor.flush()

    def _held(self) -> tuple[Opportunity, ...]:
        return self._answers.assessment.opportunities_of(self._component.id) if self._component else ()

    def _sync(self) -> None:
        """Bring the rows into line with what is held: new ones made, gone ones dropped, moved ones moved."""
        held = self._held()
        for key in set(self._rows) - {one.id for one in held}:
            self._drop(key)
        last = self._answers.beside
        became = last.opportunities(self._answers.assessment, self._component.id) if last and self._component else None
        told = became.words if became else {}
        self.closed.show_words(became.closed if became else "")
        before: QWidget | None = None
        for place, one in enumerate(held):
            row = self._rows.get(one.id) or self._make(one.id)
            if self._list.indexOf(row) != place:
                self._list.removeWidget(row)
                self._list.insertWidget(place, row)
            subject = self._answers.subject("opportunity", one.id, "text")
            row.show_text(self._answers.drafts.text(subject, one.text), place + 1, len(held),
                          told.get(one.id, ""))
            row.show_offer(self._actions.offer(ActionSource.OPPORTUNITY, one.id))
            for widget in (row.editor, row.up, row.down, row.remove, row.act):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        if before is not None:
            QWidget.setTabOrder(before, self.new)

    def _make(self, key: str) -> OpportunityRow:
        row = OpportunityRow(key, self)
        row.set_locked(self._is_locked)
        row.reworded.connect(self._on_reworded)
        row.move_requested.connect(lambda one, step: self._answers.hub.do(
            MoveOpportunity(self._answers.id, one, step)))
        row.remove_requested.connect(self._on_remove_requested)
        row.action_pressed.connect(lambda one: self._actions.press(ActionSource.OPPORTUNITY, one))
        row.ended.connect(lambda: self.new.setFocus(Qt.FocusReason.OtherFocusReason))
        self._rows[key] = row
        return row

    def _drop(self, key: str) -> None:
        row = self._rows.pop(key)
        row.editor.removeEventFilter(row)
        if row.isAncestorOf(self.focusWidget()) if self.focusWidget() else False:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _new_subject(self) -> Subject:
        return self._answers.subject("new opportunity", self._component.id if self._component else "", "text")

    def _on_new_edited(self, text: str) -> None:
        self._answers.drafts.keep(self._new_subject(), text)

    def _on_added(self) -> None:
        text = self.new.text()
        if self._component is None or not text.strip() or text in self._asked.values():
            return
        wish = AddOpportunity(self._answers.id, self._component.id, text)
        self._asked[wish.id] = text
        self._answers.hub.do(wish)

    def _on_reworded(self, key: str, text: str) -> None:
        self._answers.drafts.keep(self._answers.subject("opportunity", key, "text"), text)
        self._answers.hub.do(RewordOpportunity(self._answers.id, key, text))

    def _on_remove_requested(self, key: str) -> None:
        self._answers.drafts.drop(self._answers.subject("opportunity", key, "text"))
        self._answers.hub.do(RemoveOpportunity(self._answers.id, key))
