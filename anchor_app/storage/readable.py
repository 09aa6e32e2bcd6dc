"""The readable copy of a workspace: JSON that people can read and that a workspace can be rebuilt from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, select

from anchor_app.domain.edit import Subject
from anchor_app.domain.year_tables import YEAR_ROUND
from anchor_app.storage import facts, journal
from anchor_app.storage.engine import Database
from anchor_app.storage.errors import DiskTrouble, UnfitBackup
from anchor_app.storage.files import Files
from anchor_app.storage.tables import charter
from anchor_app.storage.thinning import Stamp

SUFFIX = ".json"
FORMAT, VERSION = "anchor-readable-copy", 1

_WHAT = ("A readable copy of an Anchor workspace. `anchor-app rebuild` makes a workspace of it and of the evidence "
         "folder. First what holds now, then the wording of the charters, then every change that was ever saved.")
_ENTRY = ("entry", "at", "who", "label", "changes", "owners", "reverses", "seal", "hash")

_OF_THE_GROUP = frozenset({"collaborative", "introduction"})
"""Kinds beside those of the year that are the collaborative's own."""

Charter = tuple[str, str, str, str, str]
"""A charter as stored: digest, id, edition, title, source."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What a readable copy says: journal rows by number, facts and charters; `last` is its last entry's number.

    None of it is believed before it is checked. `is_partly` when the file is damaged and only some of it was read.
    """

    rows: Mapping[int, journal.Row]
    facts: Mapping[Subject, str] = field(default_factory=dict)
    charters: tuple[Charter, ...] = ()
    last: int = 0
    is_partly: bool = False


def write(target: Path, database: Database, stamp: Stamp, files: Files) -> None:
    """Writes the readable copy of an open database, whole or not at all; raises DiskFull, DiskTrouble."""
    with database.reading() as connection:
        files.write_whole(target, lambda file: _write(file, connection, stamp))


