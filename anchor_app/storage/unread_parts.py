"""Opening a large workspace: every fact is checked, most are not kept, and what is touched later is read then."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import reduce
from hashlib import sha256
from itertools import count
from operator import xor
from pathlib import Path
from sys import intern
from typing import Any

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Subject
from anchor_app.domain.holdings import UNHELD, UNREAD, Holdings
from anchor_app.storage.checked_facts import Row, damage, subjects_of, verified
from anchor_app.storage.connection import connect, in_words_of_ours
from anchor_app.storage.errors import ChangedUnderneath
from anchor_app.storage.seals import fact_hash

FEW_ASSESSMENTS: int = 100
"""Up to so many assessments everything is read when a workspace is opened."""

RECENT = 200
"""Assessments whose parts are kept for a while after they were read; one takes some 30,000 bytes."""

_NOT_KEPT = ", ".join(f"'{kind}'" for kind in (*UNREAD, "lineage"))
_KINDS = ", ".join(f"'{kind}'" for kind in UNREAD)
_COUNT = "SELECT count(*) FROM (SELECT DISTINCT owner, item FROM fact WHERE kind = 'assessment')"
_COLUMNS = "SELECT kind, owner, item, field, value, entry, hash FROM fact"
_KEPT = f"{_COLUMNS} WHERE kind NOT IN ({_NOT_KEPT})"
_HASHED = ("SELECT CASE kind WHEN 'lineage' THEN '' ELSE owner END, CAST(kind || char(0) || owner || char(0) || item "
           "|| char(0) || field || char(0) || value || char(0) || entry AS BLOB), hash "
           f"FROM fact WHERE kind IN ({_NOT_KEPT})")
"""What `seals.fact_hash` is the hash of, joined by SQLite: no text is made of what is not kept."""
_PARTS = f"{_COLUMNS} WHERE kind IN ({_KINDS}) AND owner = ?"

_HOW_MANY = "SELECT count(*) FROM fact"
_TOLD_EVERY = 10_000

Progress = Callable[[int, int], object]
"""Told of facts that are checked: how many, and out of how many."""


def _nobody_follows(done: int, of: int) -> None:
    """Progress that nobody looks at."""


@dataclass
class Found:
    """What was found in a file: all that is kept but the charters, and the facts of what the workspace itself is.

    `damaged` are the subjects that are not what was saved, `seal` is that of all facts together. `unread` is the seal
    of the parts of each owner, None where they were read.
    """

    holdings: Holdings = Holdings()
    facts: list[Row] = field(default_factory=list)
    damaged: list[Subject] = field(default_factory=list)
    whole: int = 0
    unread: Mapping[str, int] | None = None

    @property
    def seal(self) -> bytes:
        """The seal of all facts that were seen."""
        return self.whole.to_bytes(32)

    def read(self, rows: Iterable[Any]) -> None:
        """Check rows one by one, and take what they say."""
        self.holdings = Holdings().with_facts(self._checked(rows))

    def _checked(self, rows: Iterable[Any]) -> Iterator[tuple[Subject, str]]:
        owners: dict[str, str] = {}
        for kind, owner, item, name, value, entry, kept in rows:
            computed = fact_hash(kind, owner, item, name, value, entry)
            self.whole ^= int.from_bytes(computed)
            if computed != kept:
                self.damaged.append(Subject(str(kind), str(owner), str(item), str(name)))
            elif kind in UNHELD:
                self.facts.append((kind, owner, item, name, value, entry))
            else:
                yield Subject(kind, owners.setdefault(owner, owner), item, intern(name)), value


def found_in(connection: sqlite3.Connection, *, may_be_unread: bool = True,
             progress: Progress = _nobody_follows) -> Found:
    """Every fact checked, in one transaction of the caller's; the parts of many assessments are not kept.

    Where that takes long `progress` is told how many facts of how many are checked; it may raise to stop it.
    """
    found = Found()
    if not may_be_unread or connection.execute(_COUNT).fetchone()[0] <= FEW_ASSESSMENTS:
        found.read(connection.execute(_COLUMNS).fetchall())
        return found
    unread: dict[str, int] = defaultdict(int)
    total = connection.execute(_HOW_MANY).fetchone()[0]
    told = count()
    for owner, hashed, kept in _followed(connection.execute(_HASHED), told, total, progress):
        computed = sha256(hashed).digest()
        if computed != kept:  # rare enough to read everything, so that all that is damaged can be named
            found.read(connection.execute(_COLUMNS))
            return found
        unread[owner] ^= int.from_bytes(computed)
    found.read(_followed(connection.execute(_KEPT), told, total, progress))
    found.whole = reduce(xor, unread.values(), found.whole)
    found.unread = unread
    return found


def _followed(found: Iterable[Any], told: Iterator[int], total: int, progress: Progress) -> Iterator[Any]:
    """The same rows, each of them counted."""
    for row, done in zip(found, told, strict=False):
        if not done % _TOLD_EVERY:
            progress(done, total)
        yield row


def held(found: Found, charters: Mapping[str, Charter], path: Path | None) -> tuple[Holdings, PartsReader | None]:
    """The holdings that were found in a file, and what reads the rest of them."""
    holdings = replace(found.holdings, charters=charters)
    if found.unread is None or path is None:
        return holdings, None
    reader = PartsReader(path, found.unread)
    return holdings.with_unread(reader.read), reader


class PartsReader:
    """Reads the parts of one assessment at a time, as they were when the workspace was opened; from any thread.

    It never hands over a later state: what it reads has to come to the seal that was found then, and ChangedUnderneath
    is raised where it does not. Once closed it leaves no connection open, and still reads.
    """

    def __init__(self, path: Path, seals: Mapping[str, int]) -> None:
        self.path = path
        self._seals = seals
        self._recent: OrderedDict[str, Assessment] = OrderedDict()
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._is_closed = False

    def read(self, assessment_id: str) -> Assessment:
        """An assessment with all of its parts, and nothing else; raises WorkspaceTrouble."""
        with self._lock:
            known = self._recent.get(assessment_id)
            if known is None:
                known = self._recent[assessment_id] = self._read(assessment_id)
                if len(self._recent) > RECENT:
                    self._recent.popitem(last=False)
            else:
                self._recent.move_to_end(assessment_id)
            return known

    def close(self) -> None:
        """Give the file back; a second time is no mistake."""
        with self._lock:
            self._is_closed = True
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _read(self, assessment_id: str) -> Assessment:
        wanted = self._seals.get(assessment_id, 0)
        empty = Assessment(assessment_id, "")
        if not wanted:
            return empty
        facts, seal, damaged = verified(self._rows(assessment_id))
        if damaged:
            raise damage(damaged)
        if int.from_bytes(seal) != wanted:
            raise ChangedUnderneath("The workspace was changed outside this window since it was opened. "
                                    "Close the workspace and open it again.")
        alone = Holdings(assessments={assessment_id: empty})
        return alone.with_facts(subjects_of(facts)).assessments[assessment_id]

    def _rows(self, assessment_id: str) -> list[Any]:
        with in_words_of_ours(self.path):
            if self._is_closed:
                with closing(connect(self.path, "ro")) as connection:
                    return connection.execute(_PARTS, (assessment_id,)).fetchall()
            if self._connection is None:
                self._connection = connect(self.path, "ro", is_shared=True)
            return self._connection.execute(_PARTS, (assessment_id,)).fetchall()
