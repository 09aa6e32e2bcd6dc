"""A workspace is rebuilt from whatever still proves its history; what is missing is said; the source is only read."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.charter_file import open_charter
from anchor_app.domain.edit import Subject
from anchor_app.storage import readable
from anchor_app.storage.backup import make, readable_beside
from anchor_app.storage.errors import NotAWorkspace, UnfitBackup
from anchor_app.storage.rebuild import rebuild
from anchor_app.storage.store import Store
from anchor_app.storage.thinning import Reason
from tests.storage.conftest import save
from tests.storage.test_restore import contents

NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
NAME = ("organisation", "o1", "", "name")


@pytest.fixture
def source(filled: Path) -> Path:
    """A closed workspace with a charter, a document, awkward text, and a backup with its readable copy."""
    with Store.open(filled) as store:
        store.keep_charter(open_charter(Path("resources/charters/lsc-anchor-charter.toml")))
        digest = store.content.add_bytes(b"a document").digest
        save(store, ("evidence", "o1", "e1", "digest", None, digest), ("evidence", "o1", "e1", "number", None, "1"))
        awkward = "ŵ\n\u2028\"\\ {\"entry\": 1}"
        save(store, ("component", "a1", "1.1", "summary", "What we did, part 1: R&D <b>", awkward),
             ("support", "a1", "e1", "1.1", None, "yes"))
    make(filled, Reason.MANUAL, NOW)
    return filled


def state(folder: Path) -> tuple[object, ...]:
    """Everything that a workspace says: its values, what it is about, and its history."""
    with Store.open(folder) as store:
        assert store.check() == []
        holdings = store.load()
        holdings.keep_parts(holdings.assessments)  # the file is about to be lost
        return holdings, store.about(), list(store.entries())


def lose(folder: Path, *kinds: str) -> None:
    """Removes the database, the backups or the readable copies."""
    for kind in kinds:
        for path in {"db": folder.glob("anchor.db*"), "backup": folder.glob("backups/*.anchor-backup"),
                     "json": folder.glob("backups/*.json")}[kind]:
            path.unlink()


@pytest.mark.parametrize("lost", [(), ("db",), ("db", "backup"), ("backup", "json"), ("db", "json")])
def test_what_is_rebuilt_equals_what_was_lost(source: Path, tmp_path: Path, lost: tuple[str, ...]) -> None:
    """C12: from the database, from a backup, and when every database is gone from the readable copy alone."""
    wanted = state(source)
    lose(source, *lost)
    before = contents(source)
    done = rebuild(source, tmp_path / "new")
    assert state(tmp_path / "new") == wanted and contents(source) == before
    assert (done.documents, done.added) == (1, 0)
    assert bool(done.missing) == ("db" in lost)


def test_what_was_changed_after_the_backup_is_joined_to_it(source: Path, tmp_path: Path) -> None:
    """C12: the history is broken at entry 5, and whole again after the backup."""
    with Store.open(source) as store:
        save(store, (*NAME, "Invented Trust", "After the backup"))
    wanted = state(source)
    with closing(sqlite3.connect(source / "anchor.db", isolation_level=None)) as connection:
        connection.execute("UPDATE journal SET who = 'x' WHERE id = 5")
    done = rebuild(source, tmp_path / "new")
    assert state(tmp_path / "new") == wanted and done.entries == len(wanted[2]) and len(done.used) == 2  # type: ignore[arg-type]


def test_facts_that_prove_themselves_outlive_their_history(source: Path, tmp_path: Path) -> None:
    """C12: the database alone, its history broken."""
    wanted = state(source)
    lose(source, "backup", "json")
    with closing(sqlite3.connect(source / "anchor.db", isolation_level=None)) as connection:
        connection.execute("UPDATE journal SET who = 'x' WHERE id = 30")
        connection.execute("UPDATE fact SET value = 'altered' WHERE item = '1.39'")
    charters = [("x", "", "", "", "")]
    done = rebuild(source, tmp_path / "new", charters=charters, now=NOW)
    with Store.open(tmp_path / "new") as store:
        found = store.load()
        assert store.check() == []
    assert done.entries == 29 and done.added > 0
    assert any("summary of component 1.39" in sentence for sentence in done.missing)
    answers = dict(wanted[0].assessments["a1"].components)  # type: ignore[attr-defined]
    del answers["1.39"]
    assert found.assessments["a1"].components == answers


@pytest.mark.parametrize("page", [2, 3, 5, 8])
def test_a_lost_page_of_the_only_database_costs_no_more_than_is_said(source: Path, tmp_path: Path, page: int) -> None:
    """C12: whatever was taken is what was saved."""
    wanted = state(source)[0]
    lose(source, "backup", "json")
    with (source / "anchor.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    try:
        done = rebuild(source, tmp_path / "new")
    except NotAWorkspace as refused:
        assert "Nothing is left" in str(refused)
        return
    with Store.open(tmp_path / "new") as store:
        found = store.load()
    saved = {f"What we did, part {number}: R&D <b>" for number in range(40)}
    saved.update(one.summary for one in wanted.assessments["a1"].components.values())  # type: ignore[attr-defined]
    assert {one.summary for one in found.assessments["a1"].components.values()} <= saved
    assert done.missing or found == wanted


def test_a_truncated_readable_copy_gives_what_is_left_of_it(source: Path, tmp_path: Path) -> None:
    lose(source, "db", "backup")
    [copy] = source.glob("backups/*.json")
    os.truncate(copy, copy.stat().st_size - 3000)
    done = rebuild(source, tmp_path / "new")
    assert 20 < done.entries < 46 and any("Only part" in one for one in done.missing)
    with Store.open(tmp_path / "new") as store:
        assert store.load().organisations["o1"].name == "Invented Trust"


def test_documents_and_charters_that_are_lost_are_named(source: Path, tmp_path: Path) -> None:
    lose(source, "backup", "json")
    with closing(sqlite3.connect(source / "anchor.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM charter")
    shutil.rmtree(source / "evidence")
    done = rebuild(source, tmp_path / "new")
    assert any("document of evidence e1" in one for one in done.missing)
    assert any("wording of the charter" in one for one in done.missing)
    with Store.open(tmp_path / "new") as store:
        assert not store.load().charters


def test_a_folder_in_use_or_within_the_source_is_refused(source: Path, tmp_path: Path) -> None:
    before = contents(source)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "letter.txt").write_text("x")
    for into in (tmp_path / "used", source, source / "new", tmp_path / "used" / "letter.txt"):
        with pytest.raises(NotAWorkspace):
            rebuild(source, into)
    assert contents(source) == before


def test_where_nothing_is_left_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotAWorkspace, match="Nothing is left"):
        rebuild(tmp_path / "empty", tmp_path / "new")
    assert not (tmp_path / "new" / "anchor.db").exists()


def test_a_readable_copy_of_a_newer_version_and_a_foreign_file_are_told(source: Path, tmp_path: Path) -> None:
    [copy] = source.glob("backups/*.json")
    copy.write_text(copy.read_text(encoding="utf-8").replace('"version": 1', '"version": 2'), encoding="utf-8")
    with pytest.raises(UnfitBackup, match="version 2"):
        readable.read(copy)
    other = tmp_path / "other.json"
    other.write_text("[1, 2]")
    with pytest.raises(UnfitBackup, match="no readable copy"):
        readable.read(other)


def test_a_rebuilt_workspace_rebuilds_to_itself(source: Path, tmp_path: Path) -> None:
    """C13."""
    rebuild(source, tmp_path / "one")
    assert rebuild(tmp_path / "one", tmp_path / "two").missing == ()
    assert state(tmp_path / "one") == state(tmp_path / "two")


def test_a_readable_copy_can_be_read_by_people(source: Path) -> None:
    [copy] = source.glob("backups/*.anchor-backup")
    text = readable_beside(copy).read_text(encoding="utf-8")
    assert '"name": "Invented Trust"' in text and "What we did, part 7: R&D <b>" in text


names = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
kinds = st.sampled_from(
    ["workspace", "organisation", "assessment", "evidence", "component", "support", "charter", "new", "story", "emblem",
     "introduction", "collaborative"])


@given(st.dictionaries(st.builds(Subject, kinds, names, names, names), names, max_size=30))
def test_nesting_facts_loses_none(facts: dict[Subject, str]) -> None:
    told = readable.nested(facts.items())
    assert dict(readable.flat(told)) == facts


def test_the_year_stands_under_its_organisation_and_a_meeting_under_the_collaborative() -> None:
    told = readable.nested([(Subject("story", "bay", "s", "title"), "Bees"),
                            (Subject("meeting", "", "m", "title"), "M"),
                            (Subject("collaborative", "", "", "name"), "All")])
    assert told["organisations"]["bay"]["year"] == {"story": {"s": {"title": "Bees"}}} and not told["other_facts"]
    assert told["collaborative"] == {"meeting": {"m": {"title": "M"}}, "collaborative": {"": {"name": "All"}}}


def test_a_copy_from_before_the_year_had_its_place_is_read() -> None:
    told = {"workspace": {}, "organisations": {}, "other_facts": [["story", "bay", "s", "title", "Bees"]]}
    assert dict(readable.flat(told)) == {Subject("story", "bay", "s", "title"): "Bees"}
