"""Whole sessions at the window, watched from outside: with hostile words, in other countries, in awkward places."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from anchor_app import resources
from tests.faults.test_storage_faults import traced
from tests.faults.visiting import PLACES
from tests.helpers.app_window import example_in
from tests.helpers.hostile import make_hostile

ROOT = resources.root().parent
CANARY = "anchor-canary"
MARKUP = (f"<b>R&D</b> <img src='//server/share/{CANARY}.png'><img src='file:///{CANARY}/a.png'>"
          f"<img src='http://192.0.2.1/{CANARY}.png'><a href='file:///{CANARY}'>x</a> =1+1 \u202eevil")
VISIT = ("-m", "tests.faults.visiting")

LURED = """
import sys
from PySide6.QtNetwork import QTcpSocket
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel(sys.argv[1])
label.show()
label.grab()
socket = QTcpSocket()
socket.connectToHost("127.0.0.1", 9)
socket.waitForConnected(1000)
"""
"""What the product must not be: a label that reads markup, and a connection."""


def ran(*command: str, **more: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=ROOT, **more)
    assert done.returncode == 0, done.stderr
    return done


def watched(log: Path, *arguments: str) -> tuple[str, str]:
    """What a Python program printed, and every file and connection that it asked the system for."""
    done = ran("strace", "-f", "-qq", "-e", "trace=%file,connect,socket", "-s", "500", "-o", str(log),
               sys.executable, *arguments)
    return done.stdout, log.read_text("utf-8", "replace")


def lured(trace: str) -> list[str]:
    """The lines in which somebody followed the words, or reached for another computer."""
    return [line for line in trace.splitlines() if (CANARY in line and "execve" not in line)
            or re.search(r"\bAF_INET6?\b", line)]


@traced
def test_hostile_words_on_every_page_open_nothing_and_reach_nobody(tmp_path: Path, own_user_folders: Path) -> None:
    """J01, J02, J03, L01, L09, M07."""
    folder = tmp_path / "workspace"
    make_hostile(folder, MARKUP, f"<img src='//server/share/{CANARY}.png'>",
                 lambda ending: f"Q1 <img src={CANARY}> '&%20#.{ending}")
    printed, trace = watched(tmp_path / "trace", *VISIT, str(folder), "--paste", "--evidence")
    assert lured(trace) == []
    found = json.loads(printed)
    assert found["rich"] == [], "a field that takes formats"
    for place in ("overview", "assessment", "evidence", "settings"):
        assert any(CANARY in words for words in found["said"][place]), f"{place} shows none of the words"
    assert "evidence/" in trace, "no document was looked at"
    written = [path for path in own_user_folders.rglob("*") if path.is_file()]
    assert written, "settings are kept"
    assert [path for path in written if CANARY.encode() in path.read_bytes() or CANARY in path.name] == []


@traced
def test_a_label_that_follows_words_and_a_connection_are_seen(tmp_path: Path) -> None:
    """That the test above would notice."""
    _, trace = watched(tmp_path / "trace", "-c", LURED, MARKUP)
    found = "\n".join(lured(trace))
    assert f"/{CANARY}/a.png" in found and "AF_INET" in found


COUNTRIES = ("tr_TR.UTF-8", "ar_EG.UTF-8", "de_DE.UTF-8")

SCORE_AND_SHEET = """
import sys
from anchor_app.__main__ import main
folder, sheet = sys.argv[1:]
which = ["--workspace", folder, "--organisation", "Example Bay", "--period", "2026/27"]
assert main(["score", *which, "--on", "2026-11-02", "--json"]) == 0
assert main(["list", "--workspace", folder]) == 0
assert main(["sheet", *which, "--output", sheet]) == 0
"""


def in_country(name: str) -> dict[str, str]:
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    return {**bare, "LANG": name, "LC_ALL": name, "LANGUAGE": name[:2], "PYTHONIOENCODING": "utf-8"}


def test_every_page_says_the_same_in_every_country(tmp_path: Path) -> None:
    """K06: no number, day or capital follows the country of the desktop."""
    folder = example_in(tmp_path / "example")
    said = {}
    for name in ("en_GB.UTF-8", *COUNTRIES[:2]):
        copy = Path(shutil.copytree(folder, tmp_path / name / "example"))
        said[name] = json.loads(ran(sys.executable, *VISIT, str(copy), env=in_country(name)).stdout)["said"]
        said[name] = json.loads(json.dumps(said[name]).replace(str(copy), "folder"))
    assert set(said["en_GB.UTF-8"]) == set(PLACES)
    for name in COUNTRIES[:2]:
        for place in PLACES:
            assert said[name][place] == said["en_GB.UTF-8"][place], (name, place)


def test_scores_and_the_sheet_are_the_same_bytes_in_every_country(tmp_path: Path) -> None:
    """K06, I19."""
    folder = example_in(tmp_path / "example")
    made = set()
    for name in ("C", *COUNTRIES):
        sheet = tmp_path / "sheet.pdf"
        said = ran(sys.executable, "-c", SCORE_AND_SHEET, str(folder), str(sheet), env=in_country(name)).stdout
        made.add((said, sheet.read_bytes()))
    assert len(made) == 1


def test_a_checkout_and_a_workspace_with_awkward_names_work_throughout(tmp_path: Path) -> None:
    """K10: the command line, the window with its previews, the sheet, and a copy of evidence."""
    place = tmp_path / "o'b#%20 & Ŵyn"
    for name in ("anchor_app", "tests"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "baselines"))
    (place / "resources").symlink_to(resources.root())
    folder, sheet = place / "work space%2F", place / "sheet #1.pdf"
    environment = {**os.environ, "HOME": str(place), "TMPDIR": str(place), "PYTHONPATH": str(place)}

    def python(*arguments: object) -> str:
        return subprocess.run([sys.executable, *map(str, arguments)], cwd=place, env=environment, check=True,
                              capture_output=True, text=True, encoding="utf-8", timeout=120).stdout

    (place / "proof #1 %41.txt").write_text("It was so.", "utf-8")
    python("-c", FROM_NOTHING, folder, place / "proof #1 %41.txt", sheet)
    assert sheet.read_bytes().startswith(b"%PDF-")
    said = json.loads(python(*VISIT, folder, "--evidence"))["said"]
    assert "It was so." in said["evidence"] and any("proof #1 %41" in words for words in said["evidence"])
    opened = python("-c", OPEN_COPY, folder).splitlines()[-1]
    assert Path(opened).parent.parent == place and Path(opened).name == "proof #1 %41.txt"


USE_A_COPY = """
import os, sys, tempfile
from pathlib import Path
from PySide6.QtCore import QTimer
from anchor_app import app
from tests.faults.visiting import until
left, compose = Path(sys.argv[2]), app.compose
def use_a_copy(parts):
    until(lambda: not left.exists())
    tempfile.mkdtemp(prefix=f"anchor-copy-{os.getpid()}-")
    print(len(list(left.parent.glob("anchor-copy-*"))))
    parts.window.close()
