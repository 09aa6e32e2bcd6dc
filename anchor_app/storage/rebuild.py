"""Rebuilding a workspace elsewhere from what can still be proved of it: its journal, wherever a copy of that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.entry import Entry
from anchor_app.storage import facts, journal, opening, sources
from anchor_app.storage.check import check
from anchor_app.storage.connection import APPLICATION_ID, FORMAT, connect
from anchor_app.storage.content import FolderContent
from anchor_app.storage.engine import Database
from anchor_app.storage.errors import NotAWorkspace, UnfitDocument, WorkspaceTrouble
from anchor_app.storage.files import Files, disk_trouble, temporary_beside
from anchor_app.storage.journal import Position, SealedEntry
from anchor_app.storage.readable import Charter
from anchor_app.storage.seals import NOTHING, combined, fact_hash, is_wording
from anchor_app.storage.sources import Source
from anchor_app.storage.tables import charter, fact, metadata
from anchor_app.storage.tables import journal as journal_table


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of rebuilding. `entries` are those of the history that were proved; `used` says what they came from.

    `added` counts the answers that were taken over without their history; `missing` are sentences, one for each
    thing that is not in the new workspace or could not be proved. Without any it equals the old one.
    """

    folder: Path
    entries: int
    documents: int
    added: int
    used: tuple[str, ...]
    missing: tuple[str, ...]


def rebuild(source: Path, into: Path, *, charters: Iterable[Charter] = (), now: datetime | None = None) -> Rebuilt:
    """Makes a new workspace in a folder that holds nothing, from what is left of another; that is only read.

    `charters` are wordings to fall back on. Raises NotAWorkspace when nothing is left, or the folder is in use;
    DiskFull; DiskTrouble.
    """
    source, files = opening.canonical(source), Files()
    _refuse_used(source, into)
    try:
        into.mkdir(parents=True, exist_ok=True)
        into = opening.canonical(into)
        with sources.opened(source, into) as candidates:
            known, used, missing = _proven(candidates)
            wordings = {one[0]: one for one in charters}
            for candidate in reversed(used):
                wordings.update(candidate.charters())
            if not known:
                raise NotAWorkspace(f"Nothing is left in {source} that a workspace could be rebuilt from. "
                                    "Nothing was made. If there is a copy of the folder elsewhere, rebuild from that.")
            files.make_folder(into / opening.EVIDENCE)
            added, more = _write(into, known, used, wordings, now or datetime.now(UTC), files)
        missing += more
    except OSError as error:
        raise disk_trouble(error, into / opening.DATABASE) from error
    kept, lost = _documents(source, into)
    missing += lost
    _verify(into)
    return Rebuilt(into, len(known), kept, added, tuple(one.words for one in used), tuple(missing))


def _refuse_used(source: Path, into: Path) -> None:
    resolved = into.resolve()
    if resolved == source or source in resolved.parents:
        raise NotAWorkspace(f"The new workspace cannot be made within {source}, which is only read. Choose another "
                            "folder for it.")
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise NotAWorkspace(f"The folder {into} holds something already. Choose an empty folder, or a name for a "
                            "new one.")


Proven = list[tuple[SealedEntry, journal.Row]]
"""A history that is proved, with each entry's row as it was stored."""


def _proven(candidates: Iterable[Source]) -> tuple[Proven, list[Source], list[str]]:
    """The longest history whose every entry leads on from the one before, whichever copies its entries are in."""
    known: Proven = []
    used: list[Source] = []
    looked_at: list[Source] = []
    waiting = iter(candidates)
    while True:
        found = next(((one, entry) for one in looked_at if (entry := _next(one, known)) is not None), None)
        if found is None:
            is_enough = any(one.is_complete and one.last <= len(known) for one in looked_at)
            another = None if known and is_enough else next(waiting, None)
            if another is None:
                break
            looked_at.append(another)
            continue
        if found[0] not in used:
            used.append(found[0])
        known.append(found[1])
    troubles = [sentence for one in looked_at for sentence in one.troubles]
    furthest = max((one.last for one in looked_at), default=0)
    if known and furthest > len(known):
        troubles.append(f"{furthest - len(known):,} entries of the history after entry {len(known):,} could not be "
                        "proved; what they set is taken over where it is proved by itself or by the readable copy.")
    used += [one for one in looked_at if one not in used and one.last > len(known)]
    return known, used, troubles


def _next(source: Source, known: Proven) -> tuple[SealedEntry, journal.Row] | None:
    row = source.rows.get(len(known) + 1)
    if row is None:
        return None
    try:
        return journal.checked(row, len(known), known[-1][0].hash if known else NOTHING), row
    except WorkspaceTrouble:
        return None


