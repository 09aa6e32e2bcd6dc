"""The board of a thousand organisations: opened from one query against bare SQL, sorted, filtered, and its memory."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.collaborative import LAST, ORGANISATIONS, PERIODS, TODAY, make_collaborative
from benchmarks.measure import Result, in_turn, peak_mb, timed

RUNS = 7
PERIOD = str(LAST)
ALLOWED_MIB = 350.0
COLUMNS = ("count", "name", "place", "change", "level")
_ANSWERS = (("component", "focus"), ("component", "status"), ("moderation", "decision"), ("opportunity", "component"),
            ("receipt", "at"), ("support", ""))


def bare_statement(is_whole: bool) -> str:
    """The plain query of the same answers: of all assessments, or of those in a JSON list."""
    source, owner = ("fact AS f", "") if is_whole else (
        "json_each(?) AS wanted CROSS JOIN fact AS f", " AND f.owner = wanted.value")
    return " UNION ALL ".join(
        f"SELECT f.owner, f.item, f.field, f.value FROM {source} WHERE f.kind = '{kind}'{owner}"
        + (f" AND f.field = '{name}'" if name else "") for kind, name in _ANSWERS)


def bare_read(connection: sqlite3.Connection, ids: tuple[str, ...] | None) -> None:
    """Fetch the answers, and do nothing with them."""
    texts = (json.dumps(ids),) * len(_ANSWERS) if ids is not None else ()
    connection.execute(bare_statement(ids is None), texts).fetchall()


def report(folder: str) -> None:
    """Open the workspace in a window, read the board of one period and of all, and print the peak in MiB."""
    from PySide6.QtCore import QEventLoop

    from anchor_app.app import compose
    from anchor_app.domain.board_order import ordered
    from anchor_app.domain.board_rows import AssessmentRow, needed_for
    from anchor_app.domain.comparison import Wanted, compare
    from anchor_app.services.settings import Settings

    parts = compose(Path(folder), settings=Settings())
    loop = QEventLoop()
    parts.window.usable.connect(loop.quit)
    parts.window.painted.connect(parts.begin)
    parts.window.show()
    loop.exec()
    hub = parts.window.hub
    assert hub is not None
    held, past = hub.workspace.holdings, hub.workspace.store.past
    read: list[tuple[AssessmentRow, ...]] = []

    def on_read(rows: tuple[AssessmentRow, ...]) -> None:
        read.append(rows)
        loop.quit()

    for ids in (needed_for(held, PERIOD), None):  # one period; then all, as for what moved over ten years
        hub.tasks.store(lambda ids=ids: past.board_rows(held, TODAY, ids), on_read,  # type: ignore[misc]
                        lambda error: sys.exit(str(error)))
        loop.exec()
    boards = [compare(rows, held.organisations, held.charters, Wanted(PERIOD)) for rows in read]
    assert [len(ordered(one.boards[0], "count").rows) for one in boards] == [ORGANISATIONS] * 2
    assert len(read[1]) == ORGANISATIONS * PERIODS
    parts.window.grab()
    print(peak_mb() * 1_000_000 / 1_048_576)
    parts.window.close_now()


def measure(folder: Path) -> Iterator[Result]:
    """On a workspace that is written first, which takes a while."""
    from anchor_app.domain.board_order import ordered
    from anchor_app.domain.board_rows import needed_for
    from anchor_app.domain.comparison import Wanted, compare
    from anchor_app.domain.counting import Reading
    from anchor_app.domain.organisation import Kind
    from anchor_app.storage.store import Store

    where = folder / "collaborative"
    make_collaborative(where)
    with Store.open(where) as store, closing(sqlite3.connect(where / "anchor.db")) as bare:
        opening = timed(lambda: store.load())
        held = store.load()

        def board(ids: tuple[str, ...] | None, wanted: Wanted) -> float:
            return timed(lambda: compare(store.past.board_rows(held, TODAY, ids), held.organisations, held.charters,
                                         wanted))

        needed = needed_for(held, PERIOD)
        ours, limit = in_turn(lambda: board(needed_for(held, PERIOD), Wanted(PERIOD)),
                              lambda: timed(lambda: bare_read(bare, needed)), RUNS)
        yield Result("board", ours, limit, 3.0, f"{ORGANISATIONS:,} organisations, one period and the one before",
                     {"opening_workspace_ms": round(opening)})
        yield Result("board-seconds", ours, 1_500.0, 1.0, "the same; the limit is fixed")
        ours, limit = in_turn(lambda: board(None, Wanted(PERIOD)), lambda: timed(lambda: bare_read(bare, None)), RUNS)
        yield Result("board-all-periods", ours, limit, 3.0, f"all of {PERIODS} periods")
        rows = store.past.board_rows(held, TODAY, needed)
        whole = compare(rows, held.organisations, held.charters, Wanted(PERIOD)).boards[0]
        wishes = (Wanted(PERIOD, kinds=frozenset({Kind.COUNCIL})), Wanted(PERIOD, Reading.EVIDENCED),
                  Wanted(PERIOD, places=frozenset({"Sample Dale"})), Wanted(PERIOD, Reading.MODERATED))
        sort = median(timed(partial(ordered, whole, column)) for column in COLUMNS)
        filtering = median(timed(partial(compare, rows, held.organisations, held.charters, one)) for one in wishes)
        yield Result("board-sort", sort, 100.0, 1.0, "by each of five columns; the limit is fixed")
        yield Result("board-filter", filtering, 100.0, 1.0, "by kind, place and reading; the limit is fixed")
    script = "import sys; from benchmarks import board; board.report(*sys.argv[1:])"
    done = subprocess.run([sys.executable, "-c", script, str(where)], capture_output=True, text=True,
                          check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, timeout=300)
    yield Result("board-memory", float(done.stdout.split()[-1]), ALLOWED_MIB, 1.0,
                 "MiB at the peak, against those allowed")
