"""How a window comes by the workspace of a folder, and what it shows where that takes long."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from anchor_app.services import starting
from anchor_app.services.settings import Settings
from anchor_app.services.workspace import Clock
from anchor_app.storage.errors import Cancelled, WorkspaceInUse

if TYPE_CHECKING:
    from collections.abc import Callable

    from anchor_app.services.starting import Opened
    from anchor_app.ui.main_window import MainWindow
    from anchor_app.ui.pages.opening_page import OpeningPage

_SOON = 0.2
"""Seconds after which an opening that is not over is shown."""

_OFTEN = 0.1
"""Seconds between two looks at how far it is."""

STOPPED = "It was not opened, as you wished, and nothing was changed."


class Entering(QObject):
    """Shows in a window how far the opening of a large workspace is, and lets it be stopped."""

    _told = Signal(int, int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._stopped = Event()
        self.page: OpeningPage | None = None
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        window.closed.connect(lambda: self._stopped.set())

    def follow(self) -> Callable[[int, int], None]:
        """What the opening on the store's thread tells how far it is; raises Cancelled there once it was stopped."""
        stopped = self._stopped = Event()
        self.page = None
        next_at = time.monotonic() + _SOON

        def tell(done: int, of: int) -> None:
            nonlocal next_at
            if stopped.is_set():
                raise Cancelled(STOPPED)
            if time.monotonic() >= next_at:
                next_at = time.monotonic() + _OFTEN
                self._told.emit(done, of)

        return tell

    def _on_told(self, done: int, of: int) -> None:
        if self.page is None:
            from anchor_app.ui.pages.opening_page import OpeningPage

            self.page = OpeningPage()
            self.page.stop_requested.connect(self._stopped.set)
            self._window.show_alone(self.page, is_passing=True)
        self.page.show_share(done, of)


def opened_in(folder: Path, settings: Settings, clock: Clock, progress: Callable[[int, int], None], *,
              read_only: bool = False, take_over: bool = False) -> Opened | None:
    """The workspace of a folder, for reading only while another program writes to it; None where there is none."""
    if not starting.has_workspace(folder):
        return None
    try:
        return starting.open_workspace(folder, read_only=read_only, take_over=take_over, even_if_newer=read_only,
                                       is_quick=True, settings=settings, clock=clock, progress=progress)
    except WorkspaceInUse as error:
        opened = starting.open_workspace(folder, read_only=True, settings=settings, clock=clock)
        opened.workspace.read_only = str(error)
        return opened
