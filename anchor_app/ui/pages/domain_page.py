"""The page of a domain: its principles, its outcome, and how its components stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from anchor_app.domain.assessment import Status
from anchor_app.domain.charter import Domain
from anchor_app.domain.edit import Edit
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.compare_switch import CompareSwitch
from anchor_app.ui.widgets.component_row import ComponentRow
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.outcome_reading import OutcomeReadings
from anchor_app.ui.widgets.principle_list import PrincipleList
from anchor_app.ui.widgets.text import PlainLabel


class DomainPage(QWidget):
    """Shows one domain; `take` brings an edit into it, `flush` sends what was typed."""

    component_requested = Signal(str)
    compare_wished = Signal(bool)
    outcome_requested = Signal(str)

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self._domain: Domain | None = None
        self.heading = PlainLabel("", "hint")
        self.title_label = PlainLabel("", "page")
        self.progress = PlainLabel("", "soft")
        self.compare = CompareSwitch(answers)
        self.compare.wished.connect(self.compare_wished)
        self.components = Card("Components")
        self.rows: list[ComponentRow] = []
        self.principles = PrincipleList(answers)
        self.outcome = OutcomeReadings(answers)
        self.outcome.outcome_requested.connect(self.outcome_requested)
        self.area = PageScroll(self)
        self.area.column.setContentsMargins(0, 0, 6, 12)
        head = QVBoxLayout()
        head.setSpacing(2)
        for label in (self.heading, self.title_label, self.progress):
            head.addWidget(label)
        head.addWidget(self.compare)
        self.area.column.addLayout(head)
        for card in (self.components, self.principles, self.outcome):
            self.area.column.addWidget(card)
        self.area.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    @property
    def domain_id(self) -> str:
        """The domain that is shown; empty before the first."""
        return self._domain.id if self._domain else ""

    def show_domain(self, domain: Domain) -> None:
        """Show a domain, from its top when it is another one."""
        is_other = self._domain is not domain
        self._domain = domain
        self.heading.setText(f"Domain {domain.number}")
        self.title_label.setText(domain.title_for(self._answers.beyond_nhs))
        self.compare.show_last()
        self.principles.show_domain(domain)
        self.outcome.show_domain(domain)
        while len(self.rows) < len(domain.components):
            row = ComponentRow()
            row.component_requested.connect(self.component_requested)
            self.rows.append(row)
            self.components.body.addWidget(row)
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(domain.components))
        self._show_components()
        if is_other:
            self.area.verticalScrollBar().setValue(0)

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if self._domain is None:
            return
        self.principles.take(edit)
        self.outcome.take(edit)
        if any(change.what.kind in ("component", "practice", "support") for change in edit.changes):
            self._show_components()

    def set_locked(self, is_locked: bool) -> None:
        """Keep the answers from being changed, and readable."""
        self.principles.set_locked(is_locked)
        self.outcome.set_locked(is_locked)

    def focus_first(self) -> None:
        """Give the keyboard to the first component."""
        if self.rows:
            self.rows[0].open.setFocus(Qt.FocusReason.TabFocusReason)

    def forget_asked(self) -> None:
        """Let what was refused be asked for again."""
        self.outcome.forget_asked()

    def flush(self) -> None:
        """Send what was typed and not sent yet."""
        self.principles.list.flush()

    def _show_components(self) -> None:
        assert self._domain is not None
        assessment, beyond = self._answers.assessment, self._answers.beyond_nhs
        last = self._answers.beside
        for row, component in zip(self.rows, self._domain.components, strict=False):
            row.show_component(assessment, component, beyond, last)
        answers = [assessment.component(one.id) for one in self._domain.components]
        parts = [f"{sum(one.status is Status.FULFILLED for one in answers)} of {len(answers)} components fulfilled"]
        focus, again = sum(one.focus for one in answers), sum(one.look_again for one in answers)
        parts += [f"{focus} in focus this period"] if focus else []
        parts += [f"{again} to look at again"] if again else []
        self.progress.setText(" · ".join(parts))
