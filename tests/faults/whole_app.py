"""Kills the whole app, offscreen, while somebody types into it: what it said was saved is there when it is next opened.

    python -m tests.faults.whole_app --cycles 60
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import random
import select
import shutil
import signal
import struct
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

COMPONENT = "1.1"
KEY_MS = 25
"""Milliseconds between two keys: nobody types faster for long."""
PAUSE_AFTER, PAUSE_MS = 30, 850
"""Every other typist rests after so many keys, for so long; the others never do."""
TYPING_ALLOWED = 2.0
"""Seconds of typing that may be lost."""
LONGEST = 3.2
"""Seconds of typing after which the app has been killed at the latest."""

_REPORT = struct.Struct("<cdI")
_READY, _TYPED, _SAVED = b"R", b"T", b"S"
_ALPHABET = "What we did, and what it changed for people who live here. "


@dataclass
class Tally:
    """How often the app was killed, how often it had said that something was saved, and the most that was lost.

    `lost_seconds` is the time from the first key that was lost until the kill, `lost_keys` how many there were.
    """

    cycles: int = 0
    saved: int = 0
    lost_seconds: float = 0.0
    lost_keys: int = 0


@dataclass
class _Session:
    """One app at work: who it is, what it told, and when it is to be killed (None: it is not ready yet)."""

    folder: Path
    process: int
    pipe: int
    typing: float
    told: bytes = b""
    ends: float | None = None
    reports: list[tuple[bytes, float, int]] = field(default_factory=list)

    def read(self) -> None:
        """Takes in what was told since."""
        self.told += os.read(self.pipe, 65536)
        whole = len(self.told) // _REPORT.size * _REPORT.size
        self.reports = list(_REPORT.iter_unpack(self.told[:whole]))
        if self.ends is None and any(kind == _TYPED for kind, _, _ in self.reports):
            self.ends = time.monotonic() + self.typing


def type_on(folder: Path, pipe: int, rests: bool) -> None:
    """The app on a workspace, with somebody typing into the first component's summary until it is killed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest

    from anchor_app import app
    from anchor_app.services.settings import Settings
    from anchor_app.ui import places
    from anchor_app.ui.saving import SAVED
    from anchor_app.ui.widgets.editor import TextEditor

    parts = app.compose(folder, settings=Settings())

    def tell(kind: bytes, length: int) -> None:
        os.write(pipe, _REPORT.pack(kind, time.monotonic(), length))

    def begin() -> None:
        parts.window.show_item(places.ASSESSMENT, COMPONENT)
        page = parts.window.page(places.ASSESSMENT)
        editor = next(one for one in page.findChildren(TextEditor) if one.accessibleName() == "Evidence summary")
        state = parts.window.hub.save_state
        state.changed.connect(lambda: state.state == SAVED and tell(_SAVED, len(editor.text())))
        parts.window.hub.edited.connect(lambda edit: tell(_SAVED, len(edit.changes[0].new)))
        editor.setFocus()
        editor.moveCursor(QTextCursor.MoveOperation.End)
        tell(_READY, len(editor.text()))
        keys = QTimer(editor, interval=KEY_MS)

        def press() -> None:
            # Told before the key is pressed: then what is saved was told of.
            length = len(editor.text())
            tell(_TYPED, length + 1)
            QTest.keyClicks(editor, _ALPHABET[length % len(_ALPHABET)])
            keys.setInterval(PAUSE_MS if rests and length % PAUSE_AFTER == 0 else KEY_MS)

        keys.timeout.connect(press)
        keys.start()

    parts.window.usable.connect(begin)
    parts.window.painted.connect(parts.begin)
    parts.window.show()
    parts.app.exec()


