"""The past against a naive fold, whatever the edits and whatever the clock said; and when its rows are damaged."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.store import Store
from tests.storage.conftest import NOON, fill, save

WHATS = [Subject("component", owner, item, field) for owner in ("a1", "a2") for item in ("1.1", "1.2")
         for field in ("summary", "lead")]
writes = st.lists(st.lists(st.tuples(st.sampled_from(WHATS), st.sampled_from([None, "", "x", "y" * 50, '"],[', "é\n"])),
                           min_size=1, max_size=4, unique_by=lambda one: one[0]), max_size=25)


def written(store: Store, edits, days=None):
    """Saves the edits, on those days after noon; returns the facts after each entry, and when it was saved."""
    held: dict[Subject, str] = {}
    with_start = {Subject("workspace", "", "", name): text for name, text in store.about().items()}
    states, times = [with_start], [next(store.entries()).at]
    for place, texts in enumerate(edits):
        changes = [Change(what, held.get(what), new) for what, new in texts]
        edit = Edit.of(f"Edit {place}", changes)
        if edit.is_empty:
            continue
        at = NOON + timedelta(days=days[place] if days else place)
        store.save(edit, who="Ada Invented", at=at)
        for change in edit.changes:
            if change.new is None:
                del held[change.what]
            else:
                held[change.what] = change.new
        states.append({**with_start, **held})
        times.append(at)
    return states, times


@settings(max_examples=60, deadline=None)
@given(writes)
def test_the_facts_after_any_entry_are_those_of_a_naive_fold(edits):
    with Store.in_memory() as store:
        states, _ = written(store, edits)
        assert [store.past.facts_after(number) for number in range(1, len(states) + 1)] == states


@settings(max_examples=60, deadline=None)
@given(writes, st.integers(-3, 30))
def test_with_a_steady_clock_it_is_the_last_entry_not_later_than_the_moment(edits, day):
    with Store.in_memory() as store:
        _, times = written(store, edits)
        moment = NOON + timedelta(days=day)
        times[0] = next(store.entries()).at
        if times == sorted(times):
            assert store.past.entry_at(moment) == sum(at <= moment for at in times)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-4000, 4000), min_size=1, max_size=25), st.lists(st.integers(-5000, 5000), max_size=6))
def test_whatever_the_clock_did_a_later_moment_never_shows_less(days, moments):
    with Store.in_memory() as store:
        written(store, [[(WHATS[0], f"text {place}")] for place in range(len(days))], days)
        found = [store.past.entry_at(NOON + timedelta(days=day)) for day in sorted(moments)]
        assert found == sorted(found)
        assert all(0 <= number <= store.past.last() for number in found)
        for number in set(found) - {0}:
            assert len(store.past.facts_after(number)) > 0


@pytest.mark.parametrize("jump", [-3650, 3650])
def test_an_hour_with_a_wrong_clock_hides_nothing_and_shows_nothing_early(jump):
    days = [*range(20), jump, jump, *range(20, 40)]
    with Store.in_memory() as store:
        at = datetime(2026, 1, 1, tzinfo=UTC)
        for place, day in enumerate(days):
            change = Change(WHATS[0], f"text {place - 1}" if place else None, f"text {place}")
            store.save(Edit("Edit", (change,)), who="", at=at + timedelta(days=day))

        def shown(day):
            number = store.past.entry_at(at + timedelta(days=day))
            return store.past.facts_after(number).get(WHATS[0]) if number else None

        assert shown(10) == "text 10"
        assert shown(19.5) in ("text 19", "text 21")
        assert shown(25) == "text 27"
        assert shown(39) == "text 41"


def test_before_the_beginning_there_is_no_entry(store: Store):
    save(store, ("organisation", "o1", "", "name", None, "Invented Trust"))
    assert store.past.entry_at(datetime(1990, 1, 1, tzinfo=UTC)) == 0
    assert store.past.began() == next(store.entries()).at


def test_pages_hold_the_same_entries_as_the_whole_newest_first(store: Store):
    fill(store, 30)
    everything = list(store.entries())
    assert list(store.past.newest_first(count=7)) == everything[::-1]
    for owner in ("o1", "a1"):
        narrowed = [one for one in everything if owner in one.edit.owners]
        assert list(store.past.newest_first({owner}, count=4)) == narrowed[::-1]
    assert list(store.past.newest_first({"%"})) == list(store.past.newest_first({"a"})) == []
    assert store.past.since(10) == everything[10:]


def test_the_entry_that_set_a_fact_is_found(store: Store):
    fill(store, 5)
    found = store.past.entry_of(Subject("component", "a1", "1.3", "summary"))
    assert found is not None and found.edit.touches("component", "1.3")
    assert store.past.entry_of(Subject("component", "a1", "9.9", "summary")) is None


@pytest.mark.parametrize("damage", [
    "UPDATE journal SET changes = replace(changes, 'part 7', 'part 8') WHERE id = 11",
    "UPDATE journal SET changes = 'x' WHERE id = 11",
    "UPDATE journal SET changes = '[[1,2]]' WHERE id = 11",
    "UPDATE journal SET seal = zeroblob(32) WHERE id = 40",
    "UPDATE journal SET at = '2020' WHERE id = 40",
    "DELETE FROM journal WHERE id = 11",
])
def test_a_past_that_is_not_what_was_saved_is_not_shown(filled: Path, damage: str):
    connection = sqlite3.connect(filled / "anchor.db")
    with connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        assert connection.execute(damage).rowcount == 1
    connection.close()
    with Store.open(filled, read_only=True) as store, pytest.raises(DamagedWorkspace):
        store.past.facts_after(40)


def test_a_page_with_an_altered_entry_is_refused(filled: Path):
    connection = sqlite3.connect(filled / "anchor.db")
    with connection:
        connection.execute("UPDATE journal SET who = 'Somebody else' WHERE id = 11")
    connection.close()
    with Store.open(filled, read_only=True) as store:
        assert len(store.past.page(count=10)) == 10
        with pytest.raises(DamagedWorkspace, match="entry 11"):
            list(store.past.newest_first())
