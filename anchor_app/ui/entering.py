"""How a window comes by the workspace of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from anchor_app.services import starting
from anchor_app.services.settings import Settings
from anchor_app.services.workspace import Clock
from anchor_app.storage.errors import WorkspaceInUse

if TYPE_CHECKING:
    from anchor_app.services.starting import Opened


def opened_in(folder: Path, settings: Settings, clock: Clock, *, read_only: bool = False,
              take_over: bool = False) -> Opened | None:
    """The workspace of a folder, for reading only while another program writes to it; None where there is none."""
    if not starting.has_workspace(folder):
        return None
    try:
        return starting.open_workspace(folder, read_only=read_only, take_over=take_over, even_if_newer=read_only,
                                       is_quick=True, settings=settings, clock=clock)
    except WorkspaceInUse as error:
        opened = starting.open_workspace(folder, read_only=True, settings=settings, clock=clock)
        opened.workspace.read_only = str(error)
        return opened
