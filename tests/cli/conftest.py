"""The command line in this process: what it printed, and its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from anchor_app.cli.run import run


@dataclass(frozen=True)
class Said:
    """What came of a command line."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Anchor = Callable[..., Said]


@pytest.fixture
def anchor(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Anchor:
    """Runs a command line on the workspace of this test; windows are only noted on standard error."""
    def call(*arguments: object, workspace: Path | None = tmp_path / "workspace") -> Said:
        where = [] if workspace is None else ["--workspace", str(workspace)]
        capfd.readouterr()
        code = run([*where, *map(str, arguments)], lambda folder: 0, lambda folder: None)
        printed = capfd.readouterr()
        return Said(code, printed.out, printed.err)

    return call


@pytest.fixture
def bay(anchor: Anchor) -> Anchor:
    """The same, with an organisation and its assessment for 2026/27 in the workspace."""
    assert anchor("organisation", "add", "--name", "Example Bay Hospitals", "--kind", "nhs-trust",
                  "--short-name", "Bay").code == 0
    assert anchor("assessment", "start", "--organisation", "Bay", "--period", "2026/27").code == 0
    return anchor


THIS = ("--organisation", "Bay", "--period", "2026/27")
