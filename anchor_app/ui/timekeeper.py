"""Going back and forth in time in a window: undo and redo, and what is said and shown after one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence
from shiboken6 import isValid

from anchor_app.domain.owned_record import owned_key
from anchor_app.ui import places
from anchor_app.ui.widgets.message_bar import INFO, REFUSED
from anchor_app.ui.widgets.undo_keys import REDO_KEYS, UNDO_KEYS

if TYPE_CHECKING:
    from anchor_app.domain.edit import Edit
    from anchor_app.domain.holdings import Holdings
    from anchor_app.ui.hub import Hub
    from anchor_app.ui.main_window import MainWindow


class Timekeeper(QObject):
    """Leads a window's wishes to undo and redo to the hub that it shows, from `follow` on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hub: Hub | None = None
        for words, keys, act in (("Undo", UNDO_KEYS, self.undo), ("Redo", REDO_KEYS, self.redo)):
            action = QAction(words, window)
            action.setShortcuts([QKeySequence(one) for one in keys])
            action.triggered.connect(act)
            window.addAction(action)
        window.header.undo_requested.connect(self.undo)
        window.header.redo_requested.connect(self.redo)

    def follow(self, hub: Hub) -> None:
        """Turn to another hub, and read what can be undone as soon as there is a moment for it."""
        if self._hub is not None and isValid(self._hub):
            self._hub.steps.changed.disconnect(self._on_changed)
            self._hub.steps.taken.disconnect(self._on_taken)
        self._hub = hub
        hub.steps.changed.connect(self._on_changed)
        hub.steps.taken.connect(self._on_taken)
        self._on_changed()
        QTimer.singleShot(0, hub.steps, hub.steps.read)

    def undo(self) -> None:
        """Take back what was changed last, with what is being typed counting as changed."""
        self._step(is_undo=True)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._step(is_undo=False)

    def _step(self, *, is_undo: bool) -> None:
        hub = self._window.hub
        if hub is None:
            return
        self._window.flush_editors()
        if hub.workspace.read_only:
            self._window.message_bar.say(hub.steps.why_not(is_undo=is_undo), REFUSED)
        elif is_undo:
            hub.undo()
        else:
            hub.redo()

    def _on_changed(self) -> None:
        hub, header = self._window.hub, self._window.header
        if hub is None or hub is not self._hub:
            return
        steps = hub.steps
        header.undo_button.show_step(steps.undo.edit.label if steps.undo else "", steps.why_not(is_undo=True))
        header.redo_button.show_step(steps.redo.edit.label if steps.redo else "", steps.why_not(is_undo=False))

    def _on_taken(self, is_undo: bool, edit: Edit) -> None:
        """Show where the change was, and say what was done."""
        hub = self._window.hub
        if hub is None:
            return
        place, key = where(edit, hub.workspace.holdings, self._window.place)
        if place:
            self._window.show_item(place, key)
        self._window.message_bar.say(f"{'Undone' if is_undo else 'Redone'}: {edit.label}", INFO)


_YEAR: Mapping[str, str] = {
    "action": places.ACTIONS, "action-note": places.ACTIONS, "outcome": places.OUTCOMES, "update": places.UPDATES,
    "story": places.PRACTICE, "taken-up": places.PRACTICE, "meeting": places.MEETINGS, "meeting-item": places.MEETINGS,
    "representative": places.MEETINGS}
"""Where records of the year around the charter can be seen."""
_OF_REPORTS = frozenset({"report-plan", "front-sheet", "front-sheet-line", "front-sheet-answer", "implication",
                         "emblem"})
"""Records that are written for reports."""


def where(edit: Edit, holdings: Holdings, at: str = "") -> tuple[str, str]:
    """The place and the item in it at which a change can be seen; ("", "") where one should stay.

    Of two places that show it, it is the one `at` which somebody is.
    """
    from anchor_app.domain.history_words import component_of

    for change in edit.changes:
        what = change.what
        if what.kind in _YEAR:
            return _YEAR[what.kind], owned_key(what.owner, what.item)
        if what.kind in _OF_REPORTS:  # by the report that it is written for, where one is named
            return places.REPORTS, what.item.partition("/")[0] if "/" in what.item else ""
        inside = change.new or change.old or "" if (what.kind, what.field) == ("opportunity", "component") else ""
        component = component_of(what, holdings) or inside
        if component and not edit.touches("evidence"):
            return places.ASSESSMENT, component
        if what.kind == "principle":
            return places.ASSESSMENT, what.item.partition("/")[0]
        if what.kind == "reading":
            return _where_reading(edit, what.item, what.owner, holdings, at)
        if what.kind == "evidence":
            return places.EVIDENCE, what.item
        if what.kind == "organisation":
            return places.SETTINGS, ""
    return "", ""


def _where_reading(edit: Edit, reading: str, owner: str, holdings: Holdings, at: str) -> tuple[str, str]:
    """A reading of a domain's outcome can be seen with its domain too; one that is gone is named by its edit."""
    held = holdings.readings.get(reading)
    told = {one.what.field: one.new or one.old or "" for one in edit.changes if one.what.item == reading}
    domain, outcome = (held.domain, held.outcome) if held else (told.get("domain", ""), told.get("outcome", ""))
    if domain and not outcome and at == places.ASSESSMENT:
        return places.ASSESSMENT, domain
    return places.OUTCOMES, owned_key(owner, outcome or domain)
