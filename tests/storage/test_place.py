"""Folders in which a live workspace would come to harm are refused, with the reason and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from anchor_app.storage.errors import UnfitPlace
from anchor_app.storage.place import (
    Surroundings,
    check_place,
    file_system_of,
    is_network_name,
    mounted_type,
    refusal,
)


def around(variables: dict[str, str] | None = None, there: frozenset[str] = frozenset(),
           file_system: str = "ext4") -> Surroundings:
    """A computer that answers as told."""
    return Surroundings(variables or {}, lambda path: str(path) in there, lambda path: file_system)


@pytest.mark.parametrize(("folder", "service"), [
    ("/home/ada/OneDrive/Anchor", "OneDrive"),
    ("/Users/ada/OneDrive - Invented Trust/Documents/Anchor", "OneDrive"),
    ("/Users/ada/Library/CloudStorage/OneDrive-InventedTrust/Anchor", "OneDrive"),
    ("/home/ada/Dropbox/Anchor", "Dropbox"),
    ("/home/ada/Dropbox (Invented Trust)/Anchor", "Dropbox"),
    ("/Users/ada/Library/CloudStorage/Dropbox-Personal/Anchor", "Dropbox"),
    ("/home/ada/Google Drive/Anchor", "Google Drive"),
    ("/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive/Anchor", "Google Drive"),
    ("/Volumes/GoogleDrive/My Drive/Anchor", "Google Drive"),
    ("/Users/ada/Library/Application Support/Google/DriveFS/1/Anchor", "Google Drive"),
    ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/Anchor", "iCloud Drive"),
    ("/home/ada/iCloudDrive/Anchor", "iCloud Drive"),
    ("/home/ada/Box/Anchor", "Box"),
    ("/home/ada/Box Sync/Anchor", "Box"),
    ("/Users/ada/Library/CloudStorage/Box-Box/Anchor", "Box"),
    ("/home/ada/Nextcloud/Anchor", "Nextcloud"),
    ("/home/ada/Nextcloud2/Anchor", "Nextcloud"),
    ("/home/ada/ownCloud/Anchor", "Nextcloud"),
    ("/home/ada/MEGAsync/Anchor", "MEGA"),
])
def test_a_folder_with_the_name_of_a_service_is_refused(folder: str, service: str) -> None:
    """D04."""
    reason = refusal(Path(folder), around())
    assert reason is not None and f"by {service}," in reason and "pack" in reason


@pytest.mark.parametrize("folder", [
    "/home/ada/Anchor", "/home/ada/Documents/Toolbox/Anchor", "/home/ada/Boxes", "/home/ada/my drives/x",
    "/home/ada/.local/share/anchor", "/home/ada/onedriver/Anchor", "/srv/Dropboxes", "/home/ada/iCloudy"])
def test_other_folders_are_fit(folder: str) -> None:
    assert refusal(Path(folder), around()) is None
    check_place(Path(folder), around())


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_a_folder_below_what_onedrive_names_is_refused(name: str) -> None:
    """D04: policy moves Documents and Desktop there under any name."""
    synced = around({name: "/home/ada/Work"})
    assert refusal(Path("/home/ada/Work/Documents/Anchor"), synced)
    assert refusal(Path("/home/ada/Work"), synced)
    assert refusal(Path("/home/ada/Workshop"), synced) is None
    assert refusal(Path("/home/ada"), around({name: ""})) is None


@pytest.mark.parametrize("marker", [".stfolder", ".dropbox.cache"])
def test_a_folder_below_a_service_s_mark_is_refused(marker: str) -> None:
    """D04."""
    with pytest.raises(UnfitPlace):
        check_place(Path("/home/ada/Shared/Anchor"), around(there=frozenset({f"/home/ada/Shared/{marker}"})))
    assert refusal(Path("/home/ada/Other"), around(there=frozenset({f"/home/ada/Shared/{marker}"}))) is None


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "davfs", "CIFS"])
def test_a_network_file_system_is_refused(kind: str) -> None:
    """D05."""
    reason = refusal(Path("/mnt/team/Anchor"), around(file_system=kind))
    assert reason is not None and "network" in reason


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "apfs", "tmpfs", "overlay", "fuseblk", ""])
def test_a_disk_of_this_computer_is_fit(kind: str) -> None:
    assert refusal(Path("/mnt/team/Anchor"), around(file_system=kind)) is None


@pytest.mark.parametrize(("name", "expected"), [
    (r"\\server\share\Anchor", True), ("//server/share/Anchor", True), (r"\\?\UNC\server\share", True),
    (r"\\?\C:\Users\ada", False), (r"C:\Users\ada", False), ("/home/ada", False)])
def test_names_of_servers_are_told_from_names_of_disks(name: str, expected: bool) -> None:
    """D05."""
    assert is_network_name(name) is expected


MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /mnt rw - tmpfs tmpfs rw
31 30 0:27 / /mnt/team\\040drive rw,nosuid shared:2 master:1 - cifs //server/share rw
32 22 0:28 / /home/ada/remote rw - fuse.sshfs ada@host: rw
33 32 254:0 / /home/ada/remote rw - ext4 /dev/vdb rw
not a line
"""


@pytest.mark.parametrize(("folder", "kind"), [
    ("/home/ada", "ext4"), ("/mnt/team drive/Anchor", "cifs"), ("/mnt/team drives", "tmpfs"),
    ("/home/ada/remote/Anchor", "ext4")])
def test_the_mount_nearest_to_a_folder_decides(folder: str, kind: str) -> None:
    """D05: a later mount hides an earlier one in the same place."""
    assert mounted_type(Path(folder), MOUNTS.splitlines(keepends=True)) == kind


def test_this_computer_answers(tmp_path: Path) -> None:
    assert isinstance(file_system_of(tmp_path), str)
    assert refusal(tmp_path) is None


def test_the_disk_that_the_whole_system_runs_from_is_no_network() -> None:
    """D05: a virtual machine may be given its own root over 9p; a share mounted into it is still a network."""
    lines = ["1 0 0:1 / / rw - 9p none rw\n", "2 1 0:2 / /mnt/share rw - 9p host rw\n"]
    assert mounted_type(Path("/home/ada"), lines) == ""
    assert mounted_type(Path("/mnt/share/ada"), lines) == "9p"


def test_an_account_called_like_a_service_is_no_synced_folder() -> None:
    """D04"""
    here = Surroundings({}, lambda _: False, lambda _: "ext4")
    assert refusal(Path("/home/box/.local/share/Anchor"), here) is None
    assert refusal(Path("/home/ada/Box/Anchor"), here) is not None
