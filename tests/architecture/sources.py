"""The files that the architecture tests read."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def product_modules() -> list[Path]:
    """Every module of the product, relative to the checkout."""
    return sorted(path.relative_to(ROOT) for path in (ROOT / "anchor_app").rglob("*.py"))


def tracked_files() -> list[Path]:
    """Every file that git knows; in a copy without git, every file that is not built or installed."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        names = listed.stdout.decode("utf-8", "surrogateescape").split("\0")
        return [Path(name) for name in names if name and (ROOT / name).is_file()]
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return sorted(path for path in found if not set(path.parts) & {".venv", ".git", "__pycache__", "build"})
