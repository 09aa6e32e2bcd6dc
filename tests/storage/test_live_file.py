"""The live database is touched through SQLite alone: any other opening would drop SQLite's lock on it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from anchor_app.storage.store import Store
from tests.storage.conftest import save

STORAGE = Path("anchor_app/storage")
OPENING = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "copyfile", "copy", "copy2", "file_digest"}

MAY_OPEN = {
    "content.py": "evidence content and its temporary files",
    "files.py": "temporary files",
    "intake.py": "documents that a person attaches",
    "lock.py": "the lock's own file",
    "place.py": "the list of mounted disks",
    "readable.py": "readable copies of backups",
    "sources.py": "the copy of a file that cannot be opened, while no connection is open",
    "restore.py": "the copy that is kept of a damaged file, while no connection is open",
    "recovery.py": "the copy that is tried before any connection is open",
}
"""The modules that may open files, and which."""


def test_only_modules_that_have_nothing_to_do_with_the_live_file_open_files() -> None:
    """C14."""
    found = set()
    for path in STORAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
                if name in OPENING and owner not in ("cls", "Store", "self._files"):
                    found.add(path.name)
    assert found == set(MAY_OPEN)


TRY = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError:
    print("locked")
else:
    print("free")
"""


def test_nothing_that_is_done_beside_a_transaction_gives_its_lock_away(filled: Path, tmp_path: Path) -> None:
    """C14: checked by another process while a transaction is open."""
    def tried() -> str:
        return subprocess.run([sys.executable, "-c", TRY, str(filled / "anchor.db")],
                              capture_output=True, text=True, check=True).stdout.strip()

    with Store.open(filled) as store, store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE fact SET value = value")
        assert tried() == "locked"
        store.content.add_bytes(b"a document")
        store.strangers()
        (tmp_path / "attached").write_bytes(b"another")
        store.content.add(tmp_path / "attached")
        store._database._check_identity()
        assert tried() == "locked"


def test_a_file_may_not_grow_beyond_what_the_disk_allows(filled: Path) -> None:
    """B11: the save is refused in words, and what was saved stays."""
    if sys.platform == "win32":
        pytest.skip("there are no such limits on this system")
    script = ("import resource, sys; from pathlib import Path\n"
              "from anchor_app.domain.errors import Refusal\n"
              "from anchor_app.storage.store import Store; from tests.storage.conftest import save\n"
              "store = Store.open(Path(sys.argv[1]))\n"
              "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
              "saved = 0\n"
              "try:\n"
              "    while saved < 100:\n"
              "        save(store, ('component', 'a1', str(saved), 'summary', None, 'x' * 5000)); saved += 1\n"
              "except Refusal:\n"
              "    print(saved)\n")
    told = subprocess.run([sys.executable, "-c", script, str(filled)], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(Path.cwd())})
    saved = int(told.stdout)
    assert saved < 100
    with Store.open(filled) as store:
        assert len(store.load().assessments["a1"].components) == 40 + saved
        assert store.check() == []


def test_running_out_of_descriptors_is_told_in_words(filled: Path) -> None:
    """B16."""
    if sys.platform == "win32":
        pytest.skip("there are no such limits on this system")
    script = ("import os, resource, sys; from pathlib import Path\n"
              "from anchor_app.domain.errors import Refusal\n"
              "from anchor_app.storage.store import Store; from tests.storage.conftest import save\n"
              "store = Store.open(Path(sys.argv[1]))\n"
              "save(store, ('component', 'a1', '2.1', 'summary', None, 'before'))\n"
              "resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))\n"
              "held = []\n"
              "try:\n"
              "    while True: held.append(os.open('/dev/null', os.O_RDONLY))\n"
              "except OSError: pass\n"
              "try:\n"
              "    store.content.add_bytes(b'document')\n"
              "except Refusal: print('told')\n"
              "for one in held: os.close(one)\n"
              "store.content.add_bytes(b'document')\n"
              "save(store, ('component', 'a1', '2.1', 'summary', 'before', 'after'))\n")
    told = subprocess.run([sys.executable, "-c", script, str(filled)], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(Path.cwd())})
    assert told.stdout == "told\n"
    with Store.open(filled, read_only=True) as store:
        assert store.load().assessments["a1"].component("2.1").summary == "after" and store.check() == []


def test_what_was_deleted_is_gone_from_the_tables_pages(filled: Path) -> None:
    """M02: the history keeps the old text, the freed pages do not."""
    with Store.open(filled) as store:
        save(store, ("component", "a1", "3.3", "summary", None, "CANARY" * 3000))
        save(store, ("component", "a1", "3.3", "summary", "CANARY" * 3000, None))
        with store._database.writing() as connection:
            connection.exec_driver_sql("UPDATE journal SET changes = '[]' WHERE changes LIKE '%CANARY%'")
    assert b"CANARYCANARY" not in (filled / "anchor.db").read_bytes()
