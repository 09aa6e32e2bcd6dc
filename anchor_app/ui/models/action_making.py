"""Making actions of what calls for them in an assessment, by one click; from then on the click leads to the action."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from anchor_app.domain.acting import MakeAction, made_from
from anchor_app.domain.action import Action, ActionSource
from anchor_app.domain.edit import Edit
from anchor_app.domain.owned_record import owned_key
from anchor_app.ui.models.answers import Answers

MAKE, SHOW = "Make an action", "Show the action"


class Offer(NamedTuple):
    """What a button of actions says, whether the action is there already, and whether a click does anything."""

    words: str
    is_made: bool
    is_possible: bool


class ActionMaking(QObject):
    """`made(key)` comes when an action is there that somebody asked for, `requested(key)` to show one made before."""

    made = Signal(str)
    requested = Signal(str)

    def __init__(self, answers: Answers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self._asked: dict[tuple[str, ActionSource, str], str] = {}
        answers.hub.edited.connect(self._on_edited)
        answers.hub.refreshed.connect(lambda _: self._asked.clear())

    @property
    def is_locked(self) -> bool:
        """Whether none can be made; an assessment that is signed keeps nobody from acting on it."""
        return bool(self._answers.hub.workspace.read_only)

    def of(self, source: ActionSource, item: str) -> Action | None:
        """The action that was made of that opportunity's id, or of that component, already."""
        assessment = self._answers.assessment
        return made_from(self._answers.holdings, assessment.organisation, source, item, assessment.id)

    def offer(self, source: ActionSource, item: str) -> Offer:
        """What a click does now, and whether it does anything."""
        is_made = self.of(source, item) is not None
        return Offer(SHOW if is_made else MAKE, is_made, is_made or not self.is_locked)

    def press(self, source: ActionSource, item: str) -> None:
        """Show the action that was made of it, or make one."""
        held, hub = self.of(source, item), self._answers.hub
        asked = self._answers.id, source, item
        if held is not None:
            self.requested.emit(held.key)
        elif asked not in self._asked:
            wish = MakeAction(self._answers.id, source, item, hub.workspace.clock.today())
            self._asked[asked] = owned_key(self._answers.assessment.organisation, wish.id)
            hub.do(wish)

    def _on_edited(self, edit: Edit) -> None:
        if not self._asked or not edit.touches("action"):
            return
        held = self._answers.holdings.actions
        for asked, key in [(asked, key) for asked, key in self._asked.items() if key in held]:
            del self._asked[asked]
            self.made.emit(key)
