"""Sending: a pack of an organisation's assessments for an audience, previewed first, then written whole or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from anchor_app.domain.lineage import Lineages
from anchor_app.domain.sending import RecordSending
from anchor_app.domain.sharing import Choice, Shared, shared
from anchor_app.services.file_names import safe_name
from anchor_app.storage.errors import Cancelled, UnfitDocument

if TYPE_CHECKING:
    from anchor_app.services.hidden_data import Inside
    from anchor_app.services.workspace import Workspace
    from anchor_app.storage.content import Content

SUFFIX = ".anchorpack"
"""How the name of every pack ends, with a passphrase or without."""

Progress = Callable[[int, int], object]
"""Is told how many bytes are done, of how many."""


def _nobody_follows(done: int, of: int) -> None:
    """Progress that nobody looks at."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Written:
    """A pack that is a file now: `checksum` is its id, `size` that of the file in bytes."""

    path: Path
    checksum: str
    size: int


def prepare(workspace: Workspace, choice: Choice) -> Shared:
    """What would go, for the preview and for `write`; asks the store, and changes nothing. Raises Refusal."""
    owners = (choice.organisation, *choice.assessments)
    return shared(workspace.holdings, workspace.store.past.lineages(owners), choice)


def look_inside(content: Content, pack: Shared, progress: Progress = _nobody_follows,
                is_cancelled: Callable[[], bool] = _never) -> Mapping[str, Inside]:
    """What each document that would go carries unseen, by digest, where it carries anything; for a worker."""
    from anchor_app.services.hidden_data import hidden_in

    found, total, done = {}, sum(one.size for one in pack.files), 0
    for one in pack.files:
        if is_cancelled():
            raise Cancelled("The documents were not looked through.")
        with content.open(one.digest) as file:
            inside = hidden_in(file, one.file_name)
        if inside.found or not inside.is_whole:
            found[one.digest] = inside
        done += one.size
        progress(done, total)
    return found


def write(content: Content, pack: Shared, path: Path, *, passphrase: str = "", progress: Progress = _nobody_follows,
          is_cancelled: Callable[[], bool] = _never) -> Written:
    """Write a pack, whole or not at all; for a worker. Until it is whole, an older file of that name is untouched.

    Raises UnfitDocument for a name that is no pack's and for a document that is not there, Cancelled, DiskFull,
    DiskTrouble, and what the format refuses.
    """
    from anchor_app.exchange.pack import write_pack
    from anchor_app.storage.files import Files

    if path.suffix.casefold() != SUFFIX:
        raise UnfitDocument(f"{path.name} is no name for a pack. Give it one that ends in {SUFFIX}.")

    def fill(file: BinaryIO) -> tuple[str, int]:
        followed = cast(BinaryIO, _Followed(file, sum(pack.content.files.values()), progress, is_cancelled))
        checksum = write_pack(pack.content, followed, content.open, passphrase=passphrase or None)
        return checksum, file.tell()

    return Written(path, *Files().write_whole(path, fill))


def sending_of(workspace: Workspace, pack: Shared, written: Written) -> RecordSending:
    """The wish to note a pack that was written; asks the store for what was changed since it was prepared."""
    now = workspace.store.past.lineages((pack.choice.organisation, *pack.choice.assessments))
    return RecordSending(pack.choice, written.checksum, written.path.name, workspace.clock.now(),
                         _with_sent(now, pack), workspace.holdings)


def export(workspace: Workspace, choice: Choice, path: Path, *, passphrase: str = "",
           progress: Progress = _nobody_follows, is_cancelled: Callable[[], bool] = _never) -> Written:
    """Prepare, write and note a pack. From a workspace that is open for reading only, it goes without being noted."""
    pack = prepare(workspace, choice)
    written = write(workspace.store.content, pack, path, passphrase=passphrase, progress=progress,
                    is_cancelled=is_cancelled)
    if not workspace.read_only:
        workspace.do(sending_of(workspace, pack, written))
    return written


def suggested_name(workspace: Workspace, choice: Choice) -> str:
    """The file name to suggest: whose it is, of when, and for whom."""
    titles = [one.title for one in workspace.holdings.assessments_of(choice.organisation)
              if one.id in choice.assessments]
    when = titles[0] if len(titles) == 1 else f"{len(titles)} assessments"
    name = workspace.holdings.organisations[choice.organisation].shown_name[:60]
    words = f"{name} {when.replace('/', '-').replace(' · ', ' ')} {choice.audience.value}"
    return safe_name(words) + SUFFIX


def _with_sent(now: Lineages, pack: Shared) -> Lineages:
    """The lineages as they are now, with what went out known to all that came after it."""
    touched = {what: now.of(what).joined(told.lineage) for what, told in pack.content.facts.items()
               if now.of(what).current != told.lineage.current}
    if not touched:
        return now
    by_owner = {owner: {**known, **{what: one for what, one in touched.items() if what.owner == owner}}
                for owner, known in now.by_owner.items()}
    return Lineages(by_owner, now.texts)


class _Followed:
    """A file that tells how far it was written, and stops when it is asked to."""

    def __init__(self, file: BinaryIO, total: int, progress: Progress, is_cancelled: Callable[[], bool]) -> None:
        self._file, self._total, self._progress, self._is_cancelled = file, total, progress, is_cancelled
        self._done = 0

    def write(self, data: bytes) -> int:
        if self._is_cancelled():
            raise Cancelled("The pack was not made.")
        self._done += len(data)
        self._progress(min(self._done, self._total), self._total)
        return self._file.write(data)
