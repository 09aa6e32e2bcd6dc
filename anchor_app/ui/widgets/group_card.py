"""What the steering group said of an assessment as a whole: how much is decided, and what a champion should look at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.decided import decision_on, undecided
from anchor_app.domain.level_wording import capitalised
from anchor_app.domain.moderation import Decision, Moderation
from anchor_app.domain.provenance import sent_words
from anchor_app.domain.wording import listed
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.decision import DecisionLine
from anchor_app.ui.widgets.text import PlainLabel

_MOST = 8


def _count_words(decision: Decision, count: int) -> str:
    if decision is Decision.MORE_EVIDENCE:
        return f"{count} {'needs' if count == 1 else 'need'} more evidence"
    return f"{count} {decision.words.lower()}"


class GroupCard(Card):
    """Hidden until an assessment was sent, received or decided on. `component_requested(id)` leads to one."""

    component_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Steering group", parent=parent)
        self.count_label = PlainLabel("", "text", self)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "primary")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.links: dict[str, QPushButton] = {}
        self._goal = ""
        self.body.addWidget(self.count_label)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(lambda: self.component_requested.emit(self._goal))

    def show_assessment(self, assessment: Assessment, charter: Charter, *, is_deciding: bool) -> None:
        """Show what was said so far; `is_deciding` where the decisions are made."""
        decided = {one.id: held for one in charter if (held := decision_on(assessment, one.id)) is not None}
        self.setVisible(is_deciding or bool(decided) or bool(assessment.sendings))
        counts = [_count_words(decision, count) for decision in Decision
                  if (count := sum(held.decision is decision for held in decided.values()))]
        waiting = undecided(charter, assessment)
        said = f"{listed(counts)}. " if counts else ""
        if is_deciding:
            said += (f"{len(waiting)} fulfilled {'component waits' if len(waiting) == 1 else 'components wait'} for a "
                     "decision." if waiting else
                     "Every fulfilled component is decided. Send the result back as a pack.")
        elif not decided:
            said = f"{capitalised(sent_words(assessment))}. Its decisions come back as a pack."
        self.count_label.setText(said.strip())
        self._goal = waiting[0] if waiting else ""
        self.button.setVisible(is_deciding and bool(waiting))
        self.button.setText(f"Decide on {self._goal}")
        self._show_open([(component, held) for component, held in decided.items()
                         if held.decision is not Decision.AGREED], assessment.revision)

    def _show_open(self, said: list[tuple[str, Moderation]], revision: int) -> None:
        """What was not agreed, each with its reason and the way to it."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.links = {}
        for component, held in said[:_MOST]:
            line = DecisionLine(self)
            line.show_moderation(held, revision)
            link = QPushButton(f"Open {component}".replace("&", "&&"), self)
            link.setProperty("kind", "link")
            link.clicked.connect(partial(self.component_requested.emit, component))
            line.lead_with(link)
            self._lines.addWidget(line)
            self.links[component] = link
        if len(said) > _MOST:
            self._lines.addWidget(PlainLabel("And " + ", ".join(one for one, _ in said[_MOST:]) + ".", "hint", self))
