"""The year around the charter in a window: where its pages' wishes lead, and how many actions are overdue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from anchor_app.ui import places
from anchor_app.ui.widgets.message_bar import INFO

if TYPE_CHECKING:
    from anchor_app.domain.edit import Edit
    from anchor_app.ui.hub import Hub
    from anchor_app.ui.main_window import MainWindow

_WISHES: Mapping[str, str] = {
    "action_requested": places.ACTIONS, "outcome_requested": places.OUTCOMES, "update_requested": places.UPDATES,
    "story_requested": places.PRACTICE, "report_requested": places.REPORTS, "meeting_requested": places.MEETINGS}
"""Signals with the key of what is wanted ("" for none), and the places that show it."""


class YearRound(QObject):
    """Leads wishes of any page to the pages of the year, and counts beside their entries what is overdue."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hub: Hub | None = None
        window.page_made.connect(self._on_page_made)

    def follow(self, hub: Hub) -> None:
        """Turn to another hub."""
        if self._hub is not None and isValid(self._hub):
            self._hub.edited.disconnect(self._on_edited)
            self._hub.refreshed.disconnect(self._on_refreshed)
        self._hub = hub
        hub.edited.connect(self._on_edited)
        hub.refreshed.connect(self._on_refreshed)
        self._count()

    def _on_page_made(self, page: QWidget) -> None:
        made: Any = page
        for name, place in _WISHES.items():
            signal = getattr(made, name, None)
            if signal is not None:
                signal.connect(partial(self._window.show_item, place))
        if hasattr(made, "action_made"):
            made.action_made.connect(self._on_action_made)

    def _on_action_made(self, key: str) -> None:
        """Whoever made an action of what stands on a page stays there, and is told where it is."""
        self._window.message_bar.say("Action made.", INFO,
                                     ("Show it", partial(self._window.show_item, places.ACTIONS, key)))

    def _on_edited(self, edit: Edit) -> None:
        if edit.touches("action") or edit.touches("assessment"):
            self._count()

    def _on_refreshed(self, _key: object) -> None:
        self._count()

    def _count(self) -> None:
        """How many actions of the chosen assessment's organisation are overdue today; nothing where none is."""
        if self._hub is None:
            return
        workspace, key = self._hub.workspace, self._hub.assessment_id
        held = workspace.holdings.assessments.get(key) if key else None
        today = workspace.clock.today()
        late = sum(one.is_overdue(today) for one in workspace.holdings.owned("actions", held.organisation)
                   ) if held else 0
        self._window.side_bar.entry(places.ACTIONS).set_count(
            f"{late:,}" if late else "", f"{late:,} overdue" if late else "")
