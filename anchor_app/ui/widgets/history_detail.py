"""One line of the history in full: what was changed, by whom, when, and how the words differ."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.edit import Subject
from anchor_app.domain.history import HistoryLine
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.moment import Moment
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.difference_view import DifferenceView
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel


class HistoryDetail(QWidget):
    """`component_requested(id)`, `evidence_requested(id)`, and `moment_requested(Moment)` to look back to it."""

    component_requested = Signal(str)
    evidence_requested = Signal(str)
    moment_requested = Signal(object)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._hub = hub
        self.line: HistoryLine | None = None
        self.title_label = PlainLabel("", "card", self)
        self.about_label = PlainLabel("", "text", self)
        self.when_label = PlainLabel("", "hint", self)
        self.difference = DifferenceView(hub, self)
        self.show_button = QPushButton("Show this component", self)
        icons.dress(self.show_button, "open")
        self.then_button = QPushButton("Look at the assessment as it was then", self)
        icons.dress(self.then_button, "history")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title_label, self.when_label, self.about_label, self.difference):
            column.addWidget(widget)
        buttons = Flow(spacing=8)
        buttons.addWidget(self.show_button)
        buttons.addWidget(self.then_button)
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addStretch(1)
        self.show_button.clicked.connect(self._on_show)
        self.then_button.clicked.connect(self._on_then)

    def show_line(self, line: HistoryLine) -> None:
        """Show a line, with how its old text became its new one."""
        is_same = self.line == line
        self.line = line
        local = line.at.astimezone()
        self.title_label.setText(line.label_words)
        self.when_label.setText(f"{day_words(local.date())}, {local:%H:%M} · {line.who}")
        self.about_label.setText(" · ".join(filter(None, (line.about, line.field))))
        if not is_same:
            self.difference.show_change(line.old, line.new)
        piece = _evidence(line.what)
        self.show_button.setText("Show this evidence" if piece else "Show this component")
        self.show_button.setVisible(bool(line.component) or piece in self._hub.workspace.holdings.evidence)
        self.then_button.setVisible(not self._hub.workspace.as_at)

    def _on_show(self) -> None:
        if self.line is not None and _evidence(self.line.what):
            self.evidence_requested.emit(self.line.what.item)
        elif self.line is not None:
            self.component_requested.emit(self.line.component)

    def _on_then(self) -> None:
        if self.line is not None:
            local = self.line.at.astimezone()
            self.moment_requested.emit(Moment(self.line.at, local.date(),
                                              f"{day_words(local.date())}, {local:%H:%M}"))


def _evidence(what: Subject) -> str:
    return what.item if what.kind == "evidence" else ""
