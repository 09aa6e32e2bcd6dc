"""Opening the file that somebody chose: a file and nothing else, without ever waiting for it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from anchor_app.exchange.errors import NotThere


def opened(path: Path) -> BinaryIO:
    """The file for reading; raises NotThere for a folder, a pipe, a device, and what is missing or out of reach."""
    try:
        if (fault := _not_a_file(path.stat().st_mode)) is None:
            # A pipe that took the file's place since is not waited for.
            flags = os.O_RDONLY
            for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
                flags |= getattr(os, name, 0)
            file = os.fdopen(os.open(path, flags), "rb")
            if (fault := _not_a_file(os.fstat(file.fileno()).st_mode)) is None:
                return file
            file.close()
    except FileNotFoundError:
        fault = NotThere("It is not there. Check the name and the folder, or choose it again.")
    except PermissionError:
        fault = NotThere("You may not read it. Ask whoever keeps it for access, or copy it to a folder of yours.")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no file can have such a name"
        fault = NotThere(f"It could not be opened ({reason}). If it is kept in a cloud, open it once so that it is "
                         "on this computer, then try again.")
    raise fault


def _not_a_file(mode: int) -> NotThere | None:
    if stat.S_ISDIR(mode):
        return NotThere("It is a folder. Choose the packs in it, which end in .anchorpack.")
    if not stat.S_ISREG(mode):
        return NotThere("It is a device or a pipe and not a file. Choose a file that ends in .anchorpack.")
    return None
