"""Packs imported where the disk is full or can only be read, and while the window has the workspace open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from anchor_app.services.evidence import add_evidence, take_in_bytes
from anchor_app.services.starting import open_workspace
from tests.cli.conftest import Anchor
from tests.helpers.carrying import Laptop, begin, laptop


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with a document of 400 kB, and a workspace of somebody else beside it."""
    with laptop(tmp_path, "Group") as group, laptop(tmp_path, "Robin Example") as robin:
        begin(group, "Example Cove Council")
        return _sent(robin)


def _sent(robin: Laptop) -> Path:
    key = begin(robin)
    taken = take_in_bytes(robin.opened.store.content, os.urandom(400_000), "minutes.txt")
    add_evidence(robin.workspace, key, taken.values, ("1.1",))
    return robin.send(key)


def _on_a_disk(script: str, tmp_path: Path, pack: Path) -> str:
    """Runs a script with a disk of 2 MB that nobody else sees, and the workspace on it; what it printed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only the administrator of a Linux computer may mount a disk")
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        pytest.skip("this computer does not allow disks of one's own")
    disk = tmp_path / "disk"
    disk.mkdir()
    program = (f'mount -t tmpfs -o size=2m none "{disk}"; cp -r "{tmp_path}/group" "{disk}/group"\n'
               f'anchor() {{ "{sys.executable}" -m anchor_app --workspace "{disk}/group" "$@"; }}\n'
               f'receive() {{ anchor pack import "{pack}" 2>&1; }}\ncd "{disk}"; export PYTHONPATH="{Path.cwd()}"\n')
    done = subprocess.run(["unshare", "-m", "sh", "-ec", program + script], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    return done.stdout


def test_a_full_disk_refuses_a_pack_in_words_and_takes_it_once_there_is_room(pack: Path, tmp_path: Path) -> None:
    said = _on_a_disk("""
        dd if=/dev/zero of=ballast bs=1k count=100000 2>/dev/null || true
        truncate -s -300k ballast
        find group -type f | grep -v backups | sort | xargs sha256sum > before
        receive && exit 9
        find group -type f | grep -v backups | sort | xargs sha256sum | diff before - || exit 8
        rm ballast
        receive
        anchor check""", tmp_path, pack)
    assert "Free at least" in said or "room" in said
    assert "Traceback" not in said and "\nsaved" in said


def test_a_disk_that_can_only_be_read_refuses_a_pack_in_words_and_shows_it(pack: Path, tmp_path: Path) -> None:
    said = _on_a_disk("""
        mount -o remount,ro .
        anchor pack import --dry-run "$PWD/../carried/"*.anchorpack
        receive && exit 9
        true""", tmp_path, pack)
    assert "is not in this workspace yet, and is added." in said and "Traceback" not in said
    assert "read" in said.splitlines()[-1] and said.splitlines()[-1].endswith(".")


def test_a_workspace_that_is_open_in_the_window_receives_nothing_from_elsewhere(
        pack: Path, tmp_path: Path, anchor: Anchor) -> None:
    with open_workspace(tmp_path / "group") as opened:
        end = opened.store.past.end_hash()
        said = anchor("pack", "import", pack, workspace=tmp_path / "group")
        assert said.code == 1 and "open" in said.err and said.err.count("\n") == 1
        assert opened.store.past.end_hash() == end and not opened.store.check()
    assert anchor("pack", "import", pack, workspace=tmp_path / "group").code == 0
