"""What is refused: exit code 1, one sentence that says what is wrong and what to do, and nothing changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from anchor_app import resources
from anchor_app.cli.run import run
from anchor_app.services.settings import settings_path
from anchor_app.services.starting import log_folder, open_workspace
from tests.cli.conftest import THIS, Anchor

REFUSALS = {
    "unknown organisation": (("score", "--organisation", "Nobody", "--period", "2026/27"), "called Nobody"),
    "unknown period": (("score", "--organisation", "Bay", "--period", "2019/20"), "no assessment for 2019/20"),
    "unknown round": (("score", *THIS, "--round", "Mid-year"), "no assessment for 2026/27 · Mid-year"),
    "no period": (("score", "--organisation", "Bay", "--period", "soon"), "'soon' is not a period"),
    "no financial year": (("score", "--organisation", "Bay", "--period", "2026/28"), "written 2026/27"),
    "unknown component": (("answer", *THIS, "--component", "9.9", "--status", "fulfilled"), "no component 9.9"),
    "unknown practice": (("answer", *THIS, "--component", "1.1", "--practice", "1.1.9=partly"), "no practice 1.1.9"),
    "practice elsewhere": (("answer", *THIS, "--component", "1.1", "--practice", "2.1.1=partly"),
                           "1.1 has no practice 2.1.1"),
    "no reason": (("answer", *THIS, "--component", "1.1", "--status", "not-applicable"), "needs a reason"),
    "reason for nothing": (("answer", *THIS, "--component", "1.1", "--reason", "x"), "Not applicable only"),
    "no words": (("answer", *THIS, "--component", "1.1", "--opportunity", "  "), "needs a few words"),
    "too long": (("answer", *THIS, "--component", "1.1", "--summary", "x" * 100_001), "at most 100,000"),
    "name taken": (("organisation", "add", "--name", "bay", "--kind", "icb"), "in this workspace already"),
    "no name": (("organisation", "add", "--name", " ", "--kind", "icb"), "needs a name"),
    "started before": (("assessment", "start", *THIS), "already has an assessment"),
    "no round": (("assessment", "start", *THIS, "--round", "Spring"), "'Spring' is not a round"),
    "script link": (("evidence", "add", *THIS, "--component", "1.1", "--link", "javascript:alert(1)"),
                    "starts with https://"),
    "file link": (("evidence", "add", *THIS, "--component", "1.1", "--link", "file:///etc/passwd"),
                  "starts with https://"),
    "share link": (("evidence", "add", *THIS, "--component", "1.1", "--link", "\\\\server\\share"),
                   "starts with https://"),
    "empty account": (("evidence", "add", *THIS, "--component", "1.1", "--account", " "), "needs"),
    "evidence for nothing": (("evidence", "add", *THIS, "--component", "9.9", "--account", "x"), "no component 9.9"),
    "charter that is not there": (("charter", "check", "gone.toml"), "does not exist"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_a_sentence_and_changes_nothing(bay: Anchor, tmp_path: Path, name: str) -> None:
    arguments, words = REFUSALS[name]
    with open_workspace(tmp_path / "workspace", read_only=True) as opened:
        before = opened.workspace.holdings
    said = bay(*arguments)
    assert (said.code, said.out) == (1, "")
    assert words in said.err and said.err.rstrip().endswith(".") and "Traceback" not in said.err
    with open_workspace(tmp_path / "workspace", read_only=True) as opened:
        assert opened.workspace.holdings == before


WRITING = {
    "organisation": ("organisation", "add", "--name", "B", "--kind", "icb"),
    "assessment": ("assessment", "start", "--organisation", "Bay", "--period", "2027/28"),
    "answer": ("answer", *THIS, "--component", "1.1", "--status", "fulfilled"),
    "evidence": ("evidence", "add", *THIS, "--component", "1.1", "--account", "x"),
}


@pytest.mark.parametrize("name", WRITING)
def test_a_change_is_refused_while_a_window_has_the_workspace_open(bay: Anchor, tmp_path: Path, name: str) -> None:
    with open_workspace(tmp_path / "workspace"):
        said = bay(*WRITING[name])
        assert said.code == 1 and "open in another window" in said.err
        for reading in (("list",), ("score",), ("evidence", "list"), ("check",)):
            assert bay(*reading).code == 0, reading
    assert bay(*WRITING[name]).code == 0


@pytest.mark.parametrize("arguments", [("list",), ("score",), ("evidence", "list"), ("check",), WRITING["answer"],
                                       WRITING["evidence"], WRITING["assessment"],
                                       ("sheet", *THIS, "--output", "x.pdf")], ids=lambda one: one[0])
def test_a_workspace_that_is_not_there_is_not_made_by_the_way(anchor: Anchor, tmp_path: Path,
                                                              arguments: tuple[str, ...]) -> None:
    said = anchor(*arguments)
    assert said.code == 1 and str(tmp_path / "workspace") in said.err
    assert not (tmp_path / "workspace").exists()


def test_a_refused_organisation_does_not_make_a_workspace(anchor: Anchor, tmp_path: Path) -> None:
    assert anchor("organisation", "add", "--name", "  ", "--kind", "icb").code == 1
    assert not (tmp_path / "workspace").exists()


@pytest.mark.parametrize("folder", ["OneDrive - Example Trust/anchor", "Dropbox/anchor"])
def test_a_synced_folder_is_refused_with_the_way_out(anchor: Anchor, tmp_path: Path, folder: str) -> None:
    for arguments in (("organisation", "add", "--name", "A", "--kind", "icb"), ("example", tmp_path / folder)):
        said = anchor(*arguments, workspace=tmp_path / folder)
        assert said.code == 1 and "not synced" in said.err
    assert not (tmp_path / folder).exists()


def test_a_file_in_the_place_of_a_workspace_is_left_alone(anchor: Anchor, tmp_path: Path) -> None:
    file = tmp_path / "workspace"
    file.write_text("mine", encoding="utf-8")
    for arguments in (("list",), ("organisation", "add", "--name", "A", "--kind", "icb"), ("check",)):
        said = anchor(*arguments)
        assert said.code == 1 and "Traceback" not in said.err and "Something went wrong" not in said.err
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_foreign_folder_gets_no_workspace(anchor: Anchor, tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    (tmp_path / "workspace" / "thesis.doc").write_text("mine", encoding="utf-8")
    said = anchor("organisation", "add", "--name", "A", "--kind", "icb")
    assert said.code == 1 and "other files" in said.err
    assert [one.name for one in (tmp_path / "workspace").iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("arguments", [("list",), ("score",), ("check",), WRITING["answer"]], ids=lambda one: one[0])
def test_a_workspace_of_a_newer_version_is_refused_and_not_touched(bay: Anchor, tmp_path: Path,
                                                                   arguments: tuple[str, ...]) -> None:
    database = next((tmp_path / "workspace").glob("*.db"))
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = database.read_bytes()
    said = bay(*arguments)
    assert said.code == 1 and "newer version" in said.out + said.err and "Traceback" not in said.err
    assert database.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a database", b"SQLite format 3\0" + bytes(4_080)])
def test_what_is_left_of_a_database_is_never_taken_for_an_empty_one(bay: Anchor, tmp_path: Path,
                                                                   content: bytes) -> None:
    database = next((tmp_path / "workspace").glob("*.db"))
    database.write_bytes(content)
    for arguments in (("list",), ("check",), WRITING["organisation"], WRITING["answer"]):
        said = bay(*arguments)
        assert said.code == 1 and said.err.count("\n") == 1 and "Traceback" not in said.err
    assert database.read_bytes() == content


def test_settings_that_cannot_be_read_are_told_and_nothing_else_changes(bay: Anchor) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text("{", encoding="utf-8")
    said = bay("list", "--json")
    assert said.code == 0 and len(said.json) == 1 and "Note: The settings in" in said.err


def test_a_terminal_without_the_letters_shows_their_numbers(bay: Anchor, tmp_path: Path) -> None:
    bay("organisation", "add", "--name", "Tŷ Croeso", "--kind", "voluntary-sector")
    for arguments, shown in (("list",), "T\\u0177 Croeso"), (("list", "--json"), "[\n"):
        result = subprocess.run(
            [sys.executable, "-m", "anchor_app", *arguments, "--workspace", str(tmp_path / "workspace")],
            capture_output=True, text=True, timeout=60, cwd=resources.root().parent,
            env={**os.environ, "PYTHONIOENCODING": "ascii"})
        assert result.returncode == 0 and shown in result.stdout


def test_a_damaged_document_is_named_by_component_and_reference(bay: Anchor, tmp_path: Path) -> None:
    document = tmp_path / "proof.txt"
    document.write_text("proof", encoding="utf-8")
    bay("evidence", "add", *THIS, "--component", "1.1", "--file", document)
    kept = next(one for one in (tmp_path / "workspace" / "evidence").rglob("*") if one.is_file())
    kept.chmod(0o644)
    kept.write_text("prood", encoding="utf-8")
    said = bay("check")
    assert said.code == 1 and "E-001 proof" in said.out and "damaged" in said.out and "one thing is damaged" in said.err
    kept.unlink()
    said = bay("check")
    assert said.code == 1 and "missing" in said.out


def test_an_unexpected_error_is_a_sentence_with_the_place_of_its_details(capsys: pytest.CaptureFixture[str]) -> None:
    words = "an answer that " + "nobody should read"

    def open_window(folder: Path | None) -> int:
        raise RuntimeError(words)

    assert run([], open_window, lambda folder: None) == 1
    said, log = capsys.readouterr().err, log_folder() / "anchor.log"
    assert str(log) in said and said.count("\n") == 1
    details = log.read_text(encoding="utf-8")
    assert "RuntimeError" in details and "in open_window" in details and words not in details + said


def test_a_reader_that_leaves_early_is_no_error(bay: Anchor, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "anchor_app", "list", "--workspace", str(tmp_path / "workspace")]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60,
                                cwd=resources.root().parent)
    finally:
        os.close(writer)
    assert result.stderr == ""
