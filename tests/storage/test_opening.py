"""Whatever lies where a workspace should be: it is named for what it is, and not one byte of it changes."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from anchor_app.storage import errors
from anchor_app.storage.connection import FORMAT
from anchor_app.storage.store import Store


def _truncated(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:len(data) // 2])


def _headless(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(b"\xff" * 100 + data[100:])


def _zeroed_page(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(4096) + data[8192:])


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("manifest.json", "{}")


def _pragma(text: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA {text}")
    return change


def _other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, tuple[Callable[[Path], object], type[errors.WorkspaceTrouble]]] = {
    "empty": (lambda path: path.write_bytes(b""), errors.DamagedWorkspace),
    "one byte": (lambda path: path.write_bytes(b"x"), errors.NotAWorkspace),
    "truncated": (_truncated, errors.DamagedWorkspace),
    "header overwritten": (_headless, errors.NotAWorkspace),
    "page of zeros": (_zeroed_page, errors.DamagedWorkspace),
    "zip": (_zip, errors.NotAWorkspace),
    "text": (lambda path: path.write_text("Dear diary"), errors.NotAWorkspace),
    "another program's": (_other_program, errors.NotAWorkspace),
    "another application id": (_pragma("application_id = 7"), errors.NotAWorkspace),
    "newer": (_pragma(f"user_version = {FORMAT + 1}"), errors.NewerWorkspace),
    "no version": (_pragma("user_version = 0"), errors.NotAWorkspace),
    "a folder": (_folder, errors.NotAWorkspace),
    "missing": (lambda path: path.unlink(), errors.NotAWorkspace),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_no_sound_workspace_is_told_apart_and_left_alone(damage: str, filled: Path) -> None:
    """C02, E01, E06: never a new empty workspace over it."""
    path = filled / "anchor.db"
    spoil, expected = DAMAGES[damage]
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(expected) as raised, Store.open(filled) as store:
        store.load()
    assert (path.read_bytes() if path.is_file() else None) == before
    assert str(raised.value).endswith(".")


def test_a_newer_workspace_names_its_version_and_may_be_read(filled: Path) -> None:
    """E01."""
    _pragma(f"user_version = {FORMAT + 1}")(filled / "anchor.db")
    with pytest.raises(errors.NewerWorkspace, match=f"format {FORMAT + 1}"):
        Store.open(filled)
    with Store.open(filled, read_only=True) as store:
        assert store.load().organisations["o1"].name == "Invented Trust"


def test_a_folder_that_lost_its_file_is_not_started_anew(filled: Path) -> None:
    """C02."""
    with Store.open(filled) as store:
        store.content.add_bytes(b"a document")
    (filled / "anchor.db").unlink()
    with pytest.raises(errors.WorkspaceGone):
        Store.open(filled)
    with pytest.raises(errors.NotAWorkspace):
        Store.create(filled)
    assert not (filled / "anchor.db").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(errors.WorkspaceGone):
        Store.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_failed_opening_gives_the_lock_back(filled: Path) -> None:
    path = filled / "anchor.db"
    whole = path.read_bytes()
    path.write_bytes(b"")
    with pytest.raises(errors.DamagedWorkspace):
        Store.open(filled)
    path.write_bytes(whole)
    Store.open(filled).close()


def test_what_a_killed_process_left_is_cleared_away(filled: Path) -> None:
    left = [filled / ".anchor-0123456789abcdef.part", filled / "evidence" / ".anchor-0123456789abcdef.part"]
    for path in left:
        path.write_bytes(b"half")
    theirs = filled / "evidence" / "notes.part"
    theirs.write_bytes(b"theirs")
    with Store.open(filled, read_only=True) as store:
        assert {finding.path for finding in store.check()} == {*left, theirs}
    with Store.open(filled) as store:
        assert [finding.path for finding in store.check()] == [theirs]
    assert [path.exists() for path in left] == [False, False]
