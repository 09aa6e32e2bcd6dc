"""What was answered last time, to look at beside this time's answers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.carrying_over import before
from anchor_app.domain.charter import Component
from anchor_app.domain.edit import Edit
from anchor_app.ui import icons
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.status import MarkShape
from anchor_app.ui.widgets.text import PlainLabel


class LastTime(Card):
    """A card of the component's marks, notes and summary in the assessment before; closed until it is asked for."""

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__("Last time", "", parent)
        self._answers = answers
        self._component: Component | None = None
        self.toggle = QPushButton("Show last year's words", self)
        self.toggle.setCheckable(True)
        icons.dress(self.toggle, "history")
        self.toggle.toggled.connect(lambda _: self._show())
        self.words = QWidget(self)
        self.words.setProperty("role", "bare")
        self._grid = QGridLayout(self.words)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.words)

    def show_component(self, component: Component) -> None:
        """Turn to a component; the card stays open or closed as it is."""
        self._component = component
        self._show()

    def take(self, edit: Edit) -> None:
        """What this edit changed is of this time, so there is nothing to do."""

    def _last(self) -> Assessment | None:
        holdings = self._answers.holdings
        last = before(holdings, self._answers.assessment)
        if last is None or self._component is None or self._component.id not in holdings.charter_of(last).components:
            return None
        return last

    def _show(self) -> None:
        last = self._last()
        self.setVisible(last is not None)
        is_open = self.toggle.isChecked()
        self.toggle.setText("Hide last year's words" if is_open else "Show last year's words")
        self.words.setVisible(is_open)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if last is not None:
            self.set_title("Last time", last.title)
            if is_open:
                self._fill(last)

    def _fill(self, last: Assessment) -> None:
        assert self._component is not None
        answer = last.component(self._component.id)
        self._wide(f"Status: {answer.status.words}", "strong")
        if answer.reason:
            self._wide(answer.reason, "text")
        for practice in self._component.practices:
            held = last.practice(practice.id)
            shape = MarkShape(held.mark, parent=self.words)
            words = PlainLabel(f"{practice.id} {held.mark.words if held.mark else 'Not answered'}", "text", self.words)
            row = self._grid.rowCount()
            self._grid.addWidget(shape, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
            if held.note:
                self._grid.addWidget(PlainLabel(held.note, "hint", self.words).make_selectable(), row + 1, 1)
        self._wide("Evidence summary", "caption")
        self._wide(answer.summary or "Nothing was written.", "text" if answer.summary else "soft")

    def _wide(self, text: str, role: str) -> None:
        self._grid.addWidget(PlainLabel(text, role, self.words).make_selectable(), self._grid.rowCount(), 0, 1, 2)
