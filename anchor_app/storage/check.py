"""The check of a workspace: every hash, the whole history and all evidence content; it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import Refusal
from anchor_app.storage import facts, journal, opening
from anchor_app.storage.content import Content, FolderContent
from anchor_app.storage.engine import Database, in_our_words
from anchor_app.storage.errors import DiskTrouble, WorkspaceBusy, WorkspaceGone, WorkspaceTrouble
from anchor_app.storage.files import is_temporary
from anchor_app.storage.seals import NOTHING, is_wording
from anchor_app.storage.tables import charter

Progress = Callable[[int, int], object]
"""Is told how many documents are checked so far, and how many there are."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; `subject` is the field concerned, `path` the file.

    What is not `is_serious` does no harm and is cleared away when the workspace is next opened for writing,
    or is a file of somebody else's. What `is_unreadable` could not be looked at; it need not be damaged.
    `looked_at` is the part of the workspace, as people call it.
    """

    sentence: str
    subject: Subject | None = None
    path: Path | None = None
    is_serious: bool = True
    is_unreadable: bool = False
    looked_at: str = ""


def check(folder: Path, progress: Progress = lambda done, of: None) -> list[Finding]:
    """Everything that is wrong with the workspace in a folder, opened for reading only; empty when it is whole."""
    try:
        path = opening.located(opening.canonical(folder))
        opening.format_of(path)
        database = Database(path, read_only=True)
    except WorkspaceTrouble as trouble:
        return [_stopped(trouble)]
    try:
        content = FolderContent(path.parent / opening.EVIDENCE)
        parts = (("the database", check_database(database)),
                 ("the documents", check_content(database, content, progress)),
                 ("the folder", _strays(path.parent, content)))
        return [replace(one, looked_at=part) for part, found in parts for one in found]
    finally:
        database.close()


def check_database(database: Database) -> list[Finding]:
    """What is wrong with an open database by itself."""
    found: list[Finding] = []
    try:
        with database.reading() as connection:
            for part in (_structure, _facts_and_history, _charters):
                found.extend(_as_far_as_possible(part, connection))
    except WorkspaceTrouble as trouble:
        found.append(_stopped(trouble))
    return found


def check_content(database: Database, content: Content, progress: Progress) -> list[Finding]:
    """What is wrong with the documents that an open database names."""
    try:
        with database.reading() as connection:
            documents = _documents(connection)
    except WorkspaceTrouble:
        return []  # the check of the database has said it
    return list(_content(documents, content, progress))


def _as_far_as_possible(part: Callable[[Connection], Iterator[Finding]], connection: Connection) -> list[Finding]:
    found: list[Finding] = []
    try:
        with in_our_words(None):
            found.extend(part(connection))
    except Refusal as trouble:
        found.append(_stopped(trouble))
    return found


def _stopped(trouble: Refusal) -> Finding:
    """That the check got no further."""
    return Finding(str(trouble), is_unreadable=isinstance(trouble, (DiskTrouble, WorkspaceBusy, WorkspaceGone)))


def _structure(connection: Connection) -> Iterator[Finding]:
    """What SQLite itself finds."""
    for (told,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if told != "ok":
            yield Finding(f"The workspace's file is damaged inside ({told}). Restore the newest backup that is whole.")
    for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding(f"A row of the table {table} names an entry of the history that is not there. "
                      "Restore the newest backup that is whole.")


def _facts_and_history(connection: Connection) -> Iterator[Finding]:
    """Each fact against its hash, all of them against the seal, and both against the history."""
    rows, seal, damaged = facts.read(connection)
    for what in damaged:
        yield _untrusted(what)
    expected: journal.Facts = {}
    end = journal.Position()
    number, before = 0, NOTHING
    for row in journal.rows(connection):
        entry = journal.checked(row, number, before)
        number, before = entry.id, entry.hash
        journal.replay(expected, entry)
        end = journal.Position(entry.id, entry.seal, entry.hash)
    held = {Subject(kind, owner, item, field): (value, by) for kind, owner, item, field, value, by in rows}
    for what in sorted(expected.keys() | held.keys(), key=str):
        if expected.get(what) != held.get(what) and what not in damaged:
            yield _untrusted(what)
    if seal != end.seal and not damaged and expected == held:
        yield Finding("The seal of the workspace does not fit what is in it. Restore the newest backup that is whole.")


def _charters(connection: Connection) -> Iterator[Finding]:
    """Each charter's wording against its digest, and against the fact that says it is kept."""
    kept = {item: Subject(kind, owner, item, field)
            for kind, owner, item, field, *_ in facts.read(connection, "charter")[0]}
    there: set[str] = set()
    for digest, title, source in connection.execute(select(charter.c.digest, charter.c.title, charter.c.source)):
        there.add(digest)
        if digest not in kept or not is_wording(source, digest):
            yield Finding(f"The wording of the charter {title} is not what was kept. "
                          "Restore the newest backup that is whole.", kept.get(digest))
    for digest in sorted(kept.keys() - there):
        yield Finding("The wording of a charter is missing. Restore the newest backup that is whole.", kept[digest])


Document = tuple[Subject, str, str]
"""The fact that names a content, the evidence's reference or id, and the digest."""


def _documents(connection: Connection) -> list[Document]:
    rows = facts.read(connection, "evidence")[0]
    numbers = {item: value for _, _, item, field, value, _ in rows if field == "number"}
    return [(Subject(kind, owner, item, field),
             f"E-{int(numbers[item]):03d}" if numbers.get(item, "").isdecimal() else item, value)
            for kind, owner, item, field, value, _ in rows if field == "digest"]


def _content(documents: Sequence[Document], content: Content, progress: Progress) -> Iterator[Finding]:
    there = set(content.digests())
    for done, (what, reference, digest) in enumerate(documents, 1):
        if digest not in there:
            yield Finding(f"The document of {reference} is missing. Attach it again, or restore a backup that has it.",
                          what)
        else:
            try:
                if not content.verify(digest):
                    yield Finding(f"The document of {reference} is damaged. Attach it again, or restore a backup "
                                  "that has it.", what)
            except WorkspaceTrouble as trouble:
                yield Finding(f"The document of {reference}: {trouble}", what)
        progress(done, len(documents))


def _strays(folder: Path, content: FolderContent) -> Iterator[Finding]:
    for path in (*content.strays(), *(one for one in folder.glob(".anchor-*") if is_temporary(one))):
        why = ("was left by a copy that was interrupted; it goes when the workspace is next opened"
               if is_temporary(path) else "is no part of the workspace, and is left alone")
        yield Finding(f"The file {path.name} in {path.parent} {why}.", path=path, is_serious=False)
    for path in opening.strangers(folder):
        yield Finding(f"The file {path.name} may be a second copy of this workspace that a syncing program made. "
                      "Compare the two before you remove one.", path=path, is_serious=False)


def _untrusted(what: Subject) -> Finding:
    words = facts.in_words(what)
    return Finding(f"{words[0].upper()}{words[1:]} is not what was saved. "
                   "Restore the newest backup that is whole.", what)
