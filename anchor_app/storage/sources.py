"""What is left of a workspace: its database, backups and readable copies, read as far as each can be."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from anchor_app.domain.edit import Subject
from anchor_app.storage import backup, journal, opening, readable, recovery, setting_aside
from anchor_app.storage.engine import Database
from anchor_app.storage.errors import WorkspaceGone, WorkspaceTrouble
from anchor_app.storage.readable import Charter
from anchor_app.storage.seals import fact_hash
from anchor_app.storage.tables import charter, fact
from anchor_app.storage.tables import journal as journal_table
from anchor_app.storage.thinning import SUFFIX

_GAP = 1000
"""After so many entries in a row that cannot be read, no more are looked for."""


@dataclass(frozen=True, eq=False)
class Source:
    """One copy of a workspace's journal, unproved row by row. `last` is the number of its last entry, as far as known.

    It `is_complete` when all of it could be read. `proved` are facts that fit their own hash, with the number of
    their entry; `told` are facts that a readable copy says, which nothing proves.
    """

    words: str
    rows: Mapping[int, journal.Row]
    last: int
    is_complete: bool
    wordings: tuple[Charter, ...] = ()
    proved: Mapping[Subject, tuple[str, int]] = field(default_factory=dict)
    told: Mapping[Subject, str] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()

    def charters(self) -> dict[str, Charter]:
        """The wordings by digest."""
        return {one[0]: one for one in self.wordings}

    def later_facts(self, proven: int) -> dict[Subject, str]:
        """What it says beyond that entry of the history."""
        if self.last <= proven:
            return {}
        return {**self.told, **{what: text for what, (text, entry) in self.proved.items() if entry > proven}}


@contextmanager
def opened(folder: Path, scratch: Path) -> Iterator[Iterator[Source]]:
    """What is left in a folder, the database first, then backups and readable copies, newest first.

    Nothing is written there; files that have to be opened for writing are copied below `scratch` first.
    """
    with TemporaryDirectory(prefix=recovery.TRIAL, dir=scratch) as trial:
        yield _sources(folder, Path(trial))


def facts_of(connection: Connection) -> Iterator[tuple[Subject, str]]:
    """Every fact of a database that is whole."""
    for kind, owner, item, name, value, *_ in connection.execute(select(fact)):
        yield Subject(kind, owner, item, name), value


def _sources(folder: Path, trial: Path) -> Iterator[Source]:
    path = folder / opening.DATABASE
    try:
        if not path.is_file() or not path.stat().st_size:
            raise WorkspaceGone(f"The database {path.name} is missing or empty")
        yield _database(_copied(path, trial), f"the database {path.name}")
    except WorkspaceTrouble:
        yield Source(f"the database {path.name}", {}, 0, False, troubles=(
            f"The database {path.name} could not be read at all; what was changed after the newest backup is lost.",))
    backups = folder / backup.FOLDER
    if not backups.is_dir():
        return
    homes = (backups, backups / setting_aside.FOLDER)
    stamped = [one for home in homes if home.is_dir() for one in home.iterdir()
               if one.name.endswith((SUFFIX, readable.SUFFIX))]
    damaged: list[Path] = []
    for one in sorted(stamped, key=lambda path: (path.name.rpartition(".")[0], path.suffix == SUFFIX), reverse=True):
        if one.suffix == SUFFIX and backup.described(one).trouble:
            damaged.append(one)
            continue
        with suppress(WorkspaceTrouble):
            yield _readable(one) if one.suffix != SUFFIX else _database(one, f"the backup {one.name}")
    for one in damaged:
        with suppress(WorkspaceTrouble):
            yield _database(one, f"the damaged backup {one.name}")


def _copied(path: Path, trial: Path) -> Path:
    """A copy of the live database: through SQLite where it opens, or else as bytes with what lies beside it."""
    target = trial / path.name
    with suppress(WorkspaceTrouble):
        with closing(Database(path, read_only=True)) as live:
            live.copy_to(target)
        return target
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            shutil.copyfile(path.with_name(path.name + suffix), target.with_name(target.name + suffix))
    return target


def _database(path: Path, words: str) -> Source:
    """A database, every part of it as far as it can be read."""
    is_copy = path.suffix == ".db"  # which may have to be mended from the journal beside it
    with closing(Database(path, read_only=not is_copy)) as database, database.reading() as connection:
        rows, is_whole = _rows(connection)
        proved, damaged = _facts(connection)
        wordings: tuple[Charter, ...] = ()
        with suppress(DBAPIError, UnicodeDecodeError):
            wordings = tuple((row.digest, row.id, row.edition, row.title, row.source)
                             for row in connection.execute(select(charter)))
    troubles = tuple(f"In {words}, {what} could not be trusted." for what in damaged)
    last = max([0, *rows, *(entry for _, entry in proved.values())])
    return Source(words, rows, last, is_whole and not damaged, wordings, proved, troubles=troubles)


def _rows(connection: Connection) -> tuple[dict[int, journal.Row], bool]:
    """The rows of a journal by number, and whether all could be read; one at a time where that fails in one go."""
    try:
        return {row[0]: row for row in journal.rows(connection)}, True
    except (DBAPIError, UnicodeDecodeError):
        pass
    found: dict[int, journal.Row] = {}
    number = 0
    while number - max(found, default=0) < _GAP:
        number += 1
        with suppress(DBAPIError, UnicodeDecodeError):
            row = connection.execute(select(journal_table).where(journal_table.c.id == number)).first()
            if row is not None:
                found[number] = tuple(row)
    return found, False


def _facts(connection: Connection) -> tuple[dict[Subject, tuple[str, int]], list[str]]:
    """The facts that fit their hash, and what is wrong with the others; from both ends where the middle is damaged."""
    found: dict[Subject, tuple[str, int]] = {}
    damaged: set[str] = set()
    columns = (fact.c.kind, fact.c.owner, fact.c.item, fact.c.field)
    for order in (columns, tuple(one.desc() for one in columns)):
        try:
            for kind, owner, item, name, value, entry, kept in connection.execute(select(fact).order_by(*order)):
                if fact_hash(kind, owner, item, name, value, entry) == kept:
                    found[Subject(kind, owner, item, name)] = (value, entry)
                else:
                    damaged.add(f"the {name.replace('_', ' ')} of {kind} {item or owner}".rstrip())
            break
        except (DBAPIError, UnicodeDecodeError):
            damaged.add("part of what held last")
    return found, sorted(damaged)


def _readable(path: Path) -> Source:
    told = readable.read(path)
    words = f"the readable copy {path.name}"
    troubles = (f"Only part of {words} could be read.",) if told.is_partly else ()
    last = max([told.last, *told.rows])
    return Source(words, told.rows, last, not told.is_partly, told.charters, told=told.facts, troubles=troubles)
