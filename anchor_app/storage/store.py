"""The store of a workspace: facts, their journal, charters and evidence content in one folder."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

from sqlalchemy import Connection, insert, select

from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.record import clean_text
from anchor_app.storage import facts, journal, opening, recovery
from anchor_app.storage.check import Finding, Progress, check, check_content, check_database
from anchor_app.storage.checked_facts import charters_of
from anchor_app.storage.connection import APPLICATION_ID, FORMAT, connect
from anchor_app.storage.content import Content, FolderContent, MemoryContent
from anchor_app.storage.engine import Database, in_our_words
from anchor_app.storage.errors import (
    ChangedUnderneath,
    NewerWorkspace,
    NotAWorkspace,
    WorkspaceBusy,
    WorkspaceTrouble,
)
from anchor_app.storage.files import Files, disk_trouble, is_temporary, temporary_beside
from anchor_app.storage.journal import Position
from anchor_app.storage.lock import Lock
from anchor_app.storage.past import Past
from anchor_app.storage.tables import charter, metadata
from anchor_app.storage.unread_parts import Found, PartsReader, found_in, held

_NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Saved:
    """That an edit is durable, as this entry of the journal."""

    entry: int


class Store:
    """One workspace, open in one thread; for writing it holds the workspace's lock.

    `save` returns only when the edit is durable. Every error is a Refusal whose words are fit to be shown,
    and after any of them what is stored is a state that was saved before.
    """

    def __init__(self, database: Database, content: Content, folder: Path | None, lock: Lock | None) -> None:
        """Not for callers: `create`, `open` and `in_memory` make stores."""
        self.content = content
        self.folder = folder
        self.is_read_only = folder is not None and lock is None
        self.past = Past(database)
        self._database = database
        self._lock = lock
        self._reader: PartsReader | None = None
        self._is_suspect = False
        with database.reading() as connection:
            self._end = journal.end(connection)

    @classmethod
    def create(cls, folder: Path, *, about: Mapping[str, str] = _NO_WORDS, who: str = "",
               at: datetime | None = None) -> Self:
        """A new workspace in a folder that holds none; raises NotAWorkspace where one is, or was."""
        files = Files()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            folder = opening.canonical(folder)
            lock = Lock(folder)
            try:
                _make(folder, files, about, who, at)
            finally:
                lock.release()
        except OSError as error:
            raise disk_trouble(error, folder / opening.DATABASE) from error
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, take_over: bool = False,
             lock: Lock | None = None) -> Self:
        """The workspace in a folder; only for reading it is opened without the lock and without writing anything.

        A `lock` on it that the caller holds already becomes the store's own.

        Raises WorkspaceInUse, LeftOpenElsewhere (unless `take_over`) and what else can be wrong with it.
        """
        folder = opening.canonical(folder)
        path = opening.located(folder)
        database = None
        try:
            lock = lock if lock is not None or read_only else Lock(folder, take_over=take_over)
            content = FolderContent(folder / opening.EVIDENCE)
            if lock is not None:
                _sweep(folder, content)
                recovery.settle(path)
            _settle_format(path, may_upgrade=lock is not None)
            database = Database(path, read_only=read_only)
            return cls(database, content, folder, lock)
        except BaseException as error:
            if database is not None:
                database.close()
            if lock is not None:
                lock.release()
            if isinstance(error, OSError):
                raise disk_trouble(error, path) from error
            raise

    @classmethod
    def in_memory(cls, *, about: Mapping[str, str] = _NO_WORDS, who: str = "", at: datetime | None = None) -> Self:
        """A workspace that is gone when it is closed."""
        database = Database(None)
        with database.writing() as connection:
            _start(connection, about, who, at)
        return cls(database, MemoryContent(), None, None)

    def load(self) -> Holdings:
        """Everything that is kept, with every fact checked; raises DamagedWorkspace rather than show a wrong one."""
        self._recover()
        with self._database.reading() as connection:
            found = self._checked_facts(connection)
            charters = dict(_charters(connection, found.facts))
            self._end = journal.end(connection)
            self._database.noticed(connection)
        self._close_reader()
        holdings, self._reader = held(found, charters, self._database.path)
        return holdings

    def save(self, edit: Edit, *, who: str, at: datetime, reverses: tuple[int, ...] = ()) -> Saved:
        """Saves an edit whole, durable when this returns; `at` knows its time zone.

        `reverses` are the numbers of the entries that the edit takes back.

        Raises Conflict when one of its old texts is not what is stored, and WorkspaceTrouble.
        """
        if edit.is_empty:
            return Saved(self._end.id)
        self._recover()
        intended: list[Position] = []
        try:
            with self._database.writing() as connection:
                intended.append(_save(connection, self._end, edit, who, at, reverses))
        except (WorkspaceBusy, ChangedUnderneath):
            raise
        except WorkspaceTrouble as trouble:
            self._is_suspect = True
            return self._judge(intended, trouble)
        self._end = intended[0]
        return Saved(self._end.id)

    def keep_charter(self, kept: Charter, *, who: str = "", at: datetime | None = None) -> None:
        """Keeps a charter's wording for as long as the workspace lives; one that is kept already stays as it is."""
        what = Subject("charter", "", kept.digest, "title")
        self._recover()
        with self._database.writing() as connection:
            if connection.execute(select(charter.c.digest).where(charter.c.digest == kept.digest)).first():
                return
            connection.execute(insert(charter), {"digest": kept.digest, "id": kept.id, "edition": kept.edition,
                                                 "title": kept.title, "source": kept.source})
            edit = Edit(f"Add the charter {kept.title}", (Change(what, None, kept.title),))
            end = _save(connection, self._end, edit, who, at or datetime.now(UTC))
        self._end = end

    def about(self) -> dict[str, str]:
        """What was said of the workspace when it was made, with its `id` and `made_at`."""
        with self._database.reading() as connection:
            found, _, damaged = facts.read(connection, "workspace")
        if damaged:
            raise facts.damage(damaged)
        return {field: value for _, _, _, field, value, _ in found}

    def entries(self, owner: str | None = None, since: int = 0) -> Iterator[Entry]:
        """The history after entry `since`, oldest first, each entry checked; raises DamagedWorkspace."""
        with self._database.reading() as connection:
            yield from list(journal.entries(connection, owner, since))

    def strangers(self) -> tuple[Path, ...]:
        """Files in the folder that a syncing program may have made of the workspace's own."""
        return tuple(opening.strangers(self.folder)) if self.folder is not None else ()

    def check(self, progress: Progress = lambda done, of: None) -> list[Finding]:
        """Everything that is wrong with the workspace; changes nothing, and uses a connection of its own."""
        if self.folder is None:
            return [*check_database(self._database), *check_content(self._database, self.content, progress)]
        return check(self.folder, progress)

    def copy_to(self, target: Path) -> None:
        """Copies the database, in one consistent state, into a new file."""
        self._database.copy_to(target)

    def close(self) -> None:
        """Gives the file and the lock back; a second time is no mistake."""
        try:
            self._close_reader()
            self._database.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()

    def _checked_facts(self, connection: Connection) -> Found:
        bare = connection.connection.driver_connection
        assert isinstance(bare, sqlite3.Connection)
        found = found_in(bare, may_be_unread=self._database.path is not None)
        if found.damaged:
            raise facts.damage(tuple(found.damaged))
        if found.seal != journal.end(connection).seal:
            raise facts.damage(_differing(connection))
        return found

    def _recover(self) -> None:
        """After trouble with the disk nothing in memory is believed: the file is opened anew."""
        if self._is_suspect:
            self._look_again(())
            self._is_suspect = self._database.is_shut

    def _judge(self, intended: list[Position], trouble: WorkspaceTrouble) -> Saved:
        """Finds out whether an edit whose saving failed was saved after all; raises the trouble if not.

        It is never sent again. If it is found, an empty commit proves that the disk takes what it is given.
        """
        with suppress(WorkspaceTrouble):
            if self._look_again(intended):
                with self._database.writing() as connection:
                    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
                self._is_suspect = False
                return Saved(self._end.id)
            self._is_suspect = self._database.is_shut
        raise trouble

    def _look_again(self, intended: list[Position] | tuple[()]) -> bool:
        """Opens the file anew; whether it ends with the intended entry instead of the last known one."""
        self._database.reopen()
        with self._database.reading() as connection:
            end = journal.end(connection)
        if end == self._end:
            return False
        if not intended or end != intended[0]:
            raise ChangedUnderneath("The workspace was changed outside this window while its disk was in trouble. "
                                    "Close the workspace and open it again.")
        self._end = end
        return True


