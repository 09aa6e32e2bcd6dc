"""The question that a complete action asks: whether the status of its components changes. Nothing changes by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.acting import StatusQuestion, status_questions
from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.provenance import is_theirs
from anchor_app.domain.wording import what_if
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.message_bar import announce
from anchor_app.ui.widgets.reveal import reveal
from anchor_app.ui.widgets.text import PlainLabel, one_line


class ActionQuestion(QFrame):
    """Hidden until `ask`; asks about one component after the other. "Leave as it is" has the focus, Escape is that too.

    Answers that came from another organisation are not asked about: they are not changed here.
    `ended` comes when nothing is asked any more.
    """

    ended = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._key = ""
        self._left: set[str] = set()
        self._asked: StatusQuestion | None = None
        self.setProperty("kind", "message")
        self.title_label = PlainLabel("", "strong", self)
        self.question_label = PlainLabel("", "text", self)
        self.level_label = PlainLabel("", "hint", self)
        self.fulfilled_button = QPushButton(self)
        self.fulfilled_button.setProperty("kind", "primary")
        self.towards_button = QPushButton(self)
        self.leave_button = QPushButton("Leave as it is", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        for label in (self.title_label, self.question_label, self.level_label):
            column.addWidget(label)
        buttons = Flow()
        for button in (self.fulfilled_button, self.towards_button, self.leave_button):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.fulfilled_button.clicked.connect(lambda: self._set(Status.FULFILLED))
        self.towards_button.clicked.connect(lambda: self._set(Status.WORKING_TOWARDS))
        self.leave_button.clicked.connect(self._leave)
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._seen.timeout.connect(lambda: reveal(self))
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether an answer is waited for."""
        return self._asked is not None

    def ask(self, key: str) -> None:
        """Ask about the components of an action that was just completed, if there is anything to ask."""
        self._key, self._left, self._asked = key, set(), None
        self.refresh()

    def refresh(self) -> None:
        """Ask what there is still to ask; an action that is open again asks nothing."""
        held = self._hub.workspace.holdings
        action = held.actions.get(self._key)
        rest = [one for one in status_questions(held, action) if one.component not in self._left
                and not is_theirs(held, held.assessments[one.assessment])] if action else []
        if not rest or action is None:
            self._end()
            return
        if rest[0] == self._asked:
            return
        self._asked = one = rest[0]
        assessment = held.assessments[one.assessment]
        self.title_label.setText(f"Complete: {one_line(action.title, 120)}")
        owner = "" if len(held.organisations) == 1 else f"{held.organisation_of(assessment).shown_name[:80]}, "
        self.question_label.setText(f"{owner}{assessment.title}: {one.words}")
        self.level_label.setText(what_if(held.charter_of(assessment), assessment, one.component))
        self.fulfilled_button.setText(f"Mark {one.component} as Fulfilled".replace("&", "&&"))
        self.towards_button.setText(f"Mark {one.component} as Working towards".replace("&", "&&"))
        self.towards_button.setVisible(one.status is Status.NOT_STARTED)
        for button in (self.fulfilled_button, self.towards_button, self.leave_button):
            button.setAccessibleDescription(f"{one.words} {self.level_label.accessibleName()}")
        self.show()
        self.leave_button.setFocus(Qt.FocusReason.TabFocusReason)
        announce(self, one.words)
        self._seen.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _set(self, status: Status) -> None:
        if self._asked is not None:
            self._left.add(self._asked.component)
            self._hub.do(SetStatus(self._asked.assessment, self._asked.component, status))
            self.refresh()

    def _leave(self) -> None:
        if self._asked is not None:
            self._left.add(self._asked.component)
            self.refresh()

    def _end(self) -> None:
        self._key, self._asked = "", None
        if not self.isHidden():
            self.hide()
            self.ended.emit()
