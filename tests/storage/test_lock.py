"""One writer at a time; a writer that is killed leaves nothing locked."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from anchor_app.storage.errors import LeftOpenElsewhere, WorkspaceInUse
from anchor_app.storage.lock import NAME, Lock
from anchor_app.storage.store import Store

HOLD = """
import sys
from pathlib import Path
from anchor_app.storage.lock import Lock
lock = Lock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def _holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], text=True, stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(Path.cwd()), "USER": "ada"})
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_a_second_window_is_told_who_has_the_workspace(filled: Path) -> None:
    """D01: it may still look."""
    with _holder(filled) as holder:
        with pytest.raises(WorkspaceInUse, match=rf"by ada on {socket.gethostname()} since \d\d:\d\d"):
            Store.open(filled)
        with Store.open(filled, read_only=True) as store:
            assert store.load().organisations
        holder.communicate("")
    Store.open(filled).close()


def test_two_stores_of_one_process_exclude_each_other(filled: Path) -> None:
    """D01."""
    with Store.open(filled), pytest.raises(WorkspaceInUse):
        Store.open(filled)


def test_a_killed_holder_leaves_the_workspace_free(tmp_path: Path) -> None:
    """D02."""
    for _ in range(10):
        with _holder(tmp_path) as holder:
            holder.send_signal(signal.SIGKILL)
        Lock(tmp_path).release()


def test_a_program_that_was_started_does_not_keep_the_lock(tmp_path: Path) -> None:
    """D11."""
    lock = Lock(tmp_path)
    with subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE,
                          close_fds=False) as child:
        lock.release()
        Lock(tmp_path).release()
        child.communicate(b"")


@pytest.mark.parametrize("is_own_number", [False, True])
def test_a_lock_of_another_computer_is_taken_over_only_when_asked(tmp_path: Path, is_own_number: bool) -> None:
    """D03: the same process number on another computer proves nothing."""
    number = os.getpid() if is_own_number else 1
    told = {"pid": number, "host": "elsewhere", "who": "ben", "since": "2026-10-25T12:00:00+00:00"}
    (tmp_path / NAME).write_text(json.dumps(told))
    with pytest.raises(LeftOpenElsewhere, match="elsewhere since"):
        Lock(tmp_path)
    assert json.loads((tmp_path / NAME).read_text()) == told
    Lock(tmp_path, take_over=True).release()
    Lock(tmp_path).release()


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00\xff", '{"since": "soon"}'])
def test_what_the_lock_file_says_cannot_keep_anybody_out(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_bytes(text.encode("latin-1"))
    Lock(tmp_path).release()


def test_a_released_lock_says_that_nobody_has_it(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    assert json.loads((tmp_path / NAME).read_text())["pid"] == os.getpid()
    lock.release()
    lock.release()
    assert (tmp_path / NAME).read_text() == ""
