"""Whether a folder is fit for a live workspace: not in a synced folder, and not on a network."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from anchor_app.storage.errors import UnfitPlace

_WAY_OUT = ("Keep the workspace in a folder of this computer that is not synced, and put a pack or a backup "
            "into the shared folder instead.")

_SYNCED_VARIABLES: Mapping[str, str] = {
    "OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
"""Environment variables that name a synced folder."""

_SYNCED_NAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), service) for pattern, service in (
        (r"onedrive( - .+|-.+)?|skydrive", "OneDrive"),
        (r"sharepoint", "SharePoint"),
        (r"dropbox( \(.+\))?|dropbox-.+", "Dropbox"),
        (r"google ?drive( \(.+\))?|googledrive-.+|my drive|drivefs|shared drives", "Google Drive"),
        (r"icloud ?drive|mobile documents|com~apple~clouddocs", "iCloud Drive"),
        (r"box( sync)?|box-box", "Box"),
        (r"nextcloud\d*|owncloud", "Nextcloud"),
        (r"pcloud( ?drive)?", "pCloud"),
        (r"mega(sync)?", "MEGA"),
        (r"syncthing", "Syncthing"),
        (r"seafile", "Seafile"),
        (r"tresorit", "Tresorit"),
    ))
"""Folder names that syncing services give, each with the service."""

_MARKERS: Mapping[str, str] = {
    ".stfolder": "Syncthing", ".dropbox.cache": "Dropbox", ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud"}
"""What a syncing service keeps in the folder that it syncs, and in no other."""

_NETWORK_TYPES = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "davfs", "webdav", "afpfs", "ceph",
    "glusterfs", "lustre", "fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.s3fs",
    "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "prl_fs", "vboxsf"})
"""File systems whose locks or syncs another computer has to keep."""

_HOMES = frozenset({"home", "users"})
"""Folders that hold one folder for each account."""

_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is asked of the computer: each answer can be given in its place."""

    variables: Mapping[str, str]
    exists: Callable[[Path], bool]
    file_system: Callable[[Path], str]

    @classmethod
    def here(cls) -> Surroundings:
        """This computer."""
        return cls(os.environ, lambda path: path.exists(), file_system_of)


def refusal(folder: Path, surroundings: Surroundings | None = None) -> str | None:
    """Why a live workspace must not be in this folder, with the way out; None when it may.

    `folder` is canonical; it need not exist yet.
    """
    around = surroundings or Surroundings.here()
    if is_network_name(str(folder)):
        return f"{folder} is on a network, where a save can be lost or locked by another computer. {_WAY_OUT}"
    service = _named_service(folder) or _service_by_variable(folder, around.variables) or _marked(folder, around)
    if service is not None:
        return (f"{folder} is kept in step by {service}, which can exchange the workspace's file while it is "
                f"written. {_WAY_OUT}")
    kind = around.file_system(folder).lower()
    if kind in _NETWORK_TYPES:
        return f"{folder} is on a network ({kind}), where a save can be lost or locked by another computer. {_WAY_OUT}"
    return None


def check_place(folder: Path, surroundings: Surroundings | None = None) -> None:
    """Raises UnfitPlace where a live workspace must not be."""
    reason = refusal(folder, surroundings)
    if reason is not None:
        raise UnfitPlace(reason)


def is_network_name(name: str) -> bool:
    r"""Whether a path names a server: \\server\share, //server/share, and their long forms."""
    plain = name.replace("/", "\\")
    if plain.lower().startswith("\\\\?\\unc\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def _named_service(folder: PurePath) -> str | None:
    parts = folder.parts
    for place, part in enumerate(parts):
        if place and parts[place - 1].casefold() in _HOMES:
            continue  # an account may be called Box, and is not a service for that
        for pattern, service in _SYNCED_NAMES:
            if pattern.fullmatch(part):
                return service
    return None


def _service_by_variable(folder: Path, variables: Mapping[str, str]) -> str | None:
    for name, service in _SYNCED_VARIABLES.items():
        synced = variables.get(name, "").strip()
        if synced and _is_within(folder, synced):
            return service
    return None


def _is_within(folder: PurePath, parent: str) -> bool:
    """Whether a folder is the parent or below it; in the way of Windows where the parent names a drive."""
    if re.match(r"[A-Za-z]:", parent):
        return PureWindowsPath(str(folder)).is_relative_to(PureWindowsPath(parent))
    return folder.is_relative_to(parent)


def _marked(folder: Path, around: Surroundings) -> str | None:
    for place in (folder, *folder.parents):
        for marker, service in _MARKERS.items():
            if around.exists(place / marker):
                return service
    return None


def file_system_of(folder: Path) -> str:
    """The type of the file system that a folder is on, or will be; nothing where the system does not say."""
    if sys.platform == "win32":
        return _windows_type(folder)
    if sys.platform == "linux":
        try:
            with Path("/proc/self/mountinfo").open(encoding="utf-8", errors="surrogateescape") as lines:
                return mounted_type(folder, lines)
        except OSError:
            return ""
    return ""


def mounted_type(folder: PurePath, lines: Iterable[str]) -> str:
    """The type of the mount that a folder is under, from the lines of /proc/self/mountinfo."""
    best, kind = -1, ""
    for line in lines:
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) < 5 or not right:
            continue
        point = PurePath(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4]))
        if folder.is_relative_to(point) and len(point.parts) >= best:  # a later mount hides an earlier one
            # What the whole system runs from is its own disk, even where a virtual machine is given it over 9p.
            best, kind = len(point.parts), right.split(" ")[0]
            kind = "" if (best, kind) == (1, "9p") else kind
    return kind


def _windows_type(folder: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")
        return "smb" if kind == _REMOTE_DRIVE else ""
    return ""
