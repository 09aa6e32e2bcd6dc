"""Style and types, held by the tools that know them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT


def _tool(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_ruff_finds_nothing() -> None:
    done = _tool("ruff", "check", "--no-cache", "--output-format=concise", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_finds_nothing(tmp_path: Path) -> None:
    done = _tool("mypy", "--cache-dir", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "source"),
    [
        (("ruff", "check", "--no-cache"), "import os\n"),
        (("mypy", "--cache-dir=/dev/null"), "def double(number):\n    return number * 2\n"),
    ],
)
def test_the_tool_notices_an_offender(tmp_path: Path, words: tuple[str, ...], source: str) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text(source, encoding="utf-8")
    config = ("--config-file" if words[0] == "mypy" else "--config", str(ROOT / "pyproject.toml"))
    assert _tool(*words, *config, str(bad)).returncode == 1
