"""Several packs with documents, received together and killed at one system call after the other."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from anchor_app.domain.commands import WriteAnswer
from anchor_app.domain.edit import Subject
from anchor_app.services import receiving
from anchor_app.services.evidence import add_evidence, take_in_bytes
from anchor_app.services.starting import open_workspace
from anchor_app.storage.content import FolderContent
from anchor_app.storage.store import Store
from tests.faults.figures import no_fork, no_strace
from tests.helpers.carrying import begin, laptop

traced = pytest.mark.skipif(bool(no_fork() or no_strace()), reason=no_fork() or no_strace())

POINTS = [f"{call}:signal=KILL:when={when}" for call, moments in {
    "pwrite64": (6, 14, 26), "fsync": (2, 7, 13), "fdatasync": (2, 5, 7), "rename": (1, 4, 7), "unlink": (1, 2)}.items()
    for when in moments]
"""Calls of the process that receives; beyond the last of a kind it ends unharmed."""

Facts = dict[Subject, str]


@dataclass
class Case:
    """A workspace, packs for it, and what is in it before and after."""

    new: Path
    batch: receiving.Batch
    before: Facts
    after: Facts


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Three organisations, each with two documents; the workspace knows an older state of the first of them."""
    folder, packs = tmp_path_factory.mktemp("killed"), []
    with laptop(folder, "Group") as group:
        for number, name in enumerate(("Example Bay Hospitals", "Example Cove Council", "Example Dale College")):
            with laptop(folder, f"Sender{number}") as sender:
                key = begin(sender, name)
                if not number:
                    group.receive(sender.send(key))
                for place in range(2):
                    sender.do(WriteAnswer(key, "1.1", "summary", f"What {name} did, {place}"))
                    taken = take_in_bytes(sender.opened.store.content, f"{name} {place} ".encode() * 9_000, "notes.txt")
                    add_evidence(sender.workspace, key, taken.values, ("1.1",))
                packs.append(sender.send(key))
    new = folder / "group"
    before, _ = facts(new)
    whole = shutil.copytree(new, folder / "whole")
    batch = receiving.read(packs)
    received(whole, batch)
    return Case(new, batch, before, facts(whole)[0])


def received(folder: Path, batch: receiving.Batch) -> int:
    """Receives packs that were read; 0, as an exit code."""
    with open_workspace(folder) as opened:
        receiving.apply(opened, receiving.plan(opened.workspace, batch.packs))
    return 0


def facts(folder: Path) -> tuple[Facts, list[str]]:
    """What a workspace says at its next start, without the moments of receipts; and everything wrong with it."""
    with Store.open(folder) as store:
        found = {what: text for what, text in store.load().all_facts() if what.field != "at"}
        return found, [one.sentence for one in store.check()]


def forked(work: Callable[[], int]) -> tuple[int, Callable[[], None]]:
    """A process that does some work, silently, once it is let go."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 3
        try:
            for one in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), one)
            os.read(reading, 1)
            code = work()
        finally:
            os._exit(code)
    os.close(reading)

    def go() -> None:
        os.write(writing, b"x")
        os.close(writing)

    return child, go


@pytest.fixture
def copy(case: Case, tmp_path: Path) -> Path:
    """The workspace, to be spoilt."""
    return Path(shutil.copytree(case.new, tmp_path / "workspace"))


@traced
def test_a_killed_import_of_several_packs_is_wholly_there_or_not_at_all(case: Case, tmp_path: Path) -> None:
    """A04, G08: and whichever it was, receiving them once more brings all of it."""
    outcomes = []
    for point in POINTS:
        folder = Path(shutil.copytree(case.new, tmp_path / "workspace"))
        child, go = forked(lambda folder=folder: received(folder, case.batch))  # type: ignore[misc]
        with subprocess.Popen(["strace", "-p", str(child), "-e", f"trace={point.partition(':')[0]}", "-e",
                               f"inject={point}"], stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr is not None and "attached" in strace.stderr.readline()
            go()
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            strace.stderr.read()
        assert code in (0, -signal.SIGKILL), point
        found, wrong = facts(folder)
        assert not wrong and found in (case.before, case.after), f"{point}: {wrong}"
        assert code or found == case.after, point
        assert not [*folder.glob(".anchor-*"), *folder.glob("evidence/.anchor-*")], f"{point}: something is left"
        outcomes.append((code, found == case.after))
        received(folder, case.batch)
        assert facts(folder) == (case.after, []), point
        shutil.rmtree(folder)
    assert {(-signal.SIGKILL, False), (-signal.SIGKILL, True)} <= set(outcomes), "killed before and after the commit"


@traced
def test_what_a_killed_import_had_opened_of_a_protected_pack_goes_at_the_next(
        copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents of a protected pack lie open in a private folder while they are taken in."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with laptop(tmp_path, "Sender") as sender:
        key = begin(sender, "Example Eden Trust")
        taken = take_in_bytes(sender.opened.store.content, b"canary" * 99, "notes.txt")
        add_evidence(sender.workspace, key, taken.values, ("1.1",))
        pack = sender.send(key, passphrase="four words by chance")
    def work() -> int:
        monkeypatch.setattr(FolderContent, "add_expected", lambda *words, **more: os.kill(os.getpid(), signal.SIGKILL))
        with receiving.read([pack], "four words by chance") as batch:
            return received(copy, batch)

    child, go = forked(work)
    go()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    (left,) = temporary.glob("anchor-pack-*")
    assert b"canary" in (left / "pack").read_bytes() and left.stat().st_mode & 0o077 == 0
    with receiving.read([], "any passphrase"):
        assert not left.exists()
