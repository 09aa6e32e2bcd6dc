"""Receiving sixty packs, from the files to the saved edit, against json.loads and executemany of the same rows."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.collaborative import make_collaborative
from benchmarks.measure import Result, timed

PACKS = 60
PIECES = 30
RUNS = 3


def made_packs(folder: Path) -> list[Path]:
    """Sixty organisations' packs: sixteen components and thirty pieces of evidence each, without files."""
    from anchor_app.domain.sharing import Choice
    from anchor_app.services.exchanging import SUFFIX, export
    from anchor_app.services.starting import open_workspace

    make_collaborative(folder / "senders", PACKS, 1, PIECES)
    paths: list[Path] = []
    with open_workspace(folder / "senders") as opened:
        for key in opened.workspace.holdings.organisations:
            every = opened.workspace.holdings.assessments_of(key)
            path = folder / f"{key}{SUFFIX}"
            export(opened.workspace, Choice(key, tuple(one.id for one in every), with_files=False), path)
            paths.append(path)
    return paths


def receive(folder: Path, paths: list[Path]) -> float:
    """Milliseconds of receiving all packs as one edit in a new workspace."""
    from anchor_app.services.receiving import apply, plan, read
    from anchor_app.services.settings import Settings
    from anchor_app.services.starting import create_workspace

    with create_workspace(folder, settings=Settings()) as opened:
        def work() -> None:
            with read(paths) as batch:
                assert len(batch.packs) == PACKS, batch.refused
                apply(opened, plan(opened.workspace, batch.packs))

        took = timed(work)
        assert len(opened.workspace.holdings.assessments) == PACKS
        assert len(opened.workspace.holdings.evidence) == PACKS * PIECES
    return took


def bare(database: Path, paths: list[Path]) -> float:
    """Milliseconds of reading the packs' data as JSON and writing its rows in one transaction."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for pragma in ("journal_mode=TRUNCATE", "synchronous=EXTRA", "fullfsync=ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("CREATE TABLE fact (kind TEXT, owner TEXT, item TEXT, field TEXT, value TEXT, "
                           "PRIMARY KEY (kind, owner, item, field)) WITHOUT ROWID")

        def work() -> None:
            connection.execute("BEGIN IMMEDIATE")
            for path in paths:
                with zipfile.ZipFile(path) as pack:
                    told = json.loads(pack.read("data.json"))
                connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?)", (
                    (one["kind"], one["owner"], one["item"], name, text)
                    for one in told["records"] for name, text in one["fields"].items() if text is not None))
            connection.execute("COMMIT")

        return timed(work)


def measure(folder: Path) -> Iterator[Result]:
    """Each time in a new workspace, with the backup before and everything durable."""
    paths = made_packs(folder)
    pairs = [(receive(folder / f"received-{run}", paths), bare(folder / f"bare-{run}.db", paths))
             for run in range(RUNS + 1)][1:]
    yield Result("packs", median(one for one, _ in pairs), median(one for _, one in pairs), 5.0,
                 f"{PACKS} packs read, compared and saved as one edit")
