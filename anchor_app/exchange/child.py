"""The process that packs are read in: whatever a file does to it, the app goes on.

It takes one line of JSON for each pack on standard input (`path`, `passphrase`, `into`) and answers with one line
that gives the lengths of the manifest and the data that follow it, or says what is wrong.
"""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from pydantic_core import to_json

from anchor_app.exchange.canonical import canonical
from anchor_app.exchange.errors import NewerPack, UnreadablePack
from anchor_app.exchange.limits import LIMITS, Limits
from anchor_app.exchange.passphrase import AGE, work_factor
from anchor_app.exchange.reading_here import Checked, check, opened_here

PLAIN = "pack"
"""The name under which an opened pack is put into the folder that the request names."""


def main() -> int:
    """Answers requests until there are no more."""
    gc.disable()  # what a pack says has no rings, and looking for them takes longer than reading it
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := requests.readline():
        request = json.loads(line)
        limits = replace(LIMITS, **request["limits"])
        restrict(limits, Path(request["path"]))
        for part in answer(request, limits):
            answers.write(part)
        answers.flush()
    return 0


def answer(request: dict[str, Any], limits: Limits) -> list[bytes]:
    """The line and the bytes that answer a request."""
    try:
        with opened_here(Path(request["path"]), request["passphrase"], limits) as file:
            checked = check(file, limits)
            is_opened = isinstance(file, BytesIO)
            if is_opened and checked.documents:
                _put(file, Path(request["into"]) / PLAIN)
        return _told(checked, is_opened)
    except UnreadablePack as error:
        found = {"error": type(error).__name__, "sentence": str(error)}
        return [canonical(found | ({"version": error.version} if isinstance(error, NewerPack) else {})) + b"\n"]
    except (MemoryError, RecursionError):
        return [canonical({"error": "TooLarge", "sentence": "It takes more memory to read than a pack may. "
                           "Ask the sender for it again."}) + b"\n"]


def _told(checked: Checked, is_opened: bool) -> list[bytes]:
    manifest, data = to_json(checked.manifest), to_json(checked.data)
    first = {"checksum": checked.checksum, "documents": checked.documents, "is_opened": is_opened,
             "manifest": len(manifest), "data": len(data)}
    return [canonical(first) + b"\n", manifest, data]


def _put(file: BinaryIO, target: Path) -> None:
    """Writes an opened pack where the documents in it can be copied from."""
    file.seek(0)
    with target.open("xb") as plain:
        while chunk := file.read(1 << 20):
            plain.write(chunk)


def restrict(limits: Limits, path: Path) -> None:
    """Holds this process to memory and time, where the system can; both again for each pack."""
    try:
        import resource
    except ImportError:  # Windows: the time is kept by the process that waits
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, most))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory + _for_passphrase(path, limits), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _for_passphrase(path: Path, limits: Limits) -> int:
    """Bytes of memory that opening a protected pack takes besides: scrypt's, and the pack twice and a half."""
    try:
        if not path.is_file():
            return 0
        with path.open("rb") as file:
            start = file.read(220)
        if not start.startswith(AGE):
            return 0
        return (1 << work_factor(start)) * 1024 + 5 * min(path.stat().st_size, limits.protected)
    except (OSError, UnreadablePack):
        return 0


if __name__ == "__main__":
    sys.exit(main())
