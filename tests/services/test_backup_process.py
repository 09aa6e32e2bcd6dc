"""Backups made in a process of their own: what comes back, and what happens when that process cannot do its work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from anchor_app.domain.commands_keeping import AddOrganisation
from anchor_app.domain.organisation import Kind
from anchor_app.services import starting
from anchor_app.services.backup_process import NotBackedUp, back_up_apart
from anchor_app.services.backups import Reason, list_backups
from anchor_app.services.settings import Settings
from anchor_app.storage import backup

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def _wanted() -> bool:
    return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with an organisation in it."""
    place = tmp_path / "the workspace of R&D"
    with starting.create_workspace(place, settings=Settings()) as opened:
        opened.workspace.do(AddOrganisation({"name": "Fellside University", "kind": Kind.UNIVERSITY}, "org"))
    return place


@pytest.fixture
def elsewhere_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every backup in this process fail."""
    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("the backup was made in this process")

    monkeypatch.setattr(backup, "make", refuse)


@pytest.mark.usefixtures("elsewhere_only")
def test_a_backup_made_apart_is_told_as_it_is_found_in_the_list(folder: Path) -> None:
    made = back_up_apart(folder, Reason.WHILE_WORKING, NOW, _wanted)
    assert [made] == list_backups(folder)
    assert (made.at, made.reason, made.trouble) == (NOW, "while working", "")
    assert made.holds is not None and made.holds.organisations == 1


@pytest.mark.usefixtures("elsewhere_only")
def test_a_state_that_is_backed_up_already_is_found_and_not_copied_again(folder: Path) -> None:
    made = back_up_apart(folder, Reason.MANUAL, NOW, _wanted)
    assert back_up_apart(folder, Reason.WHILE_WORKING, NOW.replace(hour=12), _wanted) == made
    assert len(list_backups(folder)) == 1


@pytest.mark.usefixtures("elsewhere_only")
def test_what_the_other_process_refuses_is_said_in_its_words(folder: Path) -> None:
    path = folder / "anchor.db"
    path.write_bytes(path.read_bytes().replace(b"Fellside", b"Fallside"))
    with pytest.raises(NotBackedUp, match="The history of this workspace is damaged at entry 3"):
        back_up_apart(folder, Reason.MANUAL, NOW, _wanted)
    assert list_backups(folder) == []


@pytest.mark.usefixtures("elsewhere_only")
def test_a_backup_that_is_not_wanted_any_more_is_stopped_and_leaves_the_older_ones(
        folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = back_up_apart(folder, Reason.MANUAL, NOW, _wanted)
    with starting.open_workspace(folder, settings=Settings()) as opened:
        opened.workspace.do(AddOrganisation({"name": "Another", "kind": Kind.COUNCIL}, "other"))
    monkeypatch.setattr("anchor_app.services.backup_process._LOOKS_EVERY", 0.001)
    with pytest.raises(NotBackedUp, match="stopped"):
        back_up_apart(folder, Reason.MANUAL, NOW.replace(hour=12), lambda: True)
    assert [one for one in list_backups(folder) if one.at == NOW] == [older]


@pytest.mark.parametrize("program", [
    lambda tmp_path: str(tmp_path / "nothing"),
    lambda tmp_path: _script(tmp_path, "exit 3"),
    lambda tmp_path: _script(tmp_path, "echo '[1, 2]'"),
    lambda tmp_path: _script(tmp_path, "kill -9 $$"),
], ids=["none", "fails", "talks nonsense", "is killed"])
@pytest.mark.skipif(sys.platform == "win32", reason="the other programs are shell scripts")
def test_where_no_other_process_makes_it_this_one_does(
        folder: Path, tmp_path: Path, program: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(sys, "executable", program(tmp_path))
    made = back_up_apart(folder, Reason.MANUAL, NOW, _wanted)
    assert [made] == list_backups(folder)
    caplog.clear()


@pytest.mark.usefixtures("elsewhere_only")
def test_what_lies_in_the_current_folder_does_not_make_it(
        folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = tmp_path / "here" / "anchor_app"
    trap.mkdir(parents=True)
    for name in ("__init__.py", "__main__.py"):
        (trap / name).write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')\n")
    monkeypatch.chdir(trap.parent)
    assert back_up_apart(folder, Reason.MANUAL, NOW, _wanted).trouble == ""
    assert not (tmp_path / "sprung").exists()


def _script(tmp_path: Path, does: str) -> str:
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)
    return str(path)
