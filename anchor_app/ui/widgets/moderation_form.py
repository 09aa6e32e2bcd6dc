"""Saying what the steering group thinks of a component: each reviewer apart, or all together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.moderating import LONGEST_NAME
from anchor_app.domain.moderation import Decision
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.form import Field
from anchor_app.ui.widgets.reveal import focus_on
from anchor_app.ui.widgets.status import Segments


class How(Enum):
    """Whether one reviewer judges, or the group decides; the value is what the button says."""

    APART = "Record my judgement"
    TOGETHER = "Record the decision"


@dataclass(slots=True)
class Said:
    """What was chosen and typed, and not recorded yet."""

    decision: Decision | None = None
    reason: str = ""


class ModerationForm(QWidget):
    """`record_requested(how, decision, reason, name)` once all that is needed is there; else it says what lacks."""

    record_requested = Signal(object, object, str, str)
    how_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.how = Segments({How.APART: "Judge apart", How.TOGETHER: "Decide together"}, self)
        self.how.setAccessibleName("How")
        self.decision = Segments({one: one.words for one in Decision}, self)
        self.decision.setAccessibleName("Decision")
        for place, one in enumerate(Decision, start=1):
            self.decision.button(one).setToolTip("Ctrl+1 for Agreed, Ctrl+2 for Not agreed, Ctrl+3 for More evidence")
            self.decision.button(one).setAccessibleDescription(f"Control {place}")
        self.reason = TextEditor(lines=3, most_lines=10)
        self.name_line = QLineEdit(self)
        self.name_line.setMaxLength(LONGEST_NAME)
        self.decision_field = Field("What do you say?", self.decision)
        self.reason_field = Field("Reason", self.reason, "the organisation reads it; Agreed needs none")
        self.name_field = Field("Your name", self.name_line)
        self.record_button = QPushButton(self)
        self.record_button.setProperty("kind", "primary")
        self.record_button.setToolTip("Ctrl+Enter")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.how, self.decision_field, self.reason_field, self.name_field):
            column.addWidget(widget)
        column.addWidget(self.record_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.how.show_choice(How.APART)
        self._show_how()
        self.how.chosen.connect(self._on_how)
        self.decision.chosen.connect(lambda _: self.decision_field.set_fault(""))
        self.reason.textChanged.connect(lambda: self.reason_field.set_fault(""))
        self.name_line.textEdited.connect(lambda _: self.name_field.set_fault(""))
        self.name_line.returnPressed.connect(self.record)
        self.record_button.clicked.connect(self.record)

    @property
    def chosen_how(self) -> How:
        """Whether it is one reviewer's judgement or the group's decision."""
        choice = self.how.choice
        return choice if isinstance(choice, How) else How.APART

    @property
    def said(self) -> Said:
        """What was chosen and typed so far."""
        choice = self.decision.choice
        return Said(choice if isinstance(choice, Decision) else None, self.reason.text())

    def show_said(self, said: Said, subject: object) -> None:
        """Show what was chosen and typed before, of another component."""
        self.decision.show_choice(said.decision)
        self.reason.show_text(said.reason, subject)
        for field in (self.decision_field, self.reason_field, self.name_field):
            field.set_fault("")

    def choose(self, decision: Decision) -> None:
        """Choose a decision, as a click does."""
        self.decision.button(decision).click()

    def record(self) -> None:
        """Ask for it to be recorded, unless something lacks: then the first field that lacks it gets the keyboard."""
        said, name = self.said, self.name_line.text().strip()
        needs_reason = said.decision is not None and said.decision is not Decision.AGREED and not said.reason.strip()
        self.decision_field.set_fault("" if said.decision else "Choose one of the three.")
        self.reason_field.set_fault("Say why, so that the organisation knows what to do." if needs_reason else "")
        self.name_field.set_fault("" if name else "Enter the name of who says it.")
        for field, target in ((self.decision_field, self.decision.button(Decision.AGREED)),
                              (self.reason_field, self.reason), (self.name_field, self.name_line)):
            if field.fault_sentence:
                focus_on(target)
                return
        self.record_requested.emit(self.chosen_how, said.decision, said.reason.strip(), name)

    def _on_how(self, how: object) -> None:
        self._show_how()
        self.how_changed.emit()

    def _show_how(self) -> None:
        is_apart = self.chosen_how is How.APART
        self.record_button.setText(self.chosen_how.value)
        self.name_field.caption.setText("Your name" if is_apart else "Decided by")
        self.name_line.setAccessibleName("Your name" if is_apart else "Decided by")
