"""Turn a checkout into a running app: `run [ARGS…]`, `test [PYTEST ARGS…]` or `setup`.

Standard library only, and careful to load on an old Python, so that it can say which one is needed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from installer.demonstration import demonstrate  # noqa: E402  (the folder above is on the path only now)
from installer.environment import app_command, ensure_venv  # noqa: E402
from installer.system import Refused, ensure_libraries, say  # noqa: E402


def has_screen(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be opened: a display, or a Qt platform that was chosen on purpose."""
    if environ.get("QT_QPA_PLATFORM") or not platform.startswith("linux"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def pytest_command(python: Path, arguments: list[str], cores: int) -> list[str]:
    """pytest on two processes where there are two cores, unless the caller says how many."""
    chosen = any(each.startswith(("-n", "--numprocesses", "--pdb", "--dist")) for each in arguments)
    spread = [] if chosen or cores < 2 else ["-n", "2", "--dist", "worksteal"]
    return [str(python), "-m", "pytest", *spread, *arguments]


def become(command: list[str], environ: dict[str, str], folder: Path | None = None) -> int:
    """Turn into the command where the system can, so that signals and exit code are the command's own."""
    if os.name != "posix":
        return subprocess.run(command, env=environ, cwd=folder).returncode
    if folder is not None:
        os.chdir(folder)
    sys.stdout.flush()
    os.execve(command[0], command, environ)
    raise AssertionError("not reached")


def run(arguments: list[str]) -> int:
    """Start the app; without a screen and without a wish, show its main job in words."""
    needs_qt = arguments[:1] in ([], ["self-test"])
    headless = not arguments and not has_screen(os.environ)
    if needs_qt and not headless:
        ensure_libraries(os.environ)
    python = ensure_venv(ROOT, "run")
    if headless:
        return demonstrate(python)
    return become(app_command(python, arguments), dict(os.environ))


def test(arguments: list[str]) -> int:
    """Run the tests; the exit code is pytest's."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ensure_libraries(environ)
    python = ensure_venv(ROOT, "test")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return become(pytest_command(python, arguments, cores), environ, ROOT)


def setup(arguments: list[str]) -> int:
    """Only make everything ready, for development."""
    if arguments:
        raise Refused("setup takes no arguments.")
    ensure_libraries({**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    ensure_venv(ROOT, "test")
    return 0


def main(arguments: list[str]) -> int:
    """Do one task; 0 done, 1 refused with one line, 2 usage, otherwise the code of what was started."""
    parser = argparse.ArgumentParser(prog="from_source.py", description="Set up, run and test Anchor from a checkout.")
    parser.add_argument("task", choices=("run", "test", "setup"), help="run [ARGS…] · test [PYTEST ARGS…] · setup")
    task = parser.parse_args(arguments[:1]).task
    try:
        return {"run": run, "test": test, "setup": setup}[task](arguments[1:])
    except Refused as refusal:
        say(f"from_source: {refusal}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
