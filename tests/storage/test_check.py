"""The check names everything that is wrong, in the words of the person whose work it is, and changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from anchor_app.domain.charter_file import open_charter
from anchor_app.storage.check import check
from anchor_app.storage.store import Store
from tests.storage.conftest import save

CHARTER = Path("resources/charters/lsc-anchor-charter.toml")


@pytest.fixture
def workspace(filled: Path) -> Path:
    """A closed workspace with a charter and two documents of evidence."""
    with Store.open(filled) as store:
        store.keep_charter(open_charter(CHARTER))
        for number in (1, 2):
            kept = store.content.add_bytes(b"document %d" % number)
            save(store, ("evidence", "o1", f"e{number}", "number", None, str(number)),
                 ("evidence", "o1", f"e{number}", "digest", None, kept.digest))
    return filled


def _documents(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "evidence").rglob("*") if path.is_file())


def test_a_healthy_workspace_has_no_findings_and_is_not_touched(workspace: Path) -> None:
    """C13."""
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in workspace.rglob("*") if path.is_file()}
    told: list[tuple[int, int]] = []
    assert check(workspace, lambda done, of: told.append((done, of))) == []
    assert told == [(1, 2), (2, 2)]
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns)
                      for path in workspace.rglob("*") if path.is_file()}


def test_a_check_runs_beside_an_open_window(workspace: Path) -> None:
    """C14: it opens the file through SQLite, so the window's lock is not lost."""
    with Store.open(workspace) as store:
        assert store.check() == []
        save(store, ("component", "a1", "1.1", "lead", None, "Ada Invented"))
        assert store.check() == []


@pytest.mark.parametrize(("statement", "said"), [
    ("UPDATE fact SET value = 'Other' WHERE item = '1.7'", "The summary of component 1.7 is not what was saved"),
    ("DELETE FROM fact WHERE item = '1.7'", "The summary of component 1.7 is not what was saved"),
    ("UPDATE journal SET who = 'Ben' WHERE id = 5", "damaged at entry 5"),
    ("UPDATE journal SET changes = '[]' WHERE id = 6", "damaged at entry 6"),
    ("UPDATE journal SET at = 'yesterday' WHERE id = 6", "damaged at entry 6"),
    ("DELETE FROM journal WHERE id = 7", "damaged at entry 7"),
    ("DELETE FROM charter", "wording of a charter is missing"),
    ("UPDATE charter SET source = source || ' '", "is not what was kept"),
])
def test_each_tampering_is_named_with_its_place(workspace: Path, statement: str, said: str) -> None:
    """C01, M08."""
    with closing(sqlite3.connect(workspace / "anchor.db", isolation_level=None)) as connection:
        connection.execute(statement)
    assert any(said in finding.sentence for finding in check(workspace))


def _flip(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"X" + path.read_bytes()[1:])


@pytest.mark.parametrize(("harm", "said"), [(_flip, "damaged"), (lambda path: path.unlink(), "missing"),
                                            (lambda path: (path.chmod(0o644), path.write_bytes(b"")), "damaged")],
                         ids=["changed", "removed", "emptied"])
def test_harmed_evidence_is_named_by_its_reference(workspace: Path, harm: Callable[[Path], object],
                                                   said: str) -> None:
    """C06."""
    with Store.open(workspace) as store:
        by_digest = {piece.digest: piece for piece in store.load().evidence.values()}
    harmed = _documents(workspace)[0]
    piece = by_digest[harmed.name]
    harm(harmed)
    [finding] = check(workspace)
    assert piece.reference in finding.sentence and said in finding.sentence
    assert finding.subject is not None and finding.subject.item == piece.id and finding.is_serious


def test_files_of_others_are_told_without_alarm(workspace: Path) -> None:
    """C06: what is extra does no harm."""
    (workspace / "evidence" / "notes.txt").touch()
    (workspace / "evidence" / "ab").mkdir(exist_ok=True)
    (workspace / "evidence" / "ab" / ("c" * 64)).touch()
    assert [(finding.path, finding.is_serious) for finding in check(workspace)] == [
        (workspace / "evidence" / "ab" / ("c" * 64), False), (workspace / "evidence" / "notes.txt", False)]


@pytest.mark.parametrize("data", [b"", b"Dear diary", b"SQLite format 3\0" + bytes(5000)])
def test_what_cannot_be_opened_is_one_finding(workspace: Path, data: bytes) -> None:
    (workspace / "anchor.db").write_bytes(data)
    [finding] = check(workspace)
    assert finding.is_serious
