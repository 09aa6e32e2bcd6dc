"""What every test stands on: no screen, no clock in a verdict, and none of the user's own data."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt: the platform is read once, when the application is made.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ["QT_SCALE_FACTOR"] = "1"

_SCRATCH = Path(tempfile.mkdtemp(prefix="anchor-tests-"))
atexit.register(shutil.rmtree, _SCRATCH, ignore_errors=True)

_HOMES = {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "data",
    "WIN_PD_OVERRIDE_APPDATA": "config",
}


def _redirect(base: Path) -> dict[str, str]:
    """Variables that keep all that is the user's under `base`; whoever writes there makes the folders."""
    run = base / "run"
    run.mkdir(parents=True, mode=0o700)
    homes = {name: str(base / folder) for name, folder in _HOMES.items()}
    return {**homes, "XDG_RUNTIME_DIR": str(run)}


os.environ.setdefault("ANCHOR_TOOLS_CACHE", os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache"))
os.environ.update(_redirect(_SCRATCH / "session"))
if sys.platform == "darwin":  # there the user's folders follow from the home folder alone
    os.environ["HOME"] = str(_SCRATCH / "session")

import pytest  # noqa: E402  (after the environment is set)
from hypothesis import HealthCheck, Phase, settings  # noqa: E402

# A slow machine must not turn a verdict: no deadline, and no complaint about slow generation.
settings.register_profile(
    "ci", deadline=None, max_examples=30, derandomize=True, print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    phases=tuple(Phase),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("ANCHOR_HYPOTHESIS_PROFILE", "ci"))

_numbers = itertools.count()


@pytest.fixture(autouse=True)
def own_user_folders(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folders, empty and of this test alone; processes that a test starts inherit them."""
    base = _SCRATCH / str(next(_numbers))
    for name, value in _redirect(base).items():
        monkeypatch.setenv(name, value)
    yield base
    shutil.rmtree(base, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--unread", action="store_true",
                     help="leave the parts of every assessment unread until they are touched, as in a large workspace")


@pytest.fixture(autouse=True)
def few_assessments(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--unread` every workspace that holds an assessment is opened like one that holds very many."""
    if request.config.getoption("--unread"):
        monkeypatch.setattr("anchor_app.storage.unread_parts.FEW_ASSESSMENTS", 0)
