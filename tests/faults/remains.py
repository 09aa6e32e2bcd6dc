"""What is left of a workspace, read without the app's own way of opening it, and judged against what was promised."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from anchor_app.domain.errors import Refusal
from anchor_app.exchange.reading_here import check
from anchor_app.storage.seals import NOTHING, entry_hash, fact_hash
from anchor_app.storage.thinning import SUFFIX, Stamp
from tests.faults.champion import ASSESSMENT, FIRST, PACK, SECOND, number_in
from tests.faults.promise import Promise, State

_ROWS = "SELECT id, at, who, label, changes, owners, reverses, seal, hash FROM journal ORDER BY id"
_FACTS = "SELECT kind, owner, item, field, value, entry, hash FROM fact"

Fact = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Remains:
    """A database that was found to be whole: its format, its history, what the answers say, and what it needs."""

    version: int
    hashes: Mapping[int, bytes]
    state: State
    digests: frozenset[str]


def look(path: Path) -> Remains:
    """Reads a database file through SQLite; fails unless every entry and fact is what was saved."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return look_at(connection)


def look_at(connection: sqlite3.Connection) -> Remains:
    """As `look`, of an open connection."""
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "SQLite finds the file damaged"
    hashes, seal, replayed = _history(connection)
    facts = _facts(connection, seal)
    assert facts == replayed, "the facts are not those that the history leads to"
    for digest, source in connection.execute("SELECT digest, source FROM charter"):
        assert sha256(source.encode()).hexdigest() == digest, "a charter is damaged"
    first, second = (number_in(facts.get(("component", ASSESSMENT, one, "summary"), ("", 0))[0])
                     for one in (FIRST, SECOND))
    assert first == second, "half of an edit is stored"
    last = max(hashes)
    digests = frozenset(value for (kind, _, _, field), (value, _) in facts.items()
                        if (kind, field) == ("evidence", "digest"))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return Remains(version, hashes, State(last, hashes[last], first), digests)


def _history(connection: sqlite3.Connection) -> tuple[dict[int, bytes], bytes, dict[Fact, tuple[str, int]]]:
    """The hash of every entry, the last seal, and the facts that the entries lead to."""
    hashes: dict[int, bytes] = {}
    facts: dict[Fact, tuple[str, int]] = {}
    before, seal = NOTHING, NOTHING
    for number, (id_, *fields, seal, hash_) in enumerate(connection.execute(_ROWS), start=1):
        assert id_ == number and entry_hash(before, (str(id_), *fields), seal) == hash_, f"entry {number} is damaged"
        for *what, _, new in json.loads(fields[3]):
            if new is None:
                facts.pop(tuple(what), None)
            else:
                facts[tuple(what)] = (new, number)
        hashes[number] = before = hash_
    return hashes, seal, facts


def _facts(connection: sqlite3.Connection, seal: bytes) -> dict[Fact, tuple[str, int]]:
    found, sealed = {}, 0
    for kind, owner, item, field, value, entry, hash_ in connection.execute(_FACTS):
        assert fact_hash(kind, owner, item, field, value, entry) == hash_, f"the {field} of {kind} {item} is damaged"
        sealed ^= int.from_bytes(hash_)
        found[kind, owner, item, field] = (value, entry)
    assert sealed.to_bytes(32) == seal, "the seal does not fit the facts"
    return found


def judge(found: Remains, promise: Promise, kept: Callable[[], list[State]], *, is_cut: bool = True) -> None:
    """Fails unless everything that was promised is there, and at most one act more.

    `kept` finds the states of all whole backups; it is called only when that matters. `is_cut` says that the work was
    interrupted, so that a restore that was begun may have been finished.
    """
    promised, here = promise.state, found.state
    if promised is None:
        return
    if is_cut and promise.target is not None and here == promise.target:
        if here != promised:
            assert promised in kept(), "a restore kept nothing of what was there before"
    else:
        assert here.entry >= promised.entry, f"entry {promised.entry} was acknowledged, but only {here.entry} are there"
        assert found.hashes[promised.entry] == promised.hash, f"entry {promised.entry} is not what was acknowledged"
        assert here.entry <= promised.entry + 1, f"entry {here.entry} was never made"
        if here.entry == promised.entry:
            assert here.answer == promised.answer, f"the answer is {here.answer} instead of {promised.answer}"
    if promise.kept:
        whole = kept()
        for state in promise.kept:
            assert state in whole, f"the backup of entry {state.entry} was acknowledged and is not there"


def check_sent(folder: Path) -> None:
    """Fails when the pack that was sent last is there under its name and not whole."""
    if (folder / PACK).exists():
        check_pack((folder / PACK).read_bytes())


def check_pack(data: bytes) -> None:
    """Fails unless these bytes are a whole pack."""
    try:
        check(BytesIO(data))
    except Refusal as refusal:
        raise AssertionError(f"a pack is damaged: {refusal}") from refusal


def state_of_backup(name: str, data: bytes) -> State:
    """What a backup holds; fails for one that has its name but is not whole."""
    stamp = Stamp.parse(name)
    assert stamp is not None and sha256(data).hexdigest().startswith(stamp.hash), f"the backup {name} is damaged"
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        return look_at(connection).state


def backups_in(folder: Path, known: dict[str, State] | None = None) -> list[State]:
    """The states of all backups in a workspace's folder; fails when one is not whole."""
    known = {} if known is None else known
    for path in (folder / "backups").glob(f"*{SUFFIX}"):
        if path.name not in known:
            known[path.name] = state_of_backup(path.name, path.read_bytes())
    return list(known.values())
