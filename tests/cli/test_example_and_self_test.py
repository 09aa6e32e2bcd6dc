"""The example and the self-test through the command line."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from anchor_app.cli.run import run
from tests.cli.conftest import Anchor


def test_the_example_is_a_workspace_with_two_periods(anchor: Anchor, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    said = anchor("example", folder)
    assert said.code == 0 and str(folder) in said.out
    assert [(one["organisation"], one["period"]) for one in anchor("list", "--json").json] == [
        ("Example Bay Hospitals", "2025/26"), ("Example Bay Hospitals", "2026/27")]
    assert [one["self_assessed"]["level"] for one in anchor("score", "--json").json] == ["bronze", "silver"]
    assert anchor("check").out == "ok\n"


def test_the_example_writes_over_nothing(anchor: Anchor, tmp_path: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    said = anchor("example", folder, workspace=None)
    assert said.code == 1 and "other files" in said.err
    assert [one.name for one in folder.iterdir()] == ["letter.txt"]
    again = anchor("example", tmp_path / "new", workspace=None)
    assert again.code == 0
    said = anchor("example", tmp_path / "new", workspace=None)
    assert said.code == 1 and "already holds a workspace" in said.err


def test_the_self_test_says_each_step_and_leaves_nothing(anchor: Anchor, monkeypatch: pytest.MonkeyPatch,
                                                         tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said = anchor("self-test", workspace=None)
    lines = said.out.splitlines()
    assert said.code == 0 and len(lines) == 9 and all(line.startswith("ok  ") for line in lines)
    assert list(tmp_path.glob("anchor-self-test-*")) == []


def test_the_self_test_names_the_step_that_failed(capsys: pytest.CaptureFixture[str],
                                                  monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def no_window(folder: Path) -> None:
        raise RuntimeError("no display")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run(["self-test"], lambda folder: 0, no_window) == 1
    printed = capsys.readouterr()
    assert "failed  showed a window: RuntimeError: no display" in printed.err
    assert "showed" not in printed.out and list(tmp_path.glob("anchor-self-test-*")) == []
