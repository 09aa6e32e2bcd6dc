"""The system beneath: which libraries Qt lacks here, and how they are got."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

# What Qt's own libraries and its platform plugins are linked to: shared library → Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


class Refused(Exception):
    """Set-up cannot go on; the message is one line that says what to do."""


def say(line: str) -> None:
    """Tell the person at the terminal; standard output stays free for what the app itself prints."""
    print(line, file=sys.stderr, flush=True)


def libraries_for(environ: Mapping[str, str], platform: str = sys.platform) -> dict[str, str]:
    """The shared libraries that Qt loads for what is asked: offscreen, X11 or Wayland."""
    if not platform.startswith("linux"):
        return {}
    wanted = dict(QT_LIBRARIES)
    named = environ.get("QT_QPA_PLATFORM", "")
    if "xcb" in named or (not named and environ.get("DISPLAY")):
        wanted.update(X11_LIBRARIES)
    if "wayland" in named or (not named and environ.get("WAYLAND_DISPLAY") and not environ.get("DISPLAY")):
        wanted.update(WAYLAND_LIBRARIES)
    return wanted


def is_loadable(library: str) -> bool:
    """Whether the system's loader finds a shared library and everything that it needs itself."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(wanted: Mapping[str, str], is_present: Callable[[str], bool] = is_loadable) -> dict[str, str]:
    """The part of `wanted` that this machine lacks."""
    return {library: package for library, package in wanted.items() if not is_present(library)}


def decide_libraries(missing: Mapping[str, str], is_debian: bool, is_root: bool) -> list[str]:
    """Debian packages to install now (perhaps none); `Refused` with the command when we may not do it."""
    if not missing:
        return []
    packages = sorted(set(missing.values()))
    if not is_debian:
        names = " ".join(sorted(missing))
        raise Refused(f"Qt lacks these libraries; install them with your package manager: {names}")
    if not is_root:
        command = f"sudo apt-get install {' '.join(packages)}"
        raise Refused(f"Qt lacks libraries of this system; install them with: {command}")
    return packages


def is_debian() -> bool:
    """Whether packages come from apt here."""
    return shutil.which("apt-get") is not None


def is_root() -> bool:
    """Whether we may install system packages; Windows has no such question."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def can_install_packages() -> bool:
    """Whether we are both where apt is and who may use it."""
    return is_debian() and is_root()


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages without asking; lists are fetched only when the install fails without them."""
    say(f"Installing {' '.join(packages)} …")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "-qq", *packages]
    for step in (install, ["apt-get", "update", "-qq"], install):
        done = subprocess.run(step, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if step is install and done.returncode == 0:
            return
    reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    names = " ".join(packages)
    raise Refused(f"apt-get could not install {names} ({reason}); install them by hand and try again.")


def ensure_libraries(environ: Mapping[str, str]) -> None:
    """Have Qt's system libraries on this machine, or say in one line how to get them (`Refused`)."""
    missing = missing_libraries(libraries_for(environ))
    packages = decide_libraries(missing, is_debian(), is_root())
    if packages:
        apt_install(packages)
