"""Undo against the edit it undoes, looking back over five years, opening with a long journal, and its growth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from anchor_app.domain.assessment import Mark
from anchor_app.domain.commands import Command, Together, WriteAnswer, mark_practice, together
from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.domain.edit import Change, Edit
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.moment import Moment
from anchor_app.services.history import read_steps, undo
from anchor_app.services.looking_back import workspace_at
from anchor_app.services.reading_history import history
from anchor_app.services.starting import shipped_charter
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.storage.store import Store
from benchmarks.material import organisation_and_assessment, words
from benchmarks.measure import Result, in_turn, timed

ROWS = 20_000
PIECES = 500
BEGAN = datetime(2020, 4, 1, 9, tzinfo=UTC)
STEP = timedelta(days=5 * 365) / ROWS
RUNS = 15


def opened(folder: Path) -> Store:
    """A new workspace with the organisation, its assessment and the evidence, in eight entries."""
    Store.create(folder, at=BEGAN).close()
    store = Store.open(folder)
    charter = shipped_charter()
    store.keep_charter(charter, at=BEGAN)
    workspace = Workspace(store, store.load(), who="Sam Example", clock=Clock(now=lambda: BEGAN))
    for command in organisation_and_assessment(charter):
        workspace.do(command)
    workspace.do(evidence(list(charter.components)))
    return store


def evidence(components: list[str]) -> Together:
    """The wish to add all evidence at once."""
    return together("Add evidence", (
        AddEvidence("now", {"kind": "account", "title": f"Account {number}", "text": words(40), "shows": words(10),
                            "owner": "Sam Example"}, (components[number % len(components)],), id=f"piece{number}")
        for number in range(PIECES)))


def wishes() -> Iterator[Command]:
    """What a person does: mark, mark, type a little more."""
    practices, marks = cycle(shipped_charter().practices), cycle([Mark.PARTLY, Mark.IN_PLACE, Mark.NOT_YET])
    components = cycle(shipped_charter().components)
    for number in range(10**9):
        if number % 3 == 2:
            yield WriteAnswer("now", next(components), "summary", f"{words(30)} {number}")
        else:
            yield mark_practice("now", next(practices), next(marks))


def with_history(folder: Path, rows: int) -> tuple[Store, int]:
    """A workspace with so many entries over five years, and the bytes by which each made the file grow.

    All are written in one transaction, with the store's own functions: one by one they would take minutes.
    """
    from anchor_app.storage import facts, journal

    store = opened(folder)
    before = (folder / "anchor.db").stat().st_size
    holdings, end, at, done = store.load(), store._end, BEGAN, 0
    with store._database.writing() as connection:
        for command in wishes():
            edit = command.edit(holdings)
            if edit.is_empty:
                continue
            at, done = at + STEP, done + 1
            plan = facts.plan(connection, edit.changes, end.id + 1, end.seal)
            end = journal.append(connection, end, _entry(end.id + 1, at, edit), plan.seal)
            plan.carry_out(connection)
            holdings = holdings.with_edit(edit)
            if done == rows:
                break
    store.close()
    return Store.open(folder), ((folder / "anchor.db").stat().st_size - before) // rows


def _entry(number: int, at: datetime, edit: Edit):  # type: ignore[no-untyped-def]
    from anchor_app.domain.entry import Entry

    return Entry(number, at, "Sam Example", edit)


def same_facts(folder: Path, holdings: Holdings) -> Store:
    """A workspace with the very facts of another, and a journal of ten rows at most."""
    Store.create(folder, at=BEGAN).close()
    store = Store.open(folder)
    store.keep_charter(shipped_charter(), at=BEGAN)
    everything = [Change(what, None, text) for what, text in holdings.all_facts()]
    for part in range(8):
        store.save(Edit("Part", tuple(everything[part::8])), who="Sam Example", at=BEGAN)
    return store


def open_and_close(folder: Path) -> None:
    """Open a workspace as the window does, without the window."""
    with Store.open(folder) as store:
        store.load()


def measure(folder: Path) -> Iterator[Result]:
    """On one workspace of 20,000 entries and 500 pieces of evidence."""
    store, growth = with_history(folder / "long", ROWS)
    with closing(store):
        now = BEGAN + ROWS * STEP + timedelta(days=1)
        workspace = Workspace(store, store.load(), who="Sam Example", about=store.about(),
                              clock=Clock(lambda: now, now.date))
        yield from _undo(workspace, growth)
        days = cycle(BEGAN.date() + timedelta(days=days) for days in (200, 700, 1200, 1800))

        def look_back() -> float:
            moment = Moment.end_of(next(days))
            return timed(lambda: workspace_at(workspace, moment).score("now"))

        look_back()
        latest = [timed(lambda: workspace_at(workspace, Moment.end_of(workspace.clock.today())).score("now"))
                  for _ in range(RUNS)][1:]
        spread = median(look_back() for _ in range(RUNS))
        yield Result("as-at", max(median(latest), spread), 150.0, 1.0,
                     f"{ROWS:,} rows over five years, with levels; the limit is fixed",
                     {"any_day_ms": round(spread, 1)})
        some = median(timed(lambda: list(islice(history(store.past, workspace.holdings), 500))) for _ in range(RUNS))
        whole = timed(lambda: sum(1 for _ in history(store.past, workspace.holdings)))
        yield Result("history-first-lines", some, 200.0, 1.0, "the newest 500 lines; the limit is fixed",
                     {"everything_ms": round(whole)})
        same_facts(folder / "short", workspace.holdings).close()
    long_ms, short_ms = in_turn(lambda: timed(lambda: open_and_close(folder / "long")),
                                lambda: timed(lambda: open_and_close(folder / "short")), RUNS)
    yield Result("open-long-journal", long_ms, short_ms, 1.3, f"{ROWS:,} rows against ten, the same {PIECES} pieces")


def _undo(workspace: Workspace, growth: int) -> Iterator[Result]:
    """Each undo after the edit that it takes back, from the wish to the new value."""
    reading = timed(lambda: setattr(workspace, "steps", read_steps(workspace.store.past)))
    pairs = []
    for command in wishes():
        if workspace.edit_for(command).is_empty:
            continue
        edited = timed(lambda command=command: workspace.do(command))  # type: ignore[misc]
        pairs.append((timed(lambda: undo(workspace)), edited))
        if len(pairs) > 4 * RUNS:
            break
    yield Result("undo", median(one for one, _ in pairs[1:]), median(one for _, one in pairs[1:]), 1.2,
                 f"the journal grows by {growth:,} bytes an edit", {"journal_bytes_per_edit": growth,
                                                                   "reading_steps_ms": round(reading, 1)})