def _write(into: Path, known: Proven, used: Sequence[Source], wordings: Mapping[str, Charter],
           now: datetime, files: Files) -> tuple[int, list[str]]:
    """The new database, which gets its name when it is whole; how many answers were added, and what is missing."""
    temporary = temporary_beside(into / opening.DATABASE)
    held, last = journal.replayed(entry for entry, _ in known), known[-1][0]
    try:
        with closing(connect(temporary, "rwc")) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        with closing(Database(temporary)) as database, database.writing() as transaction:
            _make_tables(transaction)
            _insert_history(transaction, known, held)
            missing = _insert_charters(transaction, held, wordings)
            overlay = _overlay(held, used, len(known), wordings)
            if overlay:
                _save(transaction, last, Edit("Rebuild from what was left", tuple(overlay)), now)
        files.replace(temporary, into / opening.DATABASE)
        return sum(one.new is not None for one in overlay), missing
    finally:
        files.unlink(temporary)
        files.unlink(temporary.with_name(f"{temporary.name}-journal"))


def _make_tables(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def _insert_history(connection: Connection, known: Proven, held: journal.Facts) -> None:
    """The entries as they were, and the facts that they lead to; these have to fit the last entry's seal."""
    names = [column.name for column in journal_table.columns]
    connection.execute(insert(journal_table), [dict(zip(names, row, strict=True)) for _, row in known])
    rows, seal = [], NOTHING
    for what, (value, entry) in held.items():
        hashed = fact_hash(what.kind, what.owner, what.item, what.field, value, entry)
        seal = combined(seal, hashed)
        rows.append({"kind": what.kind, "owner": what.owner, "item": what.item, "field": what.field,
                     "value": value, "entry": entry, "hash": hashed})
    last = known[-1][0]
    if seal != last.seal:
        raise journal.damaged_at(last.id)
    if rows:
        connection.execute(insert(fact), rows)


def _insert_charters(connection: Connection, held: journal.Facts, wordings: Mapping[str, Charter]) -> list[str]:
    """The wordings that facts say are kept, each proved by its digest; names those that are lost."""
    missing = []
    for what, (title, _) in sorted(held.items()):
        if what.kind == "charter" and _is_whole(wordings.get(what.item)):
            digest, key, edition, name, source = wordings[what.item]
            connection.execute(insert(charter), {"digest": digest, "id": key, "edition": edition, "title": name,
                                                 "source": source})
        elif what.kind == "charter":
            missing.append(f"The wording of the charter {title} is lost; add its file again to see the assessments "
                           "that follow it.")
    return missing


def _is_whole(wording: Charter | None) -> bool:
    return wording is not None and is_wording(wording[4], wording[0])


def _overlay(held: journal.Facts, used: Sequence[Source], proven: int,
             wordings: Mapping[str, Charter]) -> list[Change]:
    """What is known beyond the proven history, and the charters that are lost, as changes to the facts held."""
    wanted: dict[Subject, str] = {}
    for source in reversed(used):
        wanted.update(source.later_facts(proven))
    changes = [Change(what, held[what][0] if what in held else None, text) for what, text in sorted(wanted.items())
               if what.kind != "charter" and (what not in held or held[what][0] != text)]
    lost = [Change(what, title, None) for what, (title, _) in sorted(held.items())
            if what.kind == "charter" and not _is_whole(wordings.get(what.item))]
    return [*changes, *lost]


def _save(connection: Connection, after: SealedEntry, edit: Edit, now: datetime) -> None:
    plan = facts.plan(connection, edit.changes, after.id + 1, after.seal)
    entry = Entry(after.id + 1, now, "", edit)
    journal.append(connection, Position(after.id, after.seal, after.hash), entry, plan.seal)
    plan.carry_out(connection)


def _documents(source: Path, into: Path) -> tuple[int, list[str]]:
    """Copies the documents that the new workspace names; how many, and those that are missing or damaged."""
    there, content = FolderContent(source / opening.EVIDENCE), FolderContent(into / opening.EVIDENCE)
    missing, kept = [], 0
    with closing(Database(into / opening.DATABASE, read_only=True)) as database, database.reading() as connection:
        wanted = [(what, text) for what, text in sources.facts_of(connection)
                  if (what.kind, what.field) == ("evidence", "digest")]
    for what, digest in sorted(wanted):
        try:
            whole = there.verify(digest)
            if whole:
                content.add(there.folder / digest[:2] / digest, limit=1 << 62)
                kept += 1
        except UnfitDocument:
            whole = False
        if not whole:
            missing.append(f"The document of evidence {what.item} (content {digest[:12]}…) is missing or damaged.")
    return kept, missing


def _verify(into: Path) -> None:
    """Raises NotAWorkspace unless what was made is whole, but for documents that are missing."""
    for finding in check(into):
        is_document = finding.subject is not None and finding.subject.kind == "evidence"
        if finding.is_serious and not is_document:
            raise NotAWorkspace(f"What was rebuilt in {into} is not whole: {finding.sentence}")
