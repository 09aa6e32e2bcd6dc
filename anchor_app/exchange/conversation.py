"""Talking to the process that reads packs: with a time limit, a limit on what is believed, and a way to stop."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import anchor_app
from anchor_app.exchange.errors import NotRead, ReadingStopped
from anchor_app.exchange.limits import Limits

LOOKS_EVERY = 0.1
"""Seconds between two looks at whether the reading is still wanted."""

_LONGEST_LINE = 4_000_000
_RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from anchor_app.exchange.child import main; sys.exit(main())"
_TRY_AGAIN = "The app was not harmed, and nothing of the file was used. Ask the sender for it again."

Said = tuple[dict[str, Any], bytes, bytes]
"""The line of an answer, the manifest and the data."""


def command() -> list[str]:
    """How the process is started: isolated from the folder, the settings and the modules of whoever runs the app."""
    return [sys.executable, "-I", "-c", _RUN, str(Path(anchor_app.__file__).parents[1])]


@dataclass(frozen=True, slots=True)
class Question:
    """A request that was put to the process; `Reader.hear` waits for what it says."""

    request: dict[str, Any]
    seconds: float
    limits: Limits
    heard: SimpleQueue[Said | None] = field(default_factory=SimpleQueue)


_Questions = SimpleQueue[Question | None]


class Reader:
    """A process that reads one pack after the other; it may be asked again after it refused.

    A question is put before the answer is wanted, so that the process works while the answer before is looked at:
    at most one at a time, and `hear` before the next is put.
    """

    def __init__(self, starting: Callable[[], list[str]] = command) -> None:
        self._starting = starting
        self._process: subprocess.Popen[bytes] | None = None
        self._questions: _Questions = SimpleQueue()

    def __enter__(self) -> Reader:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Starts the process unless it is running; raises NotRead."""
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        try:
            self._process = subprocess.Popen(
                self._starting(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))
        except OSError as error:
            raise NotRead(f"The process that reads packs could not be started ({error.strerror}). "
                          "Close other programs, then try again.") from error
        self._questions = SimpleQueue()
        threading.Thread(target=_converse, args=(self._process, self._questions), daemon=True).start()

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        self._questions.put(None)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()
        process.wait()

    def put(self, request: dict[str, Any], seconds: float, limits: Limits) -> Question:
        """Puts a question, whose answer may take so many seconds from when it is waited for; raises NotRead."""
        self.start()
        question = Question(request, seconds, limits)
        self._questions.put(question)
        return question

    def hear(self, question: Question, is_cancelled: Callable[[], bool]) -> Said:
        """What it says of a pack; raises NotRead, ReadingStopped. After either the next question starts it anew."""
        until = time.monotonic() + question.seconds
        while True:
            try:
                said = question.heard.get(timeout=LOOKS_EVERY)
                break
            except Empty:
                if is_cancelled():
                    self.stop()
                    raise ReadingStopped("The reading was stopped, and nothing of the file was used.") from None
                if time.monotonic() > until:
                    self.stop()
                    raise NotRead(f"It takes longer to read than a pack may ({question.seconds:.0f} seconds). "
                                  f"{_TRY_AGAIN}") from None
        if said is None:
            self.stop()
            raise NotRead(f"The process that read it ended without an answer: the file wants too much memory or time, "
                          f"or breaks the reader. {_TRY_AGAIN}")
        return said


def _converse(process: subprocess.Popen[bytes], questions: _Questions) -> None:
    """Asks and listens, for as long as the process lives; says None where no answer came that can be believed."""
    while (question := questions.get()) is not None:
        try:
            question.heard.put(_answer(process, question.request, question.limits))
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            question.heard.put(None)


def _answer(process: subprocess.Popen[bytes], request: dict[str, Any], limits: Limits) -> Said | None:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()
    line = process.stdout.readline(_LONGEST_LINE)
    if not line.endswith(b"\n"):
        return None
    said = json.loads(line)
    if not isinstance(said, dict) or "error" in said:
        return (said, b"", b"") if isinstance(said, dict) else None
    lengths = said["manifest"], said["data"]
    # A length that is true or 1.0 is not one.
    if [type(one) for one in lengths] != [int, int] or not 0 < lengths[0] <= limits.manifest \
            or not 0 < lengths[1] <= limits.data:
        return None
    manifest, data = process.stdout.read(lengths[0]), process.stdout.read(lengths[1])
    return (said, manifest, data) if (len(manifest), len(data)) == lengths else None
