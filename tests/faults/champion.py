"""A champion at work in a process of its own, who can be killed, and what has to be left of the work then."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.storage.check import Finding, check_content, check_database
from anchor_app.storage.content import FolderContent
from anchor_app.storage.store import Store

NOON = datetime(2026, 10, 25, 12, tzinfo=UTC)
EVERY = 3
"""One edit in so many attaches a document first."""

_FIRST = Subject("component", "a1", "1.1", "summary")
_SECOND = Subject("component", "a1", "1.2", "summary")


def start(folder: Path) -> None:
    """A new workspace with an assessment in it."""
    with Store.create(folder) as store:
        period = Change(Subject("assessment", "o1", "a1", "period"), None, "2026/27")
        store.save(Edit("Start", (period,)), who="", at=NOON)


def work(folder: Path, acknowledge: int, most: int = 10**9) -> None:
    """Saves edit after edit, and writes the number of each to a pipe once `save` has returned.

    The first number that it writes is that of the last edit it found. Each edit sets two answers to its
    number, so that half of one could be told.
    """
    with Store.open(folder) as store:
        first = reached(store)
        _tell(acknowledge, first)
        for number in range(first + 1, first + 1 + most):
            old = str(number - 1) if number > 1 else None
            changes = [Change(what, old, str(number)) for what in (_FIRST, _SECOND)]
            if number % EVERY == 0:
                kept = store.content.add_bytes(document(number))
                changes.append(Change(Subject("evidence", "o1", f"e{number}", "digest"), None, kept.digest))
            store.save(Edit(f"Edit {number}", tuple(changes)), who="Ada Invented", at=NOON)
            _tell(acknowledge, number)


def _tell(acknowledge: int, number: int) -> None:
    # writev, so that faults can be put into every write of the store and into none of these
    os.writev(acknowledge, [number.to_bytes(4)])


def document(number: int) -> bytes:
    """The content that an edit attaches."""
    return (f"Document {number}. ".encode() * 700)[:9000]


def acknowledged(told: bytes) -> int:
    """The last number that came through the pipe; 0 for none."""
    return int.from_bytes(told[len(told) // 4 * 4 - 4:][:4]) if len(told) >= 4 else 0


def _findings(store: Store) -> list[Finding]:
    """What the check finds, through the connection that is open already."""
    database, content = store._database, store.content
    assert isinstance(content, FolderContent) and not list(content.strays()), "something was left behind"
    return [*check_database(database), *check_content(database, content, lambda done, of: None)]


def reached(store: Store) -> int:
    """The number of the last edit that is stored; fails when only half of one is."""
    answers = store.load().assessments["a1"]
    first, second = answers.component("1.1").summary, answers.component("1.2").summary
    assert first == second, "half of an edit is stored"
    return int(first or 0)


def inspect(folder: Path, promised: int, most: int | None = None, *, whole: bool = True) -> int:
    """Opens what was left and fails unless every acknowledged edit is there whole; returns the last edit.

    Every fact is verified in any case; the history and every document only if the `whole` is to be checked,
    otherwise the newest document.
    """
    with Store.open(folder) as store:
        last = reached(store)
        assert last >= promised, f"edit {promised} was acknowledged, but only {last} are there"
        assert most is None or last <= most, f"edit {last} was never made"
        newest = sha256(document(last - last % EVERY)).hexdigest()
        assert last < EVERY or store.content.verify(newest), "the newest document is missing or damaged"
        found = _findings(store) if whole else []
    assert not found, [finding.sentence for finding in found]
    return last
