"""What the machine itself may lack: memory, a writable folder, one disk for everything, a new SQLite, a whole index."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from anchor_app.services.self_test import self_test
from anchor_app.storage import connection
from anchor_app.storage.check import check
from anchor_app.storage.errors import OldSqlite, WorkspaceTrouble
from anchor_app.storage.rebuild import rebuild
from anchor_app.storage.store import Store
from tests.faults import champion, full_disk

not_here = pytest.mark.skipif(sys.platform != "linux", reason="done with what Linux offers")


def _run(script: str, *arguments: object, **environment: str) -> str:
    done = subprocess.run([sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(Path.cwd()), **environment}, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


LESS_AND_LESS = """
import resource, sys
from pathlib import Path
from anchor_app.domain.errors import Refusal
from anchor_app.storage.store import Store
from tests.storage.conftest import fill, save

def size():
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()

folder, lasting = Path(sys.argv[1]), resource.getrlimit(resource.RLIMIT_AS)[1]
saved, words = 0, set()
with Store.create(folder) as store:
    fill(store, 5)
    before = len(list(store.entries()))
    texts = ["x" * 3_000_000 + str(number) for number in range(40)]
    for number, text in enumerate(texts):
        resource.setrlimit(resource.RLIMIT_AS, (size() + number * 500_000, lasting))
        try:
            save(store, ("component", "a1", f"2.{number}", "summary", None, text))
            saved += 1
        except Refusal as refusal:
            words.add(str(refusal))
        except MemoryError:
            words.add("")  # before the store was asked anything, or while its words were put together
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (lasting, lasting))
        assert len(list(store.entries())) == before + saved, number
    save(store, ("component", "a1", "3", "summary", None, "with memory again"))
with Store.open(folder) as store:
    assert len(list(store.entries())) == before + saved + 1
    assert store.check() == [], store.check()
assert any("not enough memory" in one for one in words), words
print(saved)
"""


@not_here
def test_a_save_without_memory_is_refused_in_words_and_the_next_one_works(tmp_path: Path) -> None:
    """A13: from no memory at all to enough, in steps."""
    assert 0 < int(_run(LESS_AND_LESS, tmp_path / "workspace")) < 40


FULL = """
import os, signal, sqlite3, sys
from pathlib import Path
from anchor_app.services.settings import Settings
from anchor_app.services.starting import open_workspace
from anchor_app.storage.store import Store
from tests.faults import champion
folder, ballast = Path(sys.argv[1]) / "workspace", Path(sys.argv[1]) / "ballast"
champion.start(folder)
with Store.open(folder) as store:
    wanted = store.load()
path, journal = folder / "anchor.db", folder / "anchor.db-journal"
child = os.fork()
if child == 0:  # is killed when half of a save has reached the file
    database = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode=TRUNCATE", "PRAGMA cache_size=2", "BEGIN IMMEDIATE",
                      "UPDATE fact SET value = value || 'half'"):
        database.execute(statement).fetchall()
    for number in range(200):
        database.execute("INSERT INTO charter VALUES (?, '', '', '', ?)", (str(number), "x" * 900))
    os.kill(os.getpid(), signal.SIGKILL)
os.waitpid(child, 0)
assert journal.stat().st_size, "there is nothing to take back"
with ballast.open("wb", buffering=0) as file:
    try:
        while True:
            file.write(bytes(4096))
    except OSError:
        pass
for is_quick in (False, True):
    with open_workspace(folder, settings=Settings(), is_quick=is_quick) as opened:
        assert opened.workspace.holdings == wanted
        if not is_quick:  # afterwards nothing is left to take back, and nothing is missing but room
            assert "no room" in opened.workspace.read_only and "Free at least" in opened.workspace.read_only
ballast.unlink()
with open_workspace(folder, settings=Settings()) as opened:
    assert (opened.workspace.read_only, opened.store.check()) == ("", [])
    assert opened.workspace.holdings == wanted
"""


@not_here
@pytest.mark.skipif(bool(full_disk.why_not()), reason=full_disk.why_not())
def test_a_half_written_file_on_a_full_disk_is_opened_for_reading_and_says_why(tmp_path: Path) -> None:
    """B04: the half of a save is taken back, and once there is room the workspace is opened for writing."""
    script = 'mount -t tmpfs -o size=3m none "$1"; "$2" -c "$3" "$1"'
    done = subprocess.run([*full_disk._private(), "sh", "-ec", script, "sh", str(tmp_path), sys.executable, FULL],
                          capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    assert done.returncode == 0, done.stderr[-3000:]


LOCKED = """
import os, sys
from pathlib import Path
from anchor_app.domain.errors import Refusal
from anchor_app.services.publishing import write_file
from anchor_app.services.starting import open_workspace
from anchor_app.storage.errors import WorkspaceTrouble
from anchor_app.storage.store import Store
from tests.storage.conftest import fill, save
base = Path(sys.argv[1])
if os.geteuid() == 0:  # for whom every folder can be written to
    os.chown(base, 65534, 65534)
    os.setgid(65534), os.setuid(65534)
folder, elsewhere = base / "workspace", base / "elsewhere"
elsewhere.mkdir()
store = Store.create(folder)
fill(store, 5)
before = len(list(store.entries()))
for path in (*folder.iterdir(), folder):
    path.chmod(0o555 if path.is_dir() else 0o444)