def _make(folder: Path, files: Files, about: Mapping[str, str], who: str, at: datetime | None) -> None:
    """Writes a new database beside its final name, so that there is never half of one."""
    if opening.is_used(folder):
        raise NotAWorkspace(f"The folder {folder} already holds a workspace, or parts of one. Open that, "
                            "or choose an empty folder for the new one.")
    files.make_folder(folder / opening.EVIDENCE)
    temporary = temporary_beside(folder / opening.DATABASE)
    try:
        with in_our_words(temporary), closing(connect(temporary, "rwc")) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database = Database(temporary)
        try:
            with database.writing() as transaction:
                _start(transaction, about, who, at)
        finally:
            database.close()
        files.replace(temporary, folder / opening.DATABASE)
    finally:
        files.unlink(temporary)
        files.unlink(temporary.with_name(f"{temporary.name}-journal"))


def _settle_format(path: Path, may_upgrade: bool) -> None:
    """Refuses what is not ours, and brings an older format up; what is newer may still be read."""
    with suppress(*(() if may_upgrade else (NewerWorkspace,))):
        if opening.format_of(path) < FORMAT and may_upgrade:
            from anchor_app.storage.upgrade import upgrade

            upgrade(path)


def _start(connection: Connection, about: Mapping[str, str], who: str, at: datetime | None) -> None:
    """The tables and the first entry of a new workspace."""
    metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
    at = at or datetime.now(UTC)
    told = {"id": uuid.uuid4().hex, "made_at": at.astimezone(UTC).isoformat(timespec="seconds"), **about}
    changes = (Change(Subject("workspace", "", "", name), None, text) for name, text in told.items())
    _save(connection, Position(), Edit.of("Start the workspace", changes), who, at)


