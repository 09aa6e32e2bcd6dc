"""A session: from the first frame to the last save, with one workspace open at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal
from anchor_app.domain.organisation import Organisation
from anchor_app.services import starting
from anchor_app.services.settings import Settings, account_name, person, write_settings
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.storage.errors import DamagedWorkspace, LeftOpenElsewhere, NewerWorkspace, NotAWorkspace
from anchor_app.ui import errors, places, window_state
from anchor_app.ui.collaborating import Collaborating
from anchor_app.ui.entering import Entering, opened_in
from anchor_app.ui.exchanging import Exchanging
from anchor_app.ui.hub import Hub
from anchor_app.ui.looking_back import LookingBack
from anchor_app.ui.main_window import MainWindow
from anchor_app.ui.restoring import Restoring
from anchor_app.ui.safekeeping import Safekeeping
from anchor_app.ui.tasks import Tasks
from anchor_app.ui.theme import Appearance, Scheme
from anchor_app.ui.timekeeper import Timekeeper
from anchor_app.ui.widgets.message_bar import INFO, REFUSED, TROUBLE
from anchor_app.ui.year import YearRound

if TYPE_CHECKING:
    from anchor_app.services.starting import Opened
    from anchor_app.ui.dialogs.organisation_dialog import BeginDialog
    from anchor_app.ui.pages.start_page import StartPage, StartWish

EXAMPLE_WORDS = "Example: all data are fictional"


class Session(QObject):
    """Opens workspaces on the store thread, shows them in the window, and closes them again.

    One that cannot be opened is left as it is, and the window says why. `folder` is the person's own workspace.
    """

    def __init__(self, window: MainWindow, tasks: Tasks, appearance: Appearance, faults: errors.Faults, *,
                 folder: Path, settings: Settings, notice: str = "", clock: Clock | None = None) -> None:
        super().__init__(window)
        self.settings = settings
        self.folder = self._own_folder = folder
        self._window, self._tasks, self._appearance = window, tasks, appearance
        self._clock = clock or Clock()
        self._notice = notice
        self._opened: Opened | None = None
        self._dialog: BeginDialog | None = None
        self._awaited = ""
        self._entering = Entering(window)
        self.timekeeper = Timekeeper(window)
        self.exchanging = Exchanging(window)
        self.collaborating = Collaborating(window)
        self.year = YearRound(window)
        self.safekeeping = Safekeeping(tasks, self)
        self.restoring = Restoring(window, tasks, self._close_workspace, self._open_again, self._clock.now)
        self._then: Callable[[], None] | None = None
        self.looking_back = LookingBack(window, tasks, self._on_hub_shown)
        window.organisation_wanted.connect(self._on_organisation_wanted)
        window.period_wanted.connect(self._on_period_wanted)
        window.closed.connect(self._on_closed)
        faults.happened.connect(lambda: window.message_bar.say(errors.SENTENCE, TROUBLE))

    @property
    def today(self) -> date:
        """The day it is."""
        return self._clock.today()

    # Opening

    def begin(self, *, read_only: bool = False, take_over: bool = False) -> None:
        """Open the folder, or ask for what a first workspace needs when there is none."""
        folder, settings, clock = self.folder, self.settings, self._clock
        follow = self._entering.follow()
        self._tasks.store(lambda: opened_in(folder, settings, clock, follow, read_only=read_only, take_over=take_over),
                          self._on_opened, self._on_not_opened)

    def open_example(self) -> None:
        """Close what is open, and show the example, making it the first time."""
        folder, settings, clock = starting.example_folder(), self.settings, self._clock

        def work() -> Opened:
            if starting.has_workspace(folder):
                return starting.open_workspace(folder, settings=settings, clock=clock)
            from anchor_app.services.example import make_example

            return make_example(folder)

        self._switch(folder, work)

    def open_own(self) -> None:
        """Close what is open, and show the person's own workspace."""
        settings, clock, folder = self.settings, self._clock, self._own_folder
        follow = self._entering.follow()
        self._switch(folder, lambda: opened_in(folder, settings, clock, follow))

    def _open_again(self, then: Callable[[], None]) -> None:
        """Open the same folder anew, and do something once it is shown."""
        self._then = then
        if self.folder == self._own_folder:
            self.begin()
        else:
            self.open_example()

    def _restore(self, backup: Path) -> None:
        self.restoring.restore(self.folder, backup)

    def _switch(self, folder: Path, work: Callable[[], object]) -> None:
        if not self._window.flush():
            self._window.message_bar.say("The last changes could not be saved, so this workspace stays open.", TROUBLE)
            return
        self._close_workspace()
        self.folder = folder
        self._tasks.store(work, self._on_opened, self._on_not_opened)

    def _on_opened(self, opened: Opened | None) -> None:
        self._opened = opened
        if opened is None:
            self._show_start(None)
            return
        holdings = opened.workspace.holdings
        if not holdings.assessments:
            self._show_start(next(iter(holdings.organisations.values()), None))
            return
        self._show_workspace(opened.workspace, self._last_assessment(opened.workspace))
        QTimer.singleShot(0, lambda: self._tasks.store(opened.settle, failed=self._on_not_opened))
        if self._then is not None:
            then, self._then = self._then, None
            then()
        for sentence in (self._notice, *opened.notices):
            if sentence:
                self._window.message_bar.say(sentence, INFO)
        self._notice = ""

    def _on_not_opened(self, error: BaseException) -> None:
        from anchor_app.ui.pages.trouble_page import TroublePage

        sentence = str(error) if isinstance(error, Refusal) else errors.OPENING
        page = TroublePage(sentence, str(self.folder),
                           may_read=isinstance(error, (NewerWorkspace, LeftOpenElsewhere)),
                           may_take_over=isinstance(error, LeftOpenElsewhere))
        page.retry_requested.connect(self.begin)
        page.read_only_requested.connect(lambda: self.begin(read_only=True))
        page.take_over_requested.connect(lambda: self.begin(take_over=True))
        page.example_requested.connect(self.open_example)
        page.quit_requested.connect(self._window.close)
        page.restore_requested.connect(self._restore)
        self._window.show_alone(page)
        if isinstance(error, (DamagedWorkspace, NotAWorkspace)):
            self.restoring.offer_newest(self.folder, page.offer_backup)

    def _show_start(self, organisation: Organisation | None) -> None:
        from anchor_app.ui.pages.start_page import StartPage

        page = StartPage(self.today, str(self.folder), organisation)
        page.start_requested.connect(lambda wish: self._on_start_requested(page, wish))
        page.example_requested.connect(self.open_example)
        page.receive_requested.connect(lambda: self._on_packs_first(page))
        self._window.show_alone(page)
        if self._notice:
            self._window.message_bar.say(self._notice, INFO)

    def _on_start_requested(self, page: StartPage, wish: StartWish) -> None:
        from anchor_app.ui.beginning import beginning

        page.set_busy(True)
        opened, folder, settings, clock = self._opened, self.folder, self.settings, self._clock

        def work() -> tuple[Opened, str]:
            place = opened or starting.create_workspace(folder, settings=settings, clock=clock)
            try:
                place.workspace.do(beginning(place.workspace, wish)[0])
            except Refusal as refusal:
                return place, str(refusal)
            return place, ""

        self._tasks.store(work, lambda result: self._on_started(page, *result),
                          lambda error: self._on_not_started(page, error))

    def _on_started(self, page: StartPage, opened: Opened, refusal: str) -> None:
        self._opened = opened
        page.set_busy(False)
        if refusal:
            page.show_fault(refusal)
        else:
            self._on_opened(opened)

    def _on_packs_first(self, page: StartPage) -> None:
        page.set_busy(True)
        opened, folder, settings, clock = self._opened, self.folder, self.settings, self._clock
        self._tasks.store(lambda: opened or starting.create_workspace(folder, settings=settings, clock=clock),
                          self._on_ready_for_packs, lambda error: self._on_not_started(page, error))

    def _on_ready_for_packs(self, opened: Opened) -> None:
        self._opened = opened
        self._show_workspace(opened.workspace, None)
        self.exchanging.choose()

    def _on_not_started(self, page: StartPage, error: BaseException) -> None:
        page.set_busy(False)
        page.show_fault(str(error) if isinstance(error, Refusal) else errors.OPENING)

    # Showing

    def _show_workspace(self, workspace: Workspace, assessment_id: str | None) -> None:
        hub = Hub(workspace, self._tasks, self)
        hub.edited.connect(self._on_edited)
        hub.failed.connect(self._on_failed)
        self.safekeeping.watch(hub, self.folder)
        self._window.show_workspace(hub, assessment_id)
        self._on_hub_shown(hub)

    def _on_hub_shown(self, hub: Hub) -> None:
        """Say what has to be said of it, of the present or of the past, and let undo follow it."""
        workspace = hub.workspace
        self.timekeeper.follow(hub)
        self.collaborating.follow(hub)
        self.year.follow(hub)
        if workspace.as_at:
            self._window.banner.show_sentence(f"As it was on {workspace.as_at}, for reading only", "Back to now",
                                              self.looking_back.back)
        elif workspace.is_example:
            self._window.banner.show_sentence(EXAMPLE_WORDS, "Go to my own workspace", self.open_own)
        elif workspace.read_only:
            self._window.banner.show_sentence(
                f"For reading only. {workspace.read_only}", "Try to open it for writing", self.open_own)
        else:
            self._window.banner.show_sentence("")

    def make_page(self, place: str, hub: Hub) -> QWidget:
        """The page of a place."""
        if place == places.BACKUPS:
            from anchor_app.ui.pages.backups_page import BackupsPage, Vault

            backups = BackupsPage(hub, Vault(self.folder, self.safekeeping,
                                             lambda: self.restoring.kept_in(self.folder)), self._window.stack)
            backups.restore_requested.connect(self._restore)
            return backups
        if place != places.SETTINGS:
            return places.make_page(place, hub, self._window.stack, compares=self.settings.compares,
                                    keep_comparing=lambda is_on: self.change(compares=is_on))
        from anchor_app.ui.pages.settings_page import Desk, SettingsPage

        page = SettingsPage(hub, Desk(self.folder, lambda: self.settings, self.change, self._check, account_name()))
        page.example_requested.connect(self.open_example)
        return page

    def _check(self, progress: Callable[[float], None], is_cancelled: Callable[[], bool]) -> object:
        from anchor_app.services.checking import check_workspace, looked_at

        return looked_at(self.folder), check_workspace(self.folder)

    def _last_assessment(self, workspace: Workspace) -> str:
        known = workspace.holdings.assessments
        if self.settings.last_assessment in known:
            return self.settings.last_assessment
        return max(known.values(), key=lambda one: (one.period, one.started_on is not None, one.started_on)).id

    # Settings

    def change(self, **values: object) -> None:
        """Change settings, take them on, and keep them."""
        self.settings = replace(self.settings, **values)  # type: ignore[arg-type]
        if {"scheme", "text_scale"} & set(values):
            self._appearance.apply(Scheme(self.settings.scheme), self.settings.text_scale / 100)
        if "who" in values and self._opened is not None:
            self._opened.workspace.who = person(self.settings)
        settings = self.settings
        self._tasks.store(lambda: write_settings(settings), None, self._on_settings_not_kept)

    def _on_settings_not_kept(self, error: BaseException) -> None:
        self._window.message_bar.say(f"The settings are in use now but could not be kept. {error}", REFUSED)

    # Another organisation, another period

    def _on_organisation_wanted(self) -> None:
        self._ask(None)

    def _on_period_wanted(self, organisation_id: str) -> None:
        hub = self._window.hub
        if hub is not None and organisation_id in hub.workspace.holdings.organisations:
            self._ask(hub.workspace.holdings.organisations[organisation_id])

    def _ask(self, organisation: Organisation | None) -> None:
        from anchor_app.ui.dialogs.organisation_dialog import BeginDialog

        self._window.flush_editors()
        hub = self._window.hub
        every = hub.workspace.holdings.assessments_of(organisation.id) if hub is not None and organisation else ()
        dialog = BeginDialog(self.today, organisation, self._window, every[-1].title if every else "")
        if every:
            dialog.period_form.suggest_after(every[-1].period, every[-1].round)
        dialog.begin_requested.connect(self._on_begin_requested)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _on_begin_requested(self, wish: StartWish) -> None:
        hub = self._window.hub
        if hub is not None:
            from anchor_app.ui.beginning import beginning

            command, self._awaited = beginning(hub.workspace, wish)
            hub.do(command)

    def _on_edited(self, edit: Edit) -> None:
        if self._awaited and edit.touches("assessment", self._awaited):
            wanted, self._awaited = self._awaited, ""
            if self._dialog is not None:
                self._dialog.accept()
            self._window.choose(wanted)

    def _on_failed(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.show_fault(sentence)

    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    # Closing

    def _close_workspace(self) -> None:
        opened, self._opened = self._opened, None
        self.looking_back.forget()
        back_up_last = self.safekeeping.leave()
        if opened is not None:
            self._tasks.store(back_up_last)
            self._tasks.store(opened.close)

    def _on_closed(self) -> None:
        hub = self._window.hub
        values = {"window_geometry": window_state.geometry_of(self._window)}
        if hub is not None and hub.assessment_id and not hub.workspace.is_example:
            values["last_assessment"] = hub.assessment_id
        self.change(**values)
        self._close_workspace()
        self._tasks.close()
