"""Making and opening workspaces: where they lie, who may write, and what a person should be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from anchor_app import resources
from anchor_app.domain.charter import Charter
from anchor_app.domain.holdings import Holdings
from anchor_app.services.folders import default_folder, example_folder, log_folder
from anchor_app.services.settings import Settings, person, read_settings
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.storage.errors import (
    DamagedWorkspace,
    DiskFull,
    NotAWorkspace,
    ReadOnlyWorkspace,
    WorkspaceGone,
    WorkspaceTrouble,
)

if TYPE_CHECKING:
    from anchor_app.storage.first_look import LateStore
    from anchor_app.storage.store import Store
    from anchor_app.storage.unread_parts import Progress

__all__ = ["Opened", "create_workspace", "default_folder", "example_folder", "has_workspace", "log_folder",
           "open_workspace", "shipped_charter"]

SHIPPED_CHARTER = "lsc-anchor-charter.toml"


def shipped_charter() -> Charter:
    """The charter that the product comes with."""
    from anchor_app.domain.charter_file import open_charter

    return open_charter(resources.charters() / SHIPPED_CHARTER)


@dataclass(slots=True)
class Opened:
    """A workspace that is open, with what a person should be told about it; it belongs to one thread.

    `workspace.read_only` is "" or the sentence that says why nothing can be changed.
    """

    workspace: Workspace
    store: Store | LateStore
    folder: Path
    notices: tuple[str, ...] = ()

    def close(self) -> None:
        """Give the file and the lock back; a second time is no mistake."""
        self.store.close()

    def settle(self) -> None:
        """Make ready to save, where opening it left that for later; raises what can go wrong with opening."""
        if not self.workspace.read_only:
            _ = self.store.past

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def has_workspace(folder: Path) -> bool:
    """Whether a folder holds a workspace, or parts of one."""
    from anchor_app.storage.opening import is_used

    return folder.is_dir() and is_used(folder)


def create_workspace(folder: Path, *, about: Mapping[str, str] | None = None, settings: Settings | None = None,
                     clock: Clock | None = None) -> Opened:
    """Make a workspace with the shipped charter in it, and open it for writing.

    Raises NotAWorkspace where one is, or was, or where other files lie; UnfitPlace; DiskFull; DiskTrouble.
    """
    from anchor_app.storage.store import Store

    _refuse_unfit(folder)
    _refuse_foreign(folder)
    time, who = clock or Clock(), person(settings or read_settings()[0])
    Store.create(folder, about=about or {}, who=who, at=time.now()).close()
    opened = open_workspace(folder, settings=settings, clock=clock)
    try:
        opened.workspace.keep_charter(shipped_charter())
    except BaseException:
        opened.close()
        raise
    return opened


def open_workspace(folder: Path, *, read_only: bool = False, take_over: bool = False, even_if_newer: bool = False,
                   is_quick: bool = False, settings: Settings | None = None, clock: Clock | None = None,
                   progress: Progress = lambda done, of: None) -> Opened:
    """Open a workspace, for writing unless it is asked for or found to be open for reading only.

    With `is_quick` what saving needs is left for `settle`, or the first save; `progress` is then told how many facts
    of a large one are checked, and may raise Cancelled.

    Raises WorkspaceInUse, LeftOpenElsewhere (unless `take_over`), NewerWorkspace (unless `read_only` and
    `even_if_newer`), UnfitPlace for a live workspace, and what else can be wrong with it.
    """
    chosen, notice = (settings, "") if settings else read_settings()
    why = "It is open for reading only." if read_only else ""
    if not read_only:
        _refuse_unfit(folder)
        try:
            late = _looked_at(folder, take_over, progress) if is_quick else None
            if late is not None:
                return _opened_late(late, folder, chosen, clock, notice)
            store = _opened_store(folder, take_over=take_over)
        except (ReadOnlyWorkspace, DiskFull) as error:
            why = str(error)
    if why:
        store = _opened_store(folder, read_only=True, even_if_newer=even_if_newer)
    try:
        holdings = _loaded(store)
        workspace = Workspace(store, holdings, who=person(chosen), clock=clock, about=store.about(),
                              read_only=why)
        notices = tuple(one for one in (notice, _about_strangers(store)) if one)
    except BaseException:
        store.close()
        raise
    return Opened(workspace, store, store.folder or folder, notices)


def _looked_at(folder: Path, take_over: bool, progress: Progress) -> tuple[LateStore, Holdings] | None:
    from anchor_app.storage.first_look import looked_at

    try:
        return looked_at(folder, take_over=take_over, progress=progress)
    except (DamagedWorkspace, NotAWorkspace, WorkspaceGone):
        return None  # opening it in the usual way says what is wrong, and what can be done


def _opened_late(late: tuple[LateStore, Holdings], folder: Path, settings: Settings, clock: Clock | None,
                 notice: str) -> Opened:
    store, holdings = late
    workspace = Workspace(store, holdings, who=person(settings), clock=clock, about=store.about())
    notices = tuple(one for one in (notice, _about_strangers(store)) if one)
    return Opened(workspace, store, store.folder, notices)


def _opened_store(folder: Path, *, read_only: bool = False, take_over: bool = False,
                  even_if_newer: bool = False) -> Store:
    from anchor_app.storage import opening
    from anchor_app.storage.store import Store

    try:
        if read_only and not even_if_newer:
            opening.format_of(opening.located(opening.canonical(folder)))
        return Store.open(folder, read_only=read_only, take_over=take_over)
    except (DamagedWorkspace, NotAWorkspace, WorkspaceGone) as trouble:
        if folder.exists():
            raise _with_offer(trouble, folder) from trouble
        raise NotAWorkspace(f"There is no workspace in {folder} yet. Add an organisation first, "
                            "or look at the example.") from None


def _loaded(store: Store) -> Holdings:
    """What a store holds; raises DamagedWorkspace, with an offer of the newest backup that is whole."""
    try:
        return store.load()
    except DamagedWorkspace as trouble:
        if store.folder is None:
            raise
        raise _with_offer(trouble, store.folder) from trouble


def _with_offer(trouble: WorkspaceTrouble, folder: Path) -> WorkspaceTrouble:
    from anchor_app.services.backups import with_offer

    return with_offer(trouble, folder)


def _refuse_unfit(folder: Path) -> None:
    """Raise UnfitPlace for a folder in which a live workspace would come to harm."""
    from anchor_app.storage.place import check_place

    check_place(folder.resolve())


def _refuse_foreign(folder: Path) -> None:
    """Raise NotAWorkspace for a folder in which anything lies that is not the workspace's own."""
    if folder.is_dir() and not has_workspace(folder) and any(folder.iterdir()):
        raise NotAWorkspace(f"The folder {folder} holds other files. Choose an empty folder, or a name for a "
                            "new one, so that the workspace's files stay apart.")


def _about_strangers(store: Store | LateStore) -> str:
    strangers = store.strangers()
    if not strangers:
        return ""
    names = ", ".join(path.name for path in strangers[:3])
    return (f"In the workspace's folder lie files that a syncing program may have made of it: {names}. "
            "They are not used. Compare them, then move them elsewhere.")
