"""Imports point down only, and a slow or foreign import does not come by itself."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

SLOW = ("PySide6", "reportlab", "alembic", "pypdfium2", "openpyxl", "docx", "PIL")


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter over the package in `folder`, with the product's own contracts."""
    code = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()"
    command = [sys.executable, "-c", code, "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _small_product(folder: Path) -> Path:
    """A package with the product's rooms and nothing in them."""
    for room in ("ui", "cli", "services", "storage", "reports", "exchange", "domain"):
        (folder / "anchor_app" / room).mkdir(parents=True)
        (folder / "anchor_app" / room / "__init__.py").touch()
    (folder / "anchor_app" / "__init__.py").touch()
    return folder / "anchor_app"


def test_the_layers_hold() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "source", "contract"),
    [
        ("domain/x.py", "import anchor_app.services", "Imports point down only"),
        ("storage/x.py", "import anchor_app.reports", "Imports point down only"),
        ("cli/x.py", "import anchor_app.ui", "Imports point down only"),
        ("services/x.py", "import PySide6", "Qt is known to the window only"),
        ("services/x.py", "import sqlalchemy", "SQL is known to storage only"),
        ("storage/x.py", "import reportlab", "PDF writing is known to reports only"),
        ("services/x.py", "import pyrage", "Packs are read and encrypted by exchange only"),
        ("exchange/x.py", "import anchor_app.storage", "Imports point down only"),
    ],
)
def test_the_contract_notices_an_offender(tmp_path: Path, file: str, source: str, contract: str) -> None:
    package = _small_product(tmp_path)
    assert _lint(tmp_path).returncode == 0
    (package / file).write_text(source, encoding="utf-8")
    done = _lint(tmp_path)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in " ".join(done.stdout.split())


@pytest.mark.parametrize("name", ["anchor_app.__main__", "anchor_app.app"])
def test_starting_the_app_imports_nothing_slow_by_itself(name: str) -> None:
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not there yet")
    code = f"import sys, {name}; print(*sorted({set(SLOW)!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.stdout.split() == []


def test_the_linter_that_is_run_is_installed() -> None:
    assert importlib.util.find_spec("importlinter") is not None and shutil.which("git") is not None
