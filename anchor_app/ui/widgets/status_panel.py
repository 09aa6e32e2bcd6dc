"""The status of a component: choosing one, the reason that Not applicable needs, and the status before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.assessment import Status
from anchor_app.domain.carrying_over import ConfirmStatus
from anchor_app.domain.charter import Component
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.domain.edit import Edit, Subject
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.compare_switch import CompareSwitch
from anchor_app.ui.widgets.earlier_line import EarlierLine
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.reveal import focus_on
from anchor_app.ui.widgets.status import StatusChooser
from anchor_app.ui.widgets.text import PlainLabel

_WHY = "Not applicable needs a reason. The charter counts it as not fulfilled."


class StatusPanel(QWidget):
    """Asks for a status. Not applicable first opens a field for its reason, and is set only with one.

    A reason that is being written, and not set yet, waits for its component.
    """

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self._component: Component | None = None
        self._asking: set[Subject] = set()
        self.chooser = StatusChooser()
        self.chooser.chosen.connect(self._on_chosen)
        self.earlier = PlainLabel("", "hint", wraps=False)
        self.confirm_earlier = QPushButton("Confirm")
        self.confirm_earlier.setProperty("kind", "link")
        self.confirm_earlier.setToolTip("Give it the same status again (Ctrl+Enter)")
        self.confirm_earlier.clicked.connect(self.confirm_last)
        self._earlier: Status | None = None
        self._is_locked = False
        line = Flow(spacing=10)
        line.addWidget(self.chooser)
        line.addWidget(self._build_earlier())
        self.compare = CompareSwitch(answers)
        line.addWidget(self.compare)
        self.earlier_reason = EarlierLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(line)
        column.addWidget(self.earlier_reason)
        self._build_reason(column)

    def _build_earlier(self) -> QWidget:
        """The status before, and the button beside it, whose room is kept so that confirming moves nothing."""
        self.earlier_line = QWidget()
        self.earlier_line.setProperty("role", "bare")
        row = QHBoxLayout(self.earlier_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.earlier)
        row.addWidget(self.confirm_earlier)
        return self.earlier_line

    def _build_reason(self, column: QVBoxLayout) -> None:
        self.reason_panel = QWidget()
        inner = QVBoxLayout(self.reason_panel)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        self.reason_hint = PlainLabel(_WHY, "hint")
        self.reason = TextEditor(lines=2, most_lines=8, placeholder="Why it does not apply")
        self.reason.setAccessibleName("Reason why it is not applicable")
        self.reason.textChanged.connect(self._on_reason_changed)
        self.reason.committed.connect(self._on_reason_committed)
        self.confirm = QPushButton("Set to Not applicable")
        self.confirm.setProperty("kind", "primary")
        self.confirm.clicked.connect(self._on_confirmed)
        self.cancel = QPushButton("Cancel")
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self._on_cancelled)
        buttons = QHBoxLayout()
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        inner.addWidget(self.reason_hint)
        inner.addWidget(self.reason)
        inner.addLayout(buttons)
        self.reason_panel.hide()
        column.addWidget(self.reason_panel)

    def show_component(self, component: Component) -> None:
        """Show the status of a component."""
        self.reason.flush()
        self._component = component
        last = self._answers.last
        then = last.component(component.id) if last else None
        self.earlier.setText(last.status_words(component.id) if last else "")
        self.earlier_line.setVisible(last is not None)
        self._earlier = then.status if then and then.status is not Status.NOT_STARTED else None
        self.earlier_reason.show_words(last.reason_words(component.id) if last and self._answers.compares else "")
        policy = self.confirm_earlier.sizePolicy()
        policy.setRetainSizeWhenHidden(self._earlier is not None)
        self.confirm_earlier.setSizePolicy(policy)
        self.compare.show_last()
        self._show()

    def confirm_last(self) -> None:
        """Give the component the status that it had last time, where it has another."""
        if self._component is not None and self._can_confirm():
            self._answers.hub.do(ConfirmStatus(self._answers.id, self._component.id))

    def _can_confirm(self) -> bool:
        if self._earlier is None or self._component is None or self._is_locked or not self._answers.is_there:
            return False
        return self._answers.assessment.component(self._component.id).status is not self._earlier

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if self._component is not None and edit.touches("component", self._component.id):
            self._show()

    def set_locked(self, is_locked: bool) -> None:
        """Keep the status from being changed, and readable."""
        self._is_locked = is_locked
        self.confirm_earlier.setVisible(self._can_confirm())
        self.chooser.setEnabled(not is_locked)
        self.reason.setReadOnly(is_locked)
        self.confirm.setEnabled(not is_locked)

    def flush(self) -> None:
        """Send what was typed and not sent yet."""
        self.reason.flush()

    def _show(self) -> None:
        assert self._component is not None
        held = self._answers.assessment.component(self._component.id)
        subject = self._subject()
        is_held = held.status is Status.NOT_APPLICABLE
        if is_held:
            self._asking.discard(subject)
        self.chooser.set_status(held.status)
        if self._earlier is not None:
            self.confirm_earlier.setAccessibleName(f"Confirm {self._earlier.words} for {self._component.id}")
        if self.confirm_earlier.hasFocus() and not self._can_confirm():
            focus_on(self.chooser.button(held.status))
        self.confirm_earlier.setVisible(self._can_confirm())
        is_asking = subject in self._asking
        self.reason.show_text(self._answers.drafts.text(subject, held.reason), subject)
        self.reason_panel.setVisible(is_held or is_asking)
        self.confirm.setVisible(is_asking)
        self.cancel.setVisible(is_asking)
        self._on_reason_changed()

    def _subject(self) -> Subject:
        return self._answers.subject("component", self._component.id if self._component else "", "reason")

    def _on_chosen(self, status: Status) -> None:
        if self._component is None:
            return
        held = self._answers.assessment.component(self._component.id)
        if status is Status.NOT_APPLICABLE and held.status is not status:
            self._asking.add(self._subject())
            self._show()
            focus_on(self.reason, Qt.FocusReason.OtherFocusReason)
            return
        self._stop_asking()
        if status is not held.status:
            self._answers.hub.do(SetStatus(self._answers.id, self._component.id, status))

    def _stop_asking(self) -> None:
        """Take the question for a reason back, and what was written for it."""
        subject = self._subject()
        if subject in self._asking:
            self._asking.discard(subject)
            self.reason.draft.forget()
            self._answers.drafts.drop(subject)
        self._show()

    def _on_reason_changed(self) -> None:
        self.confirm.setEnabled(bool(self.reason.text().strip()) and not self.reason.isReadOnly())

    def _on_reason_committed(self, text: str) -> None:
        """Keep what was written; where the status is set already, it is the reason that changes."""
        subject = self.reason.subject
        if not isinstance(subject, Subject):
            return
        self._answers.drafts.keep(subject, text)
        held = self._answers.assessment.component(subject.item)
        if held.status is Status.NOT_APPLICABLE:
            self._answers.hub.do(WriteAnswer(subject.owner, subject.item, "reason", text))

    def _on_confirmed(self) -> None:
        self.reason.flush()
        subject = self._subject()
        self._answers.drafts.keep(subject, self.reason.text())
        self._answers.hub.do(SetStatus(subject.owner, subject.item, Status.NOT_APPLICABLE, self.reason.text()))

    def _on_cancelled(self) -> None:
        self._stop_asking()
        held = self._answers.assessment.component(self._component.id) if self._component else None
        if held is not None:
            focus_on(self.chooser.button(held.status))
