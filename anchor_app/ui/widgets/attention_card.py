"""What needs attention: each reason with its number, a press away from where it is mended."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.guidance import Attention, Concern
from anchor_app.domain.level_wording import concern_words, damaged_words
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.row_button import RowButton
from anchor_app.ui.widgets.text import PlainLabel

_MOST_LINKS = 16


class ConcernRow(RowButton):
    """A number in a tag, and what it counts."""

    def __init__(self, count: int, words: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, has_line=False)
        self.count_label = PlainLabel(str(count), "text", self, wraps=False)
        self.count_label.setProperty("kind", "pill")
        self.count_label.setProperty("tone", tone)
        self.words_label = PlainLabel(words, "text", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 5, 4, 6)
        row.setSpacing(10)
        row.addWidget(self.count_label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words_label, 1)
        self.setAccessibleName(f"{count} {words}")


class AttentionCard(Card):
    """Concerns in a list. `component_requested(id)`, `evidence_requested(id, or the name of a filter)`.

    `action_requested("overdue")` leads to the actions that are late.
    """

    component_requested = Signal(str)
    evidence_requested = Signal(str)
    action_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Needs attention", parent=parent)
        self.calm_label = PlainLabel("Nothing needs attention now.", "soft", self)
        self.rows: dict[str, ConcernRow] = {}
        self.links: dict[tuple[str, str], QPushButton] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.body.addWidget(self.calm_label)
        self.body.addLayout(self._list)
        self._shown: object = None

    def show_concerns(self, concerns: tuple[Concern, ...], damaged: tuple[str, ...], overdue: int = 0) -> None:
        """Show concerns, the ids of evidence with damaged content, and how many actions are overdue."""
        if (concerns, damaged, overdue) == self._shown:
            return
        self._shown = (concerns, damaged, overdue)
        self.calm_label.setVisible(not (concerns or damaged or overdue))
        while item := self._list.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, self.links = {}, {}
        if damaged:
            self._add("damaged", len(damaged), damaged_words(len(damaged)), "warning", "evidence",
                      damaged[0] if len(damaged) == 1 else "damaged")
        if overdue:
            self._add("overdue", overdue, "action overdue" if overdue == 1 else "actions overdue", "warning", "action",
                      "overdue")
        for concern in concerns:
            self._add_concern(concern)

    def _add_concern(self, concern: Concern) -> None:
        name = concern.attention.name.lower().replace("_", "-")
        tone = "accent" if concern.attention is Attention.LOOK_AGAIN else "warning"
        kind = "evidence" if concern.is_about_evidence else "component"
        goal = name if concern.is_about_evidence and len(concern.items) > 1 else concern.items[0]
        self._add(name, len(concern.items), concern_words(concern), tone, kind, goal)
        if kind == "component" and len(concern.items) > 1:
            self._add_links(name, concern.items)

    def _add(self, name: str, count: int, words: str, tone: str, kind: str, goal: str) -> None:
        row = ConcernRow(count, words, tone, self)
        signal = {"evidence": self.evidence_requested, "action": self.action_requested}.get(
            kind, self.component_requested)
        row.clicked.connect(partial(signal.emit, goal))
        self.rows[name] = row
        self._list.addWidget(row)

    def _add_links(self, name: str, components: tuple[str, ...]) -> None:
        holder = QWidget(self)
        holder.setProperty("role", "bare")
        row = QHBoxLayout(holder)
        row.setContentsMargins(36, 0, 0, 4)
        flow = Flow(spacing=2)
        row.addLayout(flow)
        for component in components[:_MOST_LINKS]:
            link = QPushButton(component.replace("&", "&&"), holder)
            link.setProperty("kind", "link")
            link.setAccessibleName(f"Open {component}")
            link.clicked.connect(partial(self.component_requested.emit, component))
            flow.addWidget(link)
            self.links[name, component] = link
        self._list.addWidget(holder)
