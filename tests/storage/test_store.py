"""What every store promises: an edit is saved whole and durably, or refused and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from anchor_app.domain.charter_file import open_charter
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Conflict, WrongValue
from anchor_app.storage.errors import NotAWorkspace, ReadOnlyWorkspace
from anchor_app.storage.store import Store
from tests.storage.conftest import NOON, edit, fill, save

NAME = ("organisation", "o1", "", "name")
STATUS = ("component", "a1", "1.1", "status")
CHARTER = Path("resources/charters/lsc-anchor-charter.toml")


def test_a_saved_edit_is_in_what_is_loaded(store: Store) -> None:
    save(store, (*NAME, None, "Invented Trust"))
    assert store.load().organisations["o1"].name == "Invented Trust"


def test_an_edit_is_saved_whole_or_not_at_all(store: Store) -> None:
    save(store, (*NAME, None, "Invented Trust"))
    before = store.load()
    with pytest.raises(Conflict):
        save(store, ("organisation", "o1", "", "place", None, "Nowhere"), (*NAME, "Another name", "Third name"))
    assert store.load() == before
    assert len(list(store.entries())) == 2


@pytest.mark.parametrize(("old", "new"), [(None, "Second"), ("Other", "Second"), ("Other", None)])
def test_an_edit_that_starts_from_another_value_is_a_conflict(store: Store, old: str | None, new: str | None) -> None:
    save(store, (*NAME, None, "First"))
    with pytest.raises(Conflict):
        save(store, (*NAME, old, new))
    assert store.load().organisations["o1"].name == "First"


def test_a_change_to_what_is_not_there_is_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict):
        save(store, (*NAME, "First", "Second"))


def test_a_reversed_edit_leaves_nothing_behind(store: Store) -> None:
    before = store.load()
    made = save(store, (*NAME, None, "First"), ("assessment", "o1", "a1", "period", None, "2026/27"))
    store.save(made.reversed(), who="", at=NOON)
    assert store.load() == before
    assert store.check() == []


def test_an_edit_may_change_the_same_field_twice(store: Store) -> None:
    save(store, (*NAME, None, "First"), (*NAME, "First", "Second"))
    assert store.load().organisations["o1"].name == "Second"
    with pytest.raises(Conflict):
        save(store, (*NAME, "Second", "Third"), (*NAME, "Second", "Fourth"))
    assert store.check() == []


def test_a_large_edit_is_compared_as_strictly_as_a_small_one(store: Store) -> None:
    rows = [("component", "a1", f"1.{number}", "summary") for number in range(500)]
    save(store, *((*row, None, "first") for row in rows))
    save(store, *((*row, "first", "second" if number % 2 else None) for number, row in enumerate(rows)))
    before = store.load()
    with pytest.raises(Conflict):
        save(store, *((*row, "second" if number % 2 else None, "third") for number, row in enumerate(rows[:-1])),
             (*rows[-1], "first", "third"))
    assert store.load() == before and store.check() == []


def test_an_empty_edit_makes_no_entry(store: Store) -> None:
    first = store.save(Edit("Nothing", ()), who="", at=NOON)
    assert [entry.id for entry in store.entries()] == [first.entry]


def test_the_history_tells_who_when_old_and_new(store: Store) -> None:
    made = save(store, (*NAME, None, "First"))
    entry = list(store.entries())[-1]
    assert (entry.who, entry.at, entry.edit) == ("Ada Invented", NOON, made)


def test_the_history_of_an_owner_holds_only_its_entries(store: Store) -> None:
    save(store, (*NAME, None, "First"))
    save(store, (*STATUS, None, "fulfilled"))
    save(store, (*STATUS, "fulfilled", None), (*NAME, "First", "Second"))
    assert [entry.id for entry in store.entries("a1")] == [3, 4]
    assert [entry.id for entry in store.entries("o1", since=2)] == [4]
    assert list(store.entries("a")) == []


def test_times_are_kept_as_utc_to_the_microsecond(store: Store) -> None:
    local = datetime(2026, 7, 1, 9, 30, 0, 123456, timezone(timedelta(hours=1)))
    store.save(edit((*NAME, None, "First")), who="", at=local)
    kept = list(store.entries())[-1].at
    assert kept == local and kept.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.save(edit((*NAME, None, "First")), who="", at=datetime(2026, 7, 1))
    assert store.load().organisations == {}


@pytest.mark.parametrize("text", ["a\0b", "half \ud800"])
def test_text_that_cannot_be_stored_is_refused(store: Store, text: str) -> None:
    with pytest.raises(WrongValue):
        save(store, (*NAME, None, text))
    assert store.load().organisations == {}


@pytest.mark.parametrize("text", ["", "R&D <NHS number> =1+1", "a\r\nb\tc", "ŵ ł عربي 中文 🙂", "e\u0301",
                                  "x" * 100_000, "\u202e\ufeff", "'; DROP TABLE fact; --"])
def test_text_comes_back_as_it_was_typed(store: Store, text: str) -> None:
    save(store, ("component", "a1", "1.1", "summary", None, text), ("assessment", "o1", "a1", "period", None, "x"))
    assert store.load().assessments["a1"].component("1.1").summary == text
    assert store.check() == []


def test_a_charter_is_kept_once_and_read_back(store: Store) -> None:
    charter = open_charter(CHARTER)
    store.keep_charter(charter)
    store.keep_charter(charter)
    assert dict(store.load().charters) == {charter.digest: charter}
    assert len(list(store.entries())) == 2
    assert store.check() == []


def test_what_was_said_of_a_workspace_is_told_again(folder: Path) -> None:
    with Store.create(folder, about={"example": "yes"}) as store:
        told = store.about()
    with Store.open(folder) as store:
        assert store.about() == told
    assert told["example"] == "yes" and len(told["id"]) == 32


def test_a_workspace_is_the_same_after_it_was_closed(folder: Path) -> None:
    with Store.create(folder) as store:
        fill(store)
        before = store.load()
    with Store.open(folder) as store:
        assert store.load() == before
        save(store, (*NAME, "Invented Trust", "Renamed"))
        assert store.load().organisations["o1"].name == "Renamed"


def test_a_new_workspace_is_never_made_over_another(filled: Path) -> None:
    with pytest.raises(NotAWorkspace):
        Store.create(filled)
    with Store.open(filled) as store:
        assert store.load().organisations["o1"].name == "Invented Trust"


def test_reading_only_changes_no_byte_and_refuses_to_save(filled: Path) -> None:
    """B08: also takes no lock, so that a second window may look."""
    before = {path: path.read_bytes() for path in filled.rglob("*") if path.is_file()}
    with Store.open(filled, read_only=True) as store:
        assert store.is_read_only and len(store.load().assessments["a1"].components) == 40
        with pytest.raises(ReadOnlyWorkspace):
            save(store, (*NAME, "Invented Trust", "Renamed"))
    assert {path: path.read_bytes() for path in filled.rglob("*") if path.is_file()} == before


def test_thousands_of_saves_leave_no_file_open(store: Store) -> None:
    """A15: neither descriptors nor the file grow with the number of saves."""
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("this system does not list open files in /proc")
    save(store, (*NAME, None, "0"))
    before = len(list(descriptors.iterdir()))
    for number in range(500):
        save(store, (*NAME, str(number), str(number + 1)))
    assert len(list(descriptors.iterdir())) == before


def test_a_copy_holds_what_was_saved(filled: Path, tmp_path: Path) -> None:
    """C14: a copy is made through SQLite, never by reading the live file."""
    other = tmp_path / "copy"
    (other / "evidence").mkdir(parents=True)
    with Store.open(filled) as store:
        store.copy_to(other / "anchor.db")
        before = store.load()
    with Store.open(other) as store:
        assert store.load() == before and store.check() == []


@pytest.mark.parametrize("use", [lambda store: store.load(), lambda store: store.about(),
                                 lambda store: list(store.entries())])
def test_a_store_is_used_by_the_thread_that_opened_it_only(filled: Path, use: Callable[[Store], object]) -> None:
    """D12."""
    from threading import Thread

    raised: list[BaseException] = []

    def work(store: Store) -> None:
        try:
            use(store)
        except BaseException as error:  # noqa: BLE001 - handed to the test
            raised.append(error)

    with Store.open(filled) as store:
        thread = Thread(target=work, args=(store,))
        thread.start()
        thread.join()
    assert raised
