"""What the steering group says of a component: read by its champion, and recorded where it was received."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.action import ActionSource
from anchor_app.domain.assessment import Status
from anchor_app.domain.charter import Component
from anchor_app.domain.decided import decision_on, judgements, undecided
from anchor_app.domain.edit import Edit
from anchor_app.domain.moderating import AgreeTogether, JudgeApart, Moderate, TakeBackDecision
from anchor_app.domain.moderation import Decision, Moderation
from anchor_app.ui.models.action_making import ActionMaking
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card, rule
from anchor_app.ui.widgets.decision import DecisionLine
from anchor_app.ui.widgets.moderation_form import How, ModerationForm, Said
from anchor_app.ui.widgets.reveal import focus_on
from anchor_app.ui.widgets.text import PlainLabel, one_line

_OTHERS = "What others judged is shown once you decide together."


class ModerationCard(Card):
    """Quiet, that is hidden, for a champion until something was decided. `next_requested(id)` leads on.

    What was typed for a component and not recorded stays with it.
    """

    next_requested = Signal(str)

    def __init__(self, answers: Answers, actions: ActionMaking, parent: QWidget | None = None) -> None:
        super().__init__("Steering group", parent=parent)
        self.set_tone("accent")
        self._answers, self._actions = answers, actions
        self._component: Component | None = None
        self._said: dict[tuple[str, str, How], Said] = {}
        self._names: dict[How, str] = {}
        self._key: tuple[str, str, How] | None = None
        self._asked: tuple[str, str, How] | None = None
        self._round = 0
        self.is_wanted = False
        """Whether there is anything to read or to record here."""
        self.apart_lines: list[DecisionLine] = []
        self.result = DecisionLine(self)
        self.take_back, self.act = QPushButton("Take back", self), QPushButton(self)
        for button in (self.take_back, self.act):
            button.setProperty("kind", "link")
        self.apart_hint = PlainLabel("", "hint", self)
        self._apart = QVBoxLayout()
        self._apart.setSpacing(10)
        self.agree_button = QPushButton(self)
        self.form = ModerationForm(self)
        self.left_label = PlainLabel("", "hint", self)
        self.next_button = QPushButton(self)
        self.next_button.setToolTip("Ctrl+Shift+Page Down")
        self._line = rule(self)
        self.body.addWidget(self.result)
        for button in (self.act, self.take_back):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.apart_hint)
        self.body.addLayout(self._apart)
        self.body.addWidget(self.agree_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._line, self.form, self.left_label):
            self.body.addWidget(part)
        self.body.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.record_requested.connect(self._on_record)
        self.form.how_changed.connect(self._on_how)
        self.take_back.clicked.connect(lambda: self._take_back(""))
        self.act.clicked.connect(self._on_act)
        self.agree_button.clicked.connect(self._on_agree)
        self.next_button.clicked.connect(lambda: self.next_requested.emit(self.next_id))

    @property
    def is_active(self) -> bool:
        """Whether decisions are recorded here, and not only read."""
        return self._answers.is_moderating

    @property
    def next_id(self) -> str:
        """The next fulfilled component that is not decided yet, from the one that is shown on; "" for none."""
        if not self._answers.is_there:
            return ""
        order = list(self._answers.charter.components)
        here = order.index(self._component.id) if self._component and self._component.id in order else -1
        waiting = set(undecided(self._answers.charter, self._answers.assessment))
        return next((one for one in order[here + 1:] + order[:max(here, 0)] if one in waiting), "")

    def show_component(self, component: Component) -> None:
        """Show what was said of a component, and where it is recorded the form for it."""
        self._keep()
        self._component = component
        self._key = None
        self._show()

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if self._component is None:
            return
        if self._asked is not None and edit.touches("moderation") and self._answers.id in edit.owners:
            self._said.pop(self._asked, None)
            if self._asked == self._key:
                self._key, self._round = None, self._round + 1
                self.form.reason.draft.forget()
            self._asked = None
            self._show()
            self._lead_on()
        elif edit.touches("moderation") or edit.touches("assessment") or edit.touches("action"):
            self._show()

    def choose(self, decision: Decision) -> None:
        """Choose a decision by its key."""
        if self.is_active and self.form.isVisible():
            self.form.choose(decision)

    def flush(self) -> None:
        """Keep what was typed with its component."""
        self._keep()

    def _show(self) -> None:
        assert self._component is not None
        assessment, component = self._answers.assessment, self._component.id
        held, apart = decision_on(assessment, component), judgements(assessment, component)
        is_active = self.is_active
        self.is_wanted = is_active or held is not None or bool(apart)
        self.setVisible(self.is_wanted)
        how = self.form.chosen_how
        is_together = not is_active or how is How.TOGETHER
        self.result.setVisible(held is not None or is_together)
        self.result.show_moderation(held, assessment.revision)
        self.take_back.setVisible(is_active and held is not None)
        self.take_back.setAccessibleName(f"Take back the decision on {component}")
        self._show_act(component, held)
        self._show_apart(is_active, is_together)
        for widget in (self._line, self.form, self.left_label):
            widget.setVisible(is_active)
        self.next_button.setVisible(is_active and bool(self.next_id))
        if is_active:
            self._show_form(component, how)
            self._show_left()

    def _show_act(self, component: str, held: Moderation | None) -> None:
        """What the group asked for can be made an action."""
        offer = self._actions.offer(ActionSource.MODERATION, component)
        is_asked = held is not None and held.decision not in (None, Decision.AGREED)
        self.act.setText(offer.words)
        self.act.setAccessibleName(f"{offer.words}: what the steering group asked for on {component}")
        self.act.setVisible(is_asked or offer.is_made)
        self.act.setEnabled(offer.is_possible)

    def _show_apart(self, is_active: bool, is_together: bool) -> None:
        """What reviewers judged apart: one's own alone while one judges, all of it for deciding together."""
        assert self._component is not None
        assessment = self._answers.assessment
        apart = judgements(assessment, self._component.id)
        own = " ".join(self.form.name_line.text().split()).casefold()
        shown = apart if is_together else tuple(one for one in apart if one.by.casefold() == own)
        hidden = len(apart) - len(shown)
        self.apart_hint.setText("Judged apart:" if shown and is_together else
                                f"{hidden} {'reviewer has' if hidden == 1 else 'reviewers have'} judged it. {_OTHERS}"
                                if hidden else "")
        self.apart_hint.setVisible(bool(self.apart_hint.text()))
        while (item := self._apart.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.apart_lines = []
        for one in shown:
            line = DecisionLine(self)
            line.show_moderation(one, assessment.revision)
            self._apart.addWidget(line)
            self.apart_lines.append(line)
            if is_active:
                button = QPushButton("Take back", self)
                button.setProperty("kind", "link")
                button.setAccessibleName(f"Take back the judgement of {one_line(one.by, 60)}")
                button.clicked.connect(partial(self._take_back, one.by))
                self._apart.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        decisions = {one.decision for one in apart}
        is_one = is_active and is_together and len(apart) > 1 and len(decisions) == 1 and decision_on(
            assessment, self._component.id) is None
        self.agree_button.setVisible(is_one)
        if is_one and (decision := next(iter(decisions))) is not None:
            self.agree_button.setText(f"All say {decision.words}: decide so")

    def _show_form(self, component: str, how: How) -> None:
        key = (self._answers.id, component, how)
        if key != self._key:
            self._key = key
            self.form.show_said(self._said.get(key, Said()), ("moderation", *key[:2], how.name, self._round))
            self.form.name_line.setText(self._names.get(how, ""))

    def _show_left(self) -> None:
        assert self._component is not None
        assessment, charter = self._answers.assessment, self._answers.charter
        waiting = undecided(charter, assessment)
        status = assessment.component(self._component.id).status
        about = ("" if status is Status.FULFILLED
                 else f"It is {status.words.lower()}, so it waits for no decision. ")
        count = len(waiting)
        self.left_label.setText(about + (
            "Every fulfilled component is decided. Send the result back: “Send a pack…” in the period’s menu."
            if not count else f"{count} fulfilled {'component is' if count == 1 else 'components are'} "
                              "not decided yet."))
        self.next_button.setText(f"Next not decided: {self.next_id}")

    def _lead_on(self) -> None:
        """Give the keyboard to what comes next: another component, or the same question again."""
        is_done = self.form.chosen_how is How.TOGETHER and bool(self.next_id)
        focus_on(self.next_button if is_done else self.form.decision.button(Decision.AGREED))

    def _keep(self) -> None:
        if self._key is not None:
            said = self.form.said
            if said.decision is not None or said.reason:
                self._said[self._key] = said
            else:
                self._said.pop(self._key, None)
            self._names[self._key[2]] = self.form.name_line.text()

    def _on_how(self) -> None:
        self._keep()
        self._key = None
        if self._component is not None:
            self._show()

    def _on_record(self, how: How, decision: Decision, reason: str, name: str) -> None:
        if self._component is None:
            return
        make = JudgeApart if how is How.APART else Moderate
        key, today = (self._answers.id, self._component.id, how), self._answers.hub.workspace.clock.today()
        self._names[how], self._asked = name, key
        self._answers.hub.do(make(self._answers.id, self._component.id, decision, reason, name, today))

    def _on_act(self) -> None:
        if self._component is not None:
            self._actions.press(ActionSource.MODERATION, self._component.id)

    def _on_agree(self) -> None:
        if self._component is not None:
            today = self._answers.hub.workspace.clock.today()
            self._answers.hub.do(AgreeTogether(self._answers.id, self._component.id, today))

    def _take_back(self, reviewer: str) -> None:
        if self._component is not None:
            focus_on(self.form.record_button)
            self._answers.hub.do(TakeBackDecision(self._answers.id, self._component.id, reviewer))
