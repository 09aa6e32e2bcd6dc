"""What can be wrong with a workspace, its disk or a file, said in the user's words."""

from __future__ import annotations

from pathlib import Path

from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import Refusal


class WorkspaceTrouble(Refusal):
    """Something is wrong with the workspace or with the disk that it is on."""


class NotAWorkspace(WorkspaceTrouble):
    """What was named is no workspace, and nothing in it was changed."""


class WorkspaceGone(WorkspaceTrouble):
    """The workspace was there, and is not there now."""


class NewerWorkspace(WorkspaceTrouble):
    """The workspace was written by a newer version of the app; it can be read, and is not written to."""

    def __init__(self, sentence: str, version: int) -> None:
        super().__init__(sentence)
        self.version = version


class UpgradeFailed(WorkspaceTrouble):
    """A workspace of an older format could not be brought to this version's; it is as it was."""


class DamagedWorkspace(WorkspaceTrouble):
    """What is stored is not what was saved; `subjects` are the fields that are known to be affected."""

    def __init__(self, sentence: str, subjects: tuple[Subject, ...] = ()) -> None:
        super().__init__(sentence)
        self.subjects = subjects


class BackupOffered(DamagedWorkspace):
    """A workspace cannot be opened, and `backup` is the newest backup of it that is whole."""

    def __init__(self, sentence: str, backup: Path, subjects: tuple[Subject, ...] = ()) -> None:
        super().__init__(sentence, subjects)
        self.backup = backup


class OutOfMemory(WorkspaceTrouble):
    """The computer had no memory left for what was asked."""


class OldSqlite(WorkspaceTrouble):
    """The library that keeps workspaces on this computer is older than they need."""


class UnfitBackup(WorkspaceTrouble):
    """A file that cannot be restored: no backup at all, of a newer version, or damaged."""


class DamagedBackup(UnfitBackup):
    """A backup that does not hold what it held when it was made."""


class OtherWorkspace(WorkspaceTrouble):
    """A backup of another workspace than the one that it would take the place of."""


class ReadOnlyWorkspace(WorkspaceTrouble):
    """The workspace cannot be written to from here."""


class WorkspaceBusy(WorkspaceTrouble):
    """Another program holds the workspace's file just now."""


class WorkspaceInUse(WorkspaceTrouble):
    """Another window has the workspace open for writing."""


class LeftOpenElsewhere(WorkspaceTrouble):
    """Another computer had the workspace open and never closed it."""


class ChangedUnderneath(WorkspaceTrouble):
    """The workspace's file was changed or exchanged by something else; nothing was overwritten."""


class DiskFull(WorkspaceTrouble):
    """There is no room; `needed` is about how many bytes have to be free."""

    def __init__(self, sentence: str, needed: int) -> None:
        super().__init__(sentence)
        self.needed = needed


class DiskTrouble(WorkspaceTrouble):
    """The disk did not do what it was asked to; that says nothing about what is stored being damaged."""


class UnfitPlace(Refusal):
    """A folder in which a workspace would come to harm."""


class UnfitDocument(Refusal):
    """A file that cannot be taken in as evidence, or content that is not there to be opened."""


class StillBeingWritten(UnfitDocument):
    """A file that changed while it was being copied."""


class Cancelled(Refusal):
    """The person stopped it; nothing of it is left."""


def in_words(size: int) -> str:
    """A number of bytes as people read it."""
    if size < 1_000_000:
        return f"{max(size, 1) / 1_000:,.0f} KB" if size >= 1_000 else f"{size} bytes"
    return f"{size / 1_000_000:,.0f} MB" if size < 10_000_000_000 else f"{size / 1_000_000_000:,.0f} GB"


class ForeignJournal(WorkspaceTrouble):
    """Beside the database lies a journal that another state of it left; opening for writing sets it aside."""
