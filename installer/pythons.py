"""Which Python the app is set up with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from installer.system import Refused, apt_install, can_install_packages

LEAST_PYTHON = (3, 11)

if TYPE_CHECKING:
    # An interpreter's version, and whether it can make virtual environments; None if it does not start.
    Probe = tuple[tuple[int, ...], bool] | None


def python_candidates(environ: Mapping[str, str], running: str) -> list[str]:
    """Commands that may start a suitable Python: the running one, then those on the path, newest first."""
    names = [f"python3.{minor}" for minor in range(20, LEAST_PYTHON[1] - 1, -1)] + ["python3", "python"]
    found = [shutil.which(name, path=environ.get("PATH")) for name in names]
    return list(dict.fromkeys([running, *[each for each in found if each]]))


def probe_python(command: str) -> Probe:
    """(version, can make environments) of an interpreter, or None if it does not start."""
    code = (
        "import sys, importlib.util as u; "
        "print(*sys.version_info[:3], int(all(map(u.find_spec, ('venv', 'ensurepip')))))"
    )
    try:
        # "-I": the folder that the command is given in must not lend it modules.
        done = subprocess.run([command, "-I", "-c", code], capture_output=True, text=True, check=True, timeout=60)
        *version, complete = (int(word) for word in done.stdout.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return tuple(version), bool(complete)


def choose_python(probes: Iterable[tuple[str, Probe]]) -> str:
    """The first Python that is new enough and complete; else `Refused` with what to install."""
    new_enough = [(command, probe) for command, probe in probes if probe and probe[0] >= LEAST_PYTHON]
    for command, (_, complete) in new_enough:
        if complete:
            return command
    if new_enough:
        major, minor, *_ = new_enough[0][1][0]
        raise Refused(
            f"{new_enough[0][0]} cannot make virtual environments: install its venv module "
            f"(on Debian and Ubuntu: sudo apt-get install python{major}.{minor}-venv) and try again."
        )
    wanted = ".".join(map(str, LEAST_PYTHON))
    raise Refused(f"Anchor needs Python {wanted} or newer, and none was found: install it and try again.")


def find_python() -> str:
    """Path of a suitable interpreter; as root on Debian a missing venv module is installed."""
    probed = [(command, probe_python(command)) for command in python_candidates(os.environ, sys.executable)]
    try:
        return choose_python(probed)
    except Refused:
        usable = [(command, probe) for command, probe in probed if probe and probe[0] >= LEAST_PYTHON]
        if not usable or not can_install_packages():
            raise
        major, minor, *_ = usable[0][1][0]
        apt_install([f"python{major}.{minor}-venv"])
        return choose_python([(command, probe_python(command)) for command, _ in usable])