def run(cycles: int, seed: int = 11, at_once: int = 3) -> Tally:
    """Kills the app that often; fails when anything is lost that was said to be saved, or too much of the typing.

    No application may have been made in this process: each app is forked from it with everything imported.
    """
    _load_everything()
    chance, tally, begun = random.Random(seed), Tally(), 0
    place = Path(tempfile.mkdtemp(prefix="anchor-faults-", dir=_memory()))
    os.environ.update({name: str(place / name) for name in (
        "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}, QT_QPA_PLATFORM="offscreen")
    try:
        free = [_workspace(place / str(number)) for number in range(min(at_once, cycles))]
        open_: list[_Session] = []
        while tally.cycles < cycles:
            while free and begun < cycles:
                open_.append(_started(free.pop(), chance.random() * LONGEST, rests=begun % 2 == 0))
                begun += 1
            for session in _ended(open_):
                open_.remove(session)
                _judge(session, tally)
                free.append(session.folder)
        return tally
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _started(folder: Path, typing: float, rests: bool) -> _Session:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            type_on(folder, writing, rests)
        finally:
            os._exit(1)
    os.close(writing)
    return _Session(folder, child, reading, typing)


def _ended(sessions: list[_Session]) -> list[_Session]:
    """Listens to all of them; kills those whose time has come, and returns them."""
    ends = [one.ends for one in sessions if one.ends is not None]
    patience = max(0.0, min(ends) - time.monotonic()) if ends else 60.0
    readable = select.select([one.pipe for one in sessions], [], [], patience)[0]
    assert readable or ends, "the app does not come up"
    for session in sessions:
        if session.pipe in readable:
            session.read()
    over = [one for one in sessions if one.ends is not None and time.monotonic() >= one.ends]
    for session in over:
        session.ends = time.monotonic()
        os.kill(session.process, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(session.process, 0)[1]), "the app ended by itself"
        session.read()
        os.close(session.pipe)
    return over


def _judge(session: _Session, tally: Tally) -> None:
    from anchor_app.services import starting
    from anchor_app.services.settings import Settings

    with starting.open_workspace(session.folder, settings=Settings()) as opened:
        [assessment] = opened.workspace.holdings.assessments.values()
        text = assessment.component(COMPONENT).summary
        assert opened.store.check() == []
    expected = (_ALPHABET * (len(text) // len(_ALPHABET) + 1))[:len(text)]
    assert text == expected, "what is kept is not what was typed"
    saved = max((length for kind, _, length in session.reports if kind in (_READY, _SAVED)), default=0)
    assert len(text) >= saved, f"{saved} characters were said to be saved, {len(text)} are there"
    assert session.ends is not None
    lost = [at for kind, at, length in session.reports if kind == _TYPED and length > len(text)]
    seconds = session.ends - min(lost) if lost else 0.0
    assert seconds <= TYPING_ALLOWED, f"{seconds:.2f} seconds of typing were lost"
    tally.cycles += 1
    tally.saved += sum(kind == _SAVED for kind, _, _ in session.reports)
    tally.lost_seconds, tally.lost_keys = max(tally.lost_seconds, seconds), max(tally.lost_keys, len(lost))


def _workspace(folder: Path) -> Path:
    from datetime import date

    from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
    from anchor_app.domain.organisation import Kind
    from anchor_app.services import starting
    from anchor_app.services.settings import Settings

    with starting.create_workspace(folder, settings=Settings()) as opened:
        [charter] = opened.workspace.holdings.charters
        opened.workspace.do(AddOrganisation({"name": "Invented Trust", "kind": Kind.NHS_TRUST}, "org"))
        opened.workspace.do(StartAssessment("org", charter, "2026/27", "Year end", date(2026, 11, 2), "now"))
    return folder


def _load_everything() -> None:
    from PySide6 import QtTest  # noqa: F401

    import anchor_app

    for found in pkgutil.walk_packages(anchor_app.__path__, "anchor_app."):
        if "migrations" not in found.name and not found.name.endswith("__main__"):
            importlib.import_module(found.name)


def _memory() -> Path | None:
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    start = time.monotonic()
    result = run(chosen.cycles, chosen.seed)
    if chosen.json:
        print(json.dumps(vars(result)))
    else:
        print(f"{result}, 0 acknowledged changes lost, {time.monotonic() - start:.0f} s")
