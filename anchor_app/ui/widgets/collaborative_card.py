"""The collaborative's own details: its name, and the smallest group that the public view tells apart."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from anchor_app.domain.introducing import LARGEST_GROUP, AmendCollaborative
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.editor import LineEditor
from anchor_app.ui.widgets.form import Field

_NOT_A_NUMBER = f"Write a whole number from 1 to {LARGEST_GROUP:,}."


class CollaborativeCard(Card):
    """Each change is saved at once."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__("Collaborative", "", parent)
        self._hub = hub
        self.name = LineEditor(placeholder="Bay and Fells Collaborative")
        self.name.setObjectName("collaborative_name")
        self.smallest = LineEditor()
        self.smallest.setObjectName("smallest_group")
        self.smallest_field = Field("Smallest group in the public view", self.smallest,
                                    "Groups of fewer organisations are not shown there, so that nobody is guessed.")
        self.body.addWidget(Field("Its name", self.name, "Stands on the board, in reminders and on paper."))
        self.body.addWidget(self.smallest_field)
        self.name.committed.connect(self._on_named)
        self.smallest.committed.connect(self._on_sized)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        held = self._hub.workspace.holdings.collaborative
        self.name.show_text(held.name, "name")
        self.smallest.show_text(str(held.smallest_group), "smallest_group")
        for editor in (self.name, self.smallest):
            editor.setReadOnly(bool(self._hub.workspace.read_only))

    def _on_named(self, text: str) -> None:
        self._hub.do(AmendCollaborative({"name": text.strip()}))

    def _on_sized(self, text: str) -> None:
        bare = text.strip().replace(",", "")
        is_number = bare.isdecimal() and len(bare) < 6 and 1 <= int(bare) <= LARGEST_GROUP
        self.smallest_field.set_fault("" if is_number else _NOT_A_NUMBER)
        if is_number:
            self._hub.do(AmendCollaborative({"smallest_group": int(bare)}))