def composed(folder):
    parts = compose(folder)
    parts.window.usable.connect(lambda: QTimer.singleShot(0, lambda: use_a_copy(parts)))
    return parts
app.compose = composed
sys.exit(app.open_window(Path(sys.argv[1])))
"""


def test_copies_for_other_programs_go_at_the_next_start_and_at_the_end(tmp_path: Path) -> None:
    """J10: what a killed session left goes first, and what this one made at its end."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f"anchor-copy-{ended.pid}-left"
    left.mkdir()
    (left / "read only.txt").touch(0o400)
    folder = example_in(tmp_path / "example")
    done = ran(sys.executable, "-c", USE_A_COPY, str(folder), str(left), env={**os.environ, "TMPDIR": str(tmp_path)})
    assert done.stdout.split() == ["1"]
    assert list(tmp_path.glob("anchor-copy-*")) == []


PLANTED = ("reportlab_settings.py", "local_reportlab_settings.py", ".reportlab_settings", "sqlalchemy.py", "alembic.py",
           "platformdirs.py", "pypdfium2.py", "anchor_app.py", "json.py")


ENTRY = """
import sys
sys.path.insert(1, {root!r})
from anchor_app.__main__ import main
sys.exit(main())
"""
"""What an installed program consists of: unlike `-m`, it does not look for modules in the current folder."""


def test_what_lies_in_the_current_folder_is_not_run(tmp_path: Path) -> None:
    """L07: neither as a module of the same name nor as a settings file of a library."""
    folder, place = example_in(tmp_path / "example"), tmp_path / "downloads"
    place.mkdir()
    entry = tmp_path / "bin" / "anchor-app.py"
    entry.parent.mkdir()
    entry.write_text(ENTRY.format(root=str(ROOT)), "utf-8")
    for name in PLANTED:
        (place / name).write_text("raise SystemExit('what lay here was run')\n", "utf-8")
    (place / "alembic.ini").write_text("[alembic]\nscript_location = /nowhere\n", "utf-8")
    (place / "qt.conf").write_text("[Paths]\nPlugins = /nowhere\n", "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for arguments in (("sheet", "--organisation", "Example Bay", "--period", "2026/27", "--output", "sheet.pdf"),
                      ("self-test",)):
        done = subprocess.run([sys.executable, entry, "--workspace", folder, *arguments], cwd=place, text=True,
                              env={**environment, "HOME": str(place), "USERPROFILE": str(place)}, timeout=120,
                              capture_output=True)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "was run" not in done.stdout + done.stderr
    assert (place / "sheet.pdf").read_bytes().startswith(b"%PDF-")


FROM_NOTHING = """
import sys
from anchor_app.__main__ import main
folder, proof, sheet = sys.argv[1:]
this = ["--workspace", folder, "--organisation", "Bay", "--period", "2026/27"]
assert main(["organisation", "add", "--name", "Bay", "--kind", "icb", "--workspace", folder]) == 0
assert main(["assessment", "start", *this]) == 0
assert main(["evidence", "add", *this, "--component", "1.1", "--file", proof]) == 0
assert main(["check", "--workspace", folder]) == 0
assert main(["sheet", *this, "--output", sheet]) == 0
"""

OPEN_COPY = """
import sys
from pathlib import Path
from PySide6.QtGui import QDesktopServices
from anchor_app.services.evidence_copies import open_copy
from anchor_app.services.starting import open_workspace
from anchor_app.ui import opening
asked = []
QDesktopServices.openUrl = staticmethod(lambda url: asked.append(url) or True)
with open_workspace(Path(sys.argv[1]), read_only=True) as opened:
    piece, = opened.workspace.holdings.evidence.values()
    opening.open_file(open_copy(opened.store.content, piece))
path = Path(asked[0].toLocalFile())
assert path.read_text("utf-8") == "It was so." and asked[0].toEncoded().data().count(b"#") == 0
print(path)
"""