for act in (lambda: save(store, ("component", "a1", "2", "summary", None, "not saved")),
            lambda: store.content.add_bytes(b"not attached")):
    try:
        act()
    except WorkspaceTrouble as trouble:
        assert "cannot be written" in str(trouble) or "ermission" in str(trouble), trouble
    else:
        raise AssertionError("done in a folder that cannot be written to")
assert len(list(store.entries())) == before
assert store.load().organisations["o1"].name == "Invented Trust"
store.copy_to(elsewhere / "copy.db")
folder.chmod(0o755)
for path in folder.iterdir():
    path.chmod(0o755 if path.is_dir() else 0o644)
save(store, ("component", "a1", "2", "summary", None, "saved"))
store.close()
with Store.open(folder) as store:
    assert len(list(store.entries())) == before + 1 and store.check() == []
"""


@not_here
def test_a_folder_that_turns_read_only_refuses_saves_is_read_on_and_takes_them_again(tmp_path: Path) -> None:
    """B09: what is there can be copied elsewhere meanwhile."""
    tmp_path.chmod(0o777)
    for parent in tmp_path.parents[:3]:
        if os.geteuid() == 0 and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    _run(LOCKED, tmp_path)


ON_ANOTHER_DISK = """
import os, sys, tempfile
from pathlib import Path
from anchor_app.services import backups, example, publishing
from anchor_app.services.checking import check_workspace
from anchor_app.services.starting import open_workspace
folder, temporary = Path(sys.argv[1]), Path(os.environ["TMPDIR"])
assert tempfile.gettempdir() == str(temporary)
assert os.stat(folder.parent).st_dev != os.stat(temporary).st_dev
example.make_example(folder).close()
made = backups.back_up(folder)
backups.restore(folder, made.path)
backups.rebuild(folder, folder.with_name("rebuilt"))
with open_workspace(folder) as opened:
    key = max(opened.workspace.holdings.assessments)
    publishing.write_sheet(opened.workspace, key, folder.parent / "sheet.pdf")
assert [one for one in check_workspace(folder) if one.is_serious] == []
assert list(temporary.iterdir()) == [], list(temporary.iterdir())
"""


@not_here
def test_nothing_is_lost_where_the_temporary_folder_is_on_another_disk(tmp_path: Path) -> None:
    """B15: no file is renamed from one disk to another, and nobody's words are left in that folder."""
    other = Path("/dev/shm")
    if not os.access(other, os.W_OK) or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second disk here")
    temporary = other / f"anchor-{os.getpid()}"
    temporary.mkdir()
    try:
        _run(ON_ANOTHER_DISK, tmp_path / "workspace", TMPDIR=str(temporary))
    finally:
        shutil.rmtree(temporary)


def _spoil_index(path: Path) -> bool:
    """Overwrites the index of the charters alone; whether SQLite finds it damaged."""
    with closing(sqlite3.connect(path)) as database:
        size = database.execute("PRAGMA page_size").fetchone()[0]
        (page,), = database.execute("SELECT rootpage FROM sqlite_master WHERE type = 'index'").fetchall()
    data = bytearray(path.read_bytes())
    place = page * size - 40  # the only cell stands at the page's end
    data[place:page * size] = bytes(one ^ 1 for one in data[place:page * size])
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as database:
        return bool(database.execute("PRAGMA integrity_check").fetchone()[0] != "ok")


def test_a_damaged_index_is_named_shows_nothing_wrong_and_is_built_anew_on_a_copy(tmp_path: Path) -> None:
    """C03: the copy is a rebuilt workspace; what is damaged is only read."""
    folder, into = tmp_path / "workspace", tmp_path / "rebuilt"
    champion.start(folder)
    with Store.open(folder) as store:
        wanted, entries = store.load(), list(store.entries())
    assert _spoil_index(folder / "anchor.db")
    spoiled = (folder / "anchor.db").read_bytes()
    assert any("damaged inside" in one.sentence for one in check(folder))
    try:
        with Store.open(folder, read_only=True) as store:
            assert store.load() == wanted
    except WorkspaceTrouble as trouble:
        assert "damaged" in str(trouble)
    assert rebuild(folder, into).missing == ()
    assert (folder / "anchor.db").read_bytes() == spoiled
    with Store.open(into) as store:
        assert list(store.entries())[:len(entries)] == entries and store.check() == []
        assert store.load().assessments == wanted.assessments


def test_an_sqlite_that_is_too_old_opens_no_workspace_and_says_what_is_needed(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """E08."""
    folder = tmp_path / "workspace"
    champion.start(folder)
    before = (folder / "anchor.db").read_bytes()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.36.0")
    for act in (lambda: Store.open(folder), lambda: Store.open(folder, read_only=True),
                lambda: Store.create(tmp_path / "another")):
        with pytest.raises(OldSqlite, match=r"SQLite 3\.36\.0, and Anchor needs 3\.37\.0 or newer"):
            act()
    assert (folder / "anchor.db").read_bytes() == before and not (tmp_path / "another" / "anchor.db").exists()
    assert "3.37.0" in next(step.trouble for step in self_test(lambda folder: None) if step.trouble)


def test_every_table_and_pragma_works_with_what_is_asked_of_sqlite() -> None:
    """E08: nothing that came after the oldest SQLite that is taken, and no write-ahead log."""
    assert (3, 37, 0) <= connection.LEAST_SQLITE <= sqlite3.sqlite_version_info
    assert not any("wal" in pragma.lower() for pragma in connection.PRAGMAS)
