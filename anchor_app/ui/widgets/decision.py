"""A decision of the steering group as it is read: a shape with its words, the reason, who and when."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.level_wording import day_words
from anchor_app.domain.moderation import Decision, Moderation
from anchor_app.ui.widgets.shapes import DASHED, HALF, STRUCK, TICKED
from anchor_app.ui.widgets.status import Shape
from anchor_app.ui.widgets.text import PlainLabel, breakable

_SHAPES: Mapping[Decision | None, str] = {Decision.AGREED: TICKED, Decision.NOT_AGREED: STRUCK,
                                          Decision.MORE_EVIDENCE: HALF, None: DASHED}
UNDECIDED = "Not decided yet"


def decision_shape(decision: Decision | None) -> str:
    """The name of a decision's shape; undecided is a dashed circle."""
    return _SHAPES[decision]


class DecisionLine(QWidget):
    """One decision: that of the group, or with a name before it that of one reviewer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.shape = Shape(DASHED, UNDECIDED, self, 18)
        self.words_label = PlainLabel("", "strong", self)
        self.reason_label = PlainLabel("", "text", self).make_selectable()
        self.who_label = PlainLabel("", "hint", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (self.words_label, self.reason_label, self.who_label):
            column.addWidget(label)
        row.addLayout(column, 1)
        self._column = column

    def show_moderation(self, held: Moderation | None, revision: int) -> None:
        """Show what was said; `revision` is that of the assessment now, to tell what was said of an earlier one."""
        decision = held.decision if held is not None else None
        words = decision.words if decision else UNDECIDED
        self.shape.show_shape(decision_shape(decision), words)
        self.words_label.setText(f"{held.by}: {words}" if held is not None and held.is_apart else words)
        self.reason_label.setText(held.reason if held is not None else "")
        self.reason_label.setVisible(bool(held and held.reason))
        self.who_label.setText(_who_words(held, revision) if held is not None else "")
        self.who_label.setVisible(bool(self.who_label.text()))
        self.setAccessibleName(breakable(f"{self.words_label.accessibleName()}. {held.reason if held else ''}"))

    def lead_with(self, button: QPushButton) -> None:
        """Put a button below that leads to where it was said."""
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _who_words(held: Moderation, revision: int) -> str:
    parts = [held.by if not held.is_apart else "", day_words(held.on) if held.on else "",
             f"of revision {held.revision}; it is revision {revision} now"
             if held.revision and held.revision != revision else ""]
    return ", ".join(part for part in parts if part)
