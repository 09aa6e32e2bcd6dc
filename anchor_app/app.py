"""The composition root: calls constructors in order; the wiring diagram of the window."""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from anchor_app.services.settings import Settings
    from anchor_app.services.workspace import Clock
    from anchor_app.ui.application import Application
    from anchor_app.ui.errors import Faults
    from anchor_app.ui.main_window import MainWindow
    from anchor_app.ui.session import Session
    from anchor_app.ui.tasks import Tasks
    from anchor_app.ui.theme import Appearance


@dataclass
class Window:
    """Everything that stands behind one window; `session` is there from `begin` on."""

    app: Application
    window: MainWindow
    tasks: Tasks
    faults: Faults
    appearance: Appearance
    folder: Path
    settings: Settings
    notice: str = ""
    clock: Clock | None = None
    session: Session | None = None

    def begin(self) -> Session:
        """Open the workspace. Only now is imported what the first frame does not need."""
        from anchor_app.ui.session import Session

        if self.session is None:
            self.session = Session(self.window, self.tasks, self.appearance, self.faults, folder=self.folder,
                                   settings=self.settings, notice=self.notice, clock=self.clock)
            self.session.begin()
        return self.session


def compose(folder: Path | None = None, *, settings: Settings | None = None, clock: Clock | None = None) -> Window:
    """A window on the workspace in a folder (None: the person's own), not shown yet and nothing opened yet."""
    from anchor_app.services.folders import default_folder, log_folder
    from anchor_app.services.settings import read_settings
    from anchor_app.ui import icons, window_state
    from anchor_app.ui.actions import add_actions
    from anchor_app.ui.application import make_application
    from anchor_app.ui.errors import Faults
    from anchor_app.ui.main_window import MainWindow
    from anchor_app.ui.tasks import Tasks
    from anchor_app.ui.theme import Appearance, Scheme

    app = make_application()
    kept, notice = (settings, "") if settings is not None else read_settings()
    appearance = Appearance(app)
    appearance.apply(Scheme(kept.scheme), kept.text_scale / 100)
    window = MainWindow(lambda place, hub: parts.begin().make_page(place, hub))
    window.setWindowIcon(icons.app_icon())
    window_state.restore(window, kept)
    add_actions(window)
    parts = Window(app, window, Tasks(), Faults(log_folder(), app), appearance, folder or default_folder(), kept,
                   notice, clock)
    return parts


def open_window(folder: Path | None = None) -> int:
    """Open the window, or bring the one that is open already to the front; returns the exit code."""
    gc.disable()  # a start makes many things and no rubbish: looking for it costs a tenth of the time
    from anchor_app.ui.application import NO_SCREEN, Ending, has_screen, make_application

    if not has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return 1
    app = make_application()
    from anchor_app.services.folders import default_folder
    from anchor_app.ui.single_instance import SingleInstance

    instance = SingleInstance(folder or default_folder(), app)
    if instance.is_second():
        return 0
    ending = Ending(app, lambda: parts.window.close_now())  # heard only once the window is there
    instance.listen()
    parts = compose(folder)
    parts.faults.install()
    instance.raise_requested.connect(lambda: _come_forward(parts.window))
    parts.window.painted.connect(parts.begin)
    parts.window.usable.connect(_collect_again)
    parts.window.usable.connect(lambda: parts.tasks.run(lambda progress, is_cancelled: _sweep()))
    parts.window.usable.connect(lambda: parts.tasks.run(lambda progress, is_cancelled: import_pages(is_cancelled)))
    parts.window.show()
    code = app.exec()
    _sweep()
    ending.stop()
    instance.close()
    parts.faults.remove()
    return code


def show_window(folder: Path) -> None:
    """Show a window on a workspace until its page has painted, and close it; for the self-test."""
    import os

    from anchor_app.services.settings import Settings
    from anchor_app.ui.application import has_come, has_screen

    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    parts = compose(folder, settings=Settings())
    parts.window.painted.connect(parts.begin)
    is_usable = has_come(parts.window.usable, parts.window.show, 20_000)
    place = parts.window.place
    parts.window.close_now()
    if not is_usable or not place:
        raise RuntimeError("the window did not show the workspace")


def _collect_again() -> None:
    """Look for rubbish from now on, though not in what the start has made: that stays for as long as the window."""
    gc.freeze()
    gc.enable()


def import_pages(is_cancelled: Callable[[], bool]) -> None:
    """Import the other pages' modules behind the first page, so that nobody waits for it when one is opened."""
    import importlib
    import pkgutil

    from anchor_app.ui import pages

    for module in pkgutil.iter_modules(pages.__path__):
        if not is_cancelled():
            importlib.import_module(f"{pages.__name__}.{module.name}")


def _sweep() -> None:
    """Remove the copies of evidence that were opened in other programs, here or by a process that is gone."""
    from anchor_app.services.evidence_copies import sweep_copies

    sweep_copies()


def _come_forward(window: MainWindow) -> None:
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