def _save(connection: Connection, after: Position, edit: Edit, who: str, at: datetime,
          reverses: tuple[int, ...] = ()) -> Position:
    if at.tzinfo is None:
        raise ValueError("the time of an edit has to know its time zone")
    edit, who = Edit(clean_text(edit.label, "The label"), edit.changes), clean_text(who, "Your name")
    plan = facts.plan(connection, edit.changes, after.id + 1, after.seal)
    end = journal.append(connection, after, Entry(after.id + 1, at, who, edit, reverses), plan.seal)
    plan.carry_out(connection)
    return end


def _sweep(folder: Path, content: FolderContent) -> None:
    """Removes what a process that was killed left; what cannot be removed does no harm. A lost folder is made."""
    with suppress(OSError):
        content.folder.mkdir(exist_ok=True)
        content.sweep()
        for path in folder.glob(".anchor-*"):
            if path.name.startswith(recovery.TRIAL):
                shutil.rmtree(path)
            elif is_temporary(path.with_name(path.name.removesuffix("-journal"))):
                path.unlink()


def _charters(connection: Connection, found: list[facts.Row]) -> Iterator[tuple[str, Charter]]:
    sources = {row.digest: row.source for row in connection.execute(select(charter.c.digest, charter.c.source))}
    return charters_of(found, sources)


def _differing(connection: Connection) -> tuple[Subject, ...]:
    """The subjects whose stored fact is not the one that the journal leads to."""
    found, _, _ = facts.read(connection)
    expected = journal.replayed(journal.entries(connection))
    held = {Subject(kind, owner, item, field): (value, entry) for kind, owner, item, field, value, entry in found}
    return tuple(sorted((what for what in expected.keys() | held.keys() if expected.get(what) != held.get(what)),
                        key=str))
