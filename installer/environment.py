"""The virtual environment in the checkout: made whole, kept current, and otherwise left alone."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from installer.pythons import LEAST_PYTHON, find_python, probe_python
from installer.system import Refused, say

STAMP = "anchor-setup.json"
BUILDING = "anchor-setup-unfinished"
LOCKS = {"run": ("requirements.lock",), "test": ("requirements-dev.lock", "requirements.lock")}


def venv_python(venv: Path) -> Path:
    """The interpreter inside an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(root: Path, purpose: str) -> dict[str, str]:
    """What an environment for `purpose` is made from; a difference in any of it means work to do."""
    names = (*LOCKS[purpose], "pyproject.toml")
    found = {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}
    return {**found, "root": str(root)}


def read_stamp(venv: Path) -> dict[str, str]:
    """What the environment was made from, by its own record; empty if it has none that can be read."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def is_current(stamp: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Whether an environment with this record already holds all that is wanted."""
    return all(stamp.get(key) == value for key, value in wanted.items())


def is_beyond_mending(venv: Path, stamp: Mapping[str, str], root: Path) -> bool:
    """Whether the environment is half-made, moved or broken, so that only a new one will do.

    One that somebody else made, and that works, is kept and added to.
    """
    if (venv / BUILDING).exists() or not (venv / "pyvenv.cfg").is_file():
        return True
    if stamp and stamp.get("root") != str(root):
        return True
    # The record names the version, so a system upgrade underneath shows without starting the interpreter.
    probe = probe_python(str(venv_python(venv)))
    if probe is None or probe[0] < LEAST_PYTHON:
        return True
    return bool(stamp) and stamp.get("python") != dotted(probe[0])


def dotted(version: Iterable[int]) -> str:
    """A version as it is written."""
    return ".".join(map(str, version))


def is_interpreter_unchanged(venv: Path, stamp: Mapping[str, str]) -> bool:
    """A cheap look, for the case that all is up to date: the interpreter is there and is the one recorded."""
    interpreter = venv_python(venv)
    return interpreter.exists() and stamp.get("interpreter") == interpreter_mark(interpreter)


def interpreter_mark(interpreter: Path) -> str:
    """Changes when the Python behind the environment is upgraded or replaced."""
    real = interpreter.resolve()
    status = real.stat()
    return f"{real} {status.st_size} {status.st_mtime_ns}"


def ensure_venv(root: Path, purpose: str) -> Path:
    """Path of the environment's interpreter, with everything for `purpose` installed in it."""
    venv = root / ".venv"
    wanted = fingerprint(root, purpose)
    stamp = read_stamp(venv)
    if not (venv / BUILDING).exists() and is_current(stamp, wanted) and is_interpreter_unchanged(venv, stamp):
        return venv_python(venv)
    if is_beyond_mending(venv, stamp, root):
        make_venv(venv)
        stamp = {}
    # A kill from here on must not leave a record of what is no longer there.
    (venv / STAMP).unlink(missing_ok=True)
    install_into(venv, root, LOCKS[purpose][0])
    finish(venv, stamp, wanted)
    return venv_python(venv)


def make_venv(venv: Path) -> None:
    """A fresh, empty environment, marked unfinished from its first moment in case the set-up is killed."""
    base = find_python()
    say(f"Setting up {venv} (once; a few minutes at most) …")
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)
    venv.mkdir(parents=True)
    (venv / BUILDING).touch()
    quiet([base, "-I", "-m", "venv", str(venv)], "make the virtual environment")


def install_into(venv: Path, root: Path, lock: str) -> None:
    """Install what the lock pins, each file checked against its hash, and the project itself."""
    say(f"Installing what {lock} pins …")
    pip = [str(venv_python(venv)), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    quiet([*pip, "install", "--require-hashes", "-r", str(root / lock)], f"install {lock}")
    # No isolation: the build uses the pinned setuptools, and asks no index for anything.
    own = [*pip, "install", "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(root)]
    quiet(own, "install the project")


def finish(venv: Path, stamp: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """Record what is installed; the other purpose's lock stays recorded only if it is still what is there."""
    interpreter = venv_python(venv)
    probe = probe_python(str(interpreter))
    if probe is None:
        raise Refused(f"The new environment does not start: delete {venv} and try again.")
    changed = any(stamp.get(key) != wanted[key] for key in wanted if key in stamp)
    record = {
        **({} if changed else stamp),
        **wanted,
        "python": dotted(probe[0]),
        "interpreter": interpreter_mark(interpreter),
    }
    partial = venv / (STAMP + ".part")
    partial.write_text(json.dumps(record, indent=1), encoding="utf-8")
    partial.replace(venv / STAMP)
    (venv / BUILDING).unlink(missing_ok=True)


def quiet(command: Sequence[str], purpose: str) -> None:
    """Run a step of the set-up; its output is shown only when it fails."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
        raise Refused(f"Could not {purpose}: the reason is above.")


def app_command(python: Path, arguments: list[str]) -> list[str]:
    """The app, without the console script, whose first line cannot hold every path.

    With "-P" the folder that we are in lends it no modules.
    """
    return [str(python), "-P", "-m", "anchor_app", *arguments]
