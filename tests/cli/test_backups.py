"""Backups from the command line, from the first to the restored one and back."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from anchor_app.services.folders import command, default_folder
from tests.cli.conftest import THIS, Anchor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the workspace of a test is."""
    return tmp_path / "workspace"


def _answer(bay: Anchor, status: str) -> None:
    assert bay("answer", *THIS, "--component", "1.1", "--status", status).code == 0


def _status(bay: Anchor) -> int:
    return sum(one["fulfilled"] for one in bay("score", *THIS, "--json").json["domains"])


def test_a_backup_is_made_listed_restored_and_the_restore_taken_back(bay: Anchor, folder: Path) -> None:
    said = bay("backup", "now")
    assert said.code == 0 and said.out.endswith("saved\n")
    _answer(bay, "fulfilled")
    listed = bay("backup", "list", "--json").json
    assert [one["reason"] for one in listed] == ["manual"] and listed[0]["is_whole"]
    restored = bay("backup", "restore", listed[0]["id"])
    assert restored.code == 0 and _status(bay) == 0
    told = next(line for line in restored.out.splitlines() if "anchor-app backup restore" in line)
    assert told.endswith(f" --workspace {shlex.quote(str(folder))}")
    arguments = shlex.split(told.partition("anchor-app ")[2])
    assert bay(*arguments, workspace=None).code == 0 and _status(bay) == 1


def test_an_unchanged_workspace_is_told_as_such(bay: Anchor) -> None:
    bay("backup", "now")
    assert "Nothing has changed" in bay("backup", "now").out
    assert len(bay("backup", "list", "--json").json) == 1


def test_a_damaged_workspace_is_refused_with_the_newest_whole_backup(bay: Anchor, folder: Path) -> None:
    """C02, C07."""
    _answer(bay, "fulfilled")
    bay("backup", "now")
    _answer(bay, "working-towards")
    bay("backup", "now")
    newest, older = bay("backup", "list", "--json").json
    path = Path(newest["file"])
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(data)
    (folder / "anchor.db").write_bytes(bytes(20_000))
    refused = bay("score", *THIS)
    assert refused.code == 1 and f"anchor-app backup restore {older['id']}" in refused.err
    assert bay("backup", "restore", newest["id"]).code == 1
    assert bay("backup", "restore", "newest").code == 0 and _status(bay) == 1
    assert list(folder.glob("backups/*-damaged.db"))[0].read_bytes() == bytes(20_000)


def test_a_damaged_backup_is_named_by_the_check_and_set_aside_by_the_very_step_that_it_names(
        bay: Anchor, folder: Path) -> None:
    bay("backup", "now")
    (listed,) = bay("backup", "list", "--json").json
    path = Path(listed["file"])
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    damaged = path.read_bytes()
    checked = bay("check")
    assert checked.code == 1
    step = next(line for line in checked.out.splitlines() if "set-aside" in line).partition("anchor-app ")[2]
    assert bay(*shlex.split(step), workspace=None).code == 0
    assert (folder / "backups" / "set-aside" / path.name).read_bytes() == damaged and not path.exists()
    assert bay("check").out == "ok\n" and bay("backup", "list", "--json").json == []


def test_a_whole_backup_is_not_set_aside(bay: Anchor) -> None:
    bay("backup", "now")
    (listed,) = bay("backup", "list", "--json").json
    said = bay("backup", "set-aside", listed["id"])
    assert said.code == 1 and "is whole" in said.err and Path(listed["file"]).is_file()


def test_ones_own_workspace_need_not_be_named_and_an_awkward_one_is_quoted() -> None:
    assert command("check", default_folder()) == "anchor-app check"
    awkward = default_folder() / "R&D 'now'"
    assert shlex.split(command("check", awkward)) == ["anchor-app", "check", "--workspace", str(awkward)]


@pytest.mark.parametrize("arguments", [("restore", "1234abcd"), ("restore", "newest")])
def test_a_backup_that_there_is_not_is_refused(bay: Anchor, arguments: tuple[str, ...]) -> None:
    said = bay("backup", *arguments)
    assert said.code == 1 and "There is no backup" in said.err


def test_a_backup_of_another_workspace_needs_the_word(bay: Anchor, anchor: Anchor, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert anchor("organisation", "add", "--name", "Elsewhere", "--kind", "council", workspace=other).code == 0
    anchor("backup", "now", workspace=other)
    path = anchor("backup", "list", "--json", workspace=other).json[0]["file"]
    assert bay("backup", "restore", path).code == 1
    said = bay("backup", "restore", path, "--even-if-other")
    assert said.code == 0 and said.out.count("--even-if-other") == 1


def test_a_sign_off_is_backed_up_first(bay: Anchor) -> None:
    _answer(bay, "fulfilled")
    signed = bay("assessment", "sign-off", *THIS, "--by", "Ada Invented", "--role", "Chief Executive")
    assert signed.code == 0, signed.err
    assert [one["reason"] for one in bay("backup", "list", "--json").json] == ["before sign-off"]


def test_a_lost_database_is_rebuilt_elsewhere(bay: Anchor, folder: Path, tmp_path: Path) -> None:
    """C12."""
    _answer(bay, "fulfilled")
    bay("backup", "now")
    for path in (*folder.glob("anchor.db*"), *folder.glob("backups/*.anchor-backup")):
        path.unlink()
    said = bay("rebuild", folder, "--into", tmp_path / "new")
    assert said.code == 1 and "readable copy" in said.out and "is lost" in said.err
    assert bay("score", *THIS, workspace=tmp_path / "new").code == 0
    whole = bay("rebuild", tmp_path / "new", "--into", tmp_path / "newer")
    assert whole.code == 0 and whole.out.endswith("saved whole\n")


def test_the_check_says_what_it_looked_at_and_names_a_damaged_backup(bay: Anchor) -> None:
    bay("backup", "now")
    healthy = bay("check")
    assert (healthy.code, healthy.out, healthy.err) == (0, "ok\n", "")
    path = Path(bay("backup", "list", "--json").json[0]["file"])
    path.write_bytes(path.read_bytes()[:-1])
    damaged = bay("check")
    assert damaged.code == 1 and "[the backups]" in damaged.out and "backup set-aside" in damaged.out
    assert "1 assessment" in damaged.out and "1 backup." in damaged.out
