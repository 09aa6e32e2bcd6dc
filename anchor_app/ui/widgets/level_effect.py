"""The level, and what this component does to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from anchor_app.domain.charter import Component
from anchor_app.domain.edit import Edit
from anchor_app.domain.wording import what_if
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.badge import LevelBadge
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.text import PlainLabel


class LevelEffect(Card):
    """The card "Your level": the self-assessed level and what it would be with this component."""

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__("Your level", parent=parent)
        self._answers = answers
        self._component: Component | None = None
        self.badge = LevelBadge()
        self.sentence = PlainLabel("", "hint")
        self.body.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.sentence)

    def show_component(self, component: Component | None) -> None:
        """Say what that component does to the level; with None, only the level."""
        self._component = component
        self._show()

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if any(change.what.kind == "component" and change.what.field == "status" for change in edit.changes):
            self._show()

    def _show(self) -> None:
        own = self._answers.score.self_assessed
        self.badge.set_level(own.level_name, own.rank, len(own.charter.levels))
        if self._component is None:
            self.sentence.setText(f"{own.counted} of {own.of} components fulfilled.")
        else:
            self.sentence.setText(what_if(own.charter, self._answers.assessment, self._component.id))
