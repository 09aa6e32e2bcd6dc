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
from anchor_app.storage.past import ANY, Sought
from anchor_app.storage.store import Store
from tests.storage.conftest import NOON, edit, fill, save

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


def paged(store: Store, sought: Sought = ANY, count: int = 4):
    """Everything that is sought, page after page."""
    found, before = [], None
    while page := store.past.page(before=before, count=count, sought=sought):
        assert len(page) <= count
        found += page
        before = page[-1].id
    return found


def test_pages_hold_the_same_entries_as_the_whole_newest_first(store: Store):
    fill(store, 30)
    everything = list(store.entries())
    assert paged(store, count=7) == everything[::-1]
    for owner in ("o1", "a1"):
        narrowed = [one for one in everything if owner in one.edit.owners]
        assert paged(store, Sought(frozenset({owner}))) == narrowed[::-1]
    assert paged(store, Sought(frozenset({"%"}))) == paged(store, Sought(frozenset({"a"}))) == []
    assert store.past.since(10) == everything[10:]


def test_pages_are_narrowed_by_person_moment_and_what_the_changes_hold(store: Store):
    for number, who in enumerate(["Ada", "Bo", "", "ada", "Ada"]):
        store.save(edit(("component", "a1", f"1.{number}", "lead", None, who)), who=who,
                   at=NOON + timedelta(days=number if number != 1 else 40))
    everything = list(store.entries())[::-1]
    assert sorted(store.past.people({"a1"})) == ["", "Ada", "Bo", "ada"]
    assert store.past.people({"a2"}) == []
    for who in ("Ada", "ada", "", "Nobody"):
        assert paged(store, Sought(frozenset({"a1"}), who)) == [
            one for one in everything if one.who == who and "a1" in one.edit.owners]
    late = NOON + timedelta(days=3)
    assert [one.edit.changes[0].what.item for one in paged(store, Sought(frozenset({"a1"}), since=late))] == [
        "1.4", "1.3", "1.1"]
    assert len(paged(store, Sought(holding=(('"1.2', '"1.3'), ('"lead"',))))) == 2
    assert paged(store, Sought(holding=(('"summary"',),))) == paged(store, Sought(holding=((),))) == []


def test_an_undo_is_told_from_a_redo_however_often_they_follow_each_other(store: Store):
    change = ("component", "a1", "1.1", "lead", None, "Sam")
    save(store, change)
    first = store.past.last()
    for turn in range(6):
        forth = edit(change)
        store.save(forth.reversed() if turn % 2 == 0 else forth, who="", at=NOON, reverses=(first + turn,))
    assert store.past.undos(range(first + 10)) == {first + 1, first + 3, first + 5}
    assert store.past.undos([first + 2]) == store.past.undos([]) == frozenset()


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
            store.past.page()