def read(path: Path) -> Copy:
    """What a readable copy says, or what can still be read of a damaged one; raises UnfitBackup, DiskTrouble."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise DiskTrouble(f"The readable copy {path.name} could not be read ({error.strerror}). Check the disk or the "
                          "connection, then try again.") from error
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        rows = dict(_salvaged(text))
        if not rows:
            raise _foreign(path) from None
        return Copy(rows, last=max(rows), is_partly=True)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _foreign(path)
    if told.get("version") != VERSION:
        raise UnfitBackup(f"The readable copy {path.name} is of version {told.get('version')}; this version of the app "
                          f"knows version {VERSION}. Install the newer version.")
    try:
        return _copy(told)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Copy(dict(_salvaged(text)), is_partly=True)


def nested(held: Iterable[tuple[Subject, str]]) -> dict[str, Any]:
    """Facts as people look for them: organisations, with their evidence, readings, year and assessments inside."""
    known = sorted(held)
    homes = {what.item: what.owner for what, _ in known if what.kind == "assessment"}
    organisations: dict[str, Any] = {}
    workspace: dict[str, str] = {}
    collaborative: dict[str, Any] = {}
    others: list[list[str]] = []
    for what, text in known:
        kind, owner, item, name = what.kind, what.owner, what.item, what.field
        if kind == "workspace" and not owner and not item:
            workspace[name] = text
        elif kind == "organisation" and not item:
            _organisation(organisations, owner)["fields"][name] = text
        elif kind in ("evidence", "reading"):
            _organisation(organisations, owner)[kind].setdefault(item, {})[name] = text
        elif kind == "assessment":
            _assessment(organisations, owner, item)["fields"][name] = text
        elif owner in homes:
            home = _assessment(organisations, homes[owner], owner)
            home["parts"].setdefault(kind, {}).setdefault(item, {})[name] = text
        elif kind in YEAR_ROUND or not owner and kind in _OF_THE_GROUP:
            place = _organisation(organisations, owner).setdefault("year", {}) if owner else collaborative
            place.setdefault(kind, {}).setdefault(item, {})[name] = text
        else:
            others.append([kind, owner, item, name, text])
    return {"workspace": workspace, "organisations": organisations, "collaborative": collaborative,
            "other_facts": others}


def flat(told: Mapping[str, Any]) -> Iterator[tuple[Subject, str]]:
    """The facts that were nested."""
    for name, text in told["workspace"].items():
        yield Subject("workspace", "", "", name), text
    for owner, organisation in told["organisations"].items():
        for name, text in organisation["fields"].items():
            yield Subject("organisation", owner, "", name), text
        for kind in ("evidence", "reading"):
            yield from _flat_items(kind, owner, organisation[kind])
        for kind, items in organisation.get("year", {}).items():
            yield from _flat_items(kind, owner, items)
        for key, assessment in organisation["assessments"].items():
            for name, text in assessment["fields"].items():
                yield Subject("assessment", owner, key, name), text
            for kind, items in assessment["parts"].items():
                yield from _flat_items(kind, key, items)
    for kind, items in told.get("collaborative", {}).items():  # earlier copies have these among the other facts
        yield from _flat_items(kind, "", items)
    for kind, owner, item, name, text in told["other_facts"]:
        yield Subject(kind, owner, item, name), text


def _write(file: BinaryIO, connection: Connection, stamp: Stamp) -> None:
    """One piece after the other, so that nobody who shares the interpreter waits for long."""
    rows, _, _ = facts.read(connection)
    held = ((Subject(kind, owner, item, name), text) for kind, owner, item, name, text, _ in rows)
    head = {"format": FORMAT, "version": VERSION, "what_this_is": _WHAT, "made_at": stamp.at.isoformat(),
            "reason": stamp.reason.value, "last_entry": stamp.entry, **nested(held),
            "charters": [_listed(tuple(row)) for row in connection.execute(select(charter).order_by(charter.c.digest))]}
    text = "".join(json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(head))
    file.write(text.removesuffix("\n}").encode())
    file.write(b',\n  "history": [')
    before = b"\n"
    for row in journal.rows(connection):
        file.write(before + b"    " + _line(row).encode())
        before = b",\n"
    file.write(b"\n  ]\n}\n")


def _line(row: journal.Row) -> str:
    """An entry as one line, so that each can be read even where the file around it is damaged."""
    number, at, who, label, changes, owners, reverses, seal, hash_ = row
    values = (number, at, who, label, json.loads(changes), owners, reverses, seal.hex(), hash_.hex())
    return json.dumps(dict(zip(_ENTRY, values, strict=True)), ensure_ascii=False)


def _row(told: Mapping[str, Any]) -> journal.Row:
    number, at, who, label, changes, owners, reverses, seal, hash_ = (told[name] for name in _ENTRY)
    text = json.dumps(changes, ensure_ascii=False, separators=(",", ":"))
    return int(number), at, who, label, text, owners, reverses, bytes.fromhex(seal), bytes.fromhex(hash_)


def _listed(row: Any) -> dict[str, Any]:
    digest, key, edition, title, source = row
    return {"digest": digest, "id": key, "edition": edition, "title": title, "source": source.split("\n")}


def _copy(told: Mapping[str, Any]) -> Copy:
    rows = dict(_rows(told["history"]))
    charters = tuple((str(one["digest"]), str(one["id"]), str(one["edition"]), str(one["title"]),
                      "\n".join(one["source"])) for one in told["charters"])
    known = {what: str(text) for what, text in flat(told)}
    known.update({Subject("charter", "", one[0], "title"): one[3] for one in charters})
    return Copy(rows, known, charters, int(told["last_entry"]))


def _rows(entries: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, journal.Row]]:
    for one in entries:
        with suppress(KeyError, TypeError, ValueError):
            row = _row(one)
            yield row[0], row


def _salvaged(text: str) -> Iterator[tuple[int, journal.Row]]:
    """The entries whose lines can be read."""
    for line in text.splitlines():
        if line.lstrip().startswith('{"entry"'):
            with suppress(ValueError):
                yield from _rows([json.loads(line.strip().rstrip(","))])


def _organisation(organisations: dict[str, Any], owner: str) -> dict[str, Any]:
    found: dict[str, Any] = organisations.setdefault(
        owner, {"fields": {}, "evidence": {}, "reading": {}, "assessments": {}})
    return found


def _assessment(organisations: dict[str, Any], owner: str, key: str) -> dict[str, Any]:
    found: dict[str, Any] = _organisation(organisations, owner)["assessments"].setdefault(
        key, {"fields": {}, "parts": {}})
    return found


def _flat_items(kind: str, owner: str, items: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[Subject, str]]:
    for item, fields in items.items():
        for name, text in fields.items():
            yield Subject(kind, owner, item, name), text


def _foreign(path: Path) -> UnfitBackup:
    return UnfitBackup(f"{path.name} is no readable copy of a workspace, or is damaged as a whole. Choose another one.")
