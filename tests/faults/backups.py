"""Makes backups while work goes on, restores each of them, and compares everything with what was there then."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from anchor_app.domain.edit import Subject
from anchor_app.services import backups as service
from anchor_app.storage import backup, restore
from anchor_app.storage.store import Store
from anchor_app.storage.thinning import Reason
from tests.faults import champion
from tests.faults.kill9 import place

PER_WORKSPACE = 10
"""So many backups are made of one workspace."""


@dataclass
class Tally:
    """How many backups were restored, and how many facts, entries and documents were compared."""

    restored: int = 0
    compared: int = 0


Held = tuple[dict[Subject, str], list[bytes], list[str]]


def run(count: int) -> Tally:
    """Restores so many backups, the newest first; fails at the first difference."""
    tally = Tally()
    with place() as base, Path(os.devnull).open("wb") as nobody:
        for number in range(0, count, PER_WORKSPACE):
            folder = base / str(number)
            champion.start(folder)
            _try(folder, nobody.fileno(), min(PER_WORKSPACE, count - number), tally)
    return tally


def _try(folder: Path, nobody: int, count: int, tally: Tally) -> None:
    now = datetime.now(UTC)
    then: dict[Path, Held] = {}
    for number in range(count):
        champion.work(folder, nobody, champion.KINDS[number % 4], 2)
        made = backup.make(folder, Reason.MANUAL, now + timedelta(minutes=number))
        assert made.path not in then
        then[made.path] = held(folder)
    before = {one.path: one.holds for one in service.list_backups(folder)}
    for number, (path, wanted) in enumerate(reversed(then.items())):
        done = restore.restore(folder, path, now + timedelta(hours=1, minutes=number))
        found = held(folder)
        assert found == wanted, f"{path.name} was restored with differences"
        assert not done.missing and done.backup.holds == before[path]
        tally.restored += 1
        tally.compared += sum(map(len, found))


def held(folder: Path) -> Held:
    """Every fact, every entry's hash and every document of a workspace that is whole."""
    with Store.open(folder) as store:
        assert store.check() == []
        facts = dict(store.load().all_facts())
        digests = [text for what, text in facts.items() if (what.kind, what.field) == ("evidence", "digest")]
        assert all(store.content.verify(one) for one in digests)
        return facts, [one.hash for one in store.entries()], digests
