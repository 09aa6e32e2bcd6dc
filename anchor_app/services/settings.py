"""What one person chose on this computer; a settings file that cannot be used never stops the app."""

from __future__ import annotations

import getpass
import json
import stat
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from platformdirs import user_config_dir

SCHEMES = ("system", "light", "dark", "high-contrast")
"""Which appearance the window has; "system" follows the desktop."""

LEAST_LIMIT = 1_000_000
MOST_LIMIT = 4_000_000_000
_LIMITS = MappingProxyType({"text_scale": (50, 300), "evidence_limit": (LEAST_LIMIT, MOST_LIMIT)})
_LONGEST = MappingProxyType({"who": 200, "last_assessment": 200, "window_geometry": 20_000,
                             "window_state": 200_000})
_LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """`who` is the name in the history ("" for the account's own); `text_scale` is in per cent.

    `compares` says whether last time's answers stand beside this time's.
    `evidence_limit` is the most bytes one document may have. `last_assessment` is an assessment's id.
    `window_geometry` and `window_state` are the window's own, in base64.
    """

    who: str = ""
    scheme: str = "system"
    text_scale: int = 100
    evidence_limit: int = 250_000_000
    last_assessment: str = ""
    window_geometry: str = ""
    window_state: str = ""
    compares: bool = True


def settings_path() -> Path:
    """The settings file of this account; it need not be there."""
    return Path(user_config_dir("Anchor", appauthor=False)) / "settings.json"


def read_settings(path: Path | None = None) -> tuple[Settings, str]:
    """The settings, and a sentence when something in the file was put aside ("" when nothing was)."""
    file = path or settings_path()
    try:
        found = _loaded(file)
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError, RecursionError):
        return Settings(), (f"The settings in {file} cannot be read, so the usual ones are in use. "
                            "Your work is not touched. Choose your settings again to mend the file.")
    settings, wrong = Settings(), []
    for field in fields(Settings):
        if field.name in found:
            value = found[field.name]
            if _is_usable(field.name, value):
                settings = replace(settings, **{field.name: value})
            else:
                wrong.append(field.name.replace("_", " "))
    if not wrong:
        return settings, ""
    return settings, (f"In the settings in {file} these could not be used: {', '.join(wrong)}. "
                      "The usual values are in use instead.")


def write_settings(settings: Settings, path: Path | None = None) -> None:
    """Keep the settings, whole or not at all; raises DiskFull or DiskTrouble."""
    from anchor_app.storage.files import Files, disk_trouble

    file = path or settings_path()
    text = json.dumps(asdict(settings), ensure_ascii=True, indent=2) + "\n"

    def write(target: BinaryIO) -> None:
        target.write(text.encode())

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_trouble(error, file.parent) from error
    Files().write_whole(file, write)


def person(settings: Settings) -> str:
    """Who the history says made a change: the chosen name, else the account's full name, else its login."""
    return settings.who.strip() or account_name()


def account_name() -> str:
    """The full name of the account that runs the app, or its login; never fails."""
    name = ""
    with suppress(Exception):
        name = _full_name().replace("\0", "").strip()
    if not name:
        with suppress(Exception):
            name = getpass.getuser().strip()
    return name[:200] or "Unknown"


def _full_name() -> str:
    if sys.platform == "win32":
        import ctypes

        size = ctypes.c_ulong(256)
        buffer = ctypes.create_unicode_buffer(size.value)
        display_name = 3  # NameDisplay of EXTENDED_NAME_FORMAT
        ctypes.windll.secur32.GetUserNameExW(display_name, buffer, ctypes.byref(size))
        return buffer.value
    import os
    import pwd

    entry = pwd.getpwuid(os.getuid())
    return entry.pw_gecos.split(",")[0].replace("&", entry.pw_name.capitalize()) or entry.pw_name


def _loaded(file: Path) -> dict[str, Any]:
    """What the file holds; a pipe or a device in its place is not waited for."""
    found = file.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_FILE:
        raise ValueError
    with file.open("rb") as source:
        values = json.loads(source.read(_LARGEST_FILE))
    if not isinstance(values, dict):
        raise ValueError
    return values


def _is_usable(name: str, value: object) -> bool:
    if name in _LIMITS:
        least, most = _LIMITS[name]
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    if name == "compares":
        return isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if name == "scheme":
        return value in SCHEMES
    return len(value) <= _LONGEST[name] and value.isprintable()
