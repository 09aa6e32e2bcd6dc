"""A first look at a workspace, before everything that writing needs is imported; then the store itself."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.domain.holdings import Holdings
from anchor_app.storage import opening
from anchor_app.storage.checked_facts import charters_of, damage
from anchor_app.storage.connection import FORMAT, connect, in_words_of_ours
from anchor_app.storage.content import Content, FolderContent
from anchor_app.storage.entries import checked, damaged_at
from anchor_app.storage.errors import ChangedUnderneath, WorkspaceTrouble
from anchor_app.storage.lock import Lock
from anchor_app.storage.seals import NOTHING
from anchor_app.storage.unread_parts import PartsReader, Progress, found_in, held

if TYPE_CHECKING:
    from anchor_app.storage.store import Store

_LAST = ("SELECT id, at, who, label, changes, owners, reverses, seal, hash FROM journal ORDER BY id DESC LIMIT 2")
_PATIENCE = 30.0
"""Seconds that another thread waits for the store's own to open it."""
_CHARTERS = "SELECT digest, source FROM charter"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a first look found: all that is kept, what the workspace is, and the hash of its last entry.

    `reader` reads what was left unread, if anything was.
    """

    holdings: Holdings
    about: Mapping[str, str]
    end: bytes
    reader: PartsReader | None = None


def look(path: Path, progress: Progress = lambda done, of: None) -> Looked:
    """Everything in a workspace's file, checked like everything that is shown; raises WorkspaceTrouble."""
    with in_words_of_ours(path), closing(connect(path)) as connection:
        connection.execute("BEGIN")
        found = found_in(connection, progress=progress)
        rows = connection.execute(_LAST).fetchall()
        sources = dict(connection.execute(_CHARTERS).fetchall())
        connection.execute("COMMIT")
    if found.damaged:
        raise damage(tuple(found.damaged))
    if not rows:
        raise damaged_at(1)
    last = checked(rows[0], rows[0][0] - 1, rows[1][-1] if len(rows) > 1 else NOTHING)
    if found.seal != last.seal:
        raise damage(())
    about = {field: value for kind, _, _, field, value, _ in found.facts if kind == "workspace"}
    holdings, reader = held(found, dict(charters_of(found.facts, sources)), path)
    return Looked(holdings, about, last.hash, reader)


class LateStore:
    """A store that holds its lock from the start, and opens its database when it is first needed.

    `settle` belongs to the store's thread; whoever asks for more than the content from another waits for it there.
    """

    is_read_only = False

    def __init__(self, folder: Path, lock: Lock, looked: Looked) -> None:
        self.folder = folder
        self.content: Content = FolderContent(folder / opening.EVIDENCE)
        self._lock, self._looked = lock, looked
        self._thread = threading.get_ident()
        self._store: Store | None = None
        self._has_opened = threading.Event()

    def about(self) -> dict[str, str]:
        """What was said of the workspace when it was made."""
        return dict(self._looked.about)

    def settle(self) -> Store:
        """The store itself; raises WorkspaceTrouble, and ChangedUnderneath where it is not what was looked at."""
        from anchor_app.storage.store import Store

        if self._store is None:
            try:
                store = Store.open(self.folder, lock=self._lock)
                if store.past.end_hash() != self._looked.end:
                    store.close()
                    raise ChangedUnderneath("The workspace was changed outside this window while it was opened. "
                                            "Close the window and open it again.")
                self._store = store
            finally:
                self._has_opened.set()
        return self._store

    def strangers(self) -> tuple[Path, ...]:
        """Files in the folder that a syncing program may have made of the workspace's own."""
        return tuple(opening.strangers(self.folder))

    def close(self) -> None:
        """Gives the file and the lock back; a second time is no mistake."""
        if self._looked.reader is not None:
            self._looked.reader.close()
        if self._store is not None:
            self._store.close()
        else:
            self._lock.release()

    def __getattr__(self, name: str) -> Any:
        if threading.get_ident() != self._thread and self._store is None:
            self._has_opened.wait(_PATIENCE)
        return getattr(self._store or self.settle(), name)


def looked_at(folder: Path, *, take_over: bool = False,
              progress: Progress = lambda done, of: None) -> tuple[LateStore, Holdings] | None:
    """A workspace that is opened for writing after one look; None where opening needs more than that.

    More is needed after a crash, and for a file of an older format. Raises WorkspaceInUse, LeftOpenElsewhere and
    what else the lock says, and Cancelled where `progress` does.
    """
    folder = opening.canonical(folder)
    path = opening.located(folder)
    if opening.leftovers(path) or opening.format_of(path) != FORMAT:
        return None
    lock = Lock(folder, take_over=take_over)
    try:
        looked = look(path, progress)
        return LateStore(folder, lock, looked), looked.holdings
    except WorkspaceTrouble:
        lock.release()
        return None  # opening it in the usual way finds out more, and offers a backup
    except BaseException:
        lock.release()
        raise
