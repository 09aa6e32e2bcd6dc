"""The lock that keeps a workspace to one writer, and says who that is."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from socket import gethostname

from anchor_app.storage.errors import DiskTrouble, LeftOpenElsewhere, ReadOnlyWorkspace, WorkspaceInUse

NAME = "workspace.lock"
_LOCKED_BYTE = 1 << 30  # far behind the text: on Windows a locked byte cannot be read by anybody else


class Lock:
    """The right to write to a workspace, until it is released or the process ends, however it ends.

    The system holds it, so nothing stale is ever left behind; the file's text only says who has it.
    The descriptor is closed on exec, so programs that are started do not keep it.
    """

    def __init__(self, folder: Path, *, take_over: bool = False) -> None:
        """Takes the lock; raises WorkspaceInUse, LeftOpenElsewhere (unless `take_over`), ReadOnlyWorkspace."""
        self.path = folder / NAME
        self._descriptor: int | None = _open(self.path)
        try:
            if not _try_lock(self._descriptor):
                raise _in_use(folder, _told(self._descriptor))
            holder = _told(self._descriptor)
            if holder.get("host", gethostname()) != gethostname() and not take_over:
                raise _left_open(folder, holder)
            _tell(self._descriptor, {
                "pid": os.getpid(), "host": gethostname(), "who": _user(),
                "since": datetime.now(UTC).isoformat(timespec="seconds")})
        except BaseException:
            self._close()
            raise

    def release(self) -> None:
        """Gives the lock back, and says that it was given back; a second time is no mistake."""
        if self._descriptor is not None:
            with suppress(OSError):
                _tell(self._descriptor, {})
                _unlock(self._descriptor)  # closing alone waits for a child that is just being started
        self._close()

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    except PermissionError as error:
        raise _read_only(path.parent) from error
    except OSError as error:
        if error.errno == 30:  # a file system mounted for reading only
            raise _read_only(path.parent) from error
        raise DiskTrouble(f"The workspace in {path.parent} cannot be locked ({error.strerror}). "
                          "Check the disk or the connection, then try again.") from error


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _told(descriptor: int) -> dict[str, str]:
    """What the holder wrote; nothing after a clean release or when it cannot be read."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        told = json.loads(os.read(descriptor, 4096) or b"{}")
    except (ValueError, OSError):
        return {}
    return {str(key): str(value) for key, value in told.items()} if isinstance(told, dict) else {}


def _tell(descriptor: int, holder: Mapping[str, object]) -> None:
    text = json.dumps(holder).encode() if holder else b""
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.truncate(descriptor, 0)
    os.write(descriptor, text)


def _user() -> str:
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""


def _since(holder: Mapping[str, str]) -> str:
    with suppress(KeyError, ValueError):
        return datetime.fromisoformat(holder["since"]).astimezone().strftime(" since %H:%M on %d %B %Y")
    return ""


def _in_use(folder: Path, holder: Mapping[str, str]) -> WorkspaceInUse:
    who = f" by {holder['who']}" if holder.get("who") else ""
    where = f" on {holder['host']}" if holder.get("host") else ""
    return WorkspaceInUse(f"The workspace in {folder} is open in another window{who}{where}{_since(holder)}. "
                          "Go to that window, or open the workspace here for reading only.")


def _left_open(folder: Path, holder: Mapping[str, str]) -> LeftOpenElsewhere:
    return LeftOpenElsewhere(
        f"The workspace in {folder} was opened on the computer {holder.get('host')}{_since(holder)} and was not "
        "closed there. If it is still open on that computer, close it there first. If it is not, take it over.")


def _read_only(folder: Path) -> ReadOnlyWorkspace:
    return ReadOnlyWorkspace(f"The folder {folder} cannot be written to. Open the workspace for reading only, "
                             "or ask for write access.")
