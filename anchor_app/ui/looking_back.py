"""Looking back in a window: everything as it was at a moment, plainly marked, and the way back to now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.domain.level_wording import day_words
from anchor_app.ui import places
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.message_bar import REFUSED

if TYPE_CHECKING:
    from datetime import date

    from anchor_app.domain.assessment import Assessment
    from anchor_app.domain.moment import Moment
    from anchor_app.services.workspace import Workspace
    from anchor_app.ui.dialogs.past_dialog import PastDialog
    from anchor_app.ui.main_window import MainWindow
    from anchor_app.ui.tasks import Tasks

_UNEXPECTED = "What was held then could not be read. Check your data in the settings."


class LookingBack(QObject):
    """Shows the past of the workspace that a window shows, as a hub of its own that saves nothing.

    `on_shown(hub)` is told which hub the window shows, of the past or again of the present.
    """

    def __init__(self, window: MainWindow, tasks: Tasks, on_shown: Callable[[Hub], None]) -> None:
        super().__init__(window)
        self._window, self._tasks, self._on_shown = window, tasks, on_shown
        self._now: tuple[Hub, str | None] | None = None
        self._dialog: PastDialog | None = None
        window.page_made.connect(self._on_page_made)
        window.header.past_requested.connect(self.ask)

    @property
    def is_past(self) -> bool:
        """Whether the window shows the past."""
        return self._now is not None

    def ask(self) -> None:
        """Ask which day to look back to."""
        hub = self._window.hub
        if hub is None or hub.workspace.as_at or hub.assessment_id is None:
            return
        from anchor_app.ui.dialogs.past_dialog import PastDialog

        self._window.flush_editors()
        workspace = hub.workspace
        days = _known_days(workspace.holdings.assessments_of(workspace.assessment(hub.assessment_id).organisation))
        dialog = PastDialog(workspace.clock.today(), days, self._window)
        dialog.moment_requested.connect(self.show)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    def show(self, moment: Moment) -> None:
        """Show everything as it was at a moment, once what was typed is saved."""
        hub = self._window.hub
        if hub is None:
            return
        if not self._window.flush():
            self._fail("The last changes could not be saved yet, so the window stays where it is.")
            return
        from anchor_app.services.looking_back import workspace_at

        workspace = self._now[0].workspace if self._now else hub.workspace
        self._tasks.store(lambda: workspace_at(workspace, moment), self._on_there, self._on_not_there)

    def back(self) -> None:
        """Show the present again, at the place where one is."""
        if self._now is None:
            return
        (hub, key), place = self._now, self._window.place
        self._now = None
        past = self._window.hub
        self._show(hub, key, place)
        if past is not None:
            past.deleteLater()

    def forget(self) -> None:
        """The workspace is closed, and so is its past."""
        self._now = None

    def _show(self, hub: Hub, key: str | None, place: str) -> None:
        self._window.header.lock = "not while looking back" if hub.workspace.as_at else ""
        self._window.show_workspace(hub, key, place)
        self._on_shown(hub)
        self._window.activateWindow()
        (self._window.banner.button if hub.workspace.as_at else self._window.side_bar.entry(
            place if place in self._window.side_bar.keys else places.OVERVIEW)).setFocus()

    def _on_there(self, past: Workspace) -> None:
        window = self._window
        hub = window.hub
        if hub is None:
            return
        wanted = self._now[1] if self._now else hub.assessment_id
        key = _same_or_near(past, (self._now[0] if self._now else hub).workspace, wanted)
        if key is None:
            self._fail(f"On {past.as_at} there was no assessment of this organisation yet. Choose a later day.")
            return
        if self._dialog is not None:
            self._dialog.accept()
        place, old = window.place, hub if self._now else None
        self._now = self._now or (hub, hub.assessment_id)
        self._show(Hub(past, self._tasks, self), key, place)
        if old is not None:
            old.deleteLater()

    def _on_not_there(self, error: BaseException) -> None:
        self._fail(str(error) if isinstance(error, Refusal) else _UNEXPECTED)

    def _fail(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.show_fault(sentence)
        else:
            self._window.message_bar.say(sentence, REFUSED)

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def _on_page_made(self, page: QWidget) -> None:
        for name, act in (("moment_requested", self.show), ("past_requested", self.ask)):
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(act)


def _same_or_near(past: Workspace, now: Workspace, wanted: str | None) -> str | None:
    """The assessment that was shown, or the last that its organisation had then."""
    if wanted is None or wanted in past.holdings.assessments:
        return wanted
    every = past.holdings.assessments_of(now.assessment(wanted).organisation)
    return every[-1].id if every else None


def _known_days(assessments: tuple[Assessment, ...]) -> dict[str, date]:
    """The days that people ask about, by what happened on them."""
    signed = {one.title: signing.on for one in assessments for signing in one.signings.values() if signing.on}
    return {f"{title} was signed off, {day_words(day)}": day for title, day in signed.items()}
