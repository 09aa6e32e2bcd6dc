"""What was acknowledged survives kills, power cuts, failing system calls, full disks and flipped bits.

These are the figures of every test run; `python -m tests.faults --release` makes longer ones. Each is split where it
is long, so that two processes share the work. That the trials would notice is shown by stores that are spoiled.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from anchor_app.domain.edit import Change, Edit
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.undoing import TakeBack
from anchor_app.storage.store import Store
from anchor_app.storage.unread_parts import found_in
from tests.faults import backups, bit_flips, champion, full_disk, kill9, model, powercut, syscalls
from tests.faults.figures import FIGURES, no_disks, no_fork, no_strace

SHORT = {one.name: one.short for one in FIGURES}

forking = pytest.mark.skipif(bool(no_fork()), reason=no_fork())
traced = pytest.mark.skipif(bool(no_strace()), reason=no_strace())
mounting = pytest.mark.skipif(bool(no_disks()), reason=no_disks())
CARELESS_COMMITS = """
import sqlite3
connect = sqlite3.connect
class Careless(sqlite3.Connection):
    def execute(self, sql, *values):
        return super().execute(sql.replace("synchronous=EXTRA", "synchronous=OFF"), *values)
sqlite3.connect = lambda *words, **named: connect(*words, factory=Careless, **named)
"""

quietly = pytest.mark.filterwarnings("default")  # Hypothesis makes warnings of its own


@forking
@pytest.mark.parametrize("lane", range(4))
def test_nothing_acknowledged_is_lost_when_the_app_is_killed(lane: int) -> None:
    """A01, A03, A07, A08, A09, C08: at work of every kind, and while opening and recovering."""
    tally = kill9.run(SHORT["kills"] // 4, seed=9 + lane)
    assert tally.cycles == SHORT["kills"] // 4
    assert tally.acknowledged > tally.cycles // 4 and set(tally.killed) == set(champion.KINDS)


@forking
def test_a_store_that_acknowledges_too_early_is_found_out() -> None:
    """That the kills would notice."""
    with pytest.raises(AssertionError, match="acknowledged"):
        kill9.run(400, spoil=_acknowledge_too_early)


def _acknowledge_too_early() -> None:
    save = champion.Champion._do

    def tell_first(self: champion.Champion, command: champion.Command) -> None:
        end = self.store._end
        self._tell(champion.SAVED, champion.State(end.id + 1, end.hash, self._answers[-1]))
        save(self, command)

    champion.Champion._do = tell_first  # type: ignore[method-assign]  # in a process that is killed soon


@forking
@pytest.mark.parametrize("seed", [11, 12])
def test_what_was_said_to_be_saved_is_there_when_the_app_is_killed_while_being_typed_into(seed: int) -> None:
    """A01, A11, A16: the whole window, which has to be forked from a process without one."""
    cycles = SHORT["whole-app"] // 2
    done = subprocess.run([sys.executable, "-m", "tests.faults.whole_app", "--json", "--cycles", str(cycles), "--seed",
                           str(seed)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told["cycles"] == cycles and told["saved"] > cycles // 2


@traced
@pytest.mark.parametrize("is_ordered", [True, False], ids=["ordered", "strict"])
def test_nothing_acknowledged_is_lost_when_the_power_is_cut(is_ordered: bool) -> None:
    """A02, A03: after every system call of every kind of work, in each model of what a disk keeps."""
    tally = powercut.run(models=(is_ordered,))
    assert tally.replayed >= SHORT["power-cuts"] // 2
    assert tally.different > tally.replayed // 10 and tally.opened > 50


@traced
@pytest.mark.parametrize("spoiling", [
    CARELESS_COMMITS,
    "from anchor_app.storage import files; files.sync = lambda file: None",
    "from anchor_app.storage import files; files.sync_file = lambda path: None",
    "from anchor_app.storage.files import Files; Files.sync_folder = lambda self, folder: None",
    "from anchor_app.storage import restore; restore._keep_what_is_there = lambda *args: (None, None)",
], ids=["commits are not synced", "documents are not synced", "backups are not synced", "names are not synced",
        "a restore keeps nothing"])
def test_a_store_that_does_not_sync_is_found_out(spoiling: str) -> None:
    """That the replay would notice."""
    with pytest.raises(AssertionError, match="acknowledged|damaged|missing|not what was saved|half|kept nothing|gone"):
        powercut.run(1, 6, spoiling=spoiling)


@traced
@pytest.mark.parametrize("part", range(2))
def test_a_failing_system_call_is_told_in_words_and_loses_nothing(part: int) -> None:
    """B05, B06, B07: the first calls fail once, and from then on; or the app dies at them."""
    points = syscalls.some(SHORT["system-calls"])[part::2]
    assert syscalls.run(points) > len(points) // 4, "faults were put where they matter"


@mounting
def test_a_full_disk_stops_the_work_in_words_and_loses_nothing() -> None:
    """B01, B02, C09, E05: with so little room that each kind of work ends somewhere else."""
    stopped = full_disk.run(SHORT["full-disks"])
    assert sum(stopped.values()) > SHORT["full-disks"] // 2


@pytest.mark.parametrize("part", range(2))
def test_no_flipped_bit_changes_what_is_shown(part: int) -> None:
    """C01: answers, history and what was signed."""
    tally = bit_flips.run(SHORT["bits"] // 2, seed=20261025 + part)
    assert tally.refused > tally.flips // 20, "bits were flipped where they could be noticed"


def test_a_store_that_believes_its_file_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """That the flips would be noticed: without the hashes many of them change answers."""
    monkeypatch.setattr(Store, "_checked_facts", lambda self, connection: found_in(
        connection.connection.driver_connection))
    with pytest.raises(AssertionError, match="changed what is shown"):
        bit_flips.run(400)


@quietly
@pytest.mark.parametrize("part", range(4))
def test_any_run_of_steps_leaves_what_a_dictionary_holds(part: int) -> None:
    """C11: edit, undo, redo, attach, restart, restore and look back."""
    assert model.run(SHORT["model"] // 4, first_seed=1 + 100 * part) >= SHORT["model"] // 4


@quietly
@pytest.mark.parametrize("spoil", [
    lambda patch: patch.setattr(TakeBack, "edit", _overwrite),
    lambda patch: patch.setattr("anchor_app.storage.restore._keep_what_is_there", lambda *args: (None, None)),
    lambda patch: patch.setattr("anchor_app.storage.past.Past.facts_after", lambda self, number: {}),
], ids=["an undo overwrites a later answer", "a restore keeps nothing", "the past is empty"])
def test_services_that_lose_something_are_found_out(monkeypatch: pytest.MonkeyPatch,
                                                   spoil: Callable[[pytest.MonkeyPatch], None]) -> None:
    """That the dictionary would tell."""
    spoil(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception, BaseExceptionGroup, KeyError)):
        model.run(3_000, is_short=False)


def _overwrite(self: TakeBack, holdings: Holdings) -> Edit:
    """An undo that does not look at what was written since."""
    return Edit.of(self.step.edit.label, [Change(one.what, holdings.fact(one.what), one.old)
                                          for one in self.step.edit.changes])


def test_backups_are_restored_without_a_difference() -> None:
    """C11: every fact, every entry and every document."""
    assert backups.run(SHORT["backups"]).restored == SHORT["backups"]


def test_a_backup_that_misses_something_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """That the comparison would tell: the newest backup is restored whatever is asked for."""
    from anchor_app.storage import restore
    from anchor_app.storage.backup import newest_good

    put_back = restore.restore
    monkeypatch.setattr(restore, "restore", lambda folder, chosen, now: put_back(
        folder, newest_good(folder).path, now))  # type: ignore[union-attr]
    with pytest.raises(AssertionError):
        backups.run(5)
